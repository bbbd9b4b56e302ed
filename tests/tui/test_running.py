"""Running on the terminal. What ends processes is tried in processes; tests/cli and life/ run the real program."""

import os
import signal
import sys
from pathlib import Path

import pytest

from maas_cli.tui.running import standard_output_on_terminal
from tests.cli.at_keyboard import AtKeyboard
from tests.cli.driver import measured

REPOSITORY = Path(__file__).parents[2]
UNTIL_ENDED = """
import signal, time
from maas_cli.tui.running import ending_with_terminal
signal.signal(signal.SIGHUP, signal.SIG_IGN)
with ending_with_terminal():
    print("it is up", flush=True)
    time.sleep({seconds})
print(signal.getsignal(signal.SIGHUP) is signal.SIG_IGN)
open("all went by", "w").close()
"""
RUN = """
import asyncio, os, signal
from maas_cli.tui.running import run

class App:
    fault = {fault}
    left = None

    def exit(self):
        self.left.set()

    async def run_async(self):
        self.left = asyncio.Event()
        os.write(1, b"to be seen|")
        if {number}:
            os.kill(os.getpid(), {number})
            await self.left.wait()
        return "chosen"

try:
    print("\\n" + run(App()))
except (KeyboardInterrupt, ZeroDivisionError) as error:
    print("\\n" + type(error).__name__)
"""


def test_what_is_written_meanwhile_goes_where_is_drawn(capfd: pytest.CaptureFixture[str]) -> None:
    with standard_output_on_terminal():
        os.write(1, b"by a library")
    os.write(1, b"data")
    assert capfd.readouterr() == ("data", "by a library")


def at_keyboard(folder: Path, code: str, redirection: str = "") -> AtKeyboard:
    (folder / "code.py").write_text(code, encoding="utf-8")
    environment = measured() | {"PATH": os.defpath, "PYTHON": sys.executable, "PYTHONPATH": str(REPOSITORY)}
    return AtKeyboard(f'"$PYTHON" code.py {redirection}', folder, environment, (80, 24))


def python(folder: Path, code: str, redirection: str = "") -> str:
    """Return what comes up on a terminal where some Python runs."""
    with at_keyboard(folder, code, redirection) as person:
        person.until_ended()
    return person.seen


def test_what_it_was_left_with_is_handed_on_past_the_terminal(tmp_path: Path) -> None:
    seen = python(tmp_path, RUN.format(fault=None, number=0), redirection=">out")
    assert (seen, (tmp_path / "out").read_text()) == ("to be seen|", "\nchosen\n")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_lets_it_leave_in_order_and_is_an_interrupt(tmp_path: Path, number: signal.Signals) -> None:
    seen = python(tmp_path, RUN.format(fault=None, number=int(number)))
    assert seen == "to be seen|\nKeyboardInterrupt\n"


def test_a_fault_comes_before_a_signal(tmp_path: Path) -> None:
    seen = python(tmp_path, RUN.format(fault="ZeroDivisionError()", number=int(signal.SIGINT)))
    assert seen == "to be seen|\nZeroDivisionError\n"


def test_a_closed_terminal_ends_what_would_not_hear_of_it(tmp_path: Path) -> None:
    with at_keyboard(tmp_path, UNTIL_ENDED.format(seconds=60)) as person:
        person.until_seen("it is up")
    assert not (tmp_path / "all went by").exists()


def test_where_it_stays_open_nothing_happens_and_signals_are_as_before(tmp_path: Path) -> None:
    assert python(tmp_path, UNTIL_ENDED.format(seconds=0.1)) == "it is up\nTrue\n"
