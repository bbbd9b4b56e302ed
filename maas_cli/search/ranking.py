"""The order of hits, worked out as far as it is asked for.

Rounds of ever looser matching follow one another: whole words, no typos, all expansions, some words missing. What an
earlier round finds ranks above what a later one adds, so that most searches end after the first. Few memes are looked
at one by one with the standard library, many at once with numpy; both give the same.
"""

import math
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import filterfalse
from typing import Protocol

from maas_cli.search.at_hand import best_at_hand, best_of_either
from maas_cli.search.expansion import Expansion, QueryWord
from maas_cli.search.filters import Filters
from maas_cli.search.format import HEAD_MIN_POSTINGS
from maas_cli.search.geo import FARTHEST_KM, Distances, uncertainty
from maas_cli.search.index_file import IndexFile
from maas_cli.search.plain import PlainBackend
from maas_cli.search.sought import Nearby, Sought, Words
from maas_cli.search.tie_break import TieBreak

ENOUGH_HITS = 10
"""With fewer hits for all words, hits for half of them follow. The same for every limit, so that pages fit together."""

FEW_MEMES = 32
"""Where numpy is there, more memes than these are looked at with it."""

MANY_MEMES = 20_000
"""More memes than these are worth loading numpy for."""

_DIRECT_MEMES = 5_000
_PAIR = 2
_FIRST_RADIUS_KM = 10.0


class Backend(Protocol):
    """Looks at memes. For one search, one thread."""

    def heaviest_first(self, expansion: Expansion, filters: Filters, tie: TieBreak) -> Iterator[int]:
        """Yield the memes with one of the terms that pass, by their weight, then the tie-break."""

    def whole_words_first(self, words: Words, filters: Filters, tie: TieBreak) -> Iterator[int]:
        """Yield the memes that have all the words, each of one expansion, by relevance, then the tie-break."""

    def best_first(self, sought: Sought, filters: Filters, tie: TieBreak) -> Iterator[int]:
        """Yield the memes that are sought and pass in the order of hits."""

    def holders(self, words: Words, filters: Filters) -> Sequence[int]:
        """Return the memes that have all the words, each of one expansion of one term, and pass, in any order."""

    def found(self, sought: Sought, filters: Filters) -> Sequence[int]:
        """Return the memes that are sought and pass, in any order."""

    def count(self, sought: Sought, filters: Filters) -> int:
        """Return how many memes answer the one word that is sought, and pass."""

    def all_that_pass(self, filters: Filters, tie: TieBreak) -> Iterator[int]:
        """Yield the memes that pass, by the tie-break."""

    def nearby(self, sought: Sought, filters: Filters, distances: Distances) -> Iterator[Nearby]:
        """Yield the memes that are sought and pass, fewest words missing first, then by rough distance."""

    def nearby_within(
        self, sought: Sought, filters: Filters, distances: Distances, ring_km: tuple[float, float]
    ) -> Iterator[Nearby]:
        """Yield of these the ones farther than one distance and up to another, by rough distance."""

    def count_groups(self, docs: Sequence[int]) -> int:
        """Return how many memes these are if copies count as one."""

    def count_safe(self, docs: Sequence[int], *, folds: bool) -> tuple[int, int]:
        """Return how many of some memes are safe, and how many more they are with the unsafe ones.

        Where it ``folds`` copies count as one: safe if one of them is.
        """


def backend_for(index: IndexFile, memes: int) -> Backend:
    """Return what looks at so many memes the quickest."""
    if memes <= (FEW_MEMES if "numpy" in sys.modules else MANY_MEMES):
        return PlainBackend(index)
    from maas_cli.search.vectors import VectorBackend  # noqa: PLC0415  # numpy costs more than most searches

    return VectorBackend(index)


