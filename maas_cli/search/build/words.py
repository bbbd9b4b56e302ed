"""The words of many texts at once, the same as :func:`maas_cli.search.analysis.analyse` gives one by one.

Texts are folded and cut on arrays of code points. Only texts with characters that take more than a look at a table are
folded one by one, and only words not met before are looked at one by one.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from maas_cli.search.analysis import fold, word_count, word_terms
from maas_cli.search.arrays import Array, ranges

_CODE_POINTS = 0x110000
_END = "\0"
_BLANK = ord(" ")
_UNSEEN, _DROPPED, _ODD = _CODE_POINTS, _CODE_POINTS + 1, _CODE_POINTS + 2
_JAMO = range(0x1100, 0x1200)
_NO_TERM = -1
_RECENT_BITS = 17
_RECENT_SHIFT = np.uint64(64 - _RECENT_BITS)


class Words(NamedTuple):
    """The words of a batch of texts: of each the text's number and the term, of each text its length in words.

    ``part_texts`` and ``part_terms`` are the terms that are only parts of words.
    """

    texts: Array
    terms: Array
    part_texts: Array
    part_terms: Array
    lengths: Array


class Vocabulary:
    """Numbers terms in the order in which they are met. For one thread."""

    def __init__(self) -> None:
        self.numbers: defaultdict[str, int] = defaultdict()
        self.numbers.default_factory = self.numbers.__len__
        self._folds = _FoldTable()
        self._spellings = _Spellings(self.numbers)
        self._hashes = np.empty(0, np.uint64)
        self._spelling_of_hash = np.empty(0, np.int64)
        # the words met last, by the first bits of their hashes; most words are frequent ones
        self._recent_hashes = ~(np.arange(1 << _RECENT_BITS, dtype=np.uint64) << _RECENT_SHIFT)  # no word is here
        self._recent = np.zeros(1 << _RECENT_BITS, np.int64)
        # drawn anew for each build, so that no catalogue can be made whose words get the same hash
        self._random = np.random.default_rng()
        self._factors = np.empty(0, np.uint64)

    def words_of(self, texts: Sequence[str]) -> Words:
        """Return the words of some texts."""
        codes = self._folds.folded(texts)
        ends = np.flatnonzero(codes == ord(_END))
        is_in_word = np.zeros(len(codes) + 1, bool)
        is_in_word[1:] = _is_in_word(codes)
        borders = np.flatnonzero(is_in_word[1:] != is_in_word[:-1])
        starts, word_ends = borders[::2], borders[1::2]
        words = self._spelled(codes, starts, word_ends)
        of_texts = np.searchsorted(ends, starts)
        found = self._spellings
        terms, lengths = found.terms[words], found.lengths[words]
        having_parts = np.flatnonzero(found.part_ends[words] > found.part_starts[words])
        positions, rows = ranges(found.part_starts[words[having_parts]], found.part_ends[words[having_parts]])
        is_term = terms != _NO_TERM
        return Words(
            of_texts[is_term],
            terms[is_term],
            of_texts[having_parts][rows],
            found.parts[positions],
            np.bincount(of_texts, lengths, len(texts)).astype(np.int64),
        )

    def in_order(self) -> tuple[list[str], Array]:
        """Return the terms in code-point order, and of each number a term was met with its place in that order."""
        terms = sorted(self.numbers)
        places = np.empty(len(terms), np.uint32)
        places[np.fromiter(map(self.numbers.__getitem__, terms), np.int64, len(terms))] = np.arange(len(terms))
        return terms, places

    def _spelled(self, codes: Array, starts: Array, ends: Array) -> Array:
        """Return the number of each word's spelling; the words are given by where they lie in the code points."""
        if not len(starts):
            return starts
        hashes = self._word_hashes(codes, starts, ends)
        places = (hashes >> _RECENT_SHIFT).astype(np.int64)
        spellings: Array = self._recent[places]
        others = np.flatnonzero(self._recent_hashes[places] != hashes)
        if len(others):
            hashes, places = hashes[others], places[others]
            spellings[others] = sought = self._sought(hashes, codes, starts[others], ends[others])
            self._recent_hashes[places], self._recent[places] = hashes, sought
        return spellings

    def _sought(self, hashes: Array, codes: Array, starts: Array, ends: Array) -> Array:
        """Return the number of each word's spelling, found by its hash among all, or new."""
        order = np.argsort(hashes)
        hashes = hashes[order]
        is_first = np.ones(len(hashes), bool)
        is_first[1:] = hashes[1:] != hashes[:-1]
        distinct, firsts = hashes[is_first], order[is_first]
        places = np.searchsorted(self._hashes, distinct)
        is_new = np.ones(len(distinct), bool)
        inside = places < len(self._hashes)
        is_new[inside] = self._hashes[places[inside]] != distinct[inside]
        if is_new.any():
            new = firsts[is_new]
            spellings = self._spellings.add(_texts_between(codes, starts[new], ends[new]))
            self._hashes = np.insert(self._hashes, places[is_new], distinct[is_new])
            self._spelling_of_hash = np.insert(self._spelling_of_hash, places[is_new], spellings)
            places += np.cumsum(is_new) - is_new  # each new one before them has moved them on
        words = np.empty(len(hashes), np.int64)
        words[order] = np.repeat(self._spelling_of_hash[places], np.diff(np.flatnonzero(is_first), append=len(hashes)))
        return words

    def _word_hashes(self, codes: Array, starts: Array, ends: Array) -> Array:
        """Return a hash of each word: the sum of its code points, each times a random number of its position."""
        longest = int((ends - starts).max())
        if longest > len(self._factors):
            more = self._random.integers(2**64, size=longest - len(self._factors), dtype=np.uint64)
            self._factors = np.append(self._factors, more | np.uint64(1))
        sizes = (ends - starts).astype(np.int32)  # there is no memory for more code points than this can count
        first_letters = np.cumsum(sizes, dtype=np.int32) - sizes
        in_word = np.arange(int(sizes.sum()), dtype=np.int32) - np.repeat(first_letters, sizes)
        letters = self._factors[in_word]
        letters *= codes[_is_in_word(codes)] + np.uint64(1)
        hashes: Array = np.add.reduceat(letters, first_letters)
        return hashes


