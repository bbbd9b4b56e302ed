from collections.abc import Iterable, Mapping

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from maas_cli.search.expansion import Expansion, Quality
from maas_cli.search.filters import NO_FILTERS
from maas_cli.search.geo import Distances
from maas_cli.search.plain import PlainBackend
from maas_cli.search.sought import Nearby, Sought
from maas_cli.search.tie_break import TieBreak
from maas_cli.search.vectors import VectorBackend
from tests.factories import index_of, meme, memes_of
from tests.unit.search.backends import COARSE, SHIPPED, STANDINGS, searching
from tests.unit.search.drawn import A_THIRD, PLACES, Seeking, seekings

ways = st.sampled_from((SHIPPED, STANDINGS, COARSE))
NOWHERE_KM = 1e6


def as_compared(memes: Iterable[Nearby]) -> list[tuple[int, float, tuple[int, int, int, int]]]:
    """Return memes with their distances as far as both back ends agree on them, in an order of their own."""
    return sorted((meme.missing, round(min(meme.rough_km, NOWHERE_KM), 5), meme.standing) for meme in memes)


@A_THIRD
@given(seekings(), ways)
def test_memes_come_in_the_order_in_which_they_come_one_by_one(seeking: Seeking, way: Mapping[str, int]) -> None:
    index, sought, filters, tie = seeking
    with searching(way):
        many = VectorBackend(index)
        assert list(many.best_first(sought, filters, tie)) == list(PlainBackend(index).best_first(sought, filters, tie))
        assert sorted(many.found(sought, filters)) == sorted(PlainBackend(index).found(sought, filters))


@A_THIRD
@given(seekings(), ways)
def test_so_do_the_memes_with_one_of_some_terms_and_all_that_pass(seeking: Seeking, way: Mapping[str, int]) -> None:
    index, sought, filters, tie = seeking
    many, one_by_one = VectorBackend(index), PlainBackend(index)
    with searching(way):
        for expansion in (expansion for word in sought.words for expansion in word):
            found = list(many.heaviest_first(expansion, filters, tie))
            assert found == list(one_by_one.heaviest_first(expansion, filters, tie))
        assert list(many.all_that_pass(filters, tie)) == list(one_by_one.all_that_pass(filters, tie))


@A_THIRD
@given(seekings(), ways)
def test_so_do_the_memes_with_all_of_some_whole_words(seeking: Seeking, way: Mapping[str, int]) -> None:
    index, sought, filters, tie = seeking
    words = [word[:1] for word in sought.words if word and word[0].quality == Quality(0, 0) and len(word[0].terms) == 1]
    assume(words)
    with searching(way):
        found = list(VectorBackend(index).whole_words_first(words, filters, tie))
    assert found == list(PlainBackend(index).whole_words_first(words, filters, tie))


@A_THIRD
@given(seekings(), ways, st.sampled_from(PLACES))
def test_so_do_the_memes_nearby(seeking: Seeking, way: Mapping[str, int], place: tuple[float, float]) -> None:
    index, drawn, filters, _ = seeking
    distances = Distances(index, *place)
    for sought in (drawn, Sought.of([], (), 0)):
        with searching(way):
            found = list(VectorBackend(index).nearby(sought, filters, distances))
        assert as_compared(found) == as_compared(PlainBackend(index).nearby(sought, filters, distances))
        order = [(meme.missing, meme.rough_km) for meme in found]
        assert order == sorted(order)


@A_THIRD
@given(seekings(), ways, st.sampled_from(PLACES), st.sampled_from([(-1.0, 10.0), (10.0, 700.0), (700.0, 20_100.0)]))
def test_so_do_the_memes_in_a_ring(
    seeking: Seeking, way: Mapping[str, int], place: tuple[float, float], ring_km: tuple[float, float]
) -> None:
    index, drawn, filters, _ = seeking
    distances = Distances(index, *place)
    words = [word for word in drawn.words if word]
    for sought in (Sought.of(words, [True] * len(words), 0), Sought.of([], (), 0)):
        with searching(way):
            found = list(VectorBackend(index).nearby_within(sought, filters, distances, ring_km))
        one_by_one = PlainBackend(index).nearby_within(sought, filters, distances, ring_km)
        assert as_compared(found) == as_compared(one_by_one)
        order = [meme.rough_km for meme in found]
        assert order == sorted(order)
        assert all(ring_km[0] < far <= ring_km[1] for far in order)


def test_copies_count_as_one() -> None:
    backend = VectorBackend(index_of(memes_of("cat", "dog", "Cat!", "owl", "CAT")))
    assert backend.count_groups([0, 1, 2, 4]) == 2
    assert backend.count_groups([2, 4]) == 1
    assert backend.count_groups([]) == 0


@pytest.mark.parametrize("count", [1, 19, 20, 21, 22, 70])
def test_however_many_memes_weigh_the_same_each_comes_once_the_earlier_first(count: int) -> None:
    index = index_of(memes_of(*(f"cat {number}" for number in range(count))))
    term = index.find_term(b"cat")
    assert term is not None
    expansion = Expansion(Quality(0, 0), range(term, term + 1), count, 1)
    found = list(VectorBackend(index).heaviest_first(expansion, NO_FILTERS, TieBreak(index, None, ())))
    assert found == list(range(count))


@A_THIRD
@given(seekings(), st.booleans())
def test_so_are_safe_memes_counted(seeking: Seeking, folds: bool) -> None:
    index = seeking.file
    docs = PlainBackend(index).found(seeking.sought, seeking.filters)
    assert VectorBackend(index).count_safe(docs, folds=folds) == PlainBackend(index).count_safe(docs, folds=folds)


def test_copies_of_a_safe_meme_are_not_counted_as_hidden() -> None:
    memes = [*memes_of("a", "a", "b shit", "b shit"), meme(5, md5="m"), meme(6, text="shit", md5="m")]
    backend = VectorBackend(index_of(memes))
    assert backend.count_safe(range(6), folds=True) == (2, 1)
    assert backend.count_safe(range(6), folds=False) == (3, 3)
