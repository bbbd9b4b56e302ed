from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from itertools import combinations_with_replacement
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from maas_cli.errors import InvalidInputError, InvalidQueryError
from maas_cli.models.meme import Meme
from maas_cli.models.search import Hit, MatchKind, SearchRequest, SortOrder
from maas_cli.search import IndexFile, find_all, find_documents, search
from maas_cli.serialize import meme_to_json
from tests.factories import index_of, meme, memes_of
from tests.unit.search.asked import find, hits_of
from tests.unit.search.backends import WAYS, searching
from tests.unit.search.drawn import A_THIRD, PLACES, catalogs, large_catalog, names_what_is_there, searches
from tests.unit.search.reference import Found, Reference, km

ALL = 100_000


def as_found(hit: Hit) -> Found:
    kinds = tuple((match.word, match.term, match.kind.value, match.typos) for match in hit.matches)
    return Found(hit.meme.id, hit.missing, kinds, hit.score, hit.copies, hit.distance_km)


def assert_answered(index: IndexFile, request: SearchRequest, expected: list[Found], hidden: int, way: str) -> None:
    """Hold the page, the documents and the numbers of all memes of a request against the hits there are."""
    shown = expected[request.offset : request.offset + request.limit]
    with searching(WAYS[way]):
        page = search(index, request)
        assert [as_found(hit) for hit in page.hits] == shown, way
        assert (page.total, page.hidden) == (len(expected), hidden), way
        by_id = {hit.meme.id: hit.meme for hit in page.hits}
        assert find_documents(index, request) == [meme_to_json(by_id[found.id]) for found in shown], way


def test_no_place_of_these_tests_is_so_near_a_bucket_that_the_quick_formula_may_miss_it() -> None:
    distances = [km(here, there) for here, there in combinations_with_replacement(PLACES, 2)]
    assert all(abs(distance - border) > 0.001 * border for distance in distances for border in (25, 100, 500, 2000))


@given(searches())
def test_every_way_of_searching_gives_the_hits_the_order_and_the_total_of_looking_at_every_meme(
    drawn: tuple[list[Meme], SearchRequest],
) -> None:
    memes, request = drawn
    index = index_of(memes)
    if not names_what_is_there(memes, request):
        with pytest.raises(InvalidInputError):
            search(index, request)
        return
    expected, total = Reference(memes).search(request)
    assert total == len(expected)
    hidden = Reference(memes).hidden(request)
    for way in WAYS:
        assert_answered(index, replace(request, limit=ALL), expected, hidden, way)


@A_THIRD
@given(searches(), st.integers(0, 9), st.sampled_from([*WAYS]))
def test_a_page_is_a_part_of_all_the_hits_however_long_and_wherever_it_starts(
    drawn: tuple[list[Meme], SearchRequest], offset: int, way: str
) -> None:
    memes, request = drawn
    assume(names_what_is_there(memes, request))
    index = index_of(memes)
    whole = search(index, replace(request, limit=ALL))
    everything = [as_found(hit) for hit in whole.hits]
    assert_answered(index, replace(request, offset=offset), everything, whole.hidden, way)


@A_THIRD
@given(searches())
def test_all_that_is_found_is_what_all_pages_hold_with_every_copy(drawn: tuple[list[Meme], SearchRequest]) -> None:
    memes, request = drawn
    assume(names_what_is_there(memes, request))
    index = index_of(memes)
    expected = {found.id for found in Reference(memes).search(replace(request, unique=False))[0]}
    for way in WAYS.values():
        with searching(way):
            found = [memes[doc].id for doc in find_all(index, request)]
        assert len(found) == len(set(found))
        assert set(found) == expected


@cache
def large() -> tuple[IndexFile, Reference]:
    memes = large_catalog()
    return index_of(memes), Reference(memes)


NEAR: Mapping[str, Any] = {"lat": 10.0, "lon": -179.9}
NEAREST: Mapping[str, Any] = {**NEAR, "sort": SortOrder.DISTANCE}


@pytest.mark.parametrize(
    ("query", "more"),
    [
        ("cat", {}),
        ("ca", {"limit": 40}),
        ("c", {"offset": 20}),
        ("grumpy", {"unique": False, "limit": 100}),
        ("owl", {"limit": 50}),
        ("programing", {"limit": 400}),
        ("grumpy cat", {"limit": 60}),
        ("wonderful progrmming dog", {"limit": 60}),
        ("the cat programming", {"fuzzy": False, "limit": 200}),
        ("dog catta owl", {}),
        ("parrot penguin awkward grumpy", {"offset": 5, "limit": 30}),
        ('"grumpy cat" dog', {"limit": 60}),
        ("paranoid parrot -cat", {"limit": 60}),
        ("cat", NEAR),
        ("grumpy programming", {**NEAR, "languages": ("ru",)}),
        ("the", {"languages": ("en",), "limit": 300}),
        ("cat", {**NEAREST, "limit": 100}),
        ("grumpy cat", {**NEAREST, "limit": 30}),
        ("wonderful catta", {**NEAREST, "limit": 30}),
        ("cat", {**NEAREST, "radius_km": 30.0}),
        ("cat dog", {**NEAR, "radius_km": 3000.0}),
        ("template:parrot", {**NEAREST, "limit": 300}),
        ("lang:ru", {"limit": 300}),
        ("cat lang:ru template:parrot", {"limit": 300}),
    ],
)
def test_in_a_large_catalogue_too_every_way_of_searching_equals_looking_at_every_meme(
    query: str, more: dict[str, Any]
) -> None:
    index, reference = large()
    for request in (SearchRequest(query, **more), SearchRequest(query, **more, safe=True)):
        expected, _ = reference.search(request)
        hidden = reference.hidden(request)
        for way in WAYS:
            assert_answered(index, request, expected, hidden, way)


