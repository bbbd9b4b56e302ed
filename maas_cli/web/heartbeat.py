"""How the supervisor finds out that a worker hangs: it lives, but its event loop goes round no more."""

from __future__ import annotations

import mmap
from dataclasses import dataclass
from typing import Final

SILENT_SECONDS: Final = 15.0
"""A worker whose event loop stands still for so long is not going to answer anybody."""

_LOOKS: Final = 10
"""So often it is looked at in that time."""

_WORD_BYTES: Final = 8


class Beats:
    """How often each worker's event loop has beaten, in memory that a fork shares; each writes its own word."""

    def __init__(self, workers: int) -> None:
        """Take how many workers there will be, 1 and up."""
        self._words = memoryview(mmap.mmap(-1, workers * _WORD_BYTES)).cast("Q")  # zeroed

    def beat(self, worker: int) -> None:
        """Say that a worker, counted from 0, goes on."""
        self._words[worker] += 1

    def of(self, worker: int) -> int:
        """Return how often a worker has beaten, those it took the place of included."""
        return self._words[worker]


@dataclass(slots=True)
class _Seen:
    beats: int
    at: float
    silent: float = 0.0


class Watch:
    """Adds up for how long each worker was silent. Reads no clock; times are monotonic seconds.

    Of the time since the last look only as much counts as lies between two looks by rights. So whoever looks may be
    stopped or starved together with the workers, as when a machine is put to sleep, and holds that against nobody.
    """

    def __init__(self, beats: Beats, silent_seconds: float) -> None:
        """Take how long a worker may be silent, above 0."""
        self._beats = beats
        self._silent_seconds = silent_seconds
        self._seen: dict[int, _Seen] = {}

    @property
    def pause_seconds(self) -> float:
        """How long to wait from one look to the next."""
        return self._silent_seconds / _LOOKS

    def begin(self, worker: int, now: float) -> None:
        """Begin to watch a worker, or another one in its place."""
        self._seen[worker] = _Seen(self._beats.of(worker), now)

    def end(self, worker: int) -> None:
        """Watch a worker no more."""
        self._seen.pop(worker, None)

    def silent(self, now: float) -> list[int]:
        """Look at all; return those that are silent for too long, and watch them no more."""
        silent = [worker for worker, seen in self._seen.items() if self._is_silent(worker, seen, now)]
        for worker in silent:
            del self._seen[worker]
        return silent

    def _is_silent(self, worker: int, seen: _Seen, now: float) -> bool:
        beats = self._beats.of(worker)
        if beats != seen.beats:
            seen.beats, seen.silent = beats, 0.0
        else:
            seen.silent += min(now - seen.at, 2 * self.pause_seconds)
        seen.at = now
        return seen.silent >= self._silent_seconds
