"""Why a hit is found, in words."""

from dataclasses import replace

import pytest

from maas_cli.cli.explanation import explain, explanations
from maas_cli.models.meme import Meme
from maas_cli.models.search import Hit, MatchKind, SortOrder, WordMatch
from tests.cli.samples import BARE, CAT, page_of


@pytest.mark.parametrize(
    ("match", "words"),
    [
        (WordMatch("cat", "cat", MatchKind.WORD, 0), "'cat' in caption"),
        (WordMatch("cat", "cat", MatchKind.WORD, 0, in_name=True, in_text=False), "'cat' in template"),
        (WordMatch("cat", "cat", MatchKind.WORD, 0, in_name=True), "'cat' in template and caption"),
        (WordMatch("paran", "paranoid", MatchKind.PREFIX, 0), "'paran' begins 'paranoid' in caption"),
        (WordMatch("parot", "parrot", MatchKind.TYPO, 1), "'parot' read as 'parrot' (1 typo) in caption"),
        (WordMatch("praot", "parrot", MatchKind.TYPO, 2), "'praot' read as 'parrot' (2 typos) in caption"),
        (WordMatch("kot", "кот", MatchKind.SCRIPT, 0), "'kot' written as 'кот' in caption"),
        (WordMatch("arano", "paranoid", MatchKind.SUBSTRING, 0), "'arano' is part of 'paranoid' in caption"),
    ],
)
def test_every_kind_of_match_has_its_words(match: WordMatch, words: str) -> None:
    assert explain(Hit(Meme(1, "", "x"), 2.5, (match,))) == f"{words}; relevance 2.50"


def test_missing_words_and_copies_are_told() -> None:
    assert explain(BARE) == "no 'cat'; relevance 1.00"
    assert explain(CAT).endswith("relevance 7.31; 3 copies")


def test_a_template_name_matched_as_a_whole_is_told() -> None:
    whole = replace(CAT, name_spans=((0, 6), (7, 10)))
    assert "that is the whole template name" in explain(whole)
    assert "whole" not in explain(CAT)


def test_words_that_stand_together_are_told() -> None:
    assert "words stand together" in explain(Hit(Meme(1, "x", "no, cat!"), 1.0, (), text_spans=((0, 2), (4, 7))))
    assert "together" not in explain(Hit(Meme(1, "x", "no big cat"), 1.0, (), text_spans=((0, 2), (7, 10))))


def test_a_hit_of_filters_alone_says_so() -> None:
    assert explain(Hit(Meme(1, "", "x"), 0.0, ())) == "passes the filters"


def test_each_hit_says_what_puts_it_above_the_next_and_the_last_is_compared_with_none() -> None:
    first, last = explanations(page_of(CAT, BARE))
    assert first.endswith("; above the next: more of the words")
    assert last == explain(BARE)


def test_what_hits_are_sorted_by_is_respected() -> None:
    far, near = replace(CAT, score=9.0), replace(CAT, distance_km=7.0)
    first, _ = explanations(replace(page_of(near, far), sort=SortOrder.DISTANCE))
    assert first.endswith("; above the next: nearer")
