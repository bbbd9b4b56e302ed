"""From the first start to the last answer."""

import json
import os
import signal
import socket
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from tests.web.life.conftest import Start
from tests.web.life.load import load
from tests.web.life.running import TOKEN, USERS, Running, is_alive, launch, until


def test_the_start_is_quick_and_says_where_the_service_is(start: Start, tmp_path: Path) -> None:
    start().stop()  # builds the index and the database
    began = time.monotonic()
    service = start("--workers", "2")
    assert service.search().status == 200
    assert time.monotonic() - began < 2  # a fifth of it where nothing else runs; benchmarks say how much
    welcome = service.wait_for_event("serving")
    assert (welcome["memes"], welcome["users"], welcome["workers"]) == (1797, 2, 2)
    assert (welcome["pid"], welcome["level"]) == (service.process.pid, "info")
    assert "token-of" not in service.log
    assert (tmp_path / "users_flushed.json").exists()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_an_end_under_load_cuts_no_answer_and_writes_every_call_down(start: Start, number: int) -> None:
    service = start("--workers", "2")
    with load(service) as clients:
        time.sleep(0.5)
        code = service.stop(number)
    assert code == 0, service.log
    assert clients.answered > 50
    assert (clients.cut, clients.refused) == (0, []), clients
    exported = service.exported()
    assert exported["10"]["hits"] == {"/api/memes": clients.answered}, clients
    assert exported["10"]["tokenCount"] == USERS["10"]["tokenCount"] - clients.answered  # type: ignore[operator]  # a number
    assert (service.folder / "users_flushed.json").stat().st_mode & 0o777 == 0o600
    last = json.loads(service.log.splitlines()[-1])
    assert (last["event"], last["users"], last["file"]) == ("users written", 2, "users_flushed.json")


def test_an_answer_under_way_is_finished_and_others_are_told_the_service_is_not_ready(start: Start) -> None:
    service = start(answer_seconds=10)
    with service.connect() as slow, service.connect() as other:
        slow.sendall(b"GET /api/memes?query=i HTTP/1.1\r\nHost: a\r\nX-Token: %b\r\n" % TOKEN.encode())
        other.sendall(b"GET /api/ready HTTP/1.1\r\nHost: a\r\n\r\n")
        assert all_until(other, b"OK").startswith(b"HTTP/1.1 200 OK")
        service.send(signal.SIGTERM)
        time.sleep(0.1)
        slow.sendall(b"\r\n")
        other.sendall(b"GET /api/ready HTTP/1.1\r\nHost: a\r\n\r\n")
        answer = all_until(other)
        assert answer.startswith(b"HTTP/1.1 503 ")
        assert b"connection: close" in answer
        answer = all_until(slow)
        assert answer.startswith(b"HTTP/1.1 200 OK")
        assert answer.endswith((b"}\n", b"0\r\n\r\n"))
    assert service.process.wait(5) == 0


def all_until(connection: socket.socket, end: bytes = b"the end") -> bytes:
    received = b""
    while not received.endswith(end) and (piece := connection.recv(65536)):
        received += piece
    return received


def test_ctrl_c_reaches_all_processes_and_does_no_harm(start: Start) -> None:
    service = start("--workers", "2")
    assert service.search().status == 200
    os.killpg(service.process.pid, signal.SIGINT)
    assert service.process.wait(10) == 0
    assert service.exported()["10"]["hits"] == {"/api/memes": 1}


def test_a_second_signal_ends_it_at_once_and_loses_nothing(start: Start) -> None:
    service = start()
    assert service.search().status == 200
    with service.connect() as slow:
        slow.sendall(b"GET /api/memes?query=i HTTP/1.1\r\n")
        time.sleep(0.05)
        service.send(signal.SIGINT)
        time.sleep(0.2)
        began = time.monotonic()
        assert service.stop(signal.SIGINT) == 130
        assert time.monotonic() - began < 1
    assert start().hits() == 1


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize("seconds", [0.4, 0.6, 0.8])
def test_an_end_during_the_start_is_a_good_one(number: int, seconds: float, tmp_path: Path, cache: Path) -> None:
    service = launch(tmp_path, cache, "--workers", "2")
    until(lambda: has_begun(service), "handlers")
    time.sleep(seconds - 0.4)
    assert service.stop(number) == 0, service.log
    assert "error" not in service.log
    assert (tmp_path / "users_flushed.json").exists() == (tmp_path / "users.db").exists()


def test_a_reload_asked_for_during_the_start_is_done_after_it(tmp_path: Path, cache: Path) -> None:
    service = launch(tmp_path, cache)
    try:
        until(lambda: has_begun(service), "handlers")
        service.send(signal.SIGHUP)
        service.wait_for_event("reloaded")
        assert service.log.index('"serving"') < service.log.index('"reloaded"')
        assert service.stop() == 0
    finally:
        service.process.kill()


def has_begun(service: Running) -> bool:
    """Tell whether a service takes notice of signals by now: whether it catches SIGTERM."""
    status = Path(f"/proc/{service.process.pid}/status").read_text(encoding="ascii")
    return bool(int(status.partition("SigCgt:")[2].split()[0], 16) & 1 << signal.SIGTERM - 1)


