"""The users database as a file: made whole or not at all, opened, and locked.

A commit is safe from kill -9 always, and from a power cut too where the writer asks for ``durable``.
"""

import fcntl
import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from maas_cli.accounts.database_place import check_free, log_of
from maas_cli.accounts.ledger_errors import in_words
from maas_cli.accounts.schema import VERSION, check_signature
from maas_cli.errors import LedgerError, StorageError

if TYPE_CHECKING:
    from sqlite3 import Connection

_LOCK_POLL_SECONDS = 0.01


class Ledger:
    """One users database. Guards itself: threads take turns on one connection, processes on SQLite's locks.

    Nothing is opened, made or read before the first transaction. Not to be carried through a fork.
    """

    def __init__(self, path: Path, make_image: Callable[[], bytes], *, timeout_seconds: float) -> None:
        """Take where the database is, and how to make the content of a new one if it is missing."""
        self.path = path
        self._make_image = make_image
        self._timeout_seconds = timeout_seconds
        self._lock = threading.RLock()
        self._connection: Connection | None = None

    def exists(self) -> bool:
        """Tell whether the database was made already.

        Raises:
            StorageError: its folder cannot be looked into.
        """
        with self._in_words():
            return self.path.exists()

    @contextmanager
    def reading(self) -> "Iterator[Connection]":
        """Give a connection on which all that is read is of one moment.

        Raises:
            UsersFileError: there is no database yet, and no usable users file to make it from.
            LedgerError: the database is damaged, foreign, lost in part, or locked for too long.
            StorageError: the database cannot be read or written.
        """
        with self._lock, self._in_words(), _transaction(self._open(), "BEGIN") as connection:
            yield connection

    @contextmanager
    def writing(self, *, durable: bool = False) -> "Iterator[Connection]":
        """Give a connection that alone may write; everything is kept when the block ends, nothing if it fails.

        Raises:
            UsersFileError: there is no database yet, and no usable users file to make it from.
            LedgerError: the database is damaged, foreign, lost in part, or locked for too long.
            StorageError: the database cannot be read or written, or the disk is full.
        """
        with self._lock, self._in_words():
            connection = self._open()
            connection.execute(f"PRAGMA synchronous = {'FULL' if durable else 'NORMAL'}")
            with _transaction(connection, "BEGIN IMMEDIATE"):
                yield connection

    def flush(self) -> None:
        """Make all commits survive a power cut, also those that were not made ``durable``.

        Raises:
            StorageError: the disk cannot be written.
        """
        with self._lock, self._in_words():
            try:
                descriptor = os.open(log_of(self.path), os.O_RDONLY | os.O_CLOEXEC)
            except FileNotFoundError:
                return  # whoever closed the database last put all of it into the one file
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)

    def close(self) -> None:
        """Close the database; the next transaction opens it again."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def _open(self) -> "Connection":
        if self._connection is None:
            if not self.path.exists():
                check_free(self.path)
                _create(self.path, self._make_image(), self._timeout_seconds)
            self._connection = _connect(self.path, self._timeout_seconds)
        return self._connection

    @contextmanager
    def _in_words(self) -> Iterator[None]:
        import sqlite3  # noqa: PLC0415  # free searches open no database

        try:
            yield
        except sqlite3.Error as error:
            raise in_words(error, self.path) from error
        except OSError as error:
            raise StorageError(f"cannot use the users database {self.path}: {error.strerror}") from error


@contextmanager
def _transaction(connection: "Connection", begin: str) -> "Iterator[Connection]":
    connection.execute(begin)
    try:
        yield connection
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # a full disk may have ended it already
            connection.execute("ROLLBACK")
        raise


def _connect(path: Path, timeout_seconds: float) -> "Connection":
    """Open a database that exists and is one of maas; threads may share it if they take turns."""
    import sqlite3  # noqa: PLC0415  # free searches open no database

    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=rw",
        uri=True,
        timeout=timeout_seconds,
        isolation_level=None,
        check_same_thread=False,
    )
    try:
        if check_signature(connection, path) < VERSION:
            from maas_cli.accounts.migration import migrate  # noqa: PLC0415  # once in the life of a database

            migrate(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _create(path: Path, image: bytes, timeout_seconds: float) -> None:
    """Put a new database where none is. Of several processes at once one does it, and the others find it done."""
    from maas_cli.atomic_file import PRIVATE, replacing  # noqa: PLC0415  # once in the life of a database

    with _locked_folder(path.parent, timeout_seconds):
        if not path.exists():
            with replacing(path, mode=PRIVATE) as file:
                file.write(image)


@contextmanager
def _locked_folder(folder: Path, timeout_seconds: float) -> Iterator[None]:
    """Hold the one lock of a folder; it leaves nothing behind, whatever becomes of its holder."""
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
