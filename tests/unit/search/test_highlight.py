from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maas_cli.models.search import MatchKind, WordMatch
from maas_cli.search.analysis import analyse
from maas_cli.search.highlight import spans

WORD, PREFIX, TYPO, SUBSTRING = MatchKind.WORD, MatchKind.PREFIX, MatchKind.TYPO, MatchKind.SUBSTRING


def marked(text: str, *matches: tuple[str, str, MatchKind]) -> str:
    """Return the text with what is highlighted in brackets."""
    found = [WordMatch(word, term, kind, int(kind is TYPO)) for word, term, kind in matches]
    for start, end in reversed(spans(text, found)):
        text = f"{text[:start]}[{text[start:end]}]{text[end:]}"
    return text


@pytest.mark.parametrize(
    ("text", "match", "shown"),
    [
        ("Becky, becky's", ("becky", "becky", WORD), "[Becky], [becky's]"),
        ("Beckys", ("becky", "beckys", PREFIX), "[Becky]s"),
        ("concatenate", ("cat", "concatenate", SUBSTRING), "con[cat]enate"),
        ("Bekcy!", ("becky", "bekcy", TYPO), "[Bekcy]!"),
        ("'becky'", ("becky", "becky", WORD), "'[becky]'"),
        ("“Beckys”", ("becky", "beckys", PREFIX), "“[Becky]s”"),
        ("CAFE\u0301", ("cafe", "cafe", WORD), "[CAFE\u0301]"),
        ("CAFE\u0301S", ("cafe", "cafes", PREFIX), "[CAFE\u0301S]"),
        ("don't", ("dont", "dont", WORD), "[don't]"),
        ("don't", ("don", "don", WORD), "[don't]"),
        ("Straße", ("strasse", "strasse", WORD), "[Straße]"),
        ("😀 猫が好き", ("猫", "猫が好き", PREFIX), "😀 [猫]が好き"),
        ("wait…what", ("wait", "wait", WORD), "[wait]…what"),
        ("dog", ("cat", "cat", WORD), "dog"),
        ("", ("cat", "cat", WORD), ""),
    ],
)
def test_what_matched_is_marked(text: str, match: tuple[str, str, MatchKind], shown: str) -> None:
    assert marked(text, match) == shown


def test_two_words_may_match_the_same_term() -> None:
    whole, prefix = ("becky", "becky", WORD), ("bec", "becky", PREFIX)
    assert marked("becky", whole, prefix) == marked("becky", prefix, whole) == "[becky]"


def test_words_that_share_a_range_are_marked_once() -> None:
    assert marked("½", ("1", "1", WORD), ("2", "2", WORD)) == "[½]"


@given(st.text("aAbB é'-…½", max_size=20), st.text("ab12", min_size=1, max_size=3))
def test_spans_are_in_order_apart_and_each_holds_the_term(text: str, term: str) -> None:
    found = spans(text, [WordMatch(term, term, WORD, 0)])
    edges = [edge for span in found for edge in span]
    assert edges == sorted(edges)
    assert all(term in chain.from_iterable(analyse(text[start:end])) for start, end in found)
