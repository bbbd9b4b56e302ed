"""Options that filter, as part of a query."""

import pytest

from maas_cli.cli.filtered_query import filtered_query
from maas_cli.search.query import parse_query


def test_nothing_asked_for_is_no_query() -> None:
    assert filtered_query(None, None, None) is None
    assert filtered_query([], None, None) is None


def test_words_and_filters_are_one_query() -> None:
    assert filtered_query(["big", "cat"], None, None) == "big cat"
    assert filtered_query(["big"], "Grumpy Cat", "en") == 'big template:"Grumpy Cat" lang:"en"'


@pytest.mark.parametrize("name", ['Say "no"', "„Nein“", "-x: y", "a  b"])
def test_a_name_is_one_filter_whatever_is_in_it(name: str) -> None:
    parsed = parse_query(filtered_query(None, name, None) or "")
    assert (len(parsed.templates), parsed.words, parsed.excluded) == (1, (), ())
