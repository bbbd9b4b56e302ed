"""The sections that look up typos, as :mod:`maas_cli.search.typos` reads them."""

from collections.abc import Sequence

import numpy as np

from maas_cli.search.arrays import Array
from maas_cli.search.build.letters import letter_matrix, letters_in_line
from maas_cli.search.format import SectionContent
from maas_cli.search.typos import (
    ENTRIES_PER_BUCKET,
    HASH_BASE,
    HASH_BITS,
    HASH_FACTOR,
    LONGEST_TERM,
    MASK_BITS,
    SHORTEST_TERM,
    TAG_BITS,
    takes_typos,
)

_BASE = np.uint64(HASH_BASE)
_FACTOR = np.uint64(HASH_FACTOR)
_UNBASE = np.uint64(pow(HASH_BASE, -1, 2**HASH_BITS))
_TERM_BITS = 32


def typo_sections(terms: Sequence[str]) -> dict[str, SectionContent]:
    """Return the letter masks of all terms, and the buckets of the forms of those that one typo may lead to."""
    return {"term_masks": _masks(terms), **_buckets(*_forms(terms))}


def _masks(terms: Sequence[str]) -> Array:
    letters, sizes = letters_in_line(terms)
    if not len(letters):
        return np.zeros(len(terms), np.uint32)
    bits = np.left_shift(np.uint32(1), letters % np.uint32(MASK_BITS), dtype=np.uint32)
    masks: Array = np.bitwise_or.reduceat(bits, np.cumsum(sizes) - sizes)
    return masks


def _forms(terms: Sequence[str]) -> tuple[Array, Array]:
    """Return the hash of every form, and the term that it comes from."""
    hashes, numbers = [np.empty(0, np.uint64)], [np.empty(0, np.int64)]
    by_length: dict[int, list[int]] = {length: [] for length in range(SHORTEST_TERM, LONGEST_TERM + 1)}
    for number, term in enumerate(terms):
        # letters alone are no digits, which is sooner seen
        if SHORTEST_TERM <= len(term) <= LONGEST_TERM and (term.isalpha() or takes_typos(term)):
            by_length[len(term)].append(number)
    for length, group in by_length.items():
        found = _hashes(letter_matrix([terms[number] for number in group], length))
        hashes.append(found.ravel())
        numbers.append(np.repeat(np.array(group, np.int64), length + 1))
    return np.concatenate(hashes), np.concatenate(numbers)


def _hashes(letters: Array) -> Array:
    """Return the hashes of words and of their forms without the first, second ... letter, a row for each word.

    Leaving out a letter moves those behind it one position ahead, which divides their part of the sum by the base.
    """
    count, length = letters.shape
    powers = np.cumprod(np.concatenate([np.ones(1, np.uint64), np.full(length - 1, _BASE)]))
    sums = np.zeros((count, length + 1), np.uint64)
    np.cumsum((letters.astype(np.uint64) + np.uint64(1)) * powers, axis=1, out=sums[:, 1:])
    whole = sums[:, -1:]
    shorter = sums[:, :-1] + (whole - sums[:, 1:]) * _UNBASE
    return np.concatenate([whole, shorter], axis=1) * _FACTOR


def _buckets(hashes: Array, numbers: Array) -> dict[str, SectionContent]:
    bits = max((len(hashes) // ENTRIES_PER_BUCKET).bit_length() - 1, 0)
    prefixes = hashes >> np.uint64(HASH_BITS - bits - TAG_BITS)  # the bucket and the tag
    entries = np.sort(prefixes << np.uint64(_TERM_BITS) | numbers.astype(np.uint64))
    entries = entries[np.append(np.ones(min(len(entries), 1), bool), entries[1:] != entries[:-1])]
    prefixes = entries >> np.uint64(_TERM_BITS)
    counts = np.bincount((prefixes >> np.uint64(TAG_BITS)).astype(np.int64), minlength=2**bits)
    return {
        "deletion_buckets": np.concatenate([np.zeros(1, np.int64), np.cumsum(counts)]),
        "deletion_tags": (prefixes & np.uint64(2**TAG_BITS - 1)).astype(np.uint8),
        "deletion_terms": (entries & np.uint64(2**_TERM_BITS - 1)).astype(np.uint32),
    }
