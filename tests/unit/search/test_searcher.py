import math
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations_with_replacement
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from maas_cli.errors import IndexDamagedError, InvalidInputError
from maas_cli.models.meme import Meme
from maas_cli.models.search import Hit, MatchKind, SearchRequest, SortOrder
from maas_cli.search import IndexFile, search
from maas_cli.search.analysis import query_words
from maas_cli.search.format import SECTION_TYPES
from tests.factories import FINGERPRINT, INDEX_PATH, index_bytes, index_of, meme, memes_of
from tests.unit.search.reference import Found, Reference, km

WORDS = (
    *("becky", "Beckys", "becki", "bekcy", "cat", "cats", "concatenate", "don't", "dont", "don", "a", "an", "o'clock"),
    *("paranoid", "paranoia", "Paranoiac", "parrot", "parrots", "café", "naïve", "naive", "Straße", "strasse", "ﬁsh"),
    *("кошка", "кошки", "ёлка", "елка", "мой", "قطة", "قطط", "बिल्ली", "猫", "猫が好き", "好きな猫", "แมว"),
    *("42", "1st", "parrot2", "!?", "❤️"),
)
NAMES = ("", "Paranoid Parrot", "Parrot", "Socially Awkward Penguin", "Gâteau", "猫")
PLACES = (
    *((0.0, 0.0), (90.0, 0.0), (-90.0, 25.0), (0.0, 180.0), (0.0, -180.0), (10.0, 179.9), (10.0, -179.9)),
    *((45.2, 70.225), (45.2, 70.3), (43.25, 76.95), (51.5, -0.12), (51.0, -1.5), (-33.9, 151.2), (89.9, 180.0)),
    *((10.0, 0.0), (0.0, 9.95)),
)
RADII = (0.5, 25.0, 100.0, 500.0, 2000.0, 10_000.0, 20_100.0, km((43.25, 76.95), (45.2, 70.225)))

words = st.one_of(st.sampled_from(WORDS), st.text("ab", min_size=1, max_size=9))
separators = st.sampled_from((" ", " ", ", ", "…", "-"))
places = st.one_of(st.just((None, None)), st.sampled_from(PLACES))
md5s = st.sampled_from(("", "", "", "m1", "M1", "m2"))
langs = st.sampled_from(("", "en", "ru"))


@st.composite
def catalogs(draw: st.DrawFn) -> list[Meme]:
    """Draw memes of few words, so that they have much in common."""
    vocabulary = st.sampled_from(draw(st.lists(words, min_size=3, max_size=8)))
    captions = st.tuples(separators, st.lists(vocabulary, max_size=6)).map(lambda drawn: drawn[0].join(drawn[1]))
    rows = st.tuples(st.sampled_from(NAMES), captions, places, md5s, langs)
    return [
        meme(100 - number, name, text, md5=md5, lat=place[0], lon=place[1], lang=lang)
        for number, (name, text, place, md5, lang) in enumerate(draw(st.lists(rows, min_size=2, max_size=14)))
    ]


def mistyped(draw: st.DrawFn, word: str) -> str:
    at = draw(st.integers(0, len(word) - 1))
    swapped = word[:at] + word[at : at + 2][::-1] + word[at + 2 :]
    forms = (word, word[:at] + word[at + 1 :], swapped, word[: at + 1], word[at:], f"{word[:at]}b{word[at:]}")
    return draw(st.sampled_from((word, word, *forms)))


@st.composite
def queries(draw: st.DrawFn, memes: list[Meme]) -> str:
    """Draw neighbouring words of a meme, some of them mistyped or cut short, and now and then another word."""
    asked = draw(st.sampled_from(memes))
    held = query_words(f"{asked.name} {asked.text}") or ["a"]
    start = draw(st.integers(0, len(held) - 1))
    chosen = [mistyped(draw, word) for word in held[start : start + draw(st.integers(1, 4))]]
    query = " ".join([*chosen, *draw(st.lists(words, max_size=1))])
    assume(query_words(query))
    return query


