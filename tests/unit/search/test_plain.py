import pytest

from maas_cli.search import IndexFile
from maas_cli.search.expansion import QueryWord
from maas_cli.search.filters import NO_FILTERS, Filters
from maas_cli.search.geo import Distances
from maas_cli.search.plain import PlainBackend
from maas_cli.search.sought import Sought, Words
from maas_cli.search.tie_break import TieBreak
from tests.factories import index_of, meme, memes_of


def words_in(index: IndexFile, *words: str, fuzzy: bool = True) -> Words:
    """Return the expansions of some words."""
    return [QueryWord(index, word, fuzzy=fuzzy, is_open=True).all for word in words]


def all_of(words: Words) -> Sought:
    return Sought.of(words, [True] * len(words), 0)


INDEX = index_of(
    [
        meme(1, text="cat and much more", lang="en"),
        meme(2, text="cat cat", lang="ru", lat=0.0, lon=5.0),
        meme(3, text="dog", lat=0.0, lon=0.1),
        meme(4, text="cat dog x y", lat=0.0, lon=0.1),
        meme(5, text="cat dog x z", md5="aa", lat=0.0, lon=0.0),
        meme(6, text="a cat dog cat", md5="aa", lat=0.0, lon=0.0),
    ]
)
BACKEND = PlainBackend(INDEX)
NO_TIE = TieBreak(INDEX, None, ())
NEAR = TieBreak(INDEX, Distances(INDEX, 0.0, 0.0), ())


def test_the_memes_in_which_a_term_weighs_the_most_come_first_then_the_earlier() -> None:
    cat = words_in(INDEX, "cat")[0][0]
    assert list(BACKEND.heaviest_first(cat, NO_FILTERS, NO_TIE)) == [1, 5, 0, 3, 4]
    assert list(BACKEND.heaviest_first(cat, NO_FILTERS, NEAR)) == [5, 1, 3, 4, 0]


@pytest.mark.parametrize(("words", "expected"), [(("cat", "dog"), [5, 3, 4]), (("dog", "z"), [4])])
def test_memes_with_all_the_whole_words_come_by_relevance(words: tuple[str, ...], expected: list[int]) -> None:
    whole = words_in(INDEX, *words, fuzzy=False)
    sought = all_of(whole)
    assert list(BACKEND.whole_words_first(whole, NO_FILTERS, NO_TIE)) == expected
    assert list(BACKEND.best_first(sought, NO_FILTERS, NO_TIE)) == expected
    assert sorted(BACKEND.found(sought, NO_FILTERS)) == sorted(expected)


def test_only_memes_that_pass_are_found() -> None:
    russian = Filters(languages=frozenset([1]))
    sought = all_of(words_in(INDEX, "cat"))
    assert list(BACKEND.all_that_pass(russian, NO_TIE)) == [1]
    assert BACKEND.found(sought, russian) == [1]
    assert list(BACKEND.heaviest_first(sought.words[0][0], russian, NO_TIE)) == [1]


def test_all_memes_come_in_the_order_of_equals_if_no_word_is_asked_for() -> None:
    assert list(BACKEND.all_that_pass(NO_FILTERS, NO_TIE)) == [0, 1, 2, 3, 4, 5]
    assert list(BACKEND.all_that_pass(NO_FILTERS, NEAR)) == [2, 3, 4, 5, 1, 0]


def test_memes_nearby_come_by_distance_then_standing_and_those_without_a_place_last() -> None:
    distances, sought = Distances(INDEX, 0.0, 0.0), all_of(words_in(INDEX, "cat"))
    assert [near.doc for near in BACKEND.nearby(sought, NO_FILTERS, distances)] == [5, 4, 3, 1, 0]
    nothing = all_of([])
    assert [near.doc for near in BACKEND.nearby(nothing, NO_FILTERS, distances)] == [4, 5, 2, 3, 1, 0]


def test_a_ring_holds_its_outer_border_but_not_its_inner() -> None:
    distances, nothing = Distances(INDEX, 0.0, 0.0), all_of([])
    far = distances.roughly_km(3)
    assert far is not None
    assert [near.doc for near in BACKEND.nearby_within(nothing, NO_FILTERS, distances, (0.0, far))] == [2, 3]
    assert [near.doc for near in BACKEND.nearby_within(nothing, NO_FILTERS, distances, (far, 1000.0))] == [1]


def test_copies_count_as_one() -> None:
    assert BACKEND.count_groups([0, 4, 5]) == 2
    assert BACKEND.count_groups([]) == 0


def test_safe_memes_are_counted_and_how_many_more_there_were_with_the_unsafe_ones() -> None:
    backend = PlainBackend(
        index_of([*memes_of("a", "a", "b shit", "b shit"), meme(5, md5="m"), meme(6, text="shit", md5="m")])
    )
    assert backend.count_safe(range(6), folds=True) == (2, 1)
    assert backend.count_safe(range(6), folds=False) == (3, 3)
    assert backend.count_safe([5], folds=True) == (0, 1)
    assert backend.count_safe([], folds=False) == (0, 0)
