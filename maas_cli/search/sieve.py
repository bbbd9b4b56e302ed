"""Which of many memes pass the filters; the same as :meth:`maas_cli.search.filters.Filters.keep` says of one."""

from collections.abc import Sequence

import numpy as np

from maas_cli.search.arrays import Array, Arrays, arrays_of, docs_at, ranges, roughly_km
from maas_cli.search.filters import Filters
from maas_cli.search.format import NOTHING
from maas_cli.search.geo import NEAR_ANTIPODE_KM, UNCERTAINTY, UNCERTAINTY_NEAR_ANTIPODE, Distances
from maas_cli.search.index_file import IndexFile

_PLACES_PER_MEME = 8


def passing(index: IndexFile, filters: Filters, docs: Array, *beside: Array) -> tuple[Array, ...]:
    """Return the memes that pass the filters, and of each array beside them what belongs to these."""
    if filters.is_empty:
        return docs, *beside
    positions = kept(index, filters, docs)
    return tuple(array[positions] for array in (docs, *beside))


def kept(index: IndexFile, filters: Filters, docs: Array) -> Array:
    """Return the positions in ``docs`` of the memes that pass the filters."""
    arrays = arrays_of(index)
    positions = np.arange(len(docs))
    if filters.radius_km is not None and filters.distances is not None:
        positions = _positions_within(index, filters.distances, filters.radius_km, docs)
    if filters.languages is not None:
        positions = positions[np.isin(arrays.doc_langs[docs[positions]], list(filters.languages))]
    if filters.templates is not None:
        positions = positions[np.isin(arrays.doc_templates[docs[positions]], list(filters.templates))]
    for term in filters.excluded:
        first, last = arrays.posting_offsets[term], arrays.posting_offsets[term + 1]
        positions = positions[~np.isin(docs[positions], arrays.posting_docs[first:last])]
    for phrase in filters.phrases:
        positions = positions[_holds_phrase(arrays, docs[positions], phrase)]
    return positions


def _holds_phrase(arrays: Arrays, docs: Array, phrase: Sequence[int]) -> Array:
    starts, ends = arrays.forward_offsets[docs], arrays.forward_offsets[docs + 1]
    where, rows = ranges(starts, ends, len(arrays.forward_terms))
    flat = arrays.forward_terms[where]
    text_ends = np.flatnonzero(flat == NOTHING)[1::2]
    places = np.flatnonzero(flat == phrase[0])
    places = places[places + len(phrase) <= text_ends[rows[places]]]
    for offset, term in enumerate(phrase[1:], start=1):
        places = places[flat[places + offset] == term]
    holds = np.zeros(len(docs), bool)
    holds[rows[places]] = True
    return holds


def _positions_within(index: IndexFile, distances: Distances, radius_km: float, docs: Array) -> Array:
    """Return the positions in ``docs`` of the memes within the radius."""
    around = distances.places_around(radius_km)
    positions = np.arange(len(docs))
    if sum(map(len, around)) * _PLACES_PER_MEME < len(docs):
        near = docs_at(index, around)
        positions = np.searchsorted(docs, near)
        positions[positions == len(docs)] = 0
        positions = np.sort(positions[docs[positions] == near])
    rough = roughly_km(index, distances, docs[positions])
    is_within = rough < radius_km
    margins = np.where(rough < NEAR_ANTIPODE_KM, UNCERTAINTY, UNCERTAINTY_NEAR_ANTIPODE)
    for number in np.flatnonzero(np.isfinite(rough) & (np.abs(rough - radius_km) <= margins * rough)).tolist():
        is_within[number] = distances.within(int(docs[positions[number]]), radius_km)
    return positions[is_within]
