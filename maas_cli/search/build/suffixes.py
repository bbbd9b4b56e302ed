"""The endings of terms in the order of their text, so that terms are found by any part of them."""

from collections.abc import Sequence

import numpy as np

from maas_cli.search.analysis import is_written_without_blanks
from maas_cli.search.arrays import Array, ranges
from maas_cli.search.expansion import MIN_LETTERS_SUBSTRING

_KEY_BYTES = 8
_LONG = 32
"""From so many bytes on, endings that are still alike are few, but may be so for thousands of bytes."""

_MASKS = np.array([2**64 - 2 ** (64 - 8 * size) for size in range(_KEY_BYTES + 1)], np.uint64)
"""The bits of the first so many bytes."""

_RANK_BITS = 32
_LINE_FEED = ord("\n")
_FIRST_CONTINUATION, _LAST_CONTINUATION = 0x80, 0xBF
_FIRST_OF_THREE_BYTES = 0xE0
"""Scripts without blanks take three bytes a letter and more."""


def suffix_section(terms: Sequence[str], blob: Array, offsets: Array) -> Array:
    """Return where the endings of terms begin in their UTF-8, sorted by their text, equal ones by position.

    ``blob`` are the bytes of the terms, each ended by a line feed, ``offsets`` where each begins and the last ends.
    """
    is_letter = (blob < _FIRST_CONTINUATION) | (blob > _LAST_CONTINUATION)
    letters = np.flatnonzero(is_letter)  # the line feeds among them
    ends = np.searchsorted(letters, offsets[1:] - 1)
    number = np.repeat(np.arange(len(ends)), np.diff(ends, prepend=-1))
    left = ends[number] - np.arange(len(letters))
    is_suffix = (letters != offsets[number]) & (left >= MIN_LETTERS_SUBSTRING)
    starts = letters[is_suffix]
    is_short = (letters != offsets[number]) & (left > 0) & (left < MIN_LETTERS_SUBSTRING)
    short = [
        int(letters[position])
        for position in np.flatnonzero(is_short & (blob[letters] >= _FIRST_OF_THREE_BYTES))
        if is_written_without_blanks(terms[number[position]][-int(left[position])])
    ]
    return _sorted_by_text(np.concatenate([starts, np.array(short, np.int64)]), blob)


def _sorted_by_text(starts: Array, blob: Array) -> Array:
    """Sort the positions by the text from there to the line feed, equals by position.

    Eight bytes are compared at a time, and only those sorted further that are equal so far.
    """
    starts = np.sort(starts)
    groups = np.zeros(len(starts), np.int64)
    open_places, depth = np.arange(len(starts)), 0
    while len(open_places):
        chosen, held = starts[open_places], groups[open_places]
        keys = _keys(blob, chosen + depth) if depth < _LONG else _ranks_of_long(blob, chosen)
        order = np.lexsort((keys, held)) if depth else np.argsort(keys, kind="stable")
        starts[open_places] = chosen[order]
        keys = keys[order]
        is_new = np.ones(len(keys), bool)
        is_new[1:] = (keys[1:] != keys[:-1]) | (held[1:] != held[:-1])
        groups[open_places] = np.cumsum(is_new)
        sizes = np.diff(np.flatnonzero(is_new), append=len(keys))
        is_open = np.repeat(sizes > 1, sizes) & ((keys & np.uint64(0xFF)) != 0)
        open_places, depth = open_places[is_open & (depth < _LONG)], depth + _KEY_BYTES
    return starts.astype(np.uint32)


def _keys(blob: Array, starts: Array) -> Array:
    """Return the eight bytes from each start on as one number, 0 where the text has ended."""
    line_ends = np.flatnonzero(blob == _LINE_FEED)
    left = np.repeat(line_ends, np.diff(line_ends, prepend=-1))[starts] - starts
    filled = np.append(blob, np.zeros(_KEY_BYTES, np.uint8))
    # one number at every byte, overlapping the next ones
    numbers = np.ndarray((len(blob),), ">u8", filled.data, 0, (1,))
    keys: Array = numbers[starts].astype(np.uint64) & _MASKS[np.minimum(left, _KEY_BYTES)]
    return keys


def _ranks_of_long(blob: Array, starts: Array) -> Array:
    """Return numbers in the order of the texts from the starts on, equal ones for equal texts.

    All endings of the terms they are in are ranked by their first 8 bytes, then by 16, 32 ... (Manber and Myers 1990):
    what an ending begins with and what it goes on with have been ranked in the step before.
    """
    line_ends = np.flatnonzero(blob == _LINE_FEED)
    held = np.unique(np.searchsorted(line_ends, starts))
    first_bytes = np.where(held > 0, line_ends[held - 1] + 1, 0)
    positions, rows = ranges(first_bytes, line_ends[held] + 1)
    left = line_ends[held][rows] - positions
    ranks = _dense(_keys(blob, positions))
    length, count = _KEY_BYTES, -1
    while count != ranks.max():
        count = ranks.max()
        further = ranks[np.minimum(np.arange(len(ranks)) + length, len(ranks) - 1)] + 1
        ranks = _dense(ranks << _RANK_BITS | np.where(left > length, further, 0))
        length *= 2
    return ranks[np.searchsorted(positions, starts)].astype(np.uint64)


def _dense(values: Array) -> Array:
    """Return which of the distinct values, in order, each is."""
    return np.unique(values, return_inverse=True)[1]