def test_the_large_catalogue_has_words_and_prefixes_whose_best_memes_are_at_hand() -> None:
    index, _ = large()
    cat = index.find_term(b"cat")
    assert cat is not None
    longer = index.terms_with_prefix(b"cat")[1:]
    assert all(index.head_entries(terms) for terms in (range(cat, cat + 1), longer, index.terms_with_prefix(b"ca")))


@A_THIRD
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


@A_THIRD
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


def test_memes_and_queries_are_folded_alike() -> None:
    memes = memes_of("CAFÉ", "cafe\u0301", "ﬁsh", "ёлка", "мой", "Don't!")
    for query, expected in (("cafe", [1, 2]), ("Fish", [3]), ("елка", [4]), ("мои", []), ("dont", [6]), ("don", [6])):
        assert find(memes, query, fuzzy=False, unique=False) == expected


@pytest.mark.parametrize("query", ["c.t", "c[ao]t", "ca+t", "(cat|dog"])
def test_what_the_user_types_is_never_a_pattern(query: str) -> None:
    assert find(memes_of("cat", "dog"), query, fuzzy=False) == []


@pytest.mark.parametrize("query", ["", "?!", "x" * 257, " ".join(f"w{number}" for number in range(17)), "-cat"])
def test_a_query_that_is_empty_or_too_long_or_only_excludes_is_refused(query: str) -> None:
    with pytest.raises(InvalidQueryError):
        find(memes_of("cat"), query)


def test_more_words_come_first_then_fewer_typos_then_the_better_kind() -> None:
    memes = memes_of("parots all", "unparrots all", "parrotsandmore all", "parrots all", "parrots", "nothing")
    assert find(memes, "parrots all") == [4, 3, 2, 1, 5]


def test_a_typo_never_ranks_above_a_match_with_fewer_however_relevant_it_is() -> None:
    memes = memes_of("programming programming", "a programing and much more of it", "xprogrammingx in a long caption")
    assert find(memes, "programming") == [1, 3, 2]
    assert find(memes, "programing") == [2, 1]


@pytest.mark.parametrize(
    ("word", "query", "is_found"),
    [
        *(("owl", "oxl", False), ("bird", "brid", True), ("bird", "irdb", False), ("parrots", "parrtsx", False)),
        *(("bird", "pird", False), ("birds", "pirds", False), ("birdie", "pirdie", True), ("parrots", "parots", True)),
        *(("penguins", "pemguims", True), ("penguins", "pengiuns", True), ("penguins", "pexyzins", False)),
        *(("ab1234", "ab1324", False), ("penguin7", "pengin7", False)),
    ],
)
def test_a_word_may_have_no_typo_under_four_letters_one_to_seven_and_two_from_eight(
    word: str, query: str, is_found: bool
) -> None:
    assert find(memes_of(word), query) == [1] * is_found


def test_the_last_word_may_still_be_growing() -> None:
    memes = memes_of("my cat", "a catalogue of mine", "dog")
    assert find(memes, "my c") == [1, 2]
    assert find(memes, "c") == [1, 2]
    assert find(memes, "c dog") == [3]


def test_parts_of_words_have_three_letters_but_one_where_nothing_parts_the_words() -> None:
    memes = memes_of("concatenate", "猫が好き", "好きな猫")
    assert find(memes, "cat") == [1]
    assert find(memes, "ca") == []
    assert find(memes, "猫") == [2, 3]


def test_a_word_is_found_in_the_other_script_behind_those_as_it_was_typed() -> None:
    memes = memes_of("моя кошка", "koshka", "koshkan")
    assert find(memes, "koshka") == [2, 3, 1]
    assert hits_of(memes, "кошка")[1].matches[0].kind is MatchKind.SCRIPT


def test_no_word_is_dropped_where_ten_memes_have_them_all() -> None:
    memes = [*memes_of(*(f"cat dog {number}" for number in range(10))), meme(11, text="cat"), meme(12, text="dog")]
    assert find(memes, "cat dog", limit=100) == list(range(1, 11))
    assert len(find(memes[1:], "cat dog", limit=100)) == 11


def test_a_word_is_dropped_where_copies_alone_make_ten() -> None:
    memes = [*memes_of(*["cat dog"] * 10), meme(11, text="dog")]
    assert find(memes, "cat dog") == [1, 11]