@st.composite
def requests(draw: st.DrawFn, memes: list[Meme]) -> SearchRequest:
    lat, lon = draw(places)
    sort, radius = SortOrder.RELEVANCE, None
    if lat is not None:
        sort, radius = draw(st.sampled_from(SortOrder)), draw(st.sampled_from((None, None, None, *RADII)))
    return SearchRequest(
        draw(queries(memes)),
        fuzzy=draw(st.sampled_from((True, True, False))),
        limit=draw(st.sampled_from((1, 2, 3, 100))),
        lat=lat,
        lon=lon,
        radius_km=radius,
        sort=sort,
        template=draw(st.sampled_from((*[None] * 5, "PARROT", "parrot paranoid", "gateau"))),
        lang=draw(st.sampled_from((*[None] * 5, "en", "und"))),
        unique=draw(st.booleans()),
    )


@st.composite
def searches(draw: st.DrawFn) -> tuple[list[Meme], SearchRequest]:
    memes = draw(catalogs())
    return memes, draw(requests(memes))


def as_found(hit: Hit) -> Found:
    kinds = tuple((match.word, match.term, match.kind.value, match.typos) for match in hit.matches)
    return Found(hit.meme.id, hit.missing, kinds, hit.score, hit.copies, hit.distance_km)


def find(memes: Sequence[Meme], query: str, **more: Any) -> list[int]:  # noqa: ANN401  # any field of SearchRequest
    return [hit.meme.id for hit in search(index_of(memes), SearchRequest(query, **more)).hits]


def every_hit(index: IndexFile, request: SearchRequest) -> list[Found]:
    """Turn the pages of the request one by one until one comes short."""
    found: list[Found] = []
    while True:
        page = search(index, replace(request, offset=len(found)))
        found += map(as_found, page.hits)
        if len(page.hits) < request.limit:
            assert page.total == len(found)
            return found


def test_no_place_of_these_tests_is_so_near_a_bucket_that_sphere_and_ellipsoid_disagree() -> None:
    distances = [km(here, there) for here, there in combinations_with_replacement(PLACES, 2)]
    assert all(abs(distance - border) > 0.01 * border for distance in distances for border in (25, 100, 500, 2000))


@given(searches())
def test_page_by_page_a_search_gives_the_hits_the_order_and_the_total_of_looking_at_every_meme(
    drawn: tuple[list[Meme], SearchRequest],
) -> None:
    memes, request = drawn
    reference = Reference(memes)
    is_lang_known = request.lang is None or any((meme.lang or "und") == request.lang for meme in memes)
    is_template_known = request.template is None or reference.templates(request.template)
    if not is_lang_known or not is_template_known:
        with pytest.raises(InvalidInputError):
            search(index_of(memes), request)
        return
    expected, total = reference.search(request)
    assert every_hit(index_of(memes), request) == expected
    assert total == len(expected)


@given(searches(), st.integers(0, 5))
def test_small_pages_put_together_begin_as_one_big_page_does(
    drawn: tuple[list[Meme], SearchRequest], offset: int
) -> None:
    index, request = index_of(drawn[0]), replace(drawn[1], template=None, lang=None)
    big = search(index, replace(request, limit=1000))
    small = every_hit(index, request)
    assert len(big.hits) == big.total
    shown = [found._replace(copies=0) for found in small]
    assert shown == [as_found(hit)._replace(copies=0) for hit in big.hits][: len(small)]
    assert search(index, replace(request, limit=1000, offset=offset)).hits == big.hits[offset:]


@given(catalogs(), st.data())
def test_a_one_word_exact_query_finds_at_least_every_meme_the_original_finds(
    memes: list[Meme], data: st.DataObject
) -> None:
    raw_words = [(m.id, word) for m in memes for word in f"{m.name} {m.text}".lower().split(" ")]
    plain = [word for _, word in raw_words if any(char.isalnum() for char in word)]
    assume(plain)
    query = data.draw(st.sampled_from(plain))
    originals = {number for number, word in raw_words if word == query}
    assert originals <= set(find(memes, query, fuzzy=False, limit=1000, unique=False))


@given(catalogs(), st.data())
def test_fuzzy_finds_every_meme_with_a_raw_word_that_contains_a_plain_word(
    memes: list[Meme], data: st.DataObject
) -> None:
    raw_words = [(m.id, word) for m in memes for word in f"{m.name} {m.text}".lower().split(" ")]
    long_enough = [word for _, word in raw_words if len(word) >= 3]
    assume(long_enough)
    word = data.draw(st.sampled_from(long_enough))
    start = data.draw(st.integers(0, len(word) - 3))
    query = word[start : data.draw(st.integers(start + 3, len(word)))]
    assume(query.isalnum())
    originals = {number for number, word in raw_words if query in word}
    assert originals <= set(find(memes, query, limit=1000, unique=False))


