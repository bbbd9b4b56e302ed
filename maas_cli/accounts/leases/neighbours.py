"""The journals of the other workers, so that the balance a call leaves is exact while all of them charge.

They are mapped to be read, and what they count is looked at as it is, at every call. Whatever cannot be read is passed
over: all that depends on it is how exact the balance is that callers are told.
"""

import mmap
import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from maas_cli.accounts.leases.holding import LEASE_SECONDS, Counter
from maas_cli.accounts.leases.journal_files import journals_in
from maas_cli.accounts.leases.journal_format import (
    CELL,
    CELLS_WORD,
    WORDS,
    JournalError,
    LeaseCell,
    TallyCell,
    read_header,
    records,
)
from maas_cli.accounts.leases.protocol import Told


@dataclass(slots=True)
class _Lease:
    uid: int
    born: int
    tallies: tuple[tuple[int, int], ...] = ()
    """Where each tally's calls are, in words, and what one costs."""


class Neighbour:
    """One journal of another worker. Guarded by its owner.

    ``words[CELLS_WORD]`` is above ``cells`` once there is more in it than was read.
    """

    __slots__ = ("_leases", "_newest", "_path", "cells", "incarnation", "words")

    def __init__(self, path: Path) -> None:
        """Map a journal and read what is in it.

        Raises:
            OSError: it is gone, or cannot be read.
            JournalError: it is none.
        """
        self._path = path
        view = _mapped(path)
        self.words = view[: len(view) // CELL * CELL].cast("Q")
        self.incarnation = read_header(view)
        self.cells = 1
        self._leases: dict[int, _Lease] = {}
        self._newest: dict[int, _Lease] = {}
        self.read_on()

    def read_on(self) -> set[int]:
        """Read what has been written since; return the users it is about."""
        first, self.cells = self.cells, self.words[CELLS_WORD]
        about: set[int] = set()
        try:
            if self.cells * WORDS > len(self.words):
                self.words = _mapped(self._path).cast("Q")
            for cell, record in records(self.words.cast("B"), first, self.cells):
                if isinstance(record, LeaseCell):
                    self._leases[cell] = self._newest[record.uid] = _Lease(record.uid, record.born)
                    about.add(record.uid)
                elif isinstance(record, TallyCell):
                    lease = self._leases[record.lease]
                    lease.tallies += ((cell * WORDS, record.cost),)
                    about.add(lease.uid)
        except (OSError, ValueError, KeyError):  # gone, or garbled; what is settled of it counts all the same
            return about
        return about

    def charged(self, uid: int, told: Told) -> tuple[list[Counter], int]:
        """Return what counts a user's calls, and how many tokens of that the ledger knows already."""
        lease = self._newest.get(uid)
        if lease is None or lease.born < told.born:
            return [], 0
        counters = [Counter(self.words, word, cost) for word, cost in lease.tallies]
        return counters, told.used if lease.born == told.born else 0


class Neighbours:
    """All journals in a folder but one's own. One thread at a time."""

    def __init__(self, folder: Path, own: Path, monotonic: Callable[[], float]) -> None:
        """Take the folder and the path of one's own journal in it; nobody is known yet."""
        self._folder = folder
        self._own = own
        self._monotonic = monotonic
        self._by_path: dict[Path, Neighbour] = {}
        self._gone: dict[Path, float] = {}

    def look(self) -> list[Neighbour]:
        """Return those there are now, and those that were settled and deleted since a lease could last learn of it."""
        try:
            there = set(journals_in(self._folder)) - {self._own}
        except OSError:
            there = set(self._by_path)
        at = self._monotonic()
        self._gone = {path: self._gone.get(path, at) for path in self._by_path if path not in there}
        for path, since in self._gone.items():
            if at - since > LEASE_SECONDS:
                del self._by_path[path]
        for path in there - set(self._by_path):
            with suppress(OSError, JournalError):
                self._by_path[path] = Neighbour(path)
        return list(self._by_path.values())


def charged_elsewhere(
    neighbours: list[Neighbour], uid: int, told: Mapping[int, Told]
) -> tuple[tuple[Counter, ...], int]:
    """Return what counts a user's calls in other workers, and how many tokens of that the ledger knows already.

    ``told`` is what it knew of each lease, by incarnation, of all workers that had told it anything by then.
    """
    counters: list[Counter] = []
    known = 0
    for neighbour in neighbours:
        more, used = neighbour.charged(uid, told.get(neighbour.incarnation, Told()))
        counters += more
        known += used
    return tuple(counters), known


def _mapped(path: Path) -> memoryview:
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        size = os.fstat(descriptor).st_size // CELL * CELL
        if not size:
            raise JournalError("it is not a journal of maas")
        return memoryview(mmap.mmap(descriptor, size, access=mmap.ACCESS_READ))
    finally:
        os.close(descriptor)
