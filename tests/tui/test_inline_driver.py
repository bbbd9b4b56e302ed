"""What is written to the terminal below a prompt; tests/tui/life/test_resizing.py looks at what comes of it."""

import io
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from maas_cli.tui.inline_driver import InlineDriver
from maas_cli.tui.pick import PickApp
from tests.tui.browsing import Desk, scenario


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """What is written to a terminal on which nobody presses a key."""
    terminal = io.StringIO()
    with Path(os.devnull).open(encoding="utf-8") as keys:
        monkeypatch.setattr("sys.__stdin__", keys)
        monkeypatch.setattr("sys.__stderr__", terminal)
        yield terminal


@scenario
async def test_for_another_size_only_what_is_below_is_cleared(desk: Desk, written: io.StringIO) -> None:
    InlineDriver(PickApp(desk.session())).write("\x1b[2J")
    assert written.getvalue() == "\x1b[K\x1b[C\x1b[J\r"


@scenario
async def test_all_else_is_written_as_it_is(desk: Desk, written: io.StringIO) -> None:
    driver = InlineDriver(PickApp(desk.session()))
    for piece in ("a frame\n", "\x1b[J", "\x1b[?25l"):
        driver.write(piece)
    assert written.getvalue() == "a frame\n\x1b[J\x1b[?25l"


@scenario
async def test_long_lines_are_cut_off_while_it_draws_and_wrapped_again_when_it_is_left(
    desk: Desk, written: io.StringIO
) -> None:
    driver = InlineDriver(PickApp(desk.session()))
    driver.start_application_mode()
    assert written.getvalue().startswith("\x1b[?7l")
    assert "\x1b[?7h" not in written.getvalue()
    driver.stop_application_mode()
    assert written.getvalue().count("\x1b[?7h") == 1
