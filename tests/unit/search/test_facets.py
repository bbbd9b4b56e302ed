import pytest

from maas_cli.errors import InvalidInputError
from maas_cli.models.facets import TemplateCount
from maas_cli.models.search import SearchRequest
from maas_cli.search.facets import template_counts
from tests.factories import index_of, meme

INDEX = index_of(
    [
        meme(1, "Owl", "monday night"),
        meme(2, "Grumpy Cat", "no monday"),
        meme(3, "Grumpy Cat", "no tuesday"),
        meme(4, "", "a caption without a template"),
        meme(5, "Bear", "monday again"),
    ]
)


def test_templates_are_counted_most_first_then_by_name() -> None:
    assert template_counts(INDEX, None) == [
        TemplateCount("Grumpy Cat", 2),
        TemplateCount("Bear", 1),
        TemplateCount("Owl", 1),
    ]


def test_with_a_query_only_the_memes_that_it_finds_count() -> None:
    found = template_counts(INDEX, SearchRequest("monday -night"))
    assert found == [TemplateCount("Bear", 1), TemplateCount("Grumpy Cat", 1)]


def test_copies_count_each() -> None:
    twins = index_of([meme(1, "Owl", "same"), meme(2, "Owl", "same")])
    assert template_counts(twins, SearchRequest("same")) == [TemplateCount("Owl", 2)]


def test_a_query_that_finds_nothing_has_no_templates() -> None:
    assert template_counts(INDEX, SearchRequest("zzz")) == []


def test_a_template_that_there_is_not_is_refused() -> None:
    with pytest.raises(InvalidInputError, match="no template is called 'Fox'"):
        template_counts(INDEX, SearchRequest("template:Fox"))
