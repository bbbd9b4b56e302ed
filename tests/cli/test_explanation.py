"""Why a hit is found, in words."""

from dataclasses import replace

import pytest

from maas_cli.cli.explanation import explain, explanations
from maas_cli.models.meme import Meme
from maas_cli.models.search import Hit, MatchKind, WordMatch
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


@pytest.mark.parametrize(
    ("text", "spans", "together"),
    [
        ("no, cat!", ((0, 2), (4, 7)), True),
        ("cat Cat", ((0, 3), (4, 7)), False),
        ("no big cat", ((0, 2), (7, 10)), False),
        ("catnip", ((0, 3), (3, 6)), False),
        ("cat", ((0, 3),), False),
    ],
)
def test_different_words_with_nothing_between_stand_together(
    text: str, spans: tuple[tuple[int, int], ...], together: bool
) -> None:
    meme = Meme(1, "x", text)
    assert ("words stand together" in explain(Hit(meme, 1.0, (), text_spans=spans))) is together
    assert ("words stand together" in explain(Hit(Meme(1, text, "x"), 1.0, (), name_spans=spans))) is together


def hit(*matches: WordMatch, missing: tuple[str, ...] = (), score: float = 2.0, km: float | None = None) -> Hit:
    return Hit(Meme(1, "", "x"), score, matches, missing=missing, distance_km=km)


WORD = WordMatch("cat", "cat", MatchKind.WORD, 0)
PART = WordMatch("cat", "bobcats", MatchKind.SUBSTRING, 0)
TYPO = WordMatch("cat", "cut", MatchKind.TYPO, 1)


@pytest.mark.parametrize(
    ("above", "below", "reason"),
    [
        (hit(WORD), hit(missing=("cat",)), "above the next: more of the words"),
        (hit(PART), hit(TYPO), "above the next: fewer typos"),
        (hit(WORD), hit(PART), "above the next: words matched more closely"),
        (hit(WORD), hit(WORD, score=1.0), "above the next: more relevant"),
        (hit(TYPO, km=1.0), hit(WORD, km=2.0), "above the next: nearer"),
        (hit(WORD, km=1.0), hit(WORD, km=26.0), "as good as the next, but nearer"),
        (hit(WORD, km=1.0), hit(WORD, km=2.0), "as good as the next"),
        (hit(WORD, km=1.0), hit(WORD), "as good as the next, but nearer"),
        (hit(WORD), hit(WORD, km=1.0), "as good as the next"),
        (hit(WORD), hit(WORD), "as good as the next"),
    ],
)
def test_what_puts_a_hit_above_the_next_is_told(above: Hit, below: Hit, reason: str) -> None:
    assert explain(above, below).endswith(f"; {reason}")


def test_the_last_hit_of_a_page_is_compared_with_none() -> None:
    first, last = explanations(page_of(CAT, BARE))
    assert first.endswith("; above the next: more of the words")
    assert last == explain(BARE)
