"""What puts one hit above the next, in words."""

from dataclasses import replace
from itertools import pairwise

import pytest

from maas_cli.cli.hit_order import BY_RELEVANCE, Order, above, has_neighbours, is_whole_name, order_of
from maas_cli.models.meme import Meme
from maas_cli.models.search import Hit, MatchKind, SearchRequest, SortOrder, WordMatch
from maas_cli.search import search
from tests.cli.samples import CAT, page_of
from tests.factories import index_of, meme

WORD = WordMatch("cat", "cat", MatchKind.WORD, 0)
PART = WordMatch("cat", "bobcats", MatchKind.SUBSTRING, 0)
TYPO = WordMatch("cat", "cut", MatchKind.TYPO, 1)
NEAREST_FIRST = Order(is_nearest_first=True)
IN_TOKYO = Order(languages=("ja",))


def hit(
    *matches: WordMatch, missing: tuple[str, ...] = (), score: float = 2.0, km: float | None = None, lang: str = ""
) -> Hit:
    return Hit(Meme(1, "", "x", lang=lang), score, matches, missing=missing, distance_km=km)


def in_caption(text: str, *spans: tuple[int, int], score: float = 2.0, matches: tuple[WordMatch, ...] = (WORD,)) -> Hit:
    return Hit(Meme(1, "", text), score, matches, text_spans=spans)


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        (hit(WORD), hit(missing=("cat",)), "above the next: more of the words"),
        (hit(PART), hit(TYPO), "above the next: fewer typos"),
        (hit(WORD), hit(PART), "above the next: words matched more closely"),
        (hit(WORD), hit(WORD, score=1.0), "above the next: more relevant"),
        (hit(WORD, km=9.0), hit(WORD, score=1.0, km=1.0), "above the next: more relevant"),
        (hit(WORD), hit(WORD), "as good as the next, but earlier in the catalogue"),
    ],
)
def test_the_first_thing_that_sets_a_hit_apart_from_the_next_is_told(one: Hit, other: Hit, reason: str) -> None:
    assert above(one, other, BY_RELEVANCE) == reason


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        (hit(WORD, km=1.0), hit(WORD, km=26.0), ", but nearer"),
        (hit(WORD, km=2100.0), hit(WORD), ", but its place is known"),
        (hit(WORD, km=24.0), hit(WORD, km=2.0), " and about as near (under 25 km), but earlier in the catalogue"),
        (hit(WORD, km=99.0), hit(WORD, km=25.0), " and about as near (25 to 100 km), but earlier in the catalogue"),
        (
            hit(WORD, km=900.0),
            hit(WORD, km=500.0),
            " and about as near (500 to 2,000 km), but earlier in the catalogue",
        ),
        (hit(WORD, km=9e3), hit(WORD, km=2e3), " and about as near (over 2,000 km), but earlier in the catalogue"),
        (hit(WORD, km=7.0), hit(WORD, km=7.0), ", but earlier in the catalogue"),
        (hit(WORD), hit(WORD, km=1.0), ", but earlier in the catalogue"),
    ],
)
def test_between_equals_nearness_decides_in_steps(one: Hit, other: Hit, reason: str) -> None:
    assert above(one, other, BY_RELEVANCE) == f"as good as the next{reason}"


