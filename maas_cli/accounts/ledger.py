"""The users database as a file: made whole or not at all, opened, and locked.

A commit is safe from kill -9 always, and from a power cut too where the writer asks for ``durable``.
"""

import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from maas_cli.accounts.database_place import check_free, log_of
from maas_cli.accounts.folder_lock import locked_folder
from maas_cli.accounts.ledger_errors import in_words
from maas_cli.accounts.open_database import (
    FileId,
    OpenDatabase,
    id_of,
    open_database,
    put_back,
    successor_of,
    take_log_away,
)
from maas_cli.errors import LedgerError, StorageError

if TYPE_CHECKING:
    from sqlite3 import Connection

SETTLED_SECONDS = 0.4
"""So long a database that took the place of another must be there before it is opened: every process of a service looks
more often, and takes the log of the one it had open away, which must not be read as the log of the new one."""

PUT_BACK_SECONDS = 5.0
"""So long after a database is gone it is put back; who is about to put another in its place has time to do so."""


class Ledger:
    """One users database. Guards itself: threads take turns on one connection, processes on SQLite's locks.

    Nothing is opened, made or read before the first transaction. Not to be carried through a fork.

    Each transaction begins with a look whether the file at the path is still the one that is open. Another one, such
    as a backup, is opened in its stead once it is whole. Where there is none, nothing can be read or written until
    there is, or, with ``keeps``, until it is put back as it was, after ``PUT_BACK_SECONDS``.
    """

    def __init__(
        self,
        path: Path,
        make_image: Callable[[], bytes],
        *,
        timeout_seconds: float,
        keeps: bool = False,
        waits: bool = True,
    ) -> None:
        """Take where the database is, and how to make the content of a new one if it is missing.

        ``keeps`` is for whoever has it open for long. Without ``waits``, a database that has just been replaced is an
        error for ``SETTLED_SECONDS``.
        """
        self.path = path
        self._make_image = make_image
        self._timeout_seconds = timeout_seconds
        self._lock = threading.RLock()
        self._keeps = keeps
        self._waits = waits
        self._opened: OpenDatabase | None = None
        self._replacements = 0
        self._gone_since: float | None = None
        self._new: tuple[FileId | None, float] = None, 0.0
        """What was seen in the place of the open database, and since when."""

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

    def follow(self) -> int:
        """Look whether the open database is still in its place; return how often another one was opened in its stead.

        Raises:
            LedgerError: what is in its place is damaged or not whole yet.
            StorageError: it is gone, or cannot be read.
        """
        with self._lock, self._in_words():
            if self._opened is not None:
                self._open()
            return self._replacements

    def keep(self) -> None:
        """Put the open database back at once if it is gone.

        Raises:
            StorageError: it cannot be written.
        """
        with self._lock, self._in_words():
            if self._opened is not None and id_of(self.path) is None:
                put_back(self._opened, self._timeout_seconds)

    def close(self) -> None:
        """Close the database; the next transaction opens it again."""
        with self._lock:
            if self._opened is not None:
                self._opened.connection.close()
                self._opened = None

    def _open(self) -> "Connection":
        if self._opened is None:
            if not self.path.exists():
                check_free(self.path)
                _create(self.path, self._make_image(), self._timeout_seconds)
            self._opened = open_database(self.path, self._timeout_seconds)
        elif not self._opened.is_in_place():
            self._wait_while_gone(self._opened)
            self._wait_until_settled(self._opened)
            self._opened = successor_of(self._opened, self._timeout_seconds)
            self._replacements += 1
        self._gone_since = None
        return self._opened.connection

    def _wait_while_gone(self, opened: OpenDatabase) -> None:
        if id_of(self.path) is not None:
            return
        now = time.monotonic()
        if self._gone_since is None:
            self._gone_since = now
        if not self._keeps or now - self._gone_since < PUT_BACK_SECONDS:
            raise LedgerError(
                f"the users database {self.path} is gone while it is in use; "
                f"a running service puts it back as it was after {PUT_BACK_SECONDS:g} s",
                hint=f"put a backup in its place by renaming it to {self.path.name}",
            )
        put_back(opened, self._timeout_seconds)

    def _wait_until_settled(self, old: OpenDatabase) -> None:
        take_log_away(old, self._timeout_seconds)
        new = id_of(self.path)
        if new != self._new[0]:
            self._new = new, time.monotonic()
        left = self._new[1] + SETTLED_SECONDS - time.monotonic()
        if left > 0 and self._waits:
            time.sleep(left)
        if id_of(self.path) != new or (left > 0 and not self._waits):
            raise LedgerError(f"the users database {self.path} is being replaced", hint="try again")

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


def _create(path: Path, image: bytes, timeout_seconds: float) -> None:
    """Put a new database where none is. Of several processes at once one does it, and the others find it done."""
    from maas_cli.atomic_file import PRIVATE, replacing  # noqa: PLC0415  # once in the life of a database

    with locked_folder(path.parent, timeout_seconds):
        if not path.exists():
            with replacing(path, mode=PRIVATE) as file:
                file.write(image)
