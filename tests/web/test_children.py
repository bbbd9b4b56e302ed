"""Child processes: what they say, and how they end."""

import os
import signal
import socket
import time
from collections.abc import Callable

import pytest

from maas_cli.errors import CatalogError, IndexDamagedError, MaasError
from maas_cli.web.children import FAILED, Child, as_error, as_message, fork, say, start_task


def ended(child: Child) -> int:
    """Return how a child ended, once it has."""
    for _ in range(500):
        code = child.has_ended()
        if code is not None:
            return code
        time.sleep(0.01)
    raise AssertionError("it goes on")


def test_the_result_of_a_task_comes_back_whole() -> None:
    big = {"lines": ["x" * 1000] * 1000, "none": None}
    assert start_task(lambda: big).result() == big


def fail(error: Exception) -> Callable[[], None]:
    def task() -> None:
        raise error

    return task


def test_an_error_of_a_task_is_raised_as_itself_with_its_hint() -> None:
    with pytest.raises(CatalogError, match="no memes") as raised:
        start_task(fail(CatalogError("no memes", hint="take others"))).result()
    assert raised.value.hint == "take others"


def test_a_fault_of_a_task_is_a_fault_here_and_shows_where_it_was(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(RuntimeError, match=r"internal error \(ZeroDivisionError\)"):
        start_task(lambda: 1 // 0).result()
    assert "ZeroDivisionError" in capfd.readouterr().err


def test_a_task_that_is_killed_is_an_error() -> None:
    with pytest.raises(RuntimeError, match="ended early"):
        start_task(lambda: os.kill(os.getpid(), signal.SIGKILL)).result()


def test_waiting_that_is_interrupted_ends_the_task(monkeypatch: pytest.MonkeyPatch) -> None:
    child = start_task(lambda: time.sleep(60))

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Child, "messages", interrupt)
    with pytest.raises(KeyboardInterrupt):
        child.result()
    with pytest.raises(ProcessLookupError):
        child.kill()


def test_a_child_hears_commands_and_its_exit_code_is_known() -> None:
    def work(channel: socket.socket) -> int:
        say(channel, heard=channel.recv(10).decode())
        return 7

    child = fork(work)
    child.send(b"go")
    assert ended(child) == 7
    assert child.messages() == [{"heard": "go"}]
    child.send(b"nobody hears it")
    child.channel.close()


def test_half_a_message_waits_for_its_other_half() -> None:
    ours, theirs = socket.socketpair()
    ours.setblocking(False)
    child = Child(0, ours)
    theirs.send(b'{"a": 1}\n{"b"')
    assert child.messages() == [{"a": 1}]
    assert child.messages() == []
    theirs.send(b": 2}\n")
    assert child.messages() == [{"b": 2}]
    ours.close()
    say(theirs, nobody="hears it")
    theirs.close()


def test_a_child_notices_that_its_parent_is_gone_although_there_are_others() -> None:
    def wait_for_end(channel: socket.socket) -> int:
        return 3 if channel.recv(1) == b"" else 4

    first = fork(wait_for_end)
    second = fork(wait_for_end, foreign=[first.channel])
    first.channel.close()
    assert ended(first) == 3
    second.channel.close()
    assert ended(second) == 3


def test_a_child_begins_with_the_signals_as_they_were_before_its_parent_changed_them() -> None:
    former = signal.signal(signal.SIGTERM, lambda *_: None)
    try:
        child = fork(lambda channel: len(channel.recv(1)))
        os.kill(child.pid, signal.SIGINT)  # the parent's to decide
        os.kill(child.pid, signal.SIGHUP)
        assert child.has_ended() is None
        os.kill(child.pid, signal.SIGTERM)
        assert ended(child) == -signal.SIGTERM
    finally:
        signal.signal(signal.SIGTERM, former)
        child.channel.close()


def test_work_that_raises_ends_with_a_code_of_its_own() -> None:
    def work(_: socket.socket) -> int:
        raise IndexDamagedError("torn")

    child = fork(work)
    assert ended(child) == FAILED
    assert child.messages() == [{"error": ["index_damaged", "torn", ""]}]
    child.channel.close()


def test_every_error_survives_the_way() -> None:
    kinds = [MaasError]
    for kind in kinds:
        error = as_error(as_message(kind("text", hint="hint")))
        assert (type(error), str(error), getattr(error, "hint", "")) == (kind, "text", "hint")
        kinds += kind.__subclasses__()
    assert type(as_error(["", "text", ""])) is RuntimeError
