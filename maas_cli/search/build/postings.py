"""The memes of each term.

Batches are kept sorted by term as it was numbered when met. When all are there, every posting is put where it belongs,
batch by batch: a counting sort, which needs no room beside its result.
"""

from typing import NamedTuple

import numpy as np

from maas_cli.search.arrays import Array
from maas_cli.search.build.lines import Lines
from maas_cli.search.format import NOTHING, SectionContent
from maas_cli.search.scoring import LONGEST_LENGTH, MOST_COUNTED, NAME_WEIGHT, weight_table

_TERM_SHIFT = 32


class _Batch(NamedTuple):
    """The postings of some memes in a row by term: of each posting the meme, counted from the first, and how often."""

    terms: Array
    sizes: Array
    docs: Array
    counts: Array
    lengths: Array
    only_names: Array


class PostingsBuilder:
    """Takes the lines of memes batch by batch. For one thread, once."""

    def __init__(self) -> None:
        self._batches: list[_Batch] = []

    def add(self, lines: Lines) -> None:
        """Take the next lines."""
        doc_count = len(lines.ends)
        docs = np.repeat(np.arange(doc_count), np.diff(lines.ends, prepend=0))
        is_term = lines.terms != NOTHING
        keys = np.sort(lines.terms[is_term].astype(np.int64) << _TERM_SHIFT | docs[is_term])
        starts = np.flatnonzero(np.diff(keys, prepend=-1))
        counts = np.minimum(np.diff(starts, append=len(keys)), MOST_COUNTED).astype(np.uint8)
        terms = keys[starts] >> _TERM_SHIFT
        term_starts = np.flatnonzero(np.diff(terms, prepend=-1))
        self._batches.append(
            _Batch(
                terms[term_starts].astype(np.uint32),
                np.diff(term_starts, append=len(terms)).astype(np.uint32),
                (keys[starts] & NOTHING).astype(np.min_scalar_type(doc_count)),
                counts,
                lines.lengths,
                lines.only_names,
            )
        )

    def sections(self, new_numbers: Array, mean_length: float) -> dict[str, SectionContent]:
        """Return the sections of postings; ``new_numbers`` are the final ones of terms. Can be asked for once."""
        batches, self._batches = self._batches, []
        sizes = np.zeros(len(new_numbers), np.int64)
        for batch in batches:
            sizes[new_numbers[batch.terms]] += batch.sizes
        offsets = np.concatenate([np.zeros(1, np.int64), np.cumsum(sizes)])
        docs, weights = np.empty(int(offsets[-1]), np.uint32), np.empty(int(offsets[-1]), np.uint8)
        table = weight_table(mean_length)
        cursors = offsets[:-1].copy()
        first_doc = 0
        for batch in batches:
            runs = new_numbers[batch.terms]
            places = _places(cursors[runs], batch.sizes)
            docs[places] = batch.docs + np.uint32(first_doc)
            weights[places] = _weights(batch, np.frombuffer(table, np.uint8))
            cursors[runs] += batch.sizes
            first_doc += len(batch.lengths)
        return {
            "posting_offsets": offsets,
            "posting_docs": docs,
            "posting_weights": weights,
            "weight_table": table,
        }


def _places(starts: Array, sizes: Array) -> Array:
    """Return the numbers from each start on, as many as its size."""
    ends = np.cumsum(sizes, dtype=np.int64)
    places: Array = np.arange(int(sizes.sum())) + np.repeat(starts - (ends - sizes), sizes)
    return places


def _weights(batch: _Batch, table: Array) -> Array:
    """Return the weight of each posting."""
    rows = (batch.counts.astype(np.int64) - 1) * (LONGEST_LENGTH + 1)
    is_name = batch.only_names[batch.docs] == np.repeat(batch.terms, batch.sizes)
    weights: Array = table[rows + batch.lengths[batch.docs]] + NAME_WEIGHT * is_name
    return weights
