"""What becomes of calls and money while the world around the service fails: the disk, the database, the clock."""

import json
import os
import resource
import signal
import sqlite3
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from pathlib import Path

import pytest

from tests.web.life.conftest import Start
from tests.web.life.load import load
from tests.web.life.running import USERS, Running, until

Trouble = Callable[[Running], AbstractContextManager[None]]

HOUR_SECONDS = 3600
LOCKED_SECONDS = 2.5


@contextmanager
def nothing_can_be_written(service: Running) -> Iterator[None]:
    """Let no process of a service write to a file, as on a full disk; those it starts meanwhile neither."""
    before = {pid: resource.prlimit(pid, resource.RLIMIT_FSIZE) for pid in (service.process.pid, *service.workers())}
    for pid, (_, hard) in before.items():
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (0, hard))
    try:
        yield
    finally:
        for pid in {*before, *service.workers()}:
            with suppress(ProcessLookupError):
                resource.prlimit(pid, resource.RLIMIT_FSIZE, before[service.process.pid])


@contextmanager
def the_disk_is_full(service: Running) -> Iterator[None]:
    """Take all that is left of the small disk that the users are on."""
    ballast = service.folder / "small" / "ballast"
    with ballast.open("wb", buffering=0) as file:
        for size in (4096, 1):
            with suppress(OSError):
                while file.write(b"x" * size):
                    pass
    try:
        yield
    finally:
        ballast.unlink()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Return a folder on a disk of a few MB."""
    folder = tmp_path / "small"
    folder.mkdir()
    mount = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", folder], capture_output=True, check=False)
    if mount.returncode:
        pytest.skip("a disk of its own can only be made by those who may mount; the other disk tests need none")
    yield folder
    subprocess.run(["umount", "--lazy", folder], check=True)


@pytest.fixture(params=["no file may grow", "a full disk"])
def disk_trouble(request: pytest.FixtureRequest) -> tuple[tuple[str, ...], Trouble]:
    """Return with which arguments a service is started, and what makes its disk unusable."""
    if request.param == "no file may grow":
        return (), nothing_can_be_written
    users: Path = request.getfixturevalue("small_disk") / "users.json"
    users.write_text(json.dumps(USERS), encoding="utf-8")
    return (str(users),), the_disk_is_full


def ask_until_refused(service: Running) -> int:
    """Return how many calls were answered before one was refused because it could not be charged."""
    answered = 0

    def refused() -> bool:
        nonlocal answered
        status = service.search().status
        assert status in (200, 503)
        answered += status == 200
        return status == 503

    until(refused, "call that cannot be charged")
    return answered


def check_money(service: Running, answered: int) -> None:
    """See that just the answered calls are charged, now and at the end, and that nothing is left to settle."""
    assert service.hits() == answered
    assert service.stop() == 0, service.log
    alice = service.exported()["10"]
    assert alice["hits"] == {"/api/memes": answered}
    assert alice["tokenCount"] == USERS["10"]["tokenCount"] - answered  # type: ignore[operator]  # a number
    assert "Traceback" not in service.log


def test_calls_that_cannot_be_charged_on_a_full_disk_are_refused_until_there_is_room(
    start: Start, disk_trouble: tuple[tuple[str, ...], Trouble]
) -> None:
    arguments, trouble = disk_trouble
    service = start(*arguments, "--workers", "2")
    assert {service.search().status for _ in range(5)} == {200}
    with trouble(service):
        answered = 5 + ask_until_refused(service)
        until(lambda: service.get("/api/ready").status == 503, "trouble")
        assert service.get("/api/health").status == 200
        assert service.hits() == answered
    until(lambda: service.get("/api/ready").status == 200, "end of it")
    until(lambda: all(service.search(token="token-of-bob").status == 200 for _ in range(4)), "call that is charged")
    assert {service.search().status for _ in range(5)} == {200}
    check_money(service, answered + 5)


def test_a_worker_that_dies_on_a_full_disk_is_replaced_once_there_is_room_and_loses_nothing(
    start: Start, disk_trouble: tuple[tuple[str, ...], Trouble]
) -> None:
    arguments, trouble = disk_trouble
    service = start(*arguments, "--workers", "2")
    assert {service.search().status for _ in range(20)} == {200}
    first, second = until(lambda: service.workers()[1:] and service.workers(), "two workers")
    with trouble(service):
        os.kill(first, signal.SIGKILL)
        until(lambda: first not in service.workers(), "death of a worker")
        answered = 20 + ask_until_refused(service)
        assert service.hits() == answered
    until(lambda: len(service.workers()) == 2 and second in service.workers(), "two workers again")
    until(lambda: service.get("/api/ready").status == 200, "end of it")
    check_money(service, answered)


def test_calls_go_on_from_leases_then_wait_while_another_process_locks_the_database(start: Start) -> None:
    service = start("--workers", "2")
    with load(service, clients=4) as clients:
        time.sleep(0.5)
        with closing(sqlite3.connect(service.folder / "users.db", timeout=10, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            began, before = time.monotonic(), clients.answered
            until(lambda: clients.answered > before + 4, "call that a lease covers")
            until(lambda: service.get("/api/ready").status == 503, "trouble")
            assert time.monotonic() - began < LOCKED_SECONDS + 1, "trouble is told long before calls are refused"
            time.sleep(max(0.0, LOCKED_SECONDS - (time.monotonic() - began)))
            assert service.get("/api/health").status == 200
        after = clients.answered
        until(lambda: clients.answered > after + 20, "calls again")
    assert (clients.cut, clients.unanswered, clients.refused) == (0, 0, []), clients
    until(lambda: service.get("/api/ready").status == 200, "end of it")
    check_money(service, clients.answered)


def test_a_clock_that_is_set_back_and_forth_costs_nobody_a_token(start: Start, tmp_path: Path) -> None:
    clock = tmp_path / "clock"

    def set_clock(seconds: int) -> None:
        new = clock.with_suffix(".new")
        new.write_text(str(seconds), encoding="ascii")
        new.rename(clock)

    set_clock(0)
    service = start("--workers", "2", clock=str(clock))
    bob = [service.search(token="token-of-bob").status for _ in range(30)]
    with load(service, clients=4) as clients:
        for seconds in (-HOUR_SECONDS, -48 * HOUR_SECONDS, -HOUR_SECONDS, 0):
            time.sleep(0.3)
            set_clock(seconds)
            bob += [service.search(token="token-of-bob").status for _ in range(10)]
    bob += [service.search(token="token-of-bob").status for _ in range(40)]
    assert (clients.cut, clients.unanswered, clients.refused) == (0, 0, []), clients
    assert bob == [200] * 100 + [402] * 10
    assert service.hits(20) == 100
    check_money(service, clients.answered)
    assert service.exported()["20"]["tokenCount"] == 0
