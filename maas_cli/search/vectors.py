"""Looking at many memes at once, with numpy; gives the same answers as :mod:`maas_cli.search.plain`."""

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from maas_cli.search.arrays import (
    HEAVIEST,
    Array,
    arrays_of,
    docs_at,
    docs_of,
    groups_of,
    highest_weights,
    holders_of,
    postings,
    roughly_km,
)
from maas_cli.search.coarse import Coarse, holders_of_all, sought_memes, whole_words
from maas_cli.search.expansion import Expansion
from maas_cli.search.filters import NO_FILTERS, Filters
from maas_cli.search.geo import BUCKETS_KM, Distances
from maas_cli.search.index_file import IndexFile
from maas_cli.search.plain import PlainBackend
from maas_cli.search.scorer import Scorer
from maas_cli.search.sieve import kept, passing
from maas_cli.search.sought import Nearby, Sought, Words, postings_of
from maas_cli.search.standings import Standings, whole_word_bonuses
from maas_cli.search.tie_break import TieBreak
from maas_cli.search.whole_words import WholeWords

_FIRST_HITS = 20
_FEW_LOOKS = 48
_MANY_POSTINGS = 4096
_NEXT_HITS = 64
_MANY_CANDIDATES = 128
_MEMES_PER_CANDIDATE = 2000
_FEW_CANDIDATES = 24


def _ties(index: IndexFile, tie_break: TieBreak, docs: Array) -> Array:
    """Return the order of equals as one number each, as :meth:`TieBreak.key`; the lowest comes first."""
    keys = docs.astype(np.int64)
    if tie_break.language_ranks is not None:
        ranks = np.frombuffer(tie_break.language_ranks, np.uint8)
        keys += ranks[arrays_of(index).doc_langs[docs]].astype(np.int64) << 32
    if tie_break.distances is not None:
        kilometres = roughly_km(index, tie_break.distances, docs)
        buckets = np.searchsorted(BUCKETS_KM, kilometres, side="right") + np.isinf(kilometres)
        keys += buckets.astype(np.int64) << 40
    return keys


def _in_order(index: IndexFile, keys: Array, docs: Array, tie: TieBreak) -> Iterator[int]:
    """Yield memes by their keys, 0 and up, the lowest first; equals by the tie-break. The first ones come quickly."""
    done = -1
    for size in (_FIRST_HITS, len(docs)):
        border = np.partition(keys, size - 1)[size - 1] if size < len(docs) else keys.max(initial=0)
        chosen = np.flatnonzero((keys > done) & (keys <= border))
        order = np.lexsort((_ties(index, tie, docs[chosen]), keys[chosen]))
        yield from docs[chosen[order]].tolist()
        done = border


