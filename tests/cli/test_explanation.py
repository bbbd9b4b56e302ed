"""Why a hit is found, in words."""

import pytest

from maas_cli.cli.explanation import explain
from maas_cli.models.meme import Meme
from maas_cli.models.search import Hit, MatchKind, WordMatch
from tests.cli.samples import BARE, CAT


@pytest.mark.parametrize(
    ("match", "words"),
    [
        (WordMatch("cat", "cat", MatchKind.WORD, 0), "'cat' in caption"),
        (WordMatch("cat", "cat", MatchKind.WORD, 0, in_name=True, in_text=False), "'cat' in template"),
        (WordMatch("cat", "cat", MatchKind.WORD, 0, in_name=True), "'cat' in template and caption"),
        (WordMatch("paran", "paranoid", MatchKind.PREFIX, 0), "'paran' begins 'paranoid' in caption"),
        (WordMatch("parot", "parrot", MatchKind.TYPO, 1), "'parot' read as 'parrot' (1 typo) in caption"),
        (WordMatch("praot", "parrot", MatchKind.TYPO, 2), "'praot' read as 'parrot' (2 typos) in caption"),
        (WordMatch("arano", "paranoid", MatchKind.SUBSTRING, 0), "'arano' is part of 'paranoid' in caption"),
    ],
)
def test_every_kind_of_match_has_its_words(match: WordMatch, words: str) -> None:
    assert explain(Hit(Meme(1, "", "x"), 2.5, (match,))) == f"{words}; relevance 2.50"


def test_missing_words_and_copies_are_told() -> None:
    assert explain(BARE) == "no 'cat'; relevance 1.00"
    assert explain(CAT).endswith("relevance 7.31; 3 copies")
