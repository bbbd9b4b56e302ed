"""The one lock of a folder, for what several processes may do there only one after the other."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from maas_cli.errors import LedgerError

_LOCK_POLL_SECONDS = 0.01


@contextmanager
def locked_folder(folder: Path, timeout_seconds: float) -> Iterator[None]:
    """Hold the lock of a folder while the block runs; it leaves nothing behind, whatever becomes of its holder.

    Raises:
        LedgerError: another process holds it for longer than the time-out.
        OSError: the folder cannot be opened.
    """
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        _lock(descriptor, folder, timeout_seconds)
        yield
    finally:
        os.close(descriptor)


def _lock(descriptor: int, folder: Path, timeout_seconds: float) -> None:
    deadline = time.monotonic() + timeout_seconds
    while True:
        try:
            return fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= deadline:
                raise LedgerError(f"the folder {folder} is locked for more than {timeout_seconds:g} s") from None
        time.sleep(_LOCK_POLL_SECONDS)
