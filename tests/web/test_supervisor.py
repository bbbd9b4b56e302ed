"""The supervisor: what it starts, replaces and passes on. Its workers here do next to nothing."""

import os
import signal
import socket
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pytest

from maas_cli.errors import CatalogError, LedgerError
from maas_cli.web import supervisor as module
from maas_cli.web.children import say
from maas_cli.web.heartbeat import Beats, Watch
from maas_cli.web.restarts import MOST_IN_A_ROW
from maas_cli.web.signals import Signals
from maas_cli.web.supervisor import Supervisor, Work
from maas_cli.web.worker import DRAIN, DRAIN_SECONDS, RELOAD

if TYPE_CHECKING:
    from maas_cli.web.log_lines import LogLines


class Log:
    """Keeps what is logged, as ``(event, fields)``; ends the service once an event was logged so often."""

    def __init__(self, end_after: str = "", count: int = 1) -> None:
        self.events: list[tuple[str, dict[str, Any]]] = []
        self.levels: dict[str, str] = {}
        self._end_after = end_after
        self._left = count

    def event(self, level: str, text: str, **fields: Any) -> None:  # noqa: ANN401  # as the real one
        self.events.append((text, fields))
        self.levels[text] = level
        if text == self._end_after:
            self._left -= 1
            if self._left == 0:
                terminate()

    def names(self) -> list[str]:
        return [name for name, _ in self.events]


def worker(_: int, channel: socket.socket) -> int:
    """Be ready, say when told to reload, and end when told to."""
    say(channel, ready=True)
    while (command := channel.recv(1)) not in (DRAIN, b""):
        if command == RELOAD:
            say(channel, not_reloaded=["", "as a test", ""])
    return 0


def supervise(
    serve: Callable[[int, socket.socket], int] = worker,
    *,
    workers: int = 1,
    log: Log | None = None,
    on_ready: Callable[[], None] | None = None,
    tasks: dict[str, Callable[[], Any]] | None = None,
    sent_before: Sequence[int] = (),
    watch: Watch | None = None,
) -> bool:
    """Run a supervisor until something sends it a signal: by default as soon as it is ready.

    ``tasks`` are what Work has beside ``serve``; ``sent_before`` are signals that came before it ran; without a
    ``watch`` nobody beats, and nobody is missed.
    """
    before = children()
    with socket.socket() as listening, Signals() as signals:
        made = Supervisor(
            Work(serve, **({"reload": dict, "recover": dict, "mend": dict, "take_up": dict} | (tasks or {}))),
            workers=workers,
            sockets=[listening],
            log=cast("LogLines", log or Log()),
            on_ready=on_ready or terminate,
            watch=watch or Watch(Beats(workers), 1000),
        )
        for number in sent_before:
            terminate(number)
        with time_limit():
            ended_well = made.run(signals)
        assert listening.fileno() == -1
    assert children() == before
    return ended_well


def children() -> set[str]:
    """Return the processes that this one has; other tests may have left it one, such as multiprocessing's tracker."""
    return set(Path(f"/proc/self/task/{os.getpid()}/children").read_text(encoding="ascii").split())


@contextmanager
def time_limit(seconds: int = 20) -> Iterator[None]:
    """Fail if the block takes too long."""

    def fail(*_: object) -> None:
        raise AssertionError("it goes on and on")

    former = signal.signal(signal.SIGALRM, fail)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, former)


def terminate(number: int = signal.SIGTERM) -> None:
    os.kill(os.getpid(), number)


def test_it_is_ready_once_all_workers_are_and_ends_when_they_have_ended() -> None:
    ready = []

    def late(number: int, channel: socket.socket) -> int:
        time.sleep(0.1 * number)
        return worker(number, channel)

    def on_ready() -> None:
        ready.append(time.monotonic())
        terminate()

    began = time.monotonic()
    assert supervise(late, workers=3, on_ready=on_ready)
    assert len(ready) == 1
    assert ready[0] - began >= 0.2


def test_a_killed_worker_is_replaced_and_what_it_left_settled(tmp_path: Path) -> None:
    log = Log("settled what dead workers left")
    mark = tmp_path / "mark"

    def dies_once(number: int, channel: socket.socket) -> int:
        if mark.exists():
            return worker(number, channel)
        mark.touch()
        say(channel, ready=True)
        os.kill(os.getpid(), signal.SIGKILL)
        return 0

    assert supervise(dies_once, log=log, on_ready=lambda: None, tasks={"recover": lambda: {"workers": 1}})
    assert log.events[0][0] == "a worker ended and is replaced"
    assert log.events[0][1]["reason"] == "SIGKILL"
    assert log.events[1] == ("settled what dead workers left", {"workers": 1})


