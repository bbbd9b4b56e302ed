"""An open users database, and what is done once another file, or none, is at its path.

SQLite goes on with the file it has open, whatever becomes of the path; and it finds the write-ahead log by its name
alone, so that the log of one database would be read as that of another put in its place.
"""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from maas_cli.accounts.database_place import log_of
from maas_cli.accounts.folder_lock import locked_folder
from maas_cli.accounts.schema import VERSION, check_signature, restore_hint
from maas_cli.errors import LedgerError

if TYPE_CHECKING:
    from sqlite3 import Connection


class FileId(NamedTuple):
    """What tells a file from all others there are at the same time, by whatever name."""

    device: int
    inode: int


@dataclass(frozen=True, slots=True)
class OpenDatabase:
    """A connection to a database, and which files it has open: the database and its log, None where it has none."""

    path: Path
    connection: "Connection"
    file: FileId | None
    log: FileId | None

    def is_in_place(self) -> bool:
        """Tell whether the files at the path are the open ones.

        Raises:
            OSError: the folder cannot be looked into.
        """
        return id_of(self.path) == self.file and (self.log is None or id_of(log_of(self.path)) == self.log)


def id_of(path: Path) -> FileId | None:
    """Return which file a path leads to; None if there is none.

    Raises:
        OSError: its folder cannot be looked into.
    """
    try:
        state = path.stat()
    except FileNotFoundError:
        return None
    return FileId(state.st_dev, state.st_ino)


def open_database(path: Path, timeout_seconds: float) -> OpenDatabase:
    """Open a database that exists and is one of maas; threads may share it if they take turns.

    Raises:
        LedgerError: it is not one of maas, or another was put in its place at this moment.
        sqlite3.Error: it cannot be opened or read.
    """
    import sqlite3  # noqa: PLC0415  # free searches open no database

    file = id_of(path)
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
        opened = OpenDatabase(path, connection, file, id_of(log_of(path)))  # the log is open once something was read
        _check_in_place(opened)
    except BaseException:
        connection.close()
        raise
    return opened


def take_log_away(old: OpenDatabase, timeout_seconds: float) -> None:
    """Delete the log of a database that was replaced, if it is still there; whoever has it open keeps it.

    Before that, what it holds is written into the database, which may have been moved somewhere to be kept.

    Raises:
        OSError: the folder cannot be used.
    """
    with locked_folder(old.path.parent, timeout_seconds):
        if id_of(old.path) is not None:
            _take_log_away(old)


def successor_of(old: OpenDatabase, timeout_seconds: float) -> OpenDatabase:
    """Open what was put in the place of an open database, and close that one; it stays open where that fails.

    No log of a third database may lie there any more: each one that has it open must have had time to take it away.

    Raises:
        LedgerError: what is there is damaged, not whole yet, or not a database of maas.
        OSError: the folder cannot be used.
        sqlite3.Error: what is there cannot be opened or read.
    """
    with locked_folder(old.path.parent, timeout_seconds):
        _take_log_away(old)
        new = open_database(old.path, timeout_seconds)
        try:
            _check_whole(new)
        except BaseException:
            new.connection.close()
            raise
    old.connection.close()
    return new


def put_back(old: OpenDatabase, timeout_seconds: float) -> None:
    """Write an open database to its path again, as it stands, unless something is there by now.

    Raises:
        StorageError: it cannot be written.
        OSError: the folder cannot be used.
        sqlite3.Error: it cannot be read.
    """
    from maas_cli.atomic_file import PRIVATE, replacing  # noqa: PLC0415  # hardly ever in the life of a database

    with locked_folder(old.path.parent, timeout_seconds):
        if id_of(old.path) is None:
            content = old.connection.serialize()
            _take_log_away(old)
            with replacing(old.path, mode=PRIVATE) as file:
                file.write(content)


def _take_log_away(old: OpenDatabase) -> None:
    import sqlite3  # noqa: PLC0415  # free searches open no database

    log = log_of(old.path)
    if old.log is not None and id_of(log) == old.log and id_of(old.path) != old.file:
        with suppress(sqlite3.Error):
            old.connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
        log.with_name(f"{old.path.name}-shm").unlink(missing_ok=True)
        log.unlink(missing_ok=True)


def _check_in_place(database: OpenDatabase) -> None:
    """Check that the file whose name was looked at is the one that was opened."""
    if not database.is_in_place():
        raise LedgerError(f"the users database {database.path} was replaced while it was opened", hint="try again")


def _check_whole(database: OpenDatabase) -> None:
    """Look through a database that somebody may still be copying here."""
    (verdict,) = database.connection.execute("PRAGMA quick_check(1)").fetchone()
    if verdict != "ok":
        raise LedgerError(f"the users database {database.path} is damaged: {verdict}", hint=restore_hint(database.path))
