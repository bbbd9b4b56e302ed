"""Signals to wait for."""

import os
import select
import signal
import time
from pathlib import Path
from typing import Any

import pytest

from maas_cli.errors import LedgerError
from maas_cli.web import children
from maas_cli.web.children import HANDLED, start_task
from maas_cli.web.signals import Signals, ToldToEndError


def test_signals_are_given_in_order_and_do_nothing_else() -> None:
    former = signal.getsignal(signal.SIGTERM)
    with Signals() as signals:
        assert signals.taken() == []
        os.kill(os.getpid(), signal.SIGHUP)
        os.kill(os.getpid(), signal.SIGTERM)
        assert select.select([signals], [], [], 1)[0] == [signals]
        assert signals.taken() == [signal.SIGHUP, signal.SIGTERM]
        assert signals.taken() == []
    assert signal.getsignal(signal.SIGTERM) is former


def test_they_mean_what_they_meant_afterwards() -> None:
    former = [signal.getsignal(number) for number in HANDLED]
    with Signals():
        pass
    assert [signal.getsignal(number) for number in HANDLED] == former


def test_the_result_of_a_task_is_given_and_signals_that_came_meanwhile_are_kept() -> None:
    def task() -> list[int]:
        os.kill(os.getppid(), signal.SIGHUP)
        time.sleep(0.1)
        return [1, 2]

    with Signals() as signals:
        assert signals.result_of(start_task(task)) == [1, 2]
        assert signals.taken().count(signal.SIGHUP) == 1
        assert signal.SIGHUP not in signals.taken()


def test_the_error_of_a_task_is_raised() -> None:
    def task() -> None:
        raise LedgerError("locked", hint="wait")

    with Signals() as signals, pytest.raises(LedgerError, match="locked"):
        signals.result_of(start_task(task))


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_task_is_ended_tidily_by_a_signal_that_asks_to_end(number: int, tmp_path: Path) -> None:
    def task() -> None:
        try:
            os.kill(os.getppid(), number)
            time.sleep(60)
        finally:
            (tmp_path / "tidy").touch()

    began = time.monotonic()
    with Signals() as signals:
        child = start_task(task)
        with pytest.raises(ToldToEndError):
            signals.result_of(child)
    assert time.monotonic() - began < 5
    assert (tmp_path / "tidy").exists()
    with pytest.raises(ChildProcessError):
        os.waitpid(child.pid, os.WNOHANG)


def test_a_task_that_does_not_end_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(children, "_TIDY_SECONDS", 0.2)

    def task() -> Any:  # noqa: ANN401  # never returns
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        os.kill(os.getppid(), signal.SIGTERM)
        time.sleep(60)

    began = time.monotonic()
    with Signals() as signals, pytest.raises(ToldToEndError):
        signals.result_of(start_task(task))
    assert time.monotonic() - began < 5
