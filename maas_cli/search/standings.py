"""Where many memes stand among the hits, worked out at once; the same as :class:`maas_cli.search.plain.Scorer` does."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from maas_cli.search.arrays import HEAVIEST, Array, arrays_of, is_member, ranges
from maas_cli.search.expansion import Expansion
from maas_cli.search.format import NOTHING
from maas_cli.search.index_file import IndexFile
from maas_cli.search.name_words import name_words_of
from maas_cli.search.scoring import ADJACENT_BONUS, MOST_COUNTED, NAME_WEIGHT, NEAR_BONUS, NEAR_WORDS
from maas_cli.search.sought import MOST_RELEVANT, TIER_SHIFT, Sought, Words

_MISSING = 255
_NO_TERM = NOTHING - 1
_ROW_BITS, _CODE_BITS = 40, 32


def keys_of(tiers: Array, relevance: Array) -> Array:
    """Return what hits are sorted by before any tie-break as one number each, above 0, lower is better.

    A tier is words missing << 16 | typos << 8 | ranks. More relevance, in its units, takes as much off a key.
    """
    return np.asarray((tiers << TIER_SHIFT) + (MOST_RELEVANT - relevance))


class Standings:
    """Where memes stand among the hits before any tie-break, as :class:`maas_cli.search.sought.Standing`."""

    def __init__(self, index: IndexFile, words: Words, docs: Array) -> None:
        self.docs = docs
        self._words = words
        self._lines = _Lines(index, docs)
        self._answers = answers = [self._lines.answers(expansions) for expansions in words]
        self.missing = self._sum(answers, [])
        self.typos = self._sum(answers, [[expansion.quality.typos for expansion in word] for word in words])
        self.ranks = self._sum(answers, [[expansion.quality.rank for expansion in word] for word in words])
        self.relevance = self._relevance(answers)

    @property
    def keys(self) -> Array:
        """What hits are sorted by before any tie-break as one number each, lower is better."""
        return keys_of((self.missing << 16) + (self.typos << 8) + self.ranks, self.relevance)

    def sought(self, sought: Sought) -> Array:
        """Return the positions of the memes that answer enough words, and those that are required."""
        is_sought = self.missing <= sought.most_missing
        for answer, is_required in zip(self._answers, sought.required, strict=True):
            if is_required:
                is_sought &= answer.expansions != _MISSING
        return np.flatnonzero(is_sought)

    def _sum(self, answers: "list[_Answers]", values: list[list[int]]) -> Array:
        """Add up a value of the expansions that answer the words; without values, count the words not answered."""
        total = np.zeros(len(self.docs), np.int64)
        for number, answer in enumerate(answers):
            table = np.zeros(_MISSING + 1, np.int64)
            if values:
                table[: len(values[number])] = values[number]
            else:
                table[_MISSING] = 1
            total += table[answer.expansions]
        return total

    def _relevance(self, answers: "list[_Answers]") -> Array:
        lines = self._lines
        marks = [lines.flat == answer.terms[lines.rows] for answer in answers]
        is_named, in_name = lines.names_filled_by(marks)
        relevance = np.zeros(len(self.docs), np.int64)
        for word, answer, mark in zip(self._words, answers, marks, strict=True):
            idf = np.zeros(_MISSING + 1, np.int64)
            idf[: len(word)] = [expansion.idf for expansion in word]
            weights = answer.weights.astype(np.int64)
            if is_named.any():
                stands_in_name = np.zeros(len(self.docs), bool)
                stands_in_name[lines.rows[mark & in_name]] = True
                weights[stands_in_name & is_named] += NAME_WEIGHT
            relevance += idf[answer.expansions] * weights
        return relevance + lines.proximity(marks)


class _Answers:
    """How memes answer one word: by which expansion, by which term, and with what weight."""

    def __init__(self, count: int) -> None:
        self.expansions = np.full(count, _MISSING, np.uint8)
        self.terms = np.full(count, _NO_TERM, np.uint32)
        self.weights = np.zeros(count, np.uint8)


class _Lines:
    """The words of memes, one meme after the other in ``flat``; ``rows`` says to which one each belongs."""

    def __init__(self, index: IndexFile, docs: Array) -> None:
        self._arrays = arrays = arrays_of(index)
        starts = arrays.forward_offsets[docs].astype(np.int64)
        where, self.rows = ranges(starts, arrays.forward_offsets[docs + 1], len(arrays.forward_terms))
        self.flat = arrays.forward_terms[where]
        self._count = len(docs)
        self._lengths = arrays.doc_lengths[docs]
        ends = np.flatnonzero(self.flat == NOTHING)
        self._name_ends, self._text_ends = ends[::2], ends[1::2]
        self._starts = np.searchsorted(self.rows, np.arange(len(docs)))
        self._name_sizes = self._name_ends - self._starts

    def answers(self, expansions: Sequence[Expansion]) -> _Answers:
        """Return how the memes answer a word, each by its best expansion and the weightiest term in that."""
        answers = _Answers(self._count)
        found = self._expansions_at(expansions)
        places = np.flatnonzero(found != _MISSING)
        if not len(places):
            return answers
        codes = found[places].astype(np.int64)
        keys = np.sort(self.rows[places] << _ROW_BITS | codes << _CODE_BITS | self.flat[places])
        is_first = np.ones(len(keys), bool)
        is_first[1:] = keys[1:] != keys[:-1]
        firsts = np.flatnonzero(is_first)
        counts = np.diff(firsts, append=len(keys))
        keys = keys[firsts]
        rows, terms = keys >> _ROW_BITS, (keys & NOTHING).astype(np.uint32)
        weights = self._arrays.weight_table.reshape(MOST_COUNTED, -1)[
            np.minimum(counts, MOST_COUNTED) - 1, self._lengths[rows]
        ]
        weights = weights + NAME_WEIGHT * ((self._name_sizes[rows] == 1) & (self.flat[self._starts[rows]] == terms))
        codes = keys >> _CODE_BITS & _MISSING
        losses = (codes << _ROW_BITS) + ((HEAVIEST - weights).astype(np.int64) << _CODE_BITS) + terms
        starts = np.flatnonzero(np.diff(rows, prepend=-1))
        best, rows = np.minimum.reduceat(losses, starts), rows[starts]
        answers.expansions[rows] = best >> _ROW_BITS
        answers.terms[rows] = best & NOTHING
        answers.weights[rows] = HEAVIEST - (best >> _CODE_BITS & HEAVIEST)
        return answers

    def _expansions_at(self, expansions: Sequence[Expansion]) -> Array:
        """Return for each word of the lines the number of the first expansion with that term."""
        found = np.full(len(self.flat), _MISSING, np.uint8)
        for number, (_, terms, _, _) in reversed(list(enumerate(expansions))):
            if isinstance(terms, range):
                found[(self.flat >= terms.start) & (self.flat < terms.stop)] = number
            else:
                found[is_member(self.flat, terms)] = number
        return found

    def names_filled_by(self, marks: Sequence[Array]) -> tuple[Array, Array]:
        """Return which memes have a name of several different words, all marked, and which words stand in names."""
        in_name = np.arange(len(self.flat)) < self._name_ends[self.rows]
        is_filled = self._name_sizes > 1
        if is_filled.any():
            is_filled[self.rows[in_name & ~np.logical_or.reduce(marks)]] = False
        if is_filled.any():
            has_several = np.zeros(self._count, bool)
            has_several[self.rows[in_name & (self.flat != self.flat[self._starts][self.rows])]] = True
            is_filled &= has_several
        return is_filled, in_name

    def proximity(self, marks: Sequence[Array]) -> Array:
        """Return the bonus of each meme for the neighbours in the query, the terms of whose words are marked."""
        bonus = np.zeros(self._count, np.int64)
        places = [places[places < self._text_ends[self.rows[places]]] for places in map(np.flatnonzero, marks)]
        for first, second in pairwise(places):
            bonus += self._bonus_of_neighbours(first, second)
        return bonus

    def _bonus_of_neighbours(self, first: Array, second: Array) -> Array:
        """Return the bonus of each meme for two words, given by where they are found in names and captions."""
        is_second = np.zeros(len(self.flat) + 2 * NEAR_WORDS, bool)
        is_second[second + NEAR_WORDS] = True
        rows = self.rows[first]
        bonus = np.zeros(self._count, np.int64)
        for gap in (*range(-NEAR_WORDS, 0), *range(2, NEAR_WORDS + 1)):
            near = np.flatnonzero(is_second[first + (gap + NEAR_WORDS)])
            bonus[rows[near][self.rows[first[near] + gap] == rows[near]]] = NEAR_BONUS
        bonus[rows[is_second[first + (1 + NEAR_WORDS)]]] = ADJACENT_BONUS  # no word follows on the last of a meme
        return bonus


def whole_word_bonuses(index: IndexFile, words: Words, docs: Array) -> Array:
    """Return what memes that hold all the words, each of one expansion of one term, earn beyond their relevance.

    The same as :meth:`maas_cli.search.whole_words.WholeWords.bonus` does.
    """
    idfs = {word[0].terms[0]: word[0].idf for word in words}
    lines = _Lines(index, docs)
    bonuses = lines.proximity([lines.flat == term for term in idfs])
    for template, name in name_words_of(index).filled_by(idfs):
        is_named = arrays_of(index).doc_templates[docs] == template
        bonuses[is_named] += NAME_WEIGHT * sum(map(idfs.__getitem__, name))
    return bonuses
