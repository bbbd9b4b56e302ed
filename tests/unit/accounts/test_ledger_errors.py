import os
import resource
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from maas_cli.accounts.ledger_errors import in_words
from maas_cli.errors import LedgerError, StorageError

_PATH = Path("users.db")


def _failure_of(statement: str, database: str = ":memory:") -> sqlite3.Error:
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        with pytest.raises(sqlite3.Error) as caught:
            connection.executescript(statement)
        return caught.value


def test_a_full_disk_is_no_damage() -> None:
    told = in_words(_failure_of("PRAGMA max_page_count = 1; CREATE TABLE a (b); CREATE TABLE c (d);"), _PATH)

    assert type(told) is StorageError
    assert str(told) == "cannot write the users database users.db: the disk is full"


def test_a_write_that_fails_is_told_as_a_disk_that_may_be_full(tmp_path: Path) -> None:
    room, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, most))
    try:
        error = _failure_of("CREATE TABLE a (b);", str(tmp_path / "users.db"))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, most))
    told = in_words(error, _PATH)

    assert type(told) is StorageError
    assert str(told) == "cannot use the users database users.db: disk I/O error (is the disk full?)"
    assert told.hint == ""


def test_a_database_that_may_not_be_written_is_no_damage() -> None:
    told = in_words(_failure_of("PRAGMA query_only = 1; CREATE TABLE a (b);"), _PATH)

    assert type(told) is StorageError
    assert "folder must be writable" in told.hint


def test_a_file_that_may_not_be_written_is_told_as_at_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "users.db"
    error = _failure_of("PRAGMA query_only = 1; CREATE TABLE a (b);")
    monkeypatch.setattr(os, "access", lambda asked, _: asked != path)
    assert in_words(error, path).hint == "its folder must be writable too"
    path.touch()
    assert in_words(error, path).hint == "users.db must be readable and writable for this user"


def test_what_is_no_database_is_told_with_the_way_back(tmp_path: Path) -> None:
    (tmp_path / "users.db").write_bytes(b"no database" * 100)
    told = in_words(_failure_of("SELECT * FROM users", str(tmp_path / "users.db")), _PATH)

    assert type(told) is LedgerError
    assert str(told) == "the users database users.db is damaged: file is not a database"
    assert "backup" in told.hint


def test_a_lock_is_told_as_one(tmp_path: Path) -> None:
    database = str(tmp_path / "users.db")
    with closing(sqlite3.connect(database, isolation_level=None)) as holder:
        holder.execute("BEGIN IMMEDIATE")
        told = in_words(_failure_of("PRAGMA busy_timeout = 1; BEGIN IMMEDIATE", database), _PATH)

    assert type(told) is LedgerError
    assert str(told) == "the users database users.db is locked by another process"


def test_a_mistake_without_a_code_counts_as_damage() -> None:
    assert type(in_words(sqlite3.ProgrammingError("misuse"), _PATH)) is LedgerError