def test_what_dead_workers_left_and_cannot_be_settled_is_said() -> None:
    log = Log("recover failed")

    def broken() -> None:
        raise LedgerError("locked", hint="wait")

    def dies(_: int, channel: socket.socket) -> int:
        say(channel, ready=True)
        return 0

    assert supervise(dies, log=log, on_ready=lambda: None, tasks={"recover": broken})
    assert ("recover failed", {"reason": "locked (wait)"}) in log.events


def test_settling_that_failed_is_tried_again(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(module, "_AGAIN_SECONDS", 0.1)
    log = Log("settled what dead workers left")
    mark = tmp_path / "mark"

    def broken_once() -> dict[str, int]:
        if mark.exists():
            return {"workers": 1}
        mark.touch()
        raise LedgerError("locked")

    def dies_once(number: int, channel: socket.socket) -> int:
        if mark.exists():
            return worker(number, channel)
        say(channel, ready=True)
        time.sleep(0.05)
        return 0

    assert supervise(dies_once, log=log, on_ready=lambda: None, tasks={"recover": broken_once})
    assert "recover failed" in log.names()


def test_workers_are_told_to_reload_once_it_went_well_and_say_if_they_could_not() -> None:
    log = Log("not reloaded")
    assert supervise(log=log, on_ready=lambda: terminate(signal.SIGHUP), tasks={"reload": lambda: {"memes": 3}})
    assert log.events == [
        ("reloaded", {"changes": {"memes": 3}}),
        ("not reloaded", {"child": "worker 0", "reason": "as a test"}),
    ]


def test_workers_are_not_told_where_reloading_failed() -> None:
    log = Log("reload failed")

    def broken() -> None:
        raise LedgerError("torn")

    assert supervise(log=log, on_ready=lambda: terminate(signal.SIGHUP), tasks={"reload": broken})
    assert log.events == [("reload failed", {"reason": "torn"})]


def test_a_task_that_is_killed_has_failed() -> None:
    log = Log("reload failed")

    def killed() -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    assert supervise(log=log, on_ready=lambda: terminate(signal.SIGHUP), tasks={"reload": killed})
    assert log.events == [("reload failed", {"reason": "SIGKILL"})]


def test_a_signal_during_a_reload_starts_another_after_it(tmp_path: Path) -> None:
    log = Log("reloaded", 2)
    counted = tmp_path / "count"

    def slow() -> dict[str, int]:
        with counted.open("a") as file:
            file.write("x")
        if counted.stat().st_size == 1:
            for _ in range(3):
                os.kill(os.getppid(), signal.SIGHUP)
            time.sleep(0.1)
        return {"run": counted.stat().st_size}

    assert supervise(log=log, on_ready=lambda: terminate(signal.SIGHUP), tasks={"reload": slow})
    assert [fields["changes"] for name, fields in log.events if name == "reloaded"] == [{"run": 1}, {"run": 2}]


def test_workers_that_cannot_start_end_it_with_their_error() -> None:
    def broken(_: int, __: socket.socket) -> int:
        raise LedgerError("no ledger")

    with pytest.raises(LedgerError, match="no ledger"):
        supervise(broken, workers=2)


def test_workers_that_die_without_a_word_end_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("maas_cli.web.restarts._FIRST_DELAY_SECONDS", 0.01)
    log = Log()
    assert not supervise(lambda *_: 9, log=log)
    assert len(log.events) == MOST_IN_A_ROW
    assert log.events[-1][0] == "workers die again and again; giving up"
    assert log.events[-1][1]["reason"] == "exit code 9"


def test_a_second_signal_ends_all_at_once() -> None:
    def stubborn(_: int, channel: socket.socket) -> int:
        say(channel, ready=True)
        time.sleep(60)
        return 0

    def on_ready() -> None:
        terminate()
        threading.Timer(0.1, terminate, [signal.SIGINT]).start()

    began = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        supervise(stubborn, on_ready=on_ready)
    assert time.monotonic() - began < 5


def test_a_worker_that_does_not_end_in_time_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MARGIN_SECONDS", 0.2 - DRAIN_SECONDS)
    log = Log()

    def stubborn(_: int, channel: socket.socket) -> int:
        say(channel, ready=True)
        time.sleep(60)
        return 0

    assert supervise(stubborn, log=log)
    assert "killed, for it did not end" in log.names()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_that_came_before_it_ran_ends_it_before_anything_is_started(number: int) -> None:
    def never(*_: object) -> int:
        raise AssertionError("nobody is to be started")

    assert supervise(never, sent_before=[number], on_ready=lambda: pytest.fail("it is not ready"))


def test_an_end_that_comes_before_all_are_ready_is_a_good_one_and_says_nothing_of_serving() -> None:
    def slow(number: int, channel: socket.socket) -> int:
        if number:
            os.kill(os.getppid(), signal.SIGTERM)
            time.sleep(0.2)
        return worker(number, channel)

    assert supervise(slow, workers=2, on_ready=lambda: pytest.fail("the end has begun"))


def test_a_reload_asked_for_before_it_is_ready_is_done_once_it_is() -> None:
    log = Log("reloaded")
    order = []

    def slow(number: int, channel: socket.socket) -> int:
        time.sleep(0.2)
        return worker(number, channel)

    supervise(
        slow, log=log, sent_before=[signal.SIGHUP], on_ready=lambda: order.append(len(log.events)),
        tasks={"reload": lambda: {"memes": 3}},
    )  # fmt: skip
    assert order == [0]
    assert ("reloaded", {"changes": {"memes": 3}}) in log.events


def test_what_was_reloaded_is_taken_up_here_before_workers_are_told(tmp_path: Path) -> None:
    log = Log("not reloaded")
    mark = tmp_path / "mark"

    def tells(_: int, channel: socket.socket) -> int:
        say(channel, ready=True)
        while (command := channel.recv(1)) not in (DRAIN, b""):
            if command == RELOAD:
                say(channel, not_reloaded=["", "taken up" if mark.exists() else "too early", ""])
        return 0

    assert supervise(tells, log=log, on_ready=lambda: terminate(signal.SIGHUP), tasks={"take_up": mark.touch})
    assert log.events[-1][1]["reason"] == "taken up"


def test_workers_are_not_told_of_what_cannot_be_taken_up() -> None:
    log = Log("reload failed")

    def broken() -> None:
        raise CatalogError("gone again")

    assert supervise(log=log, on_ready=lambda: terminate(signal.SIGHUP), tasks={"take_up": broken})
    assert log.events == [("reload failed", {"reason": "gone again"})]


def test_what_a_reload_warns_of_is_logged_as_warnings() -> None:
    log = Log("beware")

    def warns() -> dict[str, Any]:
        return {"memes": 3, "warnings": [{"text": "beware", "users": [9]}]}

    assert supervise(log=log, on_ready=lambda: terminate(signal.SIGHUP), tasks={"reload": warns})
    assert log.events[:2] == [("reloaded", {"changes": {"memes": 3}}), ("beware", {"users": [9]})]
    assert (log.levels["reloaded"], log.levels["beware"]) == ("info", "warning")


def test_workers_that_cannot_be_replaced_leave_the_others_serving(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("maas_cli.web.restarts._FIRST_DELAY_SECONDS", 0.001)
    log = Log("a worker ended and is replaced", MOST_IN_A_ROW + 2)
    mark = tmp_path / "mark"

    def fragile(number: int, channel: socket.socket) -> int:
        if number and mark.exists():
            raise CatalogError("no catalogue")
        if number:
            say(channel, ready=True)
            mark.touch()
            time.sleep(0.05)
            return 9
        return worker(number, channel)

    assert supervise(fragile, workers=2, log=log, on_ready=lambda: None)
    failures = [fields for name, fields in log.events if name == "a worker ended and is replaced"]
    assert {fields["worker"] for fields in failures} == {1}
    assert failures[-1]["reason"] == "no catalogue"
    assert failures[-1]["others"] == 1
    pauses = [fields["after_seconds"] for fields in failures]
    assert pauses == sorted(pauses)
    assert pauses[-1] > pauses[0]


def test_the_service_ends_once_nobody_is_left_and_nobody_can_start(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("maas_cli.web.restarts._FIRST_DELAY_SECONDS", 0.01)
    monkeypatch.setattr("maas_cli.web.restarts._LONGEST_BESIDE_OTHERS_SECONDS", 60)
    log = Log()

    def fragile(number: int, channel: socket.socket) -> int:
        mark = tmp_path / str(number)
        if mark.exists():
            return 9
        mark.touch()
        say(channel, ready=True)
        time.sleep(0.5 if number else 0.1)
        return 9

    began = time.monotonic()
    assert not supervise(fragile, workers=2, log=log, on_ready=lambda: None)
    assert time.monotonic() - began < 15
    assert log.names()[-1] == "workers die again and again; giving up"


def beating(beats: Beats, number: int, channel: socket.socket) -> None:
    """Be ready, and beat until told to end."""
    say(channel, ready=True)
    channel.settimeout(0.05)
    while True:
        beats.beat(number)
        try:
            if channel.recv(1) in (DRAIN, b""):
                return
        except TimeoutError:
            continue


def test_a_worker_that_hangs_is_killed_and_replaced_and_the_others_are_not(tmp_path: Path) -> None:
    log = Log("settled what dead workers left")
    beats = Beats(2)
    mark = tmp_path / "mark"

    def hangs_once(number: int, channel: socket.socket) -> int:
        if number and not mark.exists():
            mark.touch()
            say(channel, ready=True)
            os.kill(os.getpid(), signal.SIGSTOP)
        beating(beats, number, channel)
        return 0

    tasks: dict[str, Callable[[], Any]] = {"recover": lambda: {"workers": 1}}
    assert supervise(hangs_once, workers=2, log=log, on_ready=lambda: None, tasks=tasks, watch=Watch(beats, 0.5))
    assert log.names() == [
        "killed, for it hangs", "a worker ended and is replaced", "settled what dead workers left",
    ]  # fmt: skip
    assert log.events[0][1]["worker"] == 1
    assert log.events[1][1]["reason"] == "SIGKILL"
    assert log.levels["killed, for it hangs"] == "error"


def test_one_that_does_not_beat_while_it_ends_has_its_time(monkeypatch: pytest.MonkeyPatch) -> None:
    log = Log()

    def slow_to_end(_: int, channel: socket.socket) -> int:
        say(channel, ready=True)
        channel.recv(1)
        time.sleep(0.6)
        return 0

    monkeypatch.setattr(module, "_MARGIN_SECONDS", 20)
    assert supervise(slow_to_end, log=log, watch=Watch(Beats(1), 0.2))
    assert log.names() == []


def met_damage(number: int, channel: socket.socket) -> int:
    """Be a worker that meets damage as soon as it serves, and again when it is told to reload."""
    say(channel, ready=True)
    say(channel, damaged=True)
    while (command := channel.recv(1)) not in (DRAIN, b""):
        if command == RELOAD:
            say(channel, not_reloaded=["", f"told {number}", ""])
    return 0


def test_an_index_that_workers_find_damaged_is_mended_once_and_all_are_told() -> None:
    log = Log("not reloaded", 2)
    mended = {"memes": 3}

    def mend() -> dict[str, int]:
        time.sleep(0.2)  # the other worker meets the damage meanwhile
        return mended

    assert supervise(met_damage, workers=2, log=log, on_ready=lambda: None, tasks={"mend": mend})
    assert sorted(log.names()) == [
        "not reloaded", "not reloaded", "the search index is damaged and is built again",
        "the search index is whole again",
    ]  # fmt: skip
    assert ("the search index is whole again", mended) in log.events


def test_an_index_that_could_not_be_mended_is_tried_again_as_what_could_not_be_taken_up_is(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(module, "_AGAIN_SECONDS", 0.1)
    log = Log("the search index is whole again")
    mark, taken = tmp_path / "mark", []

    def broken_once() -> dict[str, int]:
        if not mark.exists():
            mark.touch()
            raise CatalogError("the catalogue is gone")
        return {"memes": 3}

    def take_up() -> None:
        taken.append(True)
        if len(taken) == 1:
            raise CatalogError("it is gone again")

    assert supervise(met_damage, log=log, on_ready=lambda: None, tasks={"mend": broken_once, "take_up": take_up})
    assert [fields["reason"] for name, fields in log.events if name == "mend failed"] == [
        "the catalogue is gone", "it is gone again",
    ]  # fmt: skip


def test_what_mending_does_not_help_is_not_mended_again_and_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_AGAIN_SECONDS", 0.4)
    log = Log("the search index is whole again", 2)

    def hopeless(_: int, channel: socket.socket) -> int:
        say(channel, ready=True)
        say(channel, damaged=True)
        while (command := channel.recv(1)) not in (DRAIN, b""):
            if command == RELOAD:
                say(channel, damaged=True)
        return 0

    began = time.monotonic()
    assert supervise(hopeless, log=log, on_ready=lambda: None, tasks={"mend": lambda: {"memes": 3}})
    assert time.monotonic() - began > 0.4


def test_at_the_end_a_mending_is_broken_off() -> None:
    log = Log()

    def endless() -> None:
        os.kill(os.getppid(), signal.SIGTERM)
        time.sleep(60)

    began = time.monotonic()
    assert supervise(met_damage, log=log, on_ready=lambda: None, tasks={"mend": endless})
    assert time.monotonic() - began < 5
    assert log.names() == ["the search index is damaged and is built again"]