def _is_in_word(codes: Array) -> Array:
    """Return which code points of folded texts are in words."""
    is_in_word: Array = (codes != _BLANK) & (codes != ord(_END))
    return is_in_word


class _Spellings:
    """What folded words give, by number: the joined term, or -1; the terms of its parts; its length in words."""

    def __init__(self, numbers: defaultdict[str, int]) -> None:
        self._numbers = numbers
        self.terms = self.lengths = self.part_starts = self.part_ends = self.parts = np.empty(0, np.int64)

    def add(self, words: Sequence[str]) -> Array:
        """Take folded words not met before, and return their numbers."""
        numbers, first = self._numbers, len(self.terms)
        # a word of letters and digits only is its own term
        peculiar = {place: word_terms(word) for place, word in enumerate(words) if not word.isalnum()}
        joined = list(words)
        counts = np.zeros(len(words), np.int64)
        for place, of_word in peculiar.items():
            joined[place] = of_word[0] if of_word else ""
            counts[place] = max(len(of_word) - 1, 0)
        terms = [numbers[term] if term else _NO_TERM for term in joined]
        lengths = [bool(term) if term.isascii() else word_count(term) for term in joined]
        parts = [numbers[part] for of_word in peculiar.values() for part in of_word[1:]]
        part_ends = len(self.parts) + np.cumsum(counts)
        self.terms = np.append(self.terms, np.array(terms, np.int64))
        self.lengths = np.append(self.lengths, np.array(lengths, np.int64))
        self.part_starts = np.append(self.part_starts, part_ends - counts)
        self.part_ends = np.append(self.part_ends, part_ends)
        self.parts = np.append(self.parts, np.array(parts, np.int64))
        return np.arange(first, len(self.terms))


class _FoldTable:
    """What each character folds to, worked out when it is first met.

    Odd are those that fold to several, or whose neighbours matter: marks and whatever else NFC changes.
    """

    def __init__(self) -> None:
        self._folds = np.full(_CODE_POINTS, _UNSEEN, np.uint32)
        self._folds[ord(_END)] = ord(_END)

    def folded(self, texts: Sequence[str]) -> Array:
        """Return the code points of the folded texts, each ended by a zero."""
        codes = _codes_of(texts)
        folds = self._looked_up(codes)
        odd = np.flatnonzero(folds == _ODD)
        if len(odd):
            folds = self._with_odd_ones(folds, np.flatnonzero(codes == ord(_END)), odd, texts)
        kept: Array = folds[folds != _DROPPED]
        return kept

    def _with_odd_ones(self, folds: Array, ends: Array, odd: Array, texts: Sequence[str]) -> Array:
        """Return the folds with those of the texts that ``odd`` places are in replaced, for these are folded whole."""
        numbers = np.unique(np.searchsorted(ends, odd))
        codes = _codes_of([fold(texts[number]) for number in numbers.tolist()])
        folded = self._looked_up(codes)
        folded = np.where(folded == _ODD, codes, folded)  # what is folded stays as it is
        starts = np.append(0, ends + 1)[numbers]
        is_kept = np.ones(len(folds), bool)
        is_kept[ranges(starts, ends[numbers] + 1)[0]] = False
        sizes = ends[numbers] + 1 - starts
        places = starts - (np.cumsum(sizes) - sizes)  # among those that are kept
        replaced: Array = np.insert(
            folds[is_kept], np.repeat(places, np.diff(np.flatnonzero(codes == ord(_END)), prepend=-1)), folded
        )
        return replaced

    def _looked_up(self, codes: Array) -> Array:
        folds = self._folds[codes]
        is_unseen = folds == _UNSEEN
        if is_unseen.any():
            for code in set(codes[is_unseen].tolist()):
                self._folds[code] = _folded_code(code)
            folds = self._folds[codes]
        return folds


def _folded_code(code: int) -> int:
    char = chr(code)
    folded = fold(char)
    if not _is_settled(char) or not all(map(_is_settled, folded)):
        return _ODD
    if folded.isspace():
        return _BLANK
    if len(folded) > 1:
        return _ODD
    return ord(folded) if folded else _DROPPED


def _is_settled(char: str) -> bool:
    """Whether NFC leaves a character as it is, whatever stands before it."""
    return not (
        ord(char) in _JAMO or unicodedata.category(char)[0] == "M" or unicodedata.normalize("NFC", char) != char
    )


def _codes_of(texts: Sequence[str]) -> Array:
    """Return the code points of texts, each ended by a zero; zeros in them become blanks."""
    joined = _END.join([*texts, ""])
    if joined.count(_END) != len(texts):
        joined = _END.join([*(text.replace(_END, " ") for text in texts), ""])
    return np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), "<u4")


def _texts_between(codes: Array, starts: Array, ends: Array) -> list[str]:
    positions, _ = ranges(starts, ends)
    text = codes[positions].astype("<u4").tobytes().decode("utf-32-le", "surrogatepass")
    text_ends = np.cumsum(ends - starts)
    return [
        text[start:end] for start, end in zip((text_ends - (ends - starts)).tolist(), text_ends.tolist(), strict=True)
    ]
