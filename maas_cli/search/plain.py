"""Looking at memes one by one, with nothing but the standard library: quickest where there are few.

:mod:`maas_cli.search.vectors` does the same for many at once.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import filterfalse, groupby
from operator import itemgetter

from maas_cli.search.expansion import Expansion
from maas_cli.search.filters import Filters
from maas_cli.search.geo import Distances
from maas_cli.search.index_file import IndexFile
from maas_cli.search.scorer import Scorer
from maas_cli.search.sought import Nearby, Sought, Words
from maas_cli.search.tie_break import TieBreak
from maas_cli.search.whole_words import WholeWords


class PlainBackend:
    """The back end of the one-shot command. For one search, one thread."""

    def __init__(self, index: IndexFile) -> None:
        self._index = index

    def heaviest_first(self, expansion: Expansion, filters: Filters, tie: TieBreak) -> Iterator[int]:
        """Yield the memes with one of the terms that pass, by their weight, then the tie-break."""
        index = self._index
        if filters.is_empty and not tie.decides and len(expansion.terms) == 1:
            first, last = (index.posting_offsets[expansion.terms[0] + end] for end in (0, 1))
            pairs = zip(index.posting_weights[first:last], index.posting_docs[first:last], strict=True)
            return iter([doc for _, doc in sorted((-weight, doc) for weight, doc in pairs)])
        weights = self._weights_of(expansion)
        return self._in_order(((-weight, doc) for doc, weight in weights.items()), filters, tie)

    def whole_words_first(self, words: Words, filters: Filters, tie: TieBreak) -> Iterator[int]:
        """Yield the memes that have all the words, each of one expansion, by relevance, then the tie-break."""
        whole = WholeWords(self._index, words)
        return self.with_bonuses_first(whole, whole.holders(), filters, tie)

    def with_bonuses_first(
        self, words: WholeWords, memes: Iterable[tuple[int, int]], filters: Filters, tie: TieBreak
    ) -> Iterator[int]:
        """Yield those of some memes that hold all the words and pass, each given with its relevance before bonuses."""
        return self._in_order(((-relevance - words.bonus(doc), doc) for doc, relevance in memes), filters, tie)

    def best_first(self, sought: Sought, filters: Filters, tie: TieBreak) -> Iterator[int]:
        """Yield the memes that are sought and pass in the order of hits."""
        return self.best_of(self._docs_of(sought.drivers), sought, filters, tie)

    def best_of(self, docs: Iterable[int], sought: Sought, filters: Filters, tie: TieBreak) -> Iterator[int]:
        """Yield those of some memes that are sought and pass in the order of hits."""
        key = Scorer(self._index, sought.words).key
        keyed = ((key(doc, sought), doc) for doc in docs)
        return self._in_order(((place, doc) for place, doc in keyed if place is not None), filters, tie)

    def holders(self, words: Words, filters: Filters) -> list[int]:
        """Return the memes that have all the words, each of one expansion of one term, and pass, in any order."""
        holders = WholeWords(self._index, words).holders()
        return [doc for doc, _ in holders if filters.keep(self._index, doc)]

    def found(self, sought: Sought, filters: Filters) -> list[int]:
        """Return the memes that are sought and pass, in any order."""
        if len(sought.words) == 1:
            docs = self._docs_of(sought.drivers)
            return list(docs) if filters.is_empty else [doc for doc in docs if filters.keep(self._index, doc)]
        scorer = Scorer(self._index, sought.words)
        docs = self._docs_of(sought.drivers)
        return [doc for doc in docs if scorer.key(doc, sought) is not None and filters.keep(self._index, doc)]

    def count(self, sought: Sought, filters: Filters) -> int:
        """Return how many memes answer the one word that is sought, and pass."""
        return len(self.found(sought, filters))

    def all_that_pass(self, filters: Filters, tie: TieBreak) -> Iterator[int]:
        """Yield the memes that pass, by the tie-break."""
        return self._in_order(((0, doc) for doc in range(self._index.doc_count)), filters, tie)

    def nearby(self, sought: Sought, filters: Filters, distances: Distances) -> Iterator[Nearby]:
        """Yield the memes that are sought and pass, fewest words missing first, then by rough distance."""
        if sought.only_term:
            return iter(self._one_term_nearby(sought.only_term, filters, distances))
        docs = self._docs_of(sought.drivers) if sought.words else range(self._index.doc_count)
        return iter(self._nearby(docs, sought, filters, distances))

    def _one_term_nearby(self, expansion: Expansion, filters: Filters, distances: Distances) -> list[Nearby]:
        return sorted(
            Nearby(0, _rough_km(distances, doc), (0, 0, -weight * expansion.idf, doc))
            for doc, weight in self._weights_of(expansion).items()
            if filters.is_empty or filters.keep(self._index, doc)
        )

    def nearby_within(
        self, sought: Sought, filters: Filters, distances: Distances, ring_km: tuple[float, float]
    ) -> Iterator[Nearby]:
        """Yield of these the ones farther than one distance and up to another, by rough distance."""
        index = self._index
        docs = (
            doc
            for places in distances.places_around(ring_km[1])
            for doc in index.place_docs[places.start : places.stop]
        )
        inner, outer = ring_km
        return (near for near in self._nearby(docs, sought, filters, distances) if inner < near.rough_km <= outer)

    def count_groups(self, docs: Sequence[int]) -> int:
        """Return how many memes these are if copies count as one."""
        return len(set(map(self._index.group, docs)))

    def count_safe(self, docs: Sequence[int], *, folds: bool) -> tuple[int, int]:
        """Return how many of some memes are safe, and how many more they are with the unsafe ones."""
        is_unsafe = self._index.doc_unsafe
        unsafe = list(filter(is_unsafe.__getitem__, docs))
        if not folds:
            return len(docs) - len(unsafe), len(unsafe)
        safe = set(map(self._index.group, filterfalse(is_unsafe.__getitem__, docs)))
        return len(safe), len(set(map(self._index.group, unsafe)) - safe)

    def _docs_of(self, expansions: Iterable[Expansion]) -> set[int]:
        """Return the memes that hold one of the terms."""
        index, docs = self._index, set[int]()
        for _, terms, _, _ in expansions:
            for part in [terms] if isinstance(terms, range) else (range(term, term + 1) for term in terms):
                docs.update(index.posting_docs[index.posting_offsets[part.start] : index.posting_offsets[part.stop]])
        return docs

    def _weights_of(self, expansion: Expansion) -> dict[int, int]:
        """Return the memes that hold one of the terms, each with the highest weight that one has in it."""
        index, best = self._index, dict[int, int]()
        for term in expansion.terms:
            first, last = index.posting_offsets[term], index.posting_offsets[term + 1]
            for doc, weight in zip(index.posting_docs[first:last], index.posting_weights[first:last], strict=True):
                if weight > best.get(doc, -1):
                    best[doc] = weight
        return best

    def _nearby(self, docs: Iterable[int], sought: Sought, filters: Filters, distances: Distances) -> list[Nearby]:
        scorer, memes = Scorer(self._index, sought.words), []
        for doc in docs:
            standing = scorer.standing(doc)
            if standing.is_sought(sought) and filters.keep(self._index, doc):
                order = standing.typos, standing.ranks, -standing.relevance, doc
                memes.append(Nearby(standing.missing, _rough_km(distances, doc), order))
        return sorted(memes)

    def _in_order(self, keyed: Iterable[tuple[int, int]], filters: Filters, tie: TieBreak) -> Iterator[int]:
        """Yield the memes that pass, the lowest key first; equals by the tie-break, else the earlier first."""
        if not tie.decides:
            yield from (doc for _, doc in sorted(keyed) if filters.is_empty or filters.keep(self._index, doc))
            return
        for _, equals in groupby(sorted(keyed), key=itemgetter(0)):
            yield from sorted((doc for _, doc in equals if filters.keep(self._index, doc)), key=tie.key)


def _rough_km(distances: Distances, doc: int) -> float:
    kilometres = distances.roughly_km(doc)
    return math.inf if kilometres is None else kilometres