class VectorBackend:
    """The back end for many memes. For one search, one thread."""

    def __init__(self, index: IndexFile) -> None:
        self._index = index
        self._holders: dict[int, Array] = {}

    def heaviest_first(self, expansion: Expansion, filters: Filters, tie: TieBreak) -> Iterator[int]:
        """Yield the memes with one of the terms that pass, by their weight, then the tie-break."""
        docs, weights = postings(self._index, expansion)
        if len(expansion.terms) == 1:
            yield from self._by_weight(docs, weights, filters, tie)
            return
        lightest = HEAVIEST + 1
        if len(docs) > _MANY_POSTINGS:  # the heaviest come without a look at how heavy each of the others is
            lightest = int(np.partition(weights, -_FIRST_HITS)[-_FIRST_HITS])
            is_heavy = weights >= lightest
            yield from self._by_weight(*highest_weights(docs[is_heavy], weights[is_heavy]), filters, tie)
        docs, weights = highest_weights(docs, weights)
        is_left = weights < lightest
        yield from self._by_weight(docs[is_left], weights[is_left], filters, tie)

    def _by_weight(self, docs: Array, weights: Array, filters: Filters, tie: TieBreak) -> Iterator[int]:
        """Yield those of some memes that pass by their weights, each given once."""
        docs, weights = passing(self._index, filters, docs, weights)
        return _in_order(self._index, (HEAVIEST - weights).astype(np.int64), docs, tie)

    def whole_words_first(self, words: Words, filters: Filters, tie: TieBreak) -> Iterator[int]:
        """Yield the memes that have all the words, each of one expansion, by relevance, then the tie-break."""
        index = self._index
        docs, relevance = holders_of_all(index, words)
        docs, relevance = passing(index, filters, docs, relevance)
        if len(docs) <= _FEW_LOOKS:
            memes = zip(docs.tolist(), relevance.tolist(), strict=True)
            return PlainBackend(index).with_bonuses_first(WholeWords(index, words), memes, NO_FILTERS, tie)
        coarse = whole_words(index, words, docs, relevance)

        def look(positions: Array) -> Array:
            return coarse.worst[positions] - whole_word_bonuses(index, words, docs[positions])

        return self._closely(coarse, look, tie)

    def best_first(self, sought: Sought, filters: Filters, tie: TieBreak) -> Iterator[int]:
        """Yield the memes that are sought and pass in the order of hits."""
        index = self._index
        if sought.most_missing and self._are_many(sought.candidates):
            return self._coarsely(sought, filters, tie)
        docs = self._candidates(sought)
        if len(docs) <= _FEW_CANDIDATES:
            return PlainBackend(index).best_of(docs.tolist(), sought, filters, tie)
        if self._are_many(len(docs)):
            return self._coarsely(sought, filters, tie)
        standings, positions = self._standings(docs, sought, filters)
        return _in_order(index, standings.keys[positions], standings.docs[positions], tie)

    def _are_many(self, memes: int) -> bool:
        """Whether passes over arrays as long as the catalogue take less than a close look at each of so many memes."""
        return memes > max(_MANY_CANDIDATES, self._index.doc_count // _MEMES_PER_CANDIDATE)

    def _candidates(self, sought: Sought) -> Array:
        """Return the memes that may be sought; if every word is required, those that have them all."""
        docs = docs_of(self._index, sought.drivers)
        if sought.most_missing == 0:
            for word in sorted(sought.words, key=postings_of)[1:]:
                if len(docs) <= _FEW_CANDIDATES:
                    break
                docs = docs[holders_of(self._index, word)[docs]]
        return docs

    def _coarsely(self, sought: Sought, filters: Filters, tie: TieBreak) -> Iterator[int]:
        """Yield the memes that are sought and pass, after a look at the postings of all words."""
        index, words = self._index, sought.words
        coarse = sought_memes(index, sought)
        if not filters.is_empty:
            coarse = coarse.at(kept(index, filters, coarse.docs))
        if len(coarse.docs) <= _FEW_CANDIDATES:
            return PlainBackend(index).best_of(coarse.docs.tolist(), sought, NO_FILTERS, tie)

        def look(positions: Array) -> Array:
            if len(positions) > _FEW_LOOKS:
                return Standings(index, words, coarse.docs[positions]).keys
            scorer = Scorer(index, words)
            keys = (scorer.key(doc, sought) for doc in coarse.docs[positions].tolist())
            return np.array([key or 0 for key in keys], np.int64)  # 0 only where a damaged index contradicts itself

        return self._closely(coarse, look, tie)

    def _closely(self, coarse: Coarse, look: Callable[[Array], Array], tie: TieBreak) -> Iterator[int]:
        """Yield memes in the order of hits, looking closely at none that cannot be first.

        ``look`` returns the keys, with bonuses, of the memes at some positions.
        """
        index = self._index
        keys = coarse.worst.copy()
        is_known = coarse.best == keys

        def learn(positions: Array) -> None:
            positions = np.sort(positions[~is_known[positions]])
            keys[positions] = look(positions)
            is_known[positions] = True

        border = -1
        if len(keys) > _FIRST_HITS:
            learn(np.argpartition(coarse.best, _FIRST_HITS)[:_FIRST_HITS])
            border = np.partition(keys, _FIRST_HITS)[_FIRST_HITS]
            learn(np.flatnonzero(coarse.best <= border))
            yield from _in_order(index, keys[keys <= border], coarse.docs[keys <= border], tie)
        is_left = keys > border
        learn(np.flatnonzero(is_left))
        yield from _in_order(index, keys[is_left], coarse.docs[is_left], tie)

    def holders(self, words: Words, filters: Filters) -> list[int]:
        """Return the memes that have all the words, each of one expansion of one term, and pass, in any order."""
        docs, _ = holders_of_all(self._index, words)
        (docs,) = passing(self._index, filters, docs)
        holders: list[int] = docs.tolist()
        return holders

    def count(self, sought: Sought, filters: Filters) -> int:
        """Return how many memes answer the one word that is sought, and pass."""
        if filters.is_empty:
            return int(np.count_nonzero(holders_of(self._index, sought.drivers)))
        return len(kept(self._index, filters, self._candidates(sought)))

    def found(self, sought: Sought, filters: Filters) -> list[int]:
        """Return the memes that are sought and pass, in any order."""
        docs = self._candidates(sought)
        if len(sought.words) > 1 and self._are_many(len(docs)):
            docs = sought_memes(self._index, sought).docs
            (docs,) = passing(self._index, filters, docs)
        elif len(sought.words) > 1:
            standings, positions = self._standings(docs, sought, filters)
            docs = standings.docs[positions]
        else:
            (docs,) = passing(self._index, filters, docs)
        found: list[int] = docs.tolist()
        return found

    def all_that_pass(self, filters: Filters, tie: TieBreak) -> Iterator[int]:
        """Yield the memes that pass, by the tie-break."""
        docs = np.arange(self._index.doc_count, dtype=np.uint32)
        (docs,) = passing(self._index, filters, docs)
        return _in_order(self._index, np.zeros(len(docs), np.int64), docs, tie)

    def nearby(self, sought: Sought, filters: Filters, distances: Distances) -> Iterator[Nearby]:
        """Yield the memes that are sought and pass, fewest words missing first, then by rough distance."""
        if sought.most_missing:
            standings, positions = self._standings(self._candidates(sought), sought, filters)
            rough = roughly_km(self._index, distances, standings.docs[positions])
            return iter(sorted(_nearby(standings, positions, rough)))
        if sought.only_term:
            return self._one_term_outwards(sought.only_term, filters, distances)
        everything = np.arange(0 if sought.words else self._index.doc_count, dtype=np.uint32)
        docs = self._candidates(sought) if sought.words else everything
        return self._outwards(docs, roughly_km(self._index, distances, docs), sought, filters)

    def _one_term_outwards(self, expansion: Expansion, filters: Filters, distances: Distances) -> Iterator[Nearby]:
        """Yield the memes that hold a term as it is and pass, by rough distance."""
        docs, weights = postings(self._index, expansion)
        docs, weights = passing(self._index, filters, docs, weights)
        rough = roughly_km(self._index, distances, docs)
        relevance = weights.astype(np.int64) * expansion.idf
        order = np.argsort(rough, kind="stable")
        for start in range(0, len(order), _NEXT_HITS):
            chosen = order[start : start + _NEXT_HITS]
            columns = (column[chosen].tolist() for column in (rough, relevance, docs))
            near = zip(*columns, strict=True)
            yield from sorted(Nearby(0, kilometres, (0, 0, -relevant, doc)) for kilometres, relevant, doc in near)

    def nearby_within(
        self, sought: Sought, filters: Filters, distances: Distances, ring_km: tuple[float, float]
    ) -> Iterator[Nearby]:
        """Yield of these the ones farther than one distance and up to another, by rough distance."""
        docs = np.sort(docs_at(self._index, distances.places_around(ring_km[1])))
        for word in sought.words:
            if id(word) not in self._holders:
                self._holders[id(word)] = holders_of(self._index, word)
            docs = docs[self._holders[id(word)][docs]]
        rough = roughly_km(self._index, distances, docs)
        is_in_ring = (rough > ring_km[0]) & (rough <= ring_km[1])
        return self._outwards(docs[is_in_ring], rough[is_in_ring], sought, filters)

    def _outwards(self, docs: Array, rough: Array, sought: Sought, filters: Filters) -> Iterator[Nearby]:
        """Yield those of the memes that are sought and pass, by rough distance, looking only at the next few."""
        order = np.argsort(rough, kind="stable")
        for start in range(0, len(order), _NEXT_HITS):
            chosen = np.sort(order[start : start + _NEXT_HITS])
            chosen = chosen[kept(self._index, filters, docs[chosen])]
            standings = Standings(self._index, sought.words, docs[chosen])
            positions = standings.sought(sought)
            yield from sorted(_nearby(standings, positions, rough[chosen][positions]))

    def count_groups(self, docs: Sequence[int]) -> int:
        """Return how many memes these are if copies count as one."""
        return len(np.unique(groups_of(self._index, np.array(docs, np.uint32))))

    def count_safe(self, docs: Sequence[int], *, folds: bool) -> tuple[int, int]:
        """Return how many of some memes are safe, and how many more they are with the unsafe ones."""
        numbers = np.array(docs, np.uint32)
        is_unsafe = arrays_of(self._index).doc_unsafe[numbers] != 0
        if folds:
            groups = groups_of(self._index, numbers)
            safe = np.unique(groups[~is_unsafe])
            return len(safe), len(np.setdiff1d(groups[is_unsafe], safe))
        unsafe = int(np.count_nonzero(is_unsafe))
        return len(docs) - unsafe, unsafe

    def _standings(self, docs: Array, sought: Sought, filters: Filters) -> tuple[Standings, Array]:
        """Return where the memes that pass stand, and the positions of those that are sought."""
        (docs,) = passing(self._index, filters, docs)
        standings = Standings(self._index, sought.words, docs)
        return standings, standings.sought(sought)


def _nearby(standings: Standings, positions: Array, rough: Array) -> Iterator[Nearby]:
    columns = (standings.missing, standings.typos, standings.ranks, -standings.relevance, standings.docs)
    missing, *standing = (column[positions].tolist() for column in columns)
    return map(Nearby, missing, rough.tolist(), zip(*standing, strict=True))
