"""The users database: its tables, and how it says whose it is and of which version.

Money adds up in every row of ``users``: ``granted = balance + spent``, and ``granted`` is the sum of the user's
``grants``, which are only ever added to. A token belongs to one user for all time: ``revoked_tokens`` remembers those
that were replaced, so that an old users file cannot bring one back. ``hits`` counts calls by endpoint, those made
before the database existed included; ``days`` counts the calls since, by UTC day.

``snapshots``, the ``file_`` columns of ``users``, and ``users_file`` are kept by :mod:`maas_cli.accounts.snapshots`.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from maas_cli.errors import LedgerError

if TYPE_CHECKING:
    from sqlite3 import Connection

APPLICATION_ID = 0x6D616173
"""``maas`` in ASCII, in the header of every users database."""

VERSION = 1
"""The version of the tables below, in the header too."""

TABLES = """
CREATE TABLE users (
  uid INTEGER PRIMARY KEY CHECK (uid > 0),
  name TEXT NOT NULL,
  token_digest BLOB NOT NULL UNIQUE CHECK (length(token_digest) = 32),
  disabled INTEGER NOT NULL CHECK (disabled IN (0, 1)),
  balance INTEGER NOT NULL CHECK (balance >= 0),
  spent INTEGER NOT NULL DEFAULT 0 CHECK (spent >= 0),
  granted INTEGER NOT NULL CHECK (granted = balance + spent),
  file_snapshot INTEGER NOT NULL,
  file_hits INTEGER NOT NULL,
  file_settled INTEGER NOT NULL
) STRICT;

CREATE TABLE grants (
  id INTEGER PRIMARY KEY,
  uid INTEGER NOT NULL,
  at TEXT NOT NULL,
  amount INTEGER NOT NULL,
  reason TEXT NOT NULL CHECK (reason IN ('file', 'add', 'topup', 'sync'))
) STRICT;
CREATE TRIGGER grants_are_never_changed BEFORE UPDATE ON grants BEGIN SELECT RAISE(ABORT, 'grants stay'); END;
CREATE TRIGGER grants_are_never_deleted BEFORE DELETE ON grants BEGIN SELECT RAISE(ABORT, 'grants stay'); END;

CREATE TABLE revoked_tokens (
  token_digest BLOB PRIMARY KEY,
  uid INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE hits (
  uid INTEGER NOT NULL,
  endpoint TEXT NOT NULL,
  calls INTEGER NOT NULL,
  PRIMARY KEY (uid, endpoint)
) STRICT, WITHOUT ROWID;

CREATE TABLE days (
  uid INTEGER NOT NULL,
  day TEXT NOT NULL,
  calls INTEGER NOT NULL,
  PRIMARY KEY (uid, day)
) STRICT, WITHOUT ROWID;

CREATE TABLE snapshots (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid INTEGER NOT NULL,
  hits_total INTEGER NOT NULL,
  balance INTEGER NOT NULL,
  settled INTEGER NOT NULL,
  UNIQUE (uid, hits_total, balance)
) STRICT;

CREATE TABLE users_file (
  only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
  size INTEGER NOT NULL,
  sha256 BLOB NOT NULL
) STRICT;
"""


def create_tables(connection: "Connection") -> None:
    """Make the tables in an empty database and sign it."""
    connection.executescript(TABLES)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {VERSION}")


def check_signature(connection: "Connection", path: Path) -> None:
    """Check that a database is one of maas and of this version.

    Raises:
        LedgerError: it is not; it is left as it is.
    """
    if connection.execute("PRAGMA application_id").fetchone() != (APPLICATION_ID,):
        raise LedgerError(f"{path} is not a users database of maas", hint=restore_hint(path))
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version != VERSION:
        raise LedgerError(
            f"the users database {path} is of version {version}; this maas reads version {VERSION}",
            hint="use the maas that wrote it",
        )


def restore_hint(path: Path) -> str:
    """Say how to get a working users database again."""
    return (
        f"move {path.name}, {path.name}-wal and {path.name}-shm away, then put a backup in their place, "
        "or let maas make a new one from the users file (balances and hits as they stand there, or in an export)"
    )
