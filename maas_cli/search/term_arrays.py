"""Look-ups of many terms at once, with numpy; only for where it is loaded already.

Takes sections, not an index, so that the modules which look up terms one by one may use it.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


def array_of(section: "memoryview[Any]") -> "NDArray[Any]":
    """Return a section as an array of its type, without copying it."""
    return np.frombuffer(section, section.format)


def terms_at(term_offsets: "memoryview[Any]", offsets: "memoryview[Any]") -> list[int]:
    """Return the terms that some bytes of ``terms`` belong to, ascending, each once."""
    terms: list[int] = np.unique(np.searchsorted(array_of(term_offsets), array_of(offsets), side="right") - 1).tolist()
    return terms


def similar_terms(term_masks: "memoryview[Any]", terms: Sequence[int], mask: int, most_bits: int) -> list[int]:
    """Return those of the terms whose letters differ from the mask by few bits."""
    numbers = np.array(terms, np.int64)
    is_similar = np.bitwise_count(array_of(term_masks)[numbers] ^ np.uint32(mask)) <= most_bits
    similar: list[int] = numbers[is_similar].tolist()
    return similar


def posting_count(posting_offsets: "memoryview[Any]", terms: Sequence[int]) -> int:
    """Return how many postings some terms have together."""
    numbers, offsets = np.array(terms, np.int64), array_of(posting_offsets)
    return int((offsets[numbers + 1].astype(np.int64) - offsets[numbers]).sum())