def test_the_total_is_the_same_for_every_limit() -> None:
    index = index_of(memes_of("cat dog", "cat", "dog"))
    assert {search(index, SearchRequest("cat dog", limit=limit)).total for limit in (1, 2, 3, 100)} == {3}


def test_memes_with_less_than_half_of_the_words_are_no_hits() -> None:
    assert sorted(find(memes_of("cat owl", "cat", "cat dog fox"), "cat dog owl")) == [1, 3]


def test_exact_search_wants_every_word_whole() -> None:
    assert find(memes_of("cat dog", "cats dog", "cat"), "dog cat", fuzzy=False) == [1]


def test_a_hit_says_which_words_it_lacks_and_how_it_answers_the_others() -> None:
    page = search(index_of(memes_of("Becky parrots")), SearchRequest("becky parots penguin"))
    assert page.hits[0].missing == ("penguin",)
    assert [(m.word, m.term, m.kind, m.typos) for m in page.hits[0].matches] == [
        ("becky", "becky", MatchKind.WORD, 0),
        ("parots", "parrots", MatchKind.TYPO, 1),
    ]
    assert page.hits[0].text_spans == ((0, 5), (6, 13))


def test_a_match_says_whether_it_is_in_the_template_the_caption_or_both() -> None:
    memes = [meme(1, "Cat", "dog"), meme(2, "Owl", "the cat"), meme(3, "Cat", "a cat")]
    where = {hit.meme.id: (hit.matches[0].in_name, hit.matches[0].in_text) for hit in hits_of(memes, "cat")}
    assert where == {1: (True, False), 2: (False, True), 3: (True, True)}


def test_copies_are_one_hit_and_each_its_own_where_asked_for() -> None:
    memes = [meme(1, text="A cat!"), meme(2, text="a CAT"), meme(3, text="cat nap", md5="f00"), meme(4, md5="F00")]
    assert [(hit.meme.id, hit.copies) for hit in hits_of(memes, "cat")] == [(1, 2), (3, 2)]
    apart = hits_of(memes, "cat", unique=False)
    assert [(hit.meme.id, hit.copies) for hit in apart] == [(1, 1), (2, 1), (3, 1)]


def test_words_that_stand_together_in_order_come_before_those_that_do_not() -> None:
    memes = memes_of(
        "grumpy and wet was my little cat", "my wet cat was grumpy and little", "my little grumpy cat was wet and"
    )
    assert find(memes, "grumpy cat") == [3, 2, 1]


def test_a_whole_template_name_counts_more_than_the_same_words_in_a_caption() -> None:
    memes = [meme(1, text="parrot paranoid x"), meme(2, "Paranoid Parrot", "x"), meme(3, "Parrot", "paranoid x")]
    assert find(memes, "paranoid parrot")[0] == 2
    assert find(memes, "parrot")[0] == 3


def test_a_phrase_is_found_word_by_word_in_order_within_the_name_or_the_caption() -> None:
    memes = [
        *memes_of("a grumpy cat", "cat grumpy", "grumpy my cat", "grumpy cats"),
        meme(5, "Grumpy Cat", "x"),
        meme(6, "Grumpy", "cat"),
    ]
    assert sorted(find(memes, '"grumpy cat"')) == [1, 5]
    assert find(memes, '"grumpy cat" penguin', limit=3) == find(memes, '"grumpy cat"')


def test_a_phrase_of_unknown_words_finds_nothing_and_nothing_is_lost_by_excluding_them() -> None:
    assert find(memes_of("grumpy cat"), '"grumpy fox"') == []
    assert find(memes_of("grumpy cat"), "cat -fox") == [1]


def test_an_excluded_word_is_in_no_hit_but_longer_words_may_be() -> None:
    assert find(memes_of("cat dog", "cat dogs", "cat"), "cat -dog") == [2, 3]


def test_filters_of_the_query_keep_any_of_the_templates_and_languages_it_names() -> None:
    memes = [
        meme(1, "Parrot", "cat", lang="en"),
        meme(2, "Penguin", "cat", lang="ru"),
        meme(3, "Parrot", "cat and dog"),
        meme(4, "Owl", "cat", lang="en"),
    ]
    assert find(memes, "cat template:parrot") == [1, 3]
    assert find(memes, "cat template:parrot template:owl lang:en") == [1, 4]
    assert sorted(find(memes, "lang:en lang:ru")) == [1, 2, 4]
    assert find(memes, "cat lang:en lang:ru", lang="ru") == [2]
    assert find(memes, "cat template:parrot", template="owl") == []
    assert find(memes, "lang:en-GB") == [1, 4]


def test_a_page_beyond_the_last_hit_is_empty_and_still_says_the_total() -> None:
    page = search(index_of(memes_of("cat")), SearchRequest("cat", offset=5))
    assert (page.hits, page.total, page.offset) == ((), 1, 5)


def test_an_empty_catalogue_has_no_hits() -> None:
    page = search(index_of([]), SearchRequest("cat dog", lat=0.0, lon=0.0, sort=SortOrder.DISTANCE, languages=("en",)))
    assert (page.hits, page.total) == ((), 0)
