"""Looking at memes one by one, with nothing but the standard library: quickest where there are few.

:mod:`maas_cli.search.vectors` does the same for many at once.
"""

import math
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter

from maas_cli.search.expansion import Expansion
from maas_cli.search.filters import Filters
from maas_cli.search.format import NOTHING
from maas_cli.search.geo import Distances
from maas_cli.search.index_file import IndexFile
from maas_cli.search.scoring import LONGEST_LENGTH, MOST_COUNTED, NAME_WEIGHT, proximity_bonus
from maas_cli.search.sought import Answer, Nearby, Sought, Standing, Words
from maas_cli.search.tie_break import TieBreak

_LONGEST_LISTED = 64


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

    def whole_words_first(self, sought: Sought, filters: Filters, tie: TieBreak) -> Iterator[int]:
        """Yield the memes that have all the words, each of one expansion, by relevance, then the tie-break."""
        index, scorer = self._index, Scorer(self._index, sought.words)
        rarest, *others = sorted((word[0].postings, word[0].terms[0]) for word in sought.words)
        docs = [
            doc
            for doc in index.posting_docs[index.posting_offsets[rarest[1]] : index.posting_offsets[rarest[1] + 1]]
            if all(self._holds(doc, term) for _, term in others)
        ]
        return self._in_order(((-scorer.standing(doc).relevance, doc) for doc in docs), filters, tie)

    def best_first(self, sought: Sought, filters: Filters, tie: TieBreak) -> Iterator[int]:
        """Yield the memes that are sought and pass in the order of hits."""
        return self.best_of(self._docs_of(sought.drivers), sought, filters, tie)

    def best_of(self, docs: Iterable[int], sought: Sought, filters: Filters, tie: TieBreak) -> Iterator[int]:
        """Yield those of some memes that are sought and pass in the order of hits."""
        return self._in_order(((standing.key, doc) for doc, standing in self._standings(docs, sought)), filters, tie)

    def found(self, sought: Sought, filters: Filters) -> list[int]:
        """Return the memes that are sought and pass, in any order."""
        if len(sought.words) == 1:
            return [doc for doc in self._docs_of(sought.drivers) if filters.keep(self._index, doc)]
        return [
            doc for doc, _ in self._standings(self._docs_of(sought.drivers), sought) if filters.keep(self._index, doc)
        ]

    def all_that_pass(self, filters: Filters, tie: TieBreak) -> Iterator[int]:
        """Yield the memes that pass, by the tie-break."""
        return self._in_order(((0, doc) for doc in range(self._index.doc_count)), filters, tie)

    def nearby(self, sought: Sought, filters: Filters, distances: Distances) -> Iterator[Nearby]:
        """Yield the memes that are sought and pass, fewest words missing first, then by rough distance."""
        docs = self._docs_of(sought.drivers) if sought.words else range(self._index.doc_count)
        return iter(self._nearby(docs, sought, filters, distances))

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

    def _holds(self, doc: int, term: int) -> bool:
        index = self._index
        last = index.posting_offsets[term + 1]
        position = bisect_left(index.posting_docs, doc, index.posting_offsets[term], last)
        return bool(position < last and index.posting_docs[position] == doc)

    def _standings(self, docs: Iterable[int], sought: Sought) -> Iterator[tuple[int, Standing]]:
        scorer = Scorer(self._index, sought.words)
        for doc in docs:
            standing = scorer.standing(doc)
            if standing.is_sought(sought):
                yield doc, standing

    def _nearby(self, docs: Iterable[int], sought: Sought, filters: Filters, distances: Distances) -> list[Nearby]:
        scorer, memes = Scorer(self._index, sought.words), []
        for doc in docs:
            standing = scorer.standing(doc)
            if standing.is_sought(sought) and filters.keep(self._index, doc):
                kilometres = distances.roughly_km(doc)
                rough_km = math.inf if kilometres is None else kilometres
                order = standing.typos, standing.ranks, -standing.relevance, doc
                memes.append(Nearby(standing.missing, rough_km, order))
        return sorted(memes)

    def _in_order(self, keyed: Iterable[tuple[int, int]], filters: Filters, tie: TieBreak) -> Iterator[int]:
        """Yield the memes that pass, the lowest key first; equals by the tie-break, else the earlier first."""
        for _, equals in groupby(sorted(keyed), key=itemgetter(0)):
            passing = (doc for _, doc in equals if filters.keep(self._index, doc))
            yield from sorted(passing, key=tie.key) if tie.decides else passing


class Scorer:
    """Works out the standing of memes for some words. Unchanging, so any number of threads may use it."""

    def __init__(self, index: IndexFile, words: Words) -> None:
        self._index = index
        self._words = words
        self._places = [_Places(expansions) for expansions in words]

    def standing(self, doc: int) -> Standing:
        """Return where a meme stands."""
        index = self._index
        line = index.forward_terms[index.forward_offsets[doc] : index.forward_offsets[doc + 1]].tolist()
        name_end = line.index(NOTHING)
        found = self._found(line, name_end, index.doc_lengths[doc])
        chosen = [best and best[2] for best in found]
        name = line[:name_end]
        is_name = name_end > 1 and name[0] in chosen and len(set(name)) > 1 and all(term in chosen for term in name)
        missing = typos = ranks = relevance = 0
        answers: list[Answer | None] = []
        for expansions, best in zip(self._words, found, strict=True):
            if best is None:
                missing += 1
                answers.append(None)
                continue
            number, loss, term = best
            quality, _, _, idf = expansions[number]
            relevance += idf * (NAME_WEIGHT - loss if is_name and term in name else -loss)
            typos += quality.typos
            ranks += quality.rank
            answers.append(Answer(quality, term))
        if len(found) - missing > 1:
            relevance += proximity_bonus(line[: line.index(NOTHING, name_end + 1)], chosen)
        return Standing(missing, typos, ranks, relevance, tuple(answers))

    def _found(self, line: list[int], name_end: int, length: int) -> list[tuple[int, int, int] | None]:
        """Return of each word the expansion that answers it best, the weight of the term negated, and the term."""
        terms, table = set(line), self._index.weight_table
        only_name = line[0] if name_end == 1 else NOTHING
        found: list[tuple[int, int, int] | None] = []
        for places in self._places:
            answers = [
                (
                    number,
                    -table[(min(line.count(term), MOST_COUNTED) - 1) * (LONGEST_LENGTH + 1) + length]
                    - (NAME_WEIGHT if term == only_name else 0),
                    term,
                )
                for number, term in places.of(terms)
            ]
            found.append(min(answers) if answers else None)
        return found


class _Places:
    """Where terms stand among the expansions of one word."""

    def __init__(self, expansions: Sequence[Expansion]) -> None:
        self._listed: dict[int, int] = {}
        self._wide: list[tuple[int, int, int]] = []
        for number, (_, terms, _, _) in enumerate(expansions):
            if isinstance(terms, range) and len(terms) > _LONGEST_LISTED:
                self._wide.append((terms.start, terms.stop, number))
            else:
                self._listed.update(dict.fromkeys(terms, number))

    def of(self, terms: set[int]) -> list[tuple[int, int]]:
        """Return those of the terms that answer the word, each behind the number of its expansion."""
        found = [(self._listed[term], term) for term in self._listed.keys() & terms]
        for start, stop, number in self._wide:
            found += [(number, term) for term in terms if start <= term < stop]
        return found
