"""Replacing a file whole or not at all, whatever happens meanwhile: an error, kill -9, a full disk, a second writer.

The new content goes to a temporary file in the same folder, is flushed to disk and then renamed over the old one.
A writer holds a lock on its temporary file, so a temporary file without one is a dead writer's and is swept away by
the next. POSIX only.
"""

import fcntl
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from maas_cli.errors import StorageError

PRIVATE = 0o600
SHARED = 0o644


@contextmanager
def replacing(path: Path, *, mode: int = SHARED, makes_folders: bool = True) -> Iterator[BinaryIO]:
    """Give a file to write; when the block ends without an error it takes the place of ``path``.

    Missing folders are made, unless a person named the file: what is misspelt should not come into being. ``mode`` are
    the permissions of the new file, from its first byte on. If the block fails, ``path`` stays as it was and nothing is
    left behind.

    Raises:
        StorageError: the folder or file cannot be written, or the disk is full.
    """
    try:
        if makes_folders:
            path.parent.mkdir(parents=True, exist_ok=True)
        _sweep(path)
        temporary, file = _locked_temporary(path, mode)
        with file:
            try:
                yield file
                file.flush()
                os.fsync(file.fileno())
                temporary.replace(path)
            except BaseException:
                temporary.unlink(missing_ok=True)
                raise
        _sync_folder(path.parent)
    except OSError as error:
        raise StorageError(f"cannot write {path}: {error.strerror or error}") from error


def _locked_temporary(path: Path, mode: int) -> tuple[Path, BinaryIO]:
    """Open a new temporary file for ``path`` and lock it; again if another writer swept it before the lock held."""
    while True:
        temporary = path.with_name(f".{path.name}.{os.urandom(6).hex()}.tmp")
        descriptor = os.open(temporary, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, mode)
        file = os.fdopen(descriptor, "r+b")
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        if os.fstat(descriptor).st_nlink:
            return temporary, file
        file.close()


def _sweep(path: Path) -> None:
    """Delete the temporary files that dead writers of ``path`` left."""
    any_temporary = re.compile(rf"\.{re.escape(path.name)}\.[0-9a-f]{{12}}\.tmp")
    for stray in filter(lambda stray: any_temporary.fullmatch(stray.name), path.parent.iterdir()):
        with suppress(OSError), stray.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            stray.unlink()


def _sync_folder(folder: Path) -> None:
    """Make the rename itself survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
