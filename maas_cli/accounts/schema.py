"""The users database: its tables, and how it says whose it is and of which version.

Money adds up in every row of ``users``: ``granted + oversold = balance + spent``, and ``granted`` is the sum of the
user's ``grants``, which are only ever added to. ``balance`` is all that is left, ``leased`` what of it the workers of
a service hold in ``leases`` and have not yet used, ``oversold`` what was spent though it was given to someone else
meanwhile (:mod:`maas_cli.accounts.leases.protocol`). A token belongs to one user for all time: ``revoked_tokens``
remembers those that were replaced, so that an old users file cannot bring one back. ``hits`` counts calls by
endpoint, those made before the database existed included; ``days`` counts the calls since, by UTC day.

``leases`` and ``lease_calls`` are what is known of each worker's lease, ``forgotten`` is the latest birth of a lease
deleted since, and ``recalls`` says whose tokens are asked back, and when; kept by
:mod:`maas_cli.accounts.leases.store`. ``snapshots``, the ``file_`` columns of ``users``, and ``users_file`` are kept
by :mod:`maas_cli.accounts.snapshots`.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from maas_cli.errors import LedgerError

if TYPE_CHECKING:
    from sqlite3 import Connection

APPLICATION_ID = 0x6D616173
"""``maas`` in ASCII, in the header of every users database."""

VERSION = 2
"""The version of the tables below, in the header too."""

USERS_TABLE = """
CREATE TABLE users (
  uid INTEGER PRIMARY KEY CHECK (uid > 0),
  name TEXT NOT NULL,
  token_digest BLOB NOT NULL UNIQUE CHECK (length(token_digest) = 32),
  disabled INTEGER NOT NULL CHECK (disabled IN (0, 1)),
  balance INTEGER NOT NULL CHECK (balance >= 0),
  spent INTEGER NOT NULL DEFAULT 0 CHECK (spent >= 0),
  granted INTEGER NOT NULL CHECK (granted + oversold = balance + spent),
  file_snapshot INTEGER NOT NULL,
  file_hits INTEGER NOT NULL,
  file_settled INTEGER NOT NULL,
  leased INTEGER NOT NULL DEFAULT 0 CHECK (leased BETWEEN 0 AND balance),
  oversold INTEGER NOT NULL DEFAULT 0 CHECK (oversold >= 0),
  forgotten INTEGER NOT NULL DEFAULT 0
) STRICT;
"""

LEASE_TABLES = (
    """
CREATE TABLE leases (
  uid INTEGER NOT NULL,
  incarnation INTEGER NOT NULL,
  born INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  granted INTEGER NOT NULL,
  used INTEGER NOT NULL CHECK (used BETWEEN 0 AND granted),
  deadline INTEGER NOT NULL,
  PRIMARY KEY (uid, incarnation)
) STRICT, WITHOUT ROWID;
""",
    """
CREATE TABLE lease_calls (
  uid INTEGER NOT NULL,
  incarnation INTEGER NOT NULL,
  endpoint TEXT NOT NULL,
  cost INTEGER NOT NULL,
  calls INTEGER NOT NULL,
  PRIMARY KEY (uid, incarnation, endpoint, cost)
) STRICT, WITHOUT ROWID;
""",
    """
CREATE TABLE recalls (
  uid INTEGER PRIMARY KEY,
  at INTEGER NOT NULL
) STRICT;
""",
)
"""Times are milliseconds since 1970 in UTC."""

_OTHER_TABLES = """
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
    connection.executescript("".join((USERS_TABLE, *LEASE_TABLES, _OTHER_TABLES)))
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {VERSION}")


def check_signature(connection: "Connection", path: Path) -> int:
    """Check that a database is one of maas, and return its version, 1 to ``VERSION``.

    Raises:
        LedgerError: it is not, or it is of a later version; it is left as it is.
    """
    if connection.execute("PRAGMA application_id").fetchone() != (APPLICATION_ID,):
        raise LedgerError(f"{path} is not a users database of maas", hint=restore_hint(path))
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if not 1 <= version <= VERSION:
        raise LedgerError(
            f"the users database {path} is of version {version}; this maas reads versions 1 to {VERSION}",
            hint="use the maas that wrote it",
        )
    return int(version)


def restore_hint(path: Path) -> str:
    """Say how to get a working users database again."""
    return (
        f"move {path.name}, {path.name}-wal and {path.name}-shm away, then put a backup in their place, "
        "or let maas make a new one from the users file (balances and hits as they stand there, or in an export)"
    )