def test_more_words_come_first_then_fewer_typos_then_the_better_kind() -> None:
    memes = memes_of("parots all", "unparrots all", "parrotsandmore all", "parrots all", "parrots", "nothing")
    assert find(memes, "parrots all") == [4, 3, 2, 1, 5]


def test_no_word_is_dropped_where_ten_memes_have_them_all() -> None:
    memes = [*memes_of(*(f"cat dog {number}" for number in range(10))), meme(11, text="cat"), meme(12, text="dog")]
    assert find(memes, "cat dog", limit=100) == list(range(1, 11))
    assert len(find(memes[1:], "cat dog", limit=100)) == 11


def test_the_total_is_the_same_for_every_limit() -> None:
    index = index_of(memes_of("cat dog", "cat", "dog"))
    assert {search(index, SearchRequest("cat dog", limit=limit)).total for limit in (1, 2, 3, 100)} == {3}


def test_memes_with_less_than_half_of_the_words_are_no_hits() -> None:
    assert sorted(find(memes_of("cat owl", "cat", "cat dog fox"), "cat dog owl")) == [1, 3]


def test_a_hit_says_which_words_it_lacks_and_how_it_answers_the_others() -> None:
    page = search(index_of(memes_of("Becky parrots")), SearchRequest("becky parots penguin"))
    assert page.hits[0].missing == ("penguin",)
    assert [(m.word, m.term, m.kind, m.typos) for m in page.hits[0].matches] == [
        ("becky", "becky", MatchKind.WORD, 0),
        ("parots", "parrots", MatchKind.TYPO, 1),
    ]
    assert page.hits[0].text_spans == ((0, 5), (6, 13))


def test_exact_search_wants_every_word_whole() -> None:
    assert find(memes_of("cat dog", "cats dog", "cat"), "dog cat", fuzzy=False) == [1]


def test_copies_are_one_hit_and_each_its_own_where_asked_for() -> None:
    memes = [meme(1, text="A cat!"), meme(2, text="a CAT"), meme(3, text="cat nap", md5="f00"), meme(4, md5="F00")]
    page = search(index_of(memes), SearchRequest("cat"))
    assert [(hit.meme.id, hit.copies) for hit in page.hits] == [(1, 2), (3, 1)]
    assert find(memes, "cat", unique=False) == [1, 2, 3]


def test_nearest_first_looks_across_the_antimeridian_and_puts_unplaced_memes_last() -> None:
    memes = [
        meme(1, text="cat"),
        meme(2, text="cat a", lat=0.0, lon=170.0),
        meme(3, text="cat b", lat=0.0, lon=-179.5),
        meme(4, text="cat c", lat=0.0, lon=0.0),
    ]
    assert find(memes, "cat", lat=0.0, lon=179.5, sort=SortOrder.DISTANCE) == [3, 2, 4, 1]


def test_nearest_first_goes_by_the_ellipsoid_where_the_sphere_would_mistake_the_order() -> None:
    memes = [meme(1, text="cat a", lat=0.0, lon=9.95), meme(2, text="cat b", lat=10.0, lon=0.0)]
    assert find(memes, "cat", lat=0.0, lon=0.0, sort=SortOrder.DISTANCE) == [2, 1]


def test_at_one_place_the_more_relevant_meme_comes_first() -> None:
    memes = [meme(1, text="cat and dog", lat=0.0, lon=1.0), meme(2, text="cat", lat=0.0, lon=1.0)]
    assert find(memes, "cat", lat=0.0, lon=0.0, sort=SortOrder.DISTANCE) == [2, 1]


def test_words_that_stand_together_in_order_come_before_those_that_do_not() -> None:
    memes = memes_of(
        "grumpy and wet was my little cat", "my wet cat was grumpy and little", "my little grumpy cat was wet and"
    )
    assert find(memes, "grumpy cat") == [3, 2, 1]


