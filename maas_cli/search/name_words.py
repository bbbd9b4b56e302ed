"""The words of the templates' names, for names of several words: which of them are asked for whole."""

from collections.abc import Collection, Iterator
from functools import lru_cache

import numpy as np

from maas_cli.search.arrays import INDEXES, Array, arrays_of, ranges
from maas_cli.search.format import NOTHING
from maas_cli.search.index_file import IndexFile


class NameWords:
    """The names of several words. Unchanging, so any number of threads may use it.

    ``templates`` are their templates, ascending, ``terms`` their words, one name after the other, and ``starts`` where
    each begins in these.
    """

    def __init__(self, index: IndexFile) -> None:
        arrays = arrays_of(index)
        docs = arrays.template_docs
        where, rows = ranges(arrays.forward_offsets[docs], arrays.forward_offsets[docs + 1], len(arrays.forward_terms))
        flat = arrays.forward_terms[where]
        fields_before = np.cumsum(flat == NOTHING) - (flat == NOTHING)
        is_in_name = (fields_before == 2 * rows) & (flat != NOTHING)
        terms, rows = flat[is_in_name], rows[is_in_name]
        sizes = np.bincount(rows, minlength=len(docs))
        self.templates = np.flatnonzero(sizes > 1)
        self.terms = terms[sizes[rows] > 1]
        sizes = sizes[self.templates]
        self.starts = np.cumsum(sizes) - sizes
        self._ends = self.starts + sizes
        rarest = self._rarest_words(arrays.posting_offsets, sizes)
        self._by_rarest = np.argsort(rarest, kind="stable")
        self._rarest = rarest[self._by_rarest]

    def _rarest_words(self, posting_offsets: Array, sizes: Array) -> Array:
        """Return the word of each name that the fewest memes hold."""
        frequencies = posting_offsets[self.terms + 1] - posting_offsets[self.terms]
        rows = np.repeat(np.arange(len(sizes)), sizes)
        return np.asarray(self.terms[np.lexsort((frequencies, rows))[self.starts]])

    def filled_by(self, asked: Collection[int]) -> Iterator[tuple[int, set[int]]]:
        """Yield the templates whose names are of several different words, all of them asked for, with these words.

        Looks only at the names whose rarest word is asked for.
        """
        for term in asked:
            first, last = np.searchsorted(self._rarest, (term, term + 1)).tolist()
            for name in self._by_rarest[first:last].tolist():
                words = set(self.terms[self.starts[name] : self._ends[name]].tolist())
                if len(words) > 1 and all(word in asked for word in words):
                    yield int(self.templates[name]), words


@lru_cache(maxsize=INDEXES)
def name_words_of(index: IndexFile) -> NameWords:
    """Return the names of several words of an index."""
    return NameWords(index)
