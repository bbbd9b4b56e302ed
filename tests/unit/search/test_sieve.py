import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from maas_cli.models.meme import Meme
from maas_cli.search import IndexFile
from maas_cli.search.filters import NO_FILTERS, Filters
from maas_cli.search.geo import Distances
from maas_cli.search.sieve import kept
from tests.factories import index_of, meme, memes_of, term_number
from tests.unit.search.drawn import A_THIRD, PLACES, RADII, catalogs, drawn_filters, large_catalog
from tests.unit.search.reference import km

LARGE = index_of(large_catalog())


def kept_of(index: IndexFile, filters: Filters) -> list[int]:
    """Return the positions of the memes that pass among all memes."""
    positions: list[int] = kept(index, filters, np.arange(index.doc_count, dtype=np.uint32)).tolist()
    return positions


@A_THIRD
@given(catalogs(), st.data())
def test_many_memes_pass_as_each_of_them_does(memes: list[Meme], data: st.DataObject) -> None:
    index = index_of(memes)
    filters = data.draw(drawn_filters(index))
    docs = sorted(data.draw(st.sets(st.integers(0, len(memes) - 1)))) if memes else []
    expected = [position for position, doc in enumerate(docs) if filters.keep(index, doc)]
    assert kept(index, filters, np.array(docs, np.uint32)).tolist() == expected


@pytest.mark.parametrize("place", PLACES)
def test_in_a_large_catalogue_too_a_radius_keeps_what_lies_within_it(place: tuple[float, float]) -> None:
    distances = Distances(LARGE, *place)
    for radius_km in RADII:
        filters = Filters(distances=distances, radius_km=radius_km)
        assert kept_of(LARGE, filters) == [doc for doc in range(LARGE.doc_count) if filters.keep(LARGE, doc)]


def test_a_radius_keeps_what_lies_on_its_border_by_the_ellipsoid() -> None:
    index = index_of([meme(number, text=f"cat {number}", lat=45.2, lon=70.225) for number in range(1, 40)])
    radius = km((43.25, 76.95), (45.2, 70.225))
    for shift_km, count in ((0.0, 39), (-0.0001, 0)):
        filters = Filters(distances=Distances(index, 43.25, 76.95), radius_km=radius + shift_km)
        assert len(kept_of(index, filters)) == count


def test_without_filters_all_pass() -> None:
    index = index_of(memes_of("cat", "dog"))
    assert kept_of(index, NO_FILTERS) == [0, 1]
    assert kept(index, NO_FILTERS, np.array([1], np.uint32)).tolist() == [0]


def test_a_radius_around_nowhere_keeps_all() -> None:
    assert kept_of(index_of(memes_of("cat", "dog")), Filters(radius_km=1.0)) == [0, 1]


def test_a_phrase_stands_neither_across_two_fields_nor_across_two_memes() -> None:
    index = index_of([meme(1, "Grumpy", "cat"), *memes_of("a grumpy", "cat", "grumpy cat", "don't cat")])
    grumpy, cat, dont = (term_number(index, term) for term in ("grumpy", "cat", "dont"))
    assert kept_of(index, Filters(phrases=((grumpy, cat),))) == [3]
    assert kept_of(index, Filters(phrases=((cat, grumpy),))) == []
    assert kept_of(index, Filters(phrases=((dont, cat),))) == [4]


def test_a_part_of_a_word_is_excluded_but_stands_in_no_phrase() -> None:
    index = index_of(memes_of("don't x", "don x", "don't can't"))
    don, x, can = (term_number(index, term) for term in ("don", "x", "can"))
    assert kept_of(index, Filters(excluded=(don,))) == []
    assert kept_of(index, Filters(phrases=((don, x),))) == [1]
    assert kept_of(index, Filters(phrases=((can, don),))) == []
    assert kept_of(index, Filters(phrases=((don,),))) == [1]
