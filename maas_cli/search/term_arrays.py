"""Look-ups of many terms at once, with numpy; only for where it is loaded already.

Takes sections, not an index, so that the modules which look up terms one by one may use it.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

_BITS_CHANGED, _LETTERS_CHANGED = 4, 2
"""What two typos change of the letters of a word at most: bits of their mask, and how many they are."""

_CONTINUATION_MASK, _CONTINUATION = 0xC0, 0x80


def array_of(section: "memoryview[Any]") -> "NDArray[Any]":
    """Return a section as an array of its type, without copying it."""
    return np.frombuffer(section, section.format)


def terms_at(term_offsets: "memoryview[Any]", offsets: "memoryview[Any]") -> list[int]:
    """Return the terms that some bytes of ``terms`` belong to, ascending, each once."""
    terms: list[int] = np.unique(np.searchsorted(array_of(term_offsets), array_of(offsets), side="right") - 1).tolist()
    return terms


class Vocabulary(NamedTuple):
    """What is known of the terms: how many letters each has, and three sections."""

    letter_counts: "NDArray[Any]"
    term_offsets: "memoryview[Any]"
    term_masks: "memoryview[Any]"
    suffixes: "memoryview[Any]"


class Wanted(NamedTuple):
    """A word looked for: its letters as a mask, how many they are, and where its middle part begins."""

    mask: int
    letters: int
    middle: int


def similar_terms(
    vocabulary: Vocabulary, wanted: Wanted, ranges: Sequence[range], endings: Sequence[range], middles: range
) -> list[int]:
    """Return those of the terms, some given by their suffixes, that two typos may have made of the word.

    Letters may differ in two, their set in four bits of the mask. A middle part that typos on both of its sides left
    alone moved by one letter at most; that is looked at in words of ASCII letters, where a letter is a byte.
    """
    offsets, masks = array_of(vocabulary.term_offsets), array_of(vocabulary.term_masks)
    suffixes = array_of(vocabulary.suffixes)
    places = np.concatenate([suffixes[part.start : part.stop] for part in (*endings, middles)])
    owners = np.searchsorted(offsets, places, side="right") - 1
    is_middle = np.arange(len(places)) >= len(places) - len(middles)
    moved = np.abs(places.astype(np.int64) - offsets[owners] - wanted.middle)
    sizes = vocabulary.letter_counts[owners]
    is_ascii = sizes == offsets[owners + 1].astype(np.int64) - offsets[owners] - 1
    owners = owners[~(is_middle & is_ascii) | (moved <= 1)]
    found = np.concatenate([owners, *(np.arange(part.start, part.stop) for part in ranges)])
    found = found[np.bitwise_count(masks[found] ^ np.uint32(wanted.mask)) <= _BITS_CHANGED]
    found = np.unique(found[np.abs(vocabulary.letter_counts[found] - wanted.letters) <= _LETTERS_CHANGED])
    similar: list[int] = found.tolist()
    return similar


def letter_counts(terms: "memoryview[Any]", term_offsets: "memoryview[Any]") -> "NDArray[Any]":
    """Return how many letters each term has; takes a look at all of them."""
    is_letter = (array_of(terms) & _CONTINUATION_MASK) != _CONTINUATION
    offsets = array_of(term_offsets)
    if len(offsets) == 1:
        return np.zeros(0, np.int64)
    return np.asarray(np.add.reduceat(is_letter, offsets[:-1], dtype=np.int64) - 1)  # without the line feed


def posting_count(posting_offsets: "memoryview[Any]", terms: Sequence[int]) -> int:
    """Return how many postings some terms have together."""
    numbers, offsets = np.array(terms, np.int64), array_of(posting_offsets)
    return int((offsets[numbers + 1].astype(np.int64) - offsets[numbers]).sum())
