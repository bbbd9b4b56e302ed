import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from maas_cli.accounts import Accounts, migration
from maas_cli.accounts.migration import migrate
from maas_cli.accounts.schema import APPLICATION_ID, VERSION
from maas_cli.errors import StorageError
from maas_cli.models.users import User
from tests.unit.accounts.conftest import Clock

_VERSION_1 = """
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
"""The tables as version 1 made them."""

_USERS = f"""
INSERT INTO users VALUES (10, 'Alice', x'{"01" * 32}', 0, 900, 150, 1050, 1, 0, 1000);
INSERT INTO users VALUES (20, 'Bob', x'{"02" * 32}', 1, 500, 0, 500, 2, 41, 500);
INSERT INTO grants (uid, at, amount, reason) VALUES (10, '2024-01-01T00:00:00+00:00', 1000, 'file');
INSERT INTO grants (uid, at, amount, reason) VALUES (20, '2024-01-01T00:00:00+00:00', 500, 'file');
INSERT INTO grants (uid, at, amount, reason) VALUES (10, '2024-01-02T00:00:00+00:00', 50, 'topup');
INSERT INTO hits VALUES (10, 'cli/search', 150);
INSERT INTO hits VALUES (20, '/api/memes', 41);
INSERT INTO days VALUES (10, '2024-05-17', 150);
INSERT INTO revoked_tokens VALUES (x'{"09" * 32}', 10);
INSERT INTO snapshots (uid, hits_total, balance, settled) VALUES (10, 0, 1000, 1000), (20, 41, 500, 500);
INSERT INTO users_file VALUES (1, 7, zeroblob(32));
"""  # noqa: S608  # the digests are constants

_SUMS = (
    "SELECT uid, name, token_digest, disabled, balance, spent, granted, file_snapshot, file_hits, file_settled, "
    "(SELECT sum(amount) FROM grants WHERE grants.uid = users.uid), "
    "(SELECT sum(calls) FROM hits WHERE hits.uid = users.uid) FROM users ORDER BY uid"
)


@pytest.fixture
def database(users_file: Path) -> Path:
    """Put a database of version 1 with two users, calls and grants beside the users file."""
    path = users_file.with_suffix(".db")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = wal")
        connection.executescript(_VERSION_1 + _USERS)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("PRAGMA user_version = 1")
    return path


@pytest.fixture
def connection(database: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(database, isolation_level=None)) as opened:
        yield opened


def test_a_database_of_version_1_goes_on_working_with_all_its_sums(database: Path, accounts: Accounts) -> None:
    with closing(sqlite3.connect(database)) as connection:
        before = connection.execute(_SUMS).fetchall()
        assert accounts.get(10) == User(10, "Alice", 900, hits={"cli/search": 150})

        assert connection.execute("PRAGMA user_version").fetchone() == (VERSION,)
        assert connection.execute(_SUMS).fetchall() == before
        assert connection.execute("SELECT sum(leased), sum(oversold), sum(forgotten) FROM users").fetchone() == (
            0,
            0,
            0,
        )
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert accounts.spend(10, "cli/search") == 899
    assert accounts.top_up(20, 5) == User(20, "Bob", 505, disabled=True, hits={"/api/memes": 41})
    assert accounts.add("Carol", 3).user.uid == 21


def test_it_is_the_same_as_one_made_today(
    connection: sqlite3.Connection, accounts: Accounts, tmp_path: Path, clock: Clock
) -> None:
    accounts.list_users()
    (tmp_path / "new.json").write_text("{}")
    with closing(Accounts(tmp_path / "new.json", now=clock)) as new:
        new.list_users()
    described = "SELECT type, name, replace(sql, '\"users\"', 'users') FROM sqlite_schema ORDER BY type, name"
    with closing(sqlite3.connect(tmp_path / "new.db")) as today:
        assert connection.execute(described).fetchall() == today.execute(described).fetchall()


def test_migrating_twice_changes_nothing(connection: sqlite3.Connection) -> None:
    migrate(connection)
    before = "".join(connection.iterdump())
    migrate(connection)

    assert "".join(connection.iterdump()) == before


def test_what_fails_is_undone_whole(connection: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    before = "".join(connection.iterdump())
    monkeypatch.setattr(migration, "LEASE_TABLES", ("no sql",))

    with pytest.raises(sqlite3.OperationalError):
        migrate(connection)
    assert "".join(connection.iterdump()) == before
    assert connection.execute("PRAGMA user_version").fetchone() == (1,)


def test_a_migration_that_a_full_disk_ended_is_told_and_tried_again(
    connection: sqlite3.Connection, accounts: Accounts, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = "".join(connection.iterdump())
    with monkeypatch.context() as failing:
        failing.setattr(migration, "LEASE_TABLES", ("ROLLBACK", "no sql"))
        with pytest.raises(StorageError):
            accounts.list_users()
    assert "".join(connection.iterdump()) == before

    assert accounts.get(10).balance == 900


_OPEN = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from maas_cli.accounts import Accounts

sys.stdin.read()  # all start at once
accounts = Accounts(Path(sys.argv[1]), now=lambda: datetime.now(UTC))
print(accounts.spend(10, "cli/search"))
accounts.close()
"""


def test_processes_that_start_at_once_migrate_once(database: Path, users_file: Path) -> None:
    processes = [
        subprocess.Popen([sys.executable, "-c", _OPEN, str(users_file)], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        for _ in range(4)
    ]
    for process in processes:
        assert process.stdin is not None
        process.stdin.close()
        process.stdin = None
    answers = [int(process.communicate()[0]) for process in processes]

    assert sorted(answers) == [896, 897, 898, 899]
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("SELECT balance, spent FROM users WHERE uid = 10").fetchone() == (896, 154)