class Ranking:
    """The hits of one search in their order. For one thread, once.

    ``required`` tells of each word whether every hit must have it.
    """

    def __init__(
        self, index: IndexFile, words: Sequence[QueryWord], required: Sequence[bool], filters: Filters, tie: TieBreak
    ) -> None:
        self._index = index
        self._words = words
        self._is_fuzzy = any(word.is_fuzzy for word in words)
        self._required = tuple(required)
        self._filters = filters
        self._tie = tie

    def most_relevant_first(self) -> Iterator[int]:
        """Yield the memes found, best first, each once."""
        seen: set[int] = set()
        if not self._words:
            yield from self._backend(self._index.doc_count).all_that_pass(self._filters, self._tie)
        elif len(self._words) == 1:
            for expansion in self._words[0].in_turn():
                yield from _new(self._heaviest_first(expansion), seen)
        else:
            for hits in self._rounds(seen):
                yield from _new(hits, seen)

    def _backend(self, memes: int) -> Backend:
        return backend_for(self._index, memes)

    def _heaviest_first(self, expansion: Expansion) -> Iterator[int]:
        """Yield the memes with one of the terms; the best, where they are at hand, once more later."""
        if expansion.postings >= HEAD_MIN_POSTINGS and self._filters.is_empty and not self._tie.decides:
            best = best_at_hand(self._index, expansion)
            if best:
                yield from (doc for _, doc in best.entries)
        yield from self._backend(expansion.postings).heaviest_first(expansion, self._filters, self._tie)

    def _rounds(self, seen: set[int]) -> Iterator[Iterator[int]]:
        filters, tie = self._filters, self._tie
        whole = self._whole_words()
        if whole:
            yield self._backend(_rarest(whole)).whole_words_first(whole, filters, tie)
        if not self._is_fuzzy:
            return
        for words in ([word.without_typos for word in self._words], [word.all for word in self._words]):
            sought = self._sought(words)
            if all(words) and sought.candidates > 0:
                yield self._backend(sought.candidates).best_first(sought, filters, tie)
        if not self._is_enough(list(seen)):
            if len(self._words) == _PAIR and filters.is_empty and not tie.decides and not any(self._required):
                yield best_of_either(self._index, [word.all for word in self._words])
            sought = self._half_sought()
            yield self._backend(sought.candidates).best_first(sought, filters, tie)

    def _whole_words(self) -> Words:
        """Return the words as they are, each as its one expansion; none if no meme holds one of them."""
        whole = [word.exact for word in self._words]
        return whole if all(whole) else []

    def _sought(self, words: Sequence[Sequence[Expansion]]) -> Sought:
        """Seek the memes with all of the words."""
        return Sought.of(words, (True,) * len(words), 0)

    def _half_sought(self) -> Sought:
        """Seek the memes with half of the words, those that are required among them."""
        return Sought.of([word.all for word in self._words], self._required, len(self._words) // 2)

    def _is_enough(self, docs: Sequence[int]) -> bool:
        return len(docs) >= ENOUGH_HITS and self._backend(len(docs)).count_groups(docs) >= ENOUGH_HITS

    def all_found(self) -> Sequence[int]:
        """Return all the memes found, in any order, each once."""
        if not self._words:
            return list(self.most_relevant_first())
        if not self._is_fuzzy:
            whole = self._whole_words()
            return self._backend(_rarest(whole)).holders(whole, self._filters) if whole else []
        full = self._sought([word.all for word in self._words])
        docs = self._backend(full.candidates).found(full, self._filters) if all(full.words) else []
        if len(self._words) == 1 or self._is_enough(docs):
            return docs
        half = self._half_sought()
        return self._backend(half.candidates).found(half, self._filters)

    def count(self) -> int:
        """Return how many memes are found, copies included."""
        if len(self._words) != 1:
            return len(self.all_found())
        word = self._words[0]
        if not self._is_fuzzy and self._filters.is_empty:
            return sum(expansion.postings for expansion in word.exact)
        sought = self._sought([word.all])
        return self._backend(sought.candidates).count(sought, self._filters) if word.all else 0

    def nearest_first(self) -> Iterator[int]:
        """Yield the memes found, nearest first, each once; those without a place last."""
        distances = self._tie.distances
        if distances is None:
            return
        seen: set[int] = set()
        if not self._words:
            nothing = Sought.of([], (), 0)
            yield from _nearest_first(self._in_rings(nothing, distances), distances)
            return
        full = self._sought([word.all for word in self._words])
        if all(full.words):
            is_direct = full.candidates <= _DIRECT_MEMES
            hits = self._directly(full, distances) if is_direct else self._in_rings(full, distances)
            yield from _new(_nearest_first(hits, distances), seen)
        if len(self._words) > 1 and self._is_fuzzy and not self._is_enough(list(seen)):
            yield from _new(_nearest_first(self._directly(self._half_sought(), distances), distances), seen)

    def _directly(self, sought: Sought, distances: Distances) -> Iterator[Nearby]:
        yield from self._backend(sought.candidates).nearby(sought, self._filters, distances)

    def _in_rings(self, sought: Sought, distances: Distances) -> Iterator[Nearby]:
        """Yield the memes sought from the caller outwards, ring by ring, then those without a place."""
        inner, outer = -1.0, _FIRST_RADIUS_KM
        backend = self._backend(self._index.doc_count)
        while inner < FARTHEST_KM:
            yield from backend.nearby_within(sought, self._filters, distances, (inner, outer))
            inner, outer = outer, outer * 2
        yield from (near for near in self._directly(sought, distances) if math.isinf(near.rough_km))


def _rarest(whole: Words) -> int:
    """Return how many memes hold the rarest of some whole words."""
    return min(expansions[0].postings for expansions in whole)


def _new(docs: Iterable[int], seen: set[int]) -> Iterator[int]:
    for doc in filterfalse(seen.__contains__, docs):
        seen.add(doc)
        yield doc


def _nearest_first(memes: Iterable[Nearby], distances: Distances) -> Iterator[int]:
    """Yield memes by distance, measuring exactly only those whose rough distances are too close to call."""
    close: list[Nearby] = []
    for meme in memes:
        if close and _is_farther(meme, close[-1]):
            yield from _sorted_exactly(close, distances)
            close = []
        close.append(meme)
    yield from _sorted_exactly(close, distances)


def _is_farther(meme: Nearby, other: Nearby) -> bool:
    """Whether a meme that seems no nearer than another is certainly farther."""
    if meme.missing != other.missing:
        return True
    if math.isinf(meme.rough_km):
        return not math.isinf(other.rough_km)
    return meme.rough_km * (1 - uncertainty(meme.rough_km)) > other.rough_km * (1 + uncertainty(other.rough_km))


def _sorted_exactly(memes: list[Nearby], distances: Distances) -> list[int]:
    if len({distances.place(meme.doc) for meme in memes}) <= 1:  # equally far
        return [meme.doc for meme in sorted(memes, key=lambda meme: meme.standing)]

    def place(meme: Nearby) -> tuple[float, Nearby]:
        kilometres = distances.exactly_km(meme.doc)
        return math.inf if kilometres is None else kilometres, meme

    return [meme.doc for _, meme in sorted(map(place, memes), key=lambda placed: (placed[0], placed[1].standing))]