SPOKEN, UNKNOWN, FOREIGN = hit(WORD, lang="ja"), hit(WORD), hit(WORD, lang="ru")


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        (SPOKEN, FOREIGN, ", but in a language spoken where you are"),
        (SPOKEN, UNKNOWN, ", but in a language spoken where you are"),
        (UNKNOWN, FOREIGN, ", but the next is in a language not spoken where you are"),
        (SPOKEN, SPOKEN, ", but earlier in the catalogue"),
        (FOREIGN, FOREIGN, ", but earlier in the catalogue"),
        (
            hit(WORD, km=9.0, lang="ja"),
            hit(WORD, km=7.0),
            " and about as near (under 25 km), but in a language spoken where you are",
        ),
        (hit(WORD, km=9.0, lang="ru"), hit(WORD, km=99.0, lang="ja"), ", but nearer"),
    ],
)
def test_after_nearness_the_languages_of_the_caller_decide(one: Hit, other: Hit, reason: str) -> None:
    assert above(one, other, IN_TOKYO) == f"as good as the next{reason}"


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        (hit(TYPO, km=1.0), hit(WORD, km=2.0), "above the next: nearer"),
        (hit(WORD, km=1.0), hit(WORD, score=1.0, km=2.0), "above the next: nearer"),
        (hit(TYPO, km=1.0), hit(WORD), "above the next: its place is known"),
        (hit(WORD, km=9.0), hit(missing=("cat",), km=1.0), "above the next: more of the words"),
        (hit(WORD, km=9.0), hit(TYPO, km=9.0), "above the next: fewer typos"),
        (hit(WORD, km=9.0), hit(WORD, km=9.0), "as good as the next, but earlier in the catalogue"),
    ],
)
def test_nearest_first_only_more_words_come_before_the_distance(one: Hit, other: Hit, reason: str) -> None:
    assert above(one, other, NEAREST_FIRST) == reason


ANOTHER_PART = WordMatch("cat", "wildcats", MatchKind.SUBSTRING, 0)


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        (in_caption("cat cat", (0, 3), (4, 7)), in_caption("cat", (0, 3), score=1.0), ", the word is there more often"),
        (CAT, replace(CAT, name_spans=(), score=1.0), ", the word is there more often"),
        (in_caption("cat", (0, 3)), in_caption("cat cat", (0, 3), (4, 7), score=1.0), ""),
        (in_caption("a cat", (2, 5)), in_caption("cat and so on", (0, 3), score=1.0), ", shorter"),
        (in_caption("a cat or so", (2, 5)), in_caption("cat", (0, 3), score=1.0), ""),
        (hit(PART), hit(ANOTHER_PART, score=1.0), ""),
        (
            in_caption("no cat", (0, 2), (3, 6)),
            in_caption("no, a cat", (0, 2), (6, 9), score=1.0),
            ", words stand together",
        ),
        (replace(CAT, name_spans=((0, 10),)), replace(CAT, score=1.0), ", a whole template name"),
    ],
)
def test_why_a_hit_is_more_relevant_is_told_where_it_can_be_seen(one: Hit, other: Hit, why: str) -> None:
    assert above(one, other, BY_RELEVANCE) == f"above the next: more relevant{why}"


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
    assert has_neighbours(Hit(Meme(1, "x", text), 1.0, (), text_spans=spans)) is together
    assert has_neighbours(Hit(Meme(1, text, "x"), 1.0, (), name_spans=spans)) is together


def test_a_name_is_matched_as_a_whole_where_no_letter_is_left_out() -> None:
    assert is_whole_name(replace(CAT, name_spans=((0, 6), (7, 10))))
    assert not is_whole_name(CAT)
    assert not is_whole_name(replace(CAT, name_spans=()))


def test_a_page_says_what_its_hits_are_sorted_by() -> None:
    assert order_of(page_of(CAT)) == BY_RELEVANCE
    assert order_of(replace(page_of(), sort=SortOrder.DISTANCE)) == NEAREST_FIRST
    assert order_of(replace(page_of(), languages=("ja",))) == IN_TOKYO


def told(memes: list[Meme], request: SearchRequest) -> list[str]:
    page = search(index_of(memes), request)
    return [above(one, other, order_of(page)) for one, other in pairwise(page.hits)]


def test_what_is_told_of_real_hits_is_what_they_were_sorted_by() -> None:
    memes = [
        meme(1, text="cat and dog", lat=0.0, lon=1.0),
        meme(2, text="cat cat", lat=0.0, lon=2.0),
        meme(3, text="cats", lat=0.0, lon=1.0),
    ]
    nearest = SearchRequest("cat", lat=0.0, lon=0.0, sort=SortOrder.DISTANCE)
    assert told(memes, nearest) == ["above the next: words matched more closely", "above the next: nearer"]
    memes = [meme(number, text=f"cat {lang}", lang=lang) for number, lang in enumerate(("ru", "", "ja"))]
    assert told(memes, SearchRequest("cat", languages=("ja",))) == [
        "as good as the next, but in a language spoken where you are",
        "as good as the next, but the next is in a language not spoken where you are",
    ]
