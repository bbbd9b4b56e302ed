"""Hits are written alike by every command that shows some."""

import json

from tests.cli.driver import Driver


def test_search_and_random_write_the_same_formats(maas: Driver) -> None:
    hit = json.loads(maas("random", "--seed", "3", "--json").out)["hits"][0]
    line = maas("random", "--seed", "3", "-o", "csv").out.splitlines()[1]
    assert line.startswith(f"{hit['id']},")
    assert hit["name"].split()[0] in maas("random", "--seed", "3", "-o", "table").out


def test_a_table_without_hits_is_nothing_at_all(maas: Driver) -> None:
    assert maas("search", "xyzzyqq", "-o", "table").out == ""
