"""A database whose file is exchanged, moved or deleted while it is open."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from maas_cli.accounts.open_database import OpenDatabase, id_of, open_database, put_back, successor_of, take_log_away
from maas_cli.accounts.schema import check_signature
from maas_cli.accounts.seeding import make_image
from maas_cli.accounts.users_file import read_users_file
from maas_cli.errors import LedgerError

TIMEOUT_SECONDS = 0.1

Open = Callable[[], OpenDatabase]


@pytest.fixture
def path(users_file: Path) -> Path:
    database = users_file.with_suffix(".db")
    database.write_bytes(make_image(read_users_file(users_file), ""))
    return database


@pytest.fixture
def backup(path: Path) -> Path:
    """A copy of the database as it is at first, where all users are enabled."""
    return Path(shutil.copy(path, path.with_name("backup")))


@pytest.fixture
def open_one(path: Path) -> Iterator[Open]:
    opened: list[OpenDatabase] = []

    def open_it() -> OpenDatabase:
        opened.append(open_database(path, TIMEOUT_SECONDS))
        return opened[-1]

    yield open_it
    for database in opened:
        database.connection.close()


def disable(database: OpenDatabase) -> None:
    database.connection.execute("UPDATE users SET disabled = 1")


def disabled(database: OpenDatabase) -> int:
    return int(database.connection.execute("SELECT sum(disabled) FROM users").fetchone()[0])


def log(path: Path) -> Path:
    return path.with_name("users.db-wal")


def test_a_database_is_in_place_until_another_or_none_is_there(open_one: Open, path: Path, backup: Path) -> None:
    database = open_one()
    disable(database)
    assert database.is_in_place()
    backup.replace(path)
    assert not database.is_in_place()
    path.unlink()
    assert not database.is_in_place()


def test_a_backup_renamed_over_an_open_database_is_read_without_the_log_of_the_other(
    open_one: Open, path: Path, backup: Path
) -> None:
    old = open_one()
    disable(old)
    assert log(path).stat().st_size > 0
    backup.replace(path)
    with closing(successor_of(old, TIMEOUT_SECONDS).connection) as connection:
        assert connection.execute("SELECT sum(disabled) FROM users").fetchone() == (0,)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_several_that_had_the_old_one_open_all_share_the_new_one(open_one: Open, path: Path, backup: Path) -> None:
    first, second = open_one(), open_one()
    disable(first)
    backup.replace(path)
    first = successor_of(first, TIMEOUT_SECONDS)
    disable(second)  # it has not noticed yet
    disable(first)
    second = successor_of(second, TIMEOUT_SECONDS)
    with closing(first.connection), closing(second.connection):
        assert (first.file, first.log) == (second.file, second.log) == (id_of(path), id_of(log(path)))
        assert disabled(second) == 2


def test_a_database_that_was_moved_away_is_whole_where_it_is_kept(open_one: Open, path: Path, backup: Path) -> None:
    old = open_one()
    disable(old)
    kept = path.rename(path.with_name("kept"))
    backup.replace(path)
    successor_of(old, TIMEOUT_SECONDS).connection.close()
    with closing(sqlite3.connect(kept)) as connection:
        assert connection.execute("SELECT sum(disabled) FROM users").fetchone() == (2,)


def test_half_a_copy_is_not_opened_and_the_old_one_stays_open(open_one: Open, path: Path, backup: Path) -> None:
    old = open_one()
    disable(old)
    path.unlink()
    whole = backup.read_bytes()
    for size in (0, 100, 4096, len(whole) // 2, len(whole) - 4096):
        path.write_bytes(whole[:size])
        with pytest.raises((LedgerError, sqlite3.Error)):
            successor_of(old, TIMEOUT_SECONDS)
        assert disabled(old) == 2
    path.write_bytes(whole)
    successor_of(old, TIMEOUT_SECONDS).connection.close()


def test_what_contradicts_itself_is_damaged(open_one: Open, path: Path, backup: Path) -> None:
    old = open_one()
    with closing(sqlite3.connect(backup, isolation_level=None)) as connection:
        connection.execute("PRAGMA ignore_check_constraints = 1")
        connection.execute("UPDATE users SET balance = -1")
    backup.replace(path)
    with pytest.raises(LedgerError, match=r"is damaged: CHECK constraint failed"):
        successor_of(old, TIMEOUT_SECONDS)


def test_a_deleted_database_is_put_back_as_it_was_with_all_that_was_in_its_log(open_one: Open, path: Path) -> None:
    old = open_one()
    disable(old)
    path.unlink()
    put_back(old, TIMEOUT_SECONDS)
    with closing(successor_of(old, TIMEOUT_SECONDS).connection) as connection:
        assert connection.execute("SELECT sum(disabled) FROM users").fetchone() == (2,)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert path.stat().st_mode & 0o777 == 0o600


def test_the_log_of_a_database_stays_while_nothing_is_in_its_place(open_one: Open, path: Path, backup: Path) -> None:
    old = open_one()
    disable(old)
    path.unlink()
    take_log_away(old, TIMEOUT_SECONDS)
    assert log(path).exists()
    backup.replace(path)
    take_log_away(old, TIMEOUT_SECONDS)
    assert not log(path).exists()


def test_nothing_is_put_over_what_is_there_by_now(open_one: Open, path: Path, backup: Path) -> None:
    old = open_one()
    disable(old)
    backup.replace(path)
    put_back(old, TIMEOUT_SECONDS)
    with closing(successor_of(old, TIMEOUT_SECONDS).connection) as connection:
        assert connection.execute("SELECT sum(disabled) FROM users").fetchone() == (0,)


def test_a_database_that_is_replaced_while_it_is_opened_is_not_taken_for_the_other(
    path: Path, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def exchanged(connection: sqlite3.Connection, database: Path) -> int:
        version = check_signature(connection, database)
        backup.replace(path)
        return version

    monkeypatch.setattr("maas_cli.accounts.open_database.check_signature", exchanged)
    with pytest.raises(LedgerError, match="replaced while it was opened"):
        open_database(path, TIMEOUT_SECONDS)


def test_a_folder_that_is_gone_holds_no_file(tmp_path: Path) -> None:
    assert id_of(tmp_path / "nowhere" / "users.db") is None
