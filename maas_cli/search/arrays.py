"""The sections of an index as numpy arrays, and the look-ups that need nothing else.

Memes are arrays of their numbers, ascending and distinct where nothing else is said.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from maas_cli.search.expansion import Expansion
from maas_cli.search.format import NOTHING
from maas_cli.search.geo import EQUATOR_RADIUS_KM, FLATTENING, Distances
from maas_cli.search.index_file import IndexFile

if TYPE_CHECKING:
    from numpy.typing import NDArray

Array: TypeAlias = "NDArray[Any]"

HEAVIEST = 255
_LONG_PIECE = 40
"""Pieces of more values than that are sooner joined than picked value by value."""

INDEXES = 4
"""Of so many indexes at once what was made of them is kept."""


class Arrays:
    """The sections of an index as arrays, each made when first asked for."""

    def __init__(self, index: IndexFile) -> None:
        self._index = index

    def __getattr__(self, name: str) -> Array:
        """Return a section as an array."""
        view = getattr(self._index, name)
        array = np.frombuffer(view, dtype=view.format)
        setattr(self, name, array)
        return array


@lru_cache(maxsize=INDEXES)
def arrays_of(index: IndexFile) -> Arrays:
    """Return the sections of an index as arrays."""
    return Arrays(index)


def ranges(starts: Array, ends: Array, length: int | None = None) -> tuple[Array, Array]:
    """Return the numbers from each start up to each end, one range after the other, and each one's range.

    Raises:
        IndexError: a range ends behind ``length``, which only damaged offsets can say.
    """
    if length is not None:
        _check_ends(ends, length)
    sizes = ends.astype(np.int64) - starts
    rows = np.repeat(np.arange(len(sizes)), sizes)
    shifts = starts - (np.cumsum(sizes) - sizes)
    return np.arange(len(rows)) + shifts[rows], rows


def _check_ends(ends: Array, length: int) -> None:
    if int(ends.max(initial=0)) > length:
        raise IndexError(f"an offset of {int(ends.max())} points behind {length}")


def postings(index: IndexFile, expansion: Expansion) -> tuple[Array, Array]:
    """Return the memes and weights of all postings of an expansion's terms, a meme once for each term."""
    arrays = arrays_of(index)
    offsets, terms = arrays.posting_offsets, expansion.terms
    where: Any
    if isinstance(terms, range):
        where = slice(int(offsets[terms.start]), int(offsets[terms.stop]))
    else:
        numbers = np.array(terms)
        starts, ends = offsets[numbers], offsets[numbers + 1]
        if expansion.postings > _LONG_PIECE * len(terms):
            _check_ends(ends, len(arrays.posting_docs))
            pieces = list(map(slice, starts.tolist(), ends.tolist()))
            return _widened(_joined(arrays.posting_docs, pieces)), _joined(arrays.posting_weights, pieces)
        where, _ = ranges(starts, ends, len(arrays.posting_docs))
    return _widened(arrays.posting_docs[where]), arrays.posting_weights[where]


def _widened(docs: Array) -> Array:
    """Return numbers of memes as 32 bits, for small catalogues keep them in 16 and sums of those would overflow."""
    return docs.astype(np.uint32, copy=False)


def _joined(values: Array, pieces: Sequence[slice]) -> Array:
    return np.concatenate([values[piece] for piece in pieces])


def is_member(values: Array, terms: Sequence[int]) -> Array:
    """Return which of the values are among some terms, one at least, ascending."""
    sorted_terms = np.array(terms, np.uint32)
    if len(terms) == 1:
        return np.asarray(values == sorted_terms[0])
    positions = np.searchsorted(sorted_terms, values)
    positions[positions == len(terms)] = 0
    return np.asarray(sorted_terms[positions] == values)


def holders_of(index: IndexFile, expansions: Sequence[Expansion]) -> Array:
    """Return of every meme of the catalogue whether it holds one of the terms."""
    holds = np.zeros(index.doc_count, bool)
    for expansion in expansions:
        holds[postings(index, expansion)[0]] = True
    return holds


