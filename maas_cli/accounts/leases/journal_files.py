"""The journals in a folder: finding them, reading them, and knowing which have lost their owner."""

import fcntl
import mmap
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from maas_cli.accounts.leases.journal import NEW_SUFFIX, SUFFIX
from maas_cli.accounts.leases.journal_format import CELL, Content, JournalError, decode

REFUSED_SUFFIX = ".refused"


def journals_in(folder: Path) -> list[Path]:
    """Return the journals of a folder by name, none if there is no folder."""
    return _files(folder, SUFFIX)


def unfinished_in(folder: Path) -> list[Path]:
    """Return what is to become journals."""
    return _files(folder, NEW_SUFFIX)


def _files(folder: Path, suffix: str) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if path.name.endswith(suffix))
    except FileNotFoundError:
        return []


def read(descriptor: int) -> Content:
    """Read an open journal, which may be in use.

    Raises:
        JournalError: it is not one that can be read.
    """
    if os.fstat(descriptor).st_size < CELL:
        raise JournalError("it is not a journal of maas")
    with mmap.mmap(descriptor, 0, access=mmap.ACCESS_READ) as mapped, memoryview(mapped) as view:
        return decode(view)


@contextmanager
def opened(path: Path) -> Iterator[int | None]:
    """Open a journal to read; None if it is gone."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    except FileNotFoundError:
        yield None
        return
    try:
        yield descriptor
    finally:
        os.close(descriptor)


@contextmanager
def orphaned(path: Path) -> Iterator[int | None]:
    """Open a journal whose owner is dead, and keep everybody else from it; None if it is gone or in use."""
    with opened(path) as descriptor:
        yield descriptor if descriptor is not None and _lock(descriptor) else None


def _lock(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return os.fstat(descriptor).st_nlink > 0


def set_aside(path: Path) -> Path:
    """Give a journal another name, under which nobody takes it for one; return its new place."""
    return path.rename(path.with_suffix(REFUSED_SUFFIX))
