import json
import resource
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from maas_cli.accounts import writability as module
from maas_cli.accounts.schema import VERSION
from maas_cli.accounts.writability import LOOK_SECONDS, TOLERATED_SECONDS, Writability
from maas_cli.errors import LedgerError, StorageError


class Clock:
    """A time in seconds that is set by hand."""

    def __init__(self) -> None:
        self.seconds = 100.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def watch(tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Iterator[Writability]:
    monkeypatch.setattr(module, "_TIMEOUT_SECONDS", 0.05)
    users = {"7": {"id": 7, "name": "Grace", "authToken": "a", "tokenCount": 5, "hits": None}}
    (tmp_path / "users.json").write_text(json.dumps(users), encoding="utf-8")
    with closing(Writability(tmp_path / "users.json", now=lambda: datetime.now(UTC), monotonic=clock)) as made:
        yield made


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    with closing(sqlite3.connect(folder / "users.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield


@contextmanager
def full(size: int = 1000) -> Iterator[None]:
    """Let no file grow beyond a size, as on a full disk."""
    room, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, most))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, most))


def test_a_database_that_can_be_written_is_well_and_stays_as_it_is(watch: Writability, tmp_path: Path) -> None:
    watch.check()
    watch.look()
    assert not watch.is_in_trouble()
    with closing(sqlite3.connect(tmp_path / "users.db")) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (VERSION,)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_lock_held_for_long_is_trouble_and_its_end_the_end_of_it(
    watch: Writability, clock: Clock, tmp_path: Path
) -> None:
    watch.look()
    with locked(tmp_path):
        watch.look()  # the last one is good for a while
        clock.seconds += LOOK_SECONDS
        with pytest.raises(LedgerError, match="locked by another"):
            watch.look()
        assert not watch.is_in_trouble()
        clock.seconds += LOOK_SECONDS / 2
        with pytest.raises(LedgerError):
            watch.look()
        clock.seconds += TOLERATED_SECONDS
        assert watch.is_in_trouble()
        with pytest.raises(LedgerError):
            watch.look()
        assert watch.is_in_trouble()
    with pytest.raises(LedgerError):  # nobody has looked yet
        watch.look()
    clock.seconds += LOOK_SECONDS
    watch.look()
    assert not watch.is_in_trouble()


def test_a_write_that_takes_long_is_trouble_until_it_is_done(watch: Writability, clock: Clock) -> None:
    watch.look()
    with watch.writing():
        assert not watch.is_in_trouble()
        clock.seconds += TOLERATED_SECONDS
        assert watch.is_in_trouble()
    assert not watch.is_in_trouble()


def test_a_write_that_fails_after_long_stays_trouble_until_a_look_finds_all_well(
    watch: Writability, clock: Clock
) -> None:
    def fail_late() -> None:
        with watch.writing():
            clock.seconds += TOLERATED_SECONDS
            raise LedgerError("locked")

    watch.look()
    with pytest.raises(LedgerError):
        fail_late()
    assert watch.is_in_trouble()
    watch.look()
    assert not watch.is_in_trouble()


def test_a_write_that_failed_is_a_reason_to_look_thoroughly(watch: Writability) -> None:
    watch.look()
    with full():
        with pytest.raises(LedgerError), watch.writing():
            raise LedgerError("the disk is full")
        assert not watch.is_in_trouble()
        with pytest.raises(StorageError, match="is the disk full"):
            watch.look()


def test_one_that_could_never_be_written_is_in_trouble_at_once(watch: Writability, tmp_path: Path) -> None:
    watch.check()
    with locked(tmp_path):
        with pytest.raises(LedgerError):
            watch.look()
        assert watch.is_in_trouble()


def test_a_full_disk_is_found_where_there_is_doubt(watch: Writability, clock: Clock) -> None:
    watch.look()
    with full():
        clock.seconds += LOOK_SECONDS
        watch.look()
        watch.doubt()
        with pytest.raises(StorageError, match="is the disk full"):
            watch.look()
        clock.seconds += TOLERATED_SECONDS
        with pytest.raises(StorageError):
            watch.look()
        assert watch.is_in_trouble()
        with pytest.raises(StorageError):
            watch.check()
    clock.seconds += LOOK_SECONDS
    watch.look()
    assert not watch.is_in_trouble()


def test_looking_writes_nothing_where_all_is_well(watch: Writability, clock: Clock, tmp_path: Path) -> None:
    watch.look()
    before = (tmp_path / "users.db-wal").stat().st_size
    for _ in range(10):
        clock.seconds += LOOK_SECONDS
        watch.look()
    assert (tmp_path / "users.db-wal").stat().st_size == before
