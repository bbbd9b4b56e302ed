"""Answers kept at hand for questions that come again, bounded by their bytes."""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Hashable

AnswerT = TypeVar("AnswerT")

_ENTRY_BYTES = 1_000
"""About what an entry takes beside its answer: the request and the places in the table."""

_LARGEST_SHARE = 8
"""No answer takes more than one in so many of the bytes, so that one popular dump does not push out all else."""


class AnswerCache(Generic[AnswerT]):
    """The answers last asked for, to requests that always have the same one. Safe to call from several threads."""

    def __init__(self, capacity_bytes: int) -> None:
        """Take the most bytes to keep, 0 and up; with 0 nothing is kept."""
        self._capacity = capacity_bytes
        self._used = 0
        self._lock = threading.Lock()
        self._answers: OrderedDict[Hashable, tuple[AnswerT, int]] = OrderedDict()

    def find(self, request: Hashable) -> AnswerT | None:
        """Return the answer kept for a request, None if there is none."""
        with self._lock:
            entry = self._answers.get(request)
            if entry is None:
                return None
            self._answers.move_to_end(request)
            return entry[0]

    def fits(self, length: int) -> bool:
        """Whether an answer of so many bytes may be kept."""
        return (length + _ENTRY_BYTES) * _LARGEST_SHARE <= self._capacity

    def keep(self, request: Hashable, answer: AnswerT, length: int) -> None:
        """Keep an answer of so many bytes if it fits; those not asked for the longest give way."""
        if not self.fits(length):
            return
        with self._lock:
            self._drop(request)
            self._answers[request] = answer, length
            self._used += length + _ENTRY_BYTES
            while self._used > self._capacity:
                self._drop(next(iter(self._answers)))

    def _drop(self, request: Hashable) -> None:
        dropped = self._answers.pop(request, None)
        if dropped is not None:
            self._used -= dropped[1] + _ENTRY_BYTES
