import math
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from maas_cli.models.meme import Meme
from maas_cli.search import IndexFile
from maas_cli.search.arrays import (
    arrays_of,
    distinct,
    docs_at,
    docs_of,
    groups_of,
    highest_weights,
    holders_of,
    is_member,
    postings,
    ranges,
    roughly_km,
)
from maas_cli.search.expansion import Expansion, Quality
from maas_cli.search.geo import Distances
from tests.factories import index_of, meme, memes_of, term_number
from tests.unit.search.drawn import A_THIRD, PLACES, catalogs

numbers = st.lists(st.integers(0, 30), max_size=40)


def expansion(index: IndexFile, terms: Sequence[int]) -> Expansion:
    return Expansion(Quality(0, 1), terms, index.posting_count(terms), 1)


def all_docs(index: IndexFile) -> list[int]:
    return list(range(index.doc_count))


def test_a_section_is_an_array_of_its_type_made_once() -> None:
    arrays = arrays_of(index_of(memes_of("cat")))
    assert arrays.posting_offsets.dtype == np.uint32
    assert arrays.latitudes.dtype == np.float64
    assert arrays.posting_docs is arrays.posting_docs


def test_memes_of_a_small_catalogue_are_numbers_as_wide_as_those_of_a_large_one() -> None:
    index = index_of([meme(1, text="cat", lat=0.0, lon=0.0), meme(2, text="dog")])
    assert arrays_of(index).posting_docs.dtype == arrays_of(index).place_docs.dtype == np.uint16
    found = [postings(index, expansion(index, terms))[0] for terms in (range(2), [0, 1])]
    assert [docs.dtype for docs in (*found, docs_at(index, [range(1)]))] == [np.uint32] * 3


def test_what_is_no_section_is_no_array() -> None:
    with pytest.raises(AttributeError, match="no section nonsense"):
        _ = arrays_of(index_of(memes_of("cat"))).nonsense


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 5)), max_size=10))
def test_ranges_follow_one_another_each_number_with_its_range(drawn: list[tuple[int, int]]) -> None:
    starts = np.array([start for start, _ in drawn], np.uint32)
    ends = starts + np.array([size for _, size in drawn], np.uint32)
    found, rows = ranges(starts, ends)
    expected = [(number, row) for row, (start, size) in enumerate(drawn) for number in range(start, start + size)]
    assert list(zip(found.tolist(), rows.tolist(), strict=True)) == expected


@given(numbers, st.sets(st.integers(0, 30), min_size=1))
def test_values_are_found_among_terms(values: list[int], terms: set[int]) -> None:
    found = is_member(np.array(values, np.uint32), sorted(terms))
    assert found.tolist() == [value in terms for value in values]


@given(numbers)
def test_distinct_values_come_in_order(values: list[int]) -> None:
    assert distinct(np.array(values, np.uint32)).tolist() == sorted(set(values))


@A_THIRD
@given(catalogs(), st.data())
def test_postings_are_those_of_each_term_in_a_range_or_a_list(memes: list[Meme], data: st.DataObject) -> None:
    index = index_of(memes)
    start = data.draw(st.integers(0, index.term_count))
    terms: Sequence[int] = range(start, data.draw(st.integers(start, index.term_count)))
    is_listed = data.draw(st.booleans())
    if terms and is_listed:
        terms = sorted(data.draw(st.sets(st.sampled_from(terms), min_size=1)))
    expected = [
        (index.posting_docs[at], index.posting_weights[at])
        for term in terms
        for at in range(index.posting_offsets[term], index.posting_offsets[term + 1])
    ]
    for long_piece in (0, 10**6):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("maas_cli.search.arrays._LONG_PIECE", long_piece)
            found = [array.tolist() for array in postings(index, expansion(index, terms))]
        assert list(zip(*found, strict=True)) == expected

    heaviest: dict[int, int] = {}
    for doc, weight in expected:
        heaviest[doc] = max(weight, heaviest.get(doc, 0))
    one = expansion(index, terms)
    assert docs_of(index, [one]).tolist() == sorted(heaviest)
    assert np.flatnonzero(holders_of(index, [one])).tolist() == sorted(heaviest)
    docs, weights = highest_weights(*postings(index, one))
    assert list(zip(docs.tolist(), weights.tolist(), strict=True)) == sorted(heaviest.items())


def test_memes_of_several_expansions_come_once() -> None:
    index = index_of(memes_of("cat dog", "dog", "owl"))
    words = [expansion(index, [term_number(index, word)]) for word in ("cat", "dog")]
    assert docs_of(index, words).tolist() == [0, 1]
    assert holders_of(index, words).tolist() == [True, True, False]
    assert docs_of(index, []).tolist() == []


@A_THIRD
@given(catalogs(), st.sampled_from(PLACES))
def test_rough_distances_are_those_of_each_meme(memes: list[Meme], place: tuple[float, float]) -> None:
    index = index_of(memes)
    distances = Distances(index, *place)
    found = roughly_km(index, distances, np.arange(index.doc_count, dtype=np.uint32)).tolist()
    one_by_one = map(distances.roughly_km, range(index.doc_count))
    assert found == pytest.approx([math.inf if far is None else far for far in one_by_one], rel=1e-9, abs=1e-6)


@A_THIRD
@given(catalogs())
def test_copies_belong_to_the_groups_they_belong_to_one_by_one(memes: list[Meme]) -> None:
    index = index_of(memes)
    groups = groups_of(index, np.arange(index.doc_count, dtype=np.uint32))
    assert groups.tolist() == [index.group(doc) for doc in range(index.doc_count)]


def test_memes_are_found_by_their_places() -> None:
    index = index_of([meme(1, text="a"), meme(2, text="b", lat=0.0, lon=0.0), meme(3, text="c", lat=0.0, lon=0.1)])
    assert sorted(docs_at(index, Distances(index, 0.0, 0.0).places_around(100.0)).tolist()) == [1, 2]
    assert docs_at(index, []).tolist() == []
