"""Picking under the prompt while the terminal gets other sizes: nothing is left behind, and what was there stays."""

from __future__ import annotations

import re
import time
from functools import partial
from typing import TYPE_CHECKING

import pytest

from tests.tui.life.pane import HAS_TMUX, Pane

if TYPE_CHECKING:
    from tests.tui.browsing import Desk

pytestmark = pytest.mark.skipif(not HAS_TMUX, reason="needs tmux, a terminal that can be looked at")

LINES_ABOVE = [f"above {number}" for number in range(30)]
SAY_THEM = "for n in $(seq 0 29); do echo above $n; done"


def _is_alone(pane: Pane, width: int, screen: str) -> bool:
    """Whether there is one search box, as wide as the terminal, and all that belongs to it."""
    (first, *more) = re.findall(r"^╭─ Search.*", pane.everything, re.MULTILINE) or [""]
    return len(first) == width and not more and "commands" in screen


def _until_still(pane: Pane) -> None:
    """Wait until the clock went on, so that for a while no frame is on its way: one that is would go astray."""
    clock = re.compile(r"\d\d:\d\d:\d\d$", re.MULTILINE)
    before = clock.findall(pane.until(clock.search, "a clock"))
    pane.until(lambda screen: clock.findall(screen) not in ([], before), "another time")
    time.sleep(0.1)


def _lines_above(pane: Pane) -> list[str]:
    return re.findall(r"^above \d+$", pane.everything, re.MULTILINE)


@pytest.mark.parametrize(
    ("first", "sizes"),
    [
        ((80, 50), [(70, 50), (100, 50), (110, 50)]),
        ((80, 50), [(80, 44), (80, 30), (80, 50)]),
        ((100, 30), [(110, 34), (120, 24)]),
        ((80, 24), [(80, 18), (80, 16), (80, 30)]),
    ],
    ids=["narrower", "lower", "wider", "lower than what is drawn"],
)
def test_nothing_is_left_of_other_sizes_and_what_stood_above_stays(
    desk: Desk, first: tuple[int, int], sizes: list[tuple[int, int]]
) -> None:
    with Pane(desk, first) as pane:
        before = pane.state
        pane.type(f"clear; {SAY_THEM}")
        pane.until_seen(LINES_ABOVE[-1])
        pane.type('x=$(maas pick becky --print id); echo "<$x>" $?')
        pane.until_seen(" ✓ ", "commands")
        for columns, lines in sizes:
            _until_still(pane)
            pane.resize(columns, lines)
            pane.until(partial(_is_alone, pane, columns), "a single frame of the new size")
            assert _lines_above(pane) == LINES_ABOVE
        pane.press("Enter")
        assert re.fullmatch(r"\s*<\d+> 0\n", pane.ended())
        assert "Search" not in pane.everything
        assert _lines_above(pane) == LINES_ABOVE
        assert pane.state == before


def test_after_another_size_a_click_still_meets_what_it_is_on(desk: Desk) -> None:
    with Pane(desk, (80, 50)) as pane:
        pane.type("maas pick becky --print id; echo ended")
        pane.until_seen(" ✓ ", "commands")
        _until_still(pane)
        pane.resize(70, 50)
        screen = pane.until(lambda screen: re.search(rf"^╭─ Search ─{{{59}}}╮$", screen, re.MULTILINE), "a frame")
        row = next(number for number, line in enumerate(screen.splitlines(), 1) if re.match(r"│ +4 ", line))
        pane.write(f"\x1b[<0;9;{row}M\x1b[<0;9;{row}m")
        pane.until_seen("›   4 ")
        pane.press("C-c")
        pane.until_seen("ended\n")
