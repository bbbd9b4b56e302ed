"""The journal of one worker process: how a charge survives kill -9 at the price of one store into memory.

The file is mapped into memory and locked (flock) for as long as its owner lives; a lock that is free means that the
owner is dead. Space is taken from the disk before it is used, for a store into a mapped page cannot report an error.
"""

import fcntl
import mmap
import os
from collections.abc import Mapping
from pathlib import Path

from maas_cli.accounts.leases.journal_format import (
    CELL,
    CELLS_WORD,
    MOST_CELLS_OF_A_TALLY,
    WORDS,
    encode_header,
    encode_lease,
    encode_name,
    encode_tally,
)
from maas_cli.accounts.leases.protocol import Slot
from maas_cli.errors import StorageError

FIRST_BYTES = 64 * 1024
SUFFIX = ".journal"
NEW_SUFFIX = ".journal.new"
_PRIVATE_FOLDER = 0o700
_PRIVATE_FILE = 0o600


class Journal:
    """A worker's journal. Guarded by its owner; ``words`` is open to the owner's fast path.

    ``words[word]`` is the counter of the tally with that word; it is kept in memory as well, so that it is never read.
    """

    def __init__(self, folder: Path, incarnation: int, *, first_bytes: int = FIRST_BYTES) -> None:
        """Make and lock a journal in a folder, which is made if it is missing; the file has its name once it is whole.

        Raises:
            StorageError: it cannot be written.
        """
        self.path = folder / f"{incarnation:016x}{SUFFIX}"
        try:
            folder.mkdir(mode=_PRIVATE_FOLDER, parents=True, exist_ok=True)
            self._descriptor = _open_locked(self.path.with_suffix(NEW_SUFFIX))
        except OSError as error:
            raise self._in_words(error) from error
        try:
            self.use(self.extended(first_bytes))
            self._map[:CELL] = encode_header(incarnation)
            self.path.with_suffix(NEW_SUFFIX).rename(self.path)
        except BaseException as error:
            self.path.with_suffix(NEW_SUFFIX).unlink(missing_ok=True)
            os.close(self._descriptor)
            if isinstance(error, OSError):
                raise self._in_words(error) from error
            raise
        self._cells = 1
        self._names: dict[str, int] = {}

    @property
    def room(self) -> int:
        """How many cells are free."""
        return self._capacity - self._cells

    def extended(self, size: int | None = None) -> mmap.mmap:
        """Take space from the disk, twice as much as now, and return the map to :meth:`use`. Changes nothing else.

        Raises:
            StorageError: the disk is full.
        """
        size = 2 * len(self._map) if size is None else size
        try:
            os.posix_fallocate(self._descriptor, 0, size)
            return mmap.mmap(self._descriptor, size)
        except OSError as error:
            raise self._in_words(error) from error

    def use(self, larger: mmap.mmap) -> None:
        """Go on in a larger map of the same file."""
        self._map = larger
        self._capacity = len(larger) // CELL
        self.words = memoryview(larger).cast("Q")

    def begin(self, uid: int, born: int, calls: Mapping[Slot, int]) -> tuple[int, list[int]]:
        """Record a lease with calls it begins with, all at once; return its cell and the word of each tally.

        There must be room for ``cells_of(len(calls))``.
        """
        names = [self._name(slot.endpoint) for slot in calls]
        lease = self._cells
        cells = [encode_lease(uid, born)]
        cells += [encode_tally(slot, lease, name, calls[slot]) for slot, name in zip(calls, names, strict=True)]
        self._publish(b"".join(cells))
        return lease, [(lease + number) * WORDS for number in range(1, len(cells))]

    def add(self, slot: Slot, lease: int) -> int | None:
        """Record a new tally of the lease that stands in a cell; return its word, None if there may be no room."""
        if self.room < cells_of(1):
            return None
        self._publish(encode_tally(slot, lease, self._name(slot.endpoint), 0))
        return (self._cells - 1) * WORDS

    def remove(self) -> None:
        """Delete the journal, which is settled, and give up its lock."""
        self.path.unlink(missing_ok=True)
        self.leave()

    def leave(self) -> None:
        """Give up the lock, as if the owner had died; closing the file would not, for the map holds it open."""
        fcntl.flock(self._descriptor, fcntl.LOCK_UN)
        os.close(self._descriptor)

    def _name(self, endpoint: str) -> int:
        """Return the cell of an endpoint's name, which is recorded once."""
        cell = self._names.get(endpoint)
        if cell is None:
            cell = self._names[endpoint] = self._cells
            self._publish(encode_name(endpoint))
        return cell

    def _publish(self, cells: bytes) -> None:
        """Write records behind the last one and only then count them: a reader never sees half a record."""
        at = self._cells * CELL
        self._map[at : at + len(cells)] = cells
        self._cells += len(cells) // CELL
        self.words[CELLS_WORD] = self._cells

    def _in_words(self, error: OSError) -> StorageError:
        return StorageError(f"cannot write the journal {self.path}: {error.strerror or error}")


def cells_of(tallies: int) -> int:
    """Return how many cells a lease with so many tallies takes at most."""
    return 1 + tallies * MOST_CELLS_OF_A_TALLY


def _open_locked(path: Path) -> int:
    """Make a file and lock it; again if somebody swept it away before the lock held."""
    while True:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, _PRIVATE_FILE)
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        if os.fstat(descriptor).st_nlink:
            return descriptor
        os.close(descriptor)
