"""The vocabulary: terms, keys to find them by, their endings, and the Latin spelling of Cyrillic ones."""

import zlib
from bisect import bisect_left
from collections.abc import Sequence

import numpy as np

from maas_cli.search.analysis import is_written_without_blanks
from maas_cli.search.arrays import Array
from maas_cli.search.expansion import MIN_LETTERS_SUBSTRING
from maas_cli.search.format import TERMS_PER_KEY, SectionContent
from maas_cli.search.transliteration import latin_key

_KEY_BYTES = 8
_FIRST_CYRILLIC, _AFTER_CYRILLIC = "\u0400", "\u0530"
_FIRST_CONTINUATION, _LAST_CONTINUATION = 0x80, 0xBF
_FIRST_OF_THREE_BYTES = 0xE0
"""Scripts without blanks take three bytes a letter and more."""


def term_sections(terms: Sequence[str]) -> dict[str, SectionContent]:
    """Return the sections of the terms, which are sorted."""
    encoded = [term.encode() for term in terms]
    blob = b"".join(term + b"\n" for term in encoded)
    sizes = np.fromiter(map(len, encoded), np.int64, len(encoded)) + 1
    offsets = np.concatenate([np.zeros(1, np.int64), np.cumsum(sizes)])
    keys = [int.from_bytes(term[:_KEY_BYTES].ljust(_KEY_BYTES, b"\0")) for term in encoded[::TERMS_PER_KEY]]
    return {
        "term_offsets": offsets,
        "terms": blob,
        "term_keys": np.array(keys, np.uint64),
        "suffixes": _suffixes(terms, np.frombuffer(blob, np.uint8), offsets),
        **_latin_sections(terms),
    }


def _suffixes(terms: Sequence[str], blob: Array, offsets: Array) -> Array:
    """Return where the endings of terms begin, sorted by their text."""
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
    padded = np.concatenate([blob, np.full(_KEY_BYTES, ord("\n"), np.uint8)])
    starts = np.sort(starts)
    groups = np.zeros(len(starts), np.int64)
    open_places, depth = np.arange(len(starts)), 0
    while len(open_places):
        chosen = starts[open_places]
        keys = _keys(padded, chosen, depth)
        order = np.lexsort((keys, groups[open_places])) if depth else np.argsort(keys, kind="stable")
        starts[open_places] = chosen[order]
        keys, held = keys[order], groups[open_places]
        is_new = np.ones(len(keys), bool)
        is_new[1:] = (keys[1:] != keys[:-1]) | (held[1:] != held[:-1])
        groups[open_places] = np.cumsum(is_new)
        sizes = np.diff(np.flatnonzero(is_new), append=len(keys))
        is_open = np.repeat(sizes > 1, sizes) & ((keys & np.uint64(0xFF)) != 0)
        open_places, depth = open_places[is_open], depth + _KEY_BYTES
    return starts.astype(np.uint32)


def _keys(padded: Array, starts: Array, depth: int) -> Array:
    """Return the bytes from ``depth`` on as one number for each, 0 where the text has ended."""
    keys = np.zeros(len(starts), np.uint64)
    is_running = np.ones(len(starts), bool)
    for place in range(_KEY_BYTES):
        byte = padded[np.minimum(starts + depth + place, len(padded) - 1)]
        is_running &= byte != ord("\n")
        keys = keys << np.uint64(8) | np.where(is_running, byte, 0).astype(np.uint64)
    return keys


def _latin_sections(terms: Sequence[str]) -> dict[str, SectionContent]:
    cyrillic = range(bisect_left(terms, _FIRST_CYRILLIC), bisect_left(terms, _AFTER_CYRILLIC))
    pairs = sorted(
        (zlib.crc32(key.encode()), number) for number in cyrillic if (key := latin_key(terms[number])) is not None
    )
    columns = np.array(pairs, np.uint32).reshape(-1, 2)
    return {"latin_hashes": columns[:, 0].copy(), "latin_terms": columns[:, 1].copy()}
