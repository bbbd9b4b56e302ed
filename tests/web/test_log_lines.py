"""The log: gathered, written by a thread, never in the way."""

import asyncio
import json
import threading
from datetime import UTC, datetime

import pytest

from maas_cli.web import log_lines
from maas_cli.web.log_lines import LogLines, write_to_stderr

NOW = datetime(2026, 5, 4, 12, 0, 0, 7000, tzinfo=UTC)


def test_an_event_is_a_line_of_json_with_time_and_level() -> None:
    written: list[bytes] = []
    LogLines("info", now=lambda: NOW, write=written.append).event("warning", "the users file is broken", line=3)
    assert [json.loads(line) for line in written] == [
        {"time": "2026-05-04T12:00:00.007Z", "level": "warning", "event": "the users file is broken", "line": 3}
    ]


def test_lines_below_the_level_are_not_written() -> None:
    written: list[bytes] = []
    log = LogLines("warning", now=lambda: NOW, write=written.append)
    for level in ("debug", "info", "warning", "error"):
        log.event(level, level)
    assert [json.loads(line)["level"] for line in written] == ["warning", "error"]


def test_lines_are_gathered_and_written_in_order_by_a_thread() -> None:
    written: list[bytes] = []
    threads: set[str] = set()

    def write(lines: bytes) -> None:
        threads.add(threading.current_thread().name)
        written.append(lines)

    async def main() -> None:
        log = LogLines("info", now=lambda: NOW, write=write)
        for number in range(3):
            log.event("info", "one", number=number)
        assert written == []
        await asyncio.sleep(0.15)
        log.event("info", "one", number=3)
        await asyncio.sleep(0.2)

    asyncio.run(main())
    assert len(written) == 2
    assert [json.loads(line)["number"] for line in b"".join(written).splitlines()] == [0, 1, 2, 3]
    assert threading.current_thread().name not in threads


def test_a_log_that_nobody_reads_holds_up_nobody_and_what_is_lost_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log_lines, "MOST_WAITING", 5)
    reading = threading.Event()
    written: list[bytes] = []
    dropped: list[int] = []

    def write(lines: bytes) -> None:
        reading.wait(5)
        written.append(lines)

    async def main() -> None:
        log = LogLines("info", now=lambda: NOW, write=write, on_dropped=dropped.append)
        log.event("info", "first")
        await asyncio.sleep(0.1)  # the thread waits for a reader
        for _ in range(8):
            log.event("info", "more")
        reading.set()
        await asyncio.sleep(0.2)

    asyncio.run(main())
    assert b"".join(written).count(b"\n") == 1 + 5
    assert sum(dropped) == 3


@pytest.mark.parametrize("error", [BrokenPipeError(), ValueError("I/O operation on closed file")])
def test_a_log_that_is_gone_stops_nothing(error: Exception) -> None:
    dropped: list[int] = []

    def write(_: bytes) -> None:
        raise error

    log = LogLines("info", now=lambda: NOW, write=write, on_dropped=dropped.append)
    log.event("info", "one")
    assert dropped == [1]


def test_nothing_is_written_where_nothing_waits() -> None:
    written: list[bytes] = []
    LogLines("info", now=lambda: NOW, write=written.append).flush()
    assert written == []


def test_the_log_is_standard_error(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    write_to_stderr(b"a line\n")
    assert capfdbinary.readouterr().err == b"a line\n"


def test_a_service_without_standard_error_goes_on_without_a_log(monkeypatch: pytest.MonkeyPatch) -> None:
    dropped: list[int] = []
    monkeypatch.setattr("sys.stderr", None)
    LogLines("info", now=lambda: NOW, on_dropped=dropped.append).event("info", "one")
    assert dropped == [1]