def test_it_is_not_ready_while_the_users_cannot_be_written(start: Start, tmp_path: Path) -> None:
    service = start()
    assert service.get("/api/ready").status == 200
    with closing(sqlite3.connect(tmp_path / "users.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        began = time.monotonic()
        until(lambda: service.get("/api/ready").status == 503, "trouble")
        assert 0.9 < time.monotonic() - began < 4
        assert service.get("/api/health").status == 200
    until(lambda: service.get("/api/ready").status == 200, "end of it")
    service.wait_for_event("what was charged is settled again")
    assert [event["event"] for event in service.events()] == [
        "cannot settle what was charged",
        "what was charged is settled again",
    ]


def test_trouble_that_is_to_come_is_said_at_the_start(start: Start, tmp_path: Path) -> None:
    (tmp_path / "users_flushed.json").mkdir()
    (tmp_path / "users.json").write_text(json.dumps(USERS), encoding="utf-8")
    (tmp_path / "users.json").chmod(0o644)
    events = start().events()
    assert [event["level"] for event in events] == ["warning", "warning"]
    assert [event["event"].split()[0] for event in events] == ["users.json", "the"]


def test_an_export_that_cannot_be_written_is_said_at_the_end(start: Start, tmp_path: Path) -> None:
    service = start()
    (tmp_path / "users_flushed.json").mkdir()
    assert service.stop() == 5
    last = json.loads(service.log.splitlines()[-1])
    assert (last["level"], last["event"].startswith("cannot write")) == ("error", True)


def test_every_line_is_json_from_the_first_to_the_last_however_few_are_wanted(start: Start, tmp_path: Path) -> None:
    (tmp_path / "users.json").write_text(json.dumps(USERS), encoding="utf-8")
    service = start("--log-level", "error")
    assert service.search().status == 200
    service.search(token="nobody")
    service.send(signal.SIGHUP)
    time.sleep(0.5)
    os.kill(until(service.workers, "worker")[0], signal.SIGKILL)
    service.wait_for_event("a worker ended and is replaced")
    assert service.stop() == 0
    lines = [json.loads(line) for line in service.log.splitlines()]
    assert [line["event"] for line in lines[-3:]] == ["serving", "a worker ended and is replaced", "users written"]
    assert all({"time", "level", "event"} <= line.keys() for line in lines)


def test_what_one_service_wrote_another_can_begin_with(start: Start, tmp_path: Path) -> None:
    service = start()
    for _ in range(3):
        assert service.search().status == 200
    assert service.stop() == 0
    other = start(str(tmp_path / "users_flushed.json"))
    assert other.hits() == 3
    assert other.search().headers["x-token-balance"] == str(1_000_000_000 - 4)


def test_a_taken_port_is_one_line_and_exit_code_2(tmp_path: Path, cache: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        service = launch(tmp_path, cache, port=taken.getsockname()[1])
        assert service.process.wait(10) == 2
    port = service.log.split()[2]
    assert service.log.splitlines() == [
        f"error: port {port} of 127.0.0.1 is in use",
        f"hint: take another: maas serve {int(port) + 1}",
    ]
    assert not (tmp_path / "users.db").exists()


def test_an_ipv6_address_is_answered_at(start: Start) -> None:
    service = start("--host", "::1")
    assert service.url.startswith("http://[::1]:")
    assert service.search().status == 200


def test_nobody_is_left_when_the_supervisor_is_killed_and_the_next_start_knows_all(start: Start) -> None:
    service = start("--workers", "2")
    workers = until(lambda: service.workers()[1:] and service.workers(), "two workers")
    with load(service) as clients:
        time.sleep(0.4)
        service.process.kill()
        until(lambda: not any(map(is_alive, workers)), "end of the workers")
    assert (clients.cut, clients.refused) == (0, []), clients
    assert {event["event"] for event in service.events()} == {"the supervisor is gone; this worker ends"}
    again = start()
    assert again.hits() == clients.answered, clients


def test_all_processes_killed_at_once_lose_nothing_that_was_answered(start: Start) -> None:
    service = start("--workers", "2")
    with load(service) as clients:
        time.sleep(0.4)
        os.killpg(service.process.pid, signal.SIGKILL)
        service.process.wait()
        time.sleep(0.05)
    again = start()
    assert clients.answered <= again.hits() <= clients.answered + 8, clients
    assert json.loads((service.folder / "users.json").read_bytes()) == USERS


def test_every_answer_says_the_balance_that_its_call_left_whichever_worker_gave_it(start: Start) -> None:
    service = start("--workers", "3")
    until(lambda: len(service.workers()) == 3, "three workers")
    answers = [service.search() for _ in range(300)]
    balances = [int(answer.headers["x-token-balance"]) for answer in answers]
    assert balances == list(range(999_999_999, 999_999_699, -1))
    assert len({answer.headers["x-request-id"].partition("-")[0] for answer in answers}) > 1, (
        "the one that accepts is not always the same"
    )
    os.kill(service.workers()[0], signal.SIGKILL)
    service.wait_for_event("settled what dead workers left")
    until(lambda: len(service.workers()) == 3, "three workers again")
    time.sleep(0.2)
    more = [int(service.search().headers["x-token-balance"]) for _ in range(100)]
    assert more == list(range(999_999_699, 999_999_599, -1))


def test_behind_a_trusted_proxy_the_log_names_the_client(start: Start) -> None:
    service = start("--proxy", "127.0.0.0/8")
    with service.connect() as proxy:
        proxy.sendall(b"GET /api/health HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 10.9.9.9, 203.0.113.9\r\n\r\n")
        assert all_until(proxy, b"OK").startswith(b"HTTP/1.1 200 OK")
    service.wait_until_it_says('"client":"203.0.113.9"')
