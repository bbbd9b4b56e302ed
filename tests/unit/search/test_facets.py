from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maas_cli.errors import IndexDamagedError, InvalidInputError
from maas_cli.models.facets import TemplateCount
from maas_cli.models.search import SearchRequest
from maas_cli.search import IndexFile
from maas_cli.search.facets import template_counts
from tests.factories import FINGERPRINT, INDEX_PATH, index_bytes, index_of, meme

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


@given(st.lists(st.tuples(st.sampled_from(["Owl", "Bear", "Cat", ""]), st.sets(st.sampled_from("abc"), min_size=1))))
def test_counts_are_those_of_the_memes_that_hold_the_word(rows: list[tuple[str, set[str]]]) -> None:
    index = index_of(meme(number, name, " ".join(sorted(text))) for number, (name, text) in enumerate(rows, start=1))
    for request, names in (
        (None, [name for name, _ in rows]),
        (SearchRequest("b", fuzzy=False), [name for name, text in rows if "b" in text]),
    ):
        counted = sorted(Counter(filter(None, names)).items(), key=lambda item: (-item[1], item[0]))
        assert template_counts(index, request) == [TemplateCount(*item) for item in counted]


def test_memes_of_a_template_beyond_the_last_are_damage() -> None:
    memes = [meme(1, "Owl", "one"), meme(2, "Bear", "one")]
    content = index_bytes(memes)
    docs = bytes(IndexFile(content, INDEX_PATH, FINGERPRINT).doc_templates)
    damaged = IndexFile(content.replace(docs, b"\xff" * len(docs)), INDEX_PATH, FINGERPRINT)
    with pytest.raises(IndexDamagedError, match=r"memes\.idx is damaged"):
        template_counts(damaged, SearchRequest("one"))


def test_unsafe_memes_do_not_count_and_templates_with_no_others_are_left_out() -> None:
    index = index_of(
        [meme(1, "Owl", "one"), meme(2, "Owl", "one shit"), meme(3, "Bear", "shit one"), meme(4, "Fox", "x")]
    )
    assert template_counts(index, None, safe=True) == [TemplateCount("Fox", 1), TemplateCount("Owl", 1)]
    assert template_counts(index, SearchRequest("one", safe=True)) == [TemplateCount("Owl", 1)]
    assert template_counts(index, SearchRequest("one"), safe=True) == [
        TemplateCount("Owl", 2),
        TemplateCount("Bear", 1),
    ]