def test_a_word_is_dropped_where_copies_alone_fill_the_page() -> None:
    memes = [meme(1, text="cat dog"), meme(2, text="Cat dog!"), meme(3, text="dog")]
    assert find(memes, "cat dog", limit=2) == [1, 3]


def test_a_radius_keeps_what_lies_within_it_and_nothing_without_a_place() -> None:
    memes = [meme(1, text="cat"), meme(2, text="cat a", lat=0.0, lon=0.0), meme(3, text="cat b", lat=1.0, lon=0.0)]
    assert find(memes, "cat", lat=0.0, lon=0.0, radius_km=50.0) == [2]


def test_how_near_decides_only_between_equals() -> None:
    memes = [
        meme(1, text="cat one", lat=0.0, lon=90.0),
        meme(2, text="cat two", lat=0.0, lon=0.1),
        meme(3, text="cat", lat=0.0, lon=90.0),
    ]
    assert find(memes, "cat", lat=0.0, lon=0.0) == [3, 2, 1]


def test_a_page_beyond_the_last_hit_is_empty_and_still_says_the_total() -> None:
    page = search(index_of(memes_of("cat")), SearchRequest("cat", offset=5))
    assert (page.hits, page.total, page.offset) == ((), 1, 5)


DAMAGEABLE = index_bytes(
    [
        meme(1, "Paranoid Parrot", "Becky said: don't", lat=45.2, lon=70.2, lang="en", md5="aa", tags=("x",)),
        meme(2, "Gâteau", "paranoia, beckys cake", lat=0.0, lon=180.0, file_size=7),
        meme(3, "Paranoid Parrot", "猫が好き becky", md5="aa"),
    ]
)
SECTIONS_START = 48 + 40 * len(SECTION_TYPES)
ASKED_OF_DAMAGED = (
    SearchRequest("becky paranoib don"),
    SearchRequest("beckx", lat=0.0, lon=0.0, sort=SortOrder.DISTANCE, unique=False),
    SearchRequest("ara", lang="en", template="parrot"),
    SearchRequest("becky", lat=45.2, lon=70.0, radius_km=16.0),
)


def search_damaged(content: bytes, request: SearchRequest) -> None:
    """Search; whatever the bytes are, only a damaged index may be said to be."""
    index = IndexFile(content, INDEX_PATH, FINGERPRINT)
    try:
        for hit in search(index, request).hits:
            assert math.isfinite(hit.score)
    except IndexDamagedError:
        pass


@pytest.mark.parametrize("flip", [0x01, 0x80, 0xFF])
def test_any_flipped_byte_of_a_section_gives_an_answer_or_says_that_the_index_is_damaged(flip: int) -> None:
    content = bytearray(DAMAGEABLE)
    for position in range(SECTIONS_START, len(content)):
        content[position] ^= flip
        search_damaged(bytes(content), ASKED_OF_DAMAGED[position % len(ASKED_OF_DAMAGED)])
        content[position] ^= flip


@given(st.data(), st.sampled_from(ASKED_OF_DAMAGED))
def test_sections_full_of_nonsense_end_no_search_but_by_saying_that_the_index_is_damaged(
    data: st.DataObject, request: SearchRequest
) -> None:
    content = bytearray(DAMAGEABLE)
    start = data.draw(st.integers(SECTIONS_START, len(content) - 1))
    nonsense = data.draw(st.binary(min_size=1, max_size=200))
    content[start : start + len(nonsense)] = nonsense[: len(content) - start]
    search_damaged(bytes(content), request)


def test_a_damaged_index_is_named_in_the_error() -> None:
    content = DAMAGEABLE.replace(b'"id":"1"', b'"ix":"1"')
    with pytest.raises(IndexDamagedError, match=r"memes\.idx is damaged"):
        search(IndexFile(content, INDEX_PATH, FINGERPRINT), SearchRequest("said"))


def test_a_match_says_whether_it_is_in_the_template_the_caption_or_both() -> None:
    memes = [meme(1, "Cat", "dog"), meme(2, "Owl", "the cat"), meme(3, "Cat", "a cat")]
    hits = search(index_of(memes), SearchRequest("cat")).hits
    where = {hit.meme.id: (hit.matches[0].in_name, hit.matches[0].in_text) for hit in hits}
    assert where == {1: (True, False), 2: (False, True), 3: (True, True)}