def distinct(values: Array) -> Array:
    """Return the values in order, each once; of some hundreds quicker than ``numpy.unique``."""
    ordered = np.sort(values)
    is_first = np.ones(len(ordered), bool)
    is_first[1:] = ordered[1:] != ordered[:-1]
    return ordered[is_first]


def docs_of(index: IndexFile, expansions: Sequence[Expansion]) -> Array:
    """Return the memes that hold one of the terms."""
    if not expansions:
        return np.empty(0, np.uint32)
    return distinct(np.concatenate([postings(index, expansion)[0] for expansion in expansions]))


def highest_weights(docs: Array, weights: Array) -> tuple[Array, Array]:
    """Return the memes of some postings, ascending, each once, and the highest weight that each has."""
    keys = np.sort(docs.astype(np.uint64) << np.uint64(8) | (HEAVIEST - weights).astype(np.uint64))
    docs = (keys >> np.uint64(8)).astype(np.uint32)
    is_first = np.ones(len(docs), bool)
    is_first[1:] = docs[1:] != docs[:-1]
    return docs[is_first], (HEAVIEST - (keys[is_first] & np.uint64(HEAVIEST))).astype(np.uint8)


def docs_at(index: IndexFile, places: Sequence[range]) -> Array:
    """Return the memes at some places, in any order."""
    parts = [arrays_of(index).place_docs[part.start : part.stop] for part in places]
    return _widened(np.concatenate(parts)) if parts else np.empty(0, np.uint32)


def _lambert_km(arrays: Arrays, distances: Distances, places: Array) -> Array:
    """Return the distances of places by Lambert's formula, as :func:`maas_cli.search.geo.lambert_km`."""
    beta = np.arctan((1 - FLATTENING) * np.tan(np.radians(arrays.latitudes[places])))
    own_beta = np.arctan((1 - FLATTENING) * np.tan(np.radians(distances.lat)))
    mean, half_beta = (own_beta + beta) / 2, (beta - own_beta) / 2
    half_lambda = np.sin(np.radians(arrays.longitudes[places] - distances.lon) / 2)
    chord = np.minimum(np.sin(half_beta) ** 2 + np.cos(own_beta) * np.cos(beta) * half_lambda * half_lambda, 1.0)
    arc = 2 * np.arcsin(np.sqrt(chord))
    with np.errstate(divide="ignore", invalid="ignore"):
        shortened = (arc - np.sin(arc)) * (np.sin(mean) * np.cos(half_beta)) ** 2 / (1 - chord)
        lengthened = (arc + np.sin(arc)) * (np.cos(mean) * np.sin(half_beta)) ** 2 / chord
        kilometres = EQUATOR_RADIUS_KM * (arc - FLATTENING / 2 * (shortened + lengthened))
    is_end = (chord == 0) | (chord == 1)
    return np.asarray(np.where(is_end, chord * np.pi * EQUATOR_RADIUS_KM, kilometres))


def roughly_km(index: IndexFile, distances: Distances, docs: Array) -> Array:
    """Return how far memes are by Lambert's formula, infinity without a place."""
    arrays = arrays_of(index)
    places = arrays.doc_places[docs]
    is_placed = places != NOTHING
    kilometres = np.full(len(docs), np.inf)
    kilometres[is_placed] = _lambert_km(arrays, distances, places[is_placed])
    return kilometres


def groups_of(index: IndexFile, docs: Array) -> Array:
    """Return of each meme the first of its group of copies."""
    arrays = arrays_of(index)
    groups = docs.copy()
    if len(arrays.copies):
        positions = np.minimum(np.searchsorted(arrays.copies, docs), len(arrays.copies) - 1)
        is_copy = arrays.copies[positions] == docs
        groups[is_copy] = arrays.copy_firsts[positions[is_copy]]
    return groups
