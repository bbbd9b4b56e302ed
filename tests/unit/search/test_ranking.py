import sys
from collections.abc import Sequence
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maas_cli.search import IndexFile
from maas_cli.search.expansion import QueryWord
from maas_cli.search.filters import NO_FILTERS
from maas_cli.search.geo import Distances
from maas_cli.search.plain import PlainBackend
from maas_cli.search.ranking import FEW_MEMES, MANY_MEMES, Ranking, backend_for
from maas_cli.search.tie_break import TieBreak
from maas_cli.search.vectors import VectorBackend
from tests.factories import index_of, meme, memes_of
from tests.unit.search.backends import WAYS, searching
from tests.unit.search.drawn import A_THIRD, Seeking, large_catalog, seekings

LARGE = index_of(large_catalog())


def ranking_of(index: IndexFile, *words: str, fuzzy: bool = True, place: tuple[float, float] | None = None) -> Ranking:
    """Return the hits of a search for some words without filters."""
    query = [QueryWord(index, word, fuzzy=fuzzy, is_open=True) for word in words]
    distances = Distances(index, *place) if place else None
    return Ranking(index, query, [False] * len(words), NO_FILTERS, TieBreak(index, distances, ()))


def test_numpy_looks_at_more_than_a_few_memes_where_it_is_there() -> None:
    index = index_of(memes_of("cat"))
    assert isinstance(backend_for(index, FEW_MEMES), PlainBackend)
    assert isinstance(backend_for(index, FEW_MEMES + 1), VectorBackend)


def test_it_takes_many_more_to_be_worth_loading(monkeypatch: pytest.MonkeyPatch) -> None:
    index = index_of(memes_of("cat"))
    monkeypatch.delitem(sys.modules, "numpy")
    assert isinstance(backend_for(index, MANY_MEMES), PlainBackend)
    assert isinstance(backend_for(index, MANY_MEMES + 1), VectorBackend)


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS.keys())
@pytest.mark.parametrize("words", [(), ("cat",), ("owl",), ("programing",), ("grumpy", "cat"), ("catta", "awkward")])
def test_every_order_has_each_meme_found_once(words: Sequence[str], way: dict[str, int]) -> None:
    with searching(way):
        relevant = list(ranking_of(LARGE, *words).most_relevant_first())
        nearest = list(ranking_of(LARGE, *words, place=(10.0, 0.0)).nearest_first())
        found = ranking_of(LARGE, *words).all_found()
    assert len(relevant) == len(nearest) == len(found) > 0
    assert set(relevant) == set(nearest) == set(found)


@A_THIRD
@given(seekings(), st.booleans())
def test_what_comes_first_is_the_same_however_many_hits_are_taken(seeking: Seeking, is_fuzzy: bool) -> None:
    index, _, filters, tie = seeking
    query = [QueryWord(index, word, fuzzy=is_fuzzy, is_open=True) for word in ("parrot", "cat")]
    every = list(Ranking(index, query, [False, False], filters, tie).most_relevant_first())
    for count in (1, 3):
        first = Ranking(index, query, [False, False], filters, tie).most_relevant_first()
        assert list(islice(first, count)) == every[:count]


def test_nothing_is_nearest_where_the_caller_may_be_anywhere() -> None:
    assert list(ranking_of(index_of(memes_of("cat")), "cat").nearest_first()) == []


def test_whole_words_are_there_before_any_typo_is_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_index: IndexFile, word: str) -> None:
        raise AssertionError(word)

    monkeypatch.setattr("maas_cli.search.expansion.typo_terms", refuse)
    for words in (["grumpy"], ["grumpy", "dog"]):
        assert len(list(islice(ranking_of(LARGE, *words).most_relevant_first(), 10))) == 10


def test_what_is_clearly_nearer_is_not_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    index = index_of([meme(number, text="cat", lat=0.0, lon=float(number)) for number in range(1, 30)])

    def refuse(_distances: Distances, doc: int) -> None:
        raise AssertionError(doc)

    monkeypatch.setattr(Distances, "exactly_km", refuse)
    assert list(ranking_of(index, "cat", place=(0.0, 0.0)).nearest_first()) == list(range(29))


def test_all_words_are_dropped_down_to_half_only_where_fewer_than_ten_memes_have_them() -> None:
    index = index_of([*memes_of(*(f"cat dog {number}" for number in range(9))), meme(10, text="cat"), meme(11)])
    assert sorted(ranking_of(index, "cat", "dog").all_found()) == [*range(10)]
    assert sorted(ranking_of(index, "cat", "dog", fuzzy=False).all_found()) == [*range(9)]
    index = index_of([*memes_of(*(f"cat dog {number}" for number in range(10))), meme(11, text="cat")])
    assert sorted(ranking_of(index, "cat", "dog").all_found()) == [*range(10)]
