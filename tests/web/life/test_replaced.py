"""A users database that is put back to an older state, moved or deleted under a running service."""

import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from tests.web.life.conftest import Start
from tests.web.life.load import load
from tests.web.life.running import TOKEN, USERS, Running, until

CLIENTS = 4
REPLACED = "the users database was replaced while in use; all that leases charged is told to the new one"


def back_up(service: Running) -> Path:
    """Return a copy of the database as it is now, under another name."""
    copy = service.folder / "backup"
    with closing(sqlite3.connect(service.folder / "users.db")) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
    return copy


def spent_of_alice(service: Running) -> int:
    with closing(sqlite3.connect(service.folder / "users.db")) as other:
        return int(other.execute("SELECT spent FROM users WHERE uid = 10").fetchone()[0])


def check_money(service: Running, answered: int) -> None:
    """See that just the answered calls are charged, now and at the end, and that all of it adds up."""
    assert service.hits() == answered
    assert int(service.search().headers["x-token-balance"]) == USERS["10"]["tokenCount"] - answered - 1  # type: ignore[operator]  # a number
    assert service.stop() == 0, service.log
    alice = service.exported()["10"]
    assert alice["hits"] == {"/api/memes": answered + 1}
    assert alice["tokenCount"] == USERS["10"]["tokenCount"] - answered - 1  # type: ignore[operator]  # a number
    with closing(sqlite3.connect(service.folder / "users.db")) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        row = database.execute("SELECT spent, leased, oversold FROM users WHERE uid = 10").fetchone()
    assert row == (answered + 1, 0, 0)
    assert list((service.folder / "users.leases").iterdir()) == []
    assert "Traceback" not in service.log


def test_an_older_database_renamed_into_place_under_load_knows_every_answered_call_a_moment_later(start: Start) -> None:
    service = start("--workers", "2")
    with load(service, CLIENTS) as clients:
        for count in (2, 4):
            time.sleep(0.4)
            copy = back_up(service)
            time.sleep(0.6)
            before = clients.answered
            copy.replace(service.folder / "users.db")
            replaced = time.monotonic()
            until(lambda before=before: spent_of_alice(service) >= before, "every call in the new database")  # type: ignore[misc]  # bound at once
            assert time.monotonic() - replaced < 2
            service.wait_for_event(REPLACED, count)
            assert service.get("/api/ready").status == 200
    assert clients.answered > 100
    assert (clients.cut, clients.unanswered, clients.refused) == (0, 0, []), clients
    assert {event["event"] for event in service.events()} == {REPLACED}
    check_money(service, clients.answered)


@pytest.mark.parametrize("deleted", [["users.db"], ["users.db", "users.db-wal", "users.db-shm"]])
def test_a_database_deleted_under_load_is_put_back_and_nothing_answered_is_lost(
    start: Start, deleted: list[str]
) -> None:
    service = start("--workers", "2")
    with load(service, CLIENTS) as clients:
        time.sleep(0.5)
        for name in deleted:
            (service.folder / name).unlink()
        gone = time.monotonic()
        assert "is gone" in service.wait_for_event("cannot settle what was charged")["reason"]
        assert time.monotonic() - gone < 1
        until(lambda: service.get("/api/ready").status == 503, "trouble")
        assert time.monotonic() - gone < 2.5
        assert service.get("/api/health").status == 200
        service.wait_for_event("what was charged is settled again", 2)
        until(lambda: service.get("/api/ready").status == 200, "end of it")
        after = clients.answered
        until(lambda: clients.answered > after + 20, "calls again")
    assert {reply.partition(b"\r\n")[0][:12] for reply in clients.refused} <= {b"HTTP/1.1 503"}
    assert (clients.cut, clients.unanswered) == (0, 0), clients
    check_money(service, clients.answered)


def test_a_database_deleted_just_before_the_end_is_there_after_it(start: Start) -> None:
    service = start("--workers", "2")
    assert {service.search().status for _ in range(20)} == {200}
    (service.folder / "users.db").unlink()
    assert service.stop() == 0, service.log
    assert service.exported()["10"]["hits"] == {"/api/memes": 20}


def test_a_backup_that_is_copied_in_slowly_is_used_once_it_is_whole(start: Start) -> None:
    service = start("--workers", "2")
    assert {service.search().status for _ in range(20)} == {200}
    copy = back_up(service).read_bytes()
    assert {service.search().status for _ in range(20)} == {200}
    database = service.folder / "users.db"
    database.unlink()
    with database.open("wb", buffering=0) as file:
        for start_at in range(0, len(copy), 8192):
            file.write(copy[start_at : start_at + 8192])
            time.sleep(0.05)
    service.wait_for_event(REPLACED, 1)
    until(lambda: service.get("/api/ready").status == 200, "end of it")
    assert service.search(token=TOKEN).status == 200
    check_money(service, 41)
