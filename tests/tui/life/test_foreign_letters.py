"""Letters whose width the terminal does not agree about: tmux gives vowel signs cells that no frame has for them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.tui.browsing import SMALL, USUAL, WIDE, Desk
from tests.tui.life.pane import HAS_TMUX, Pane

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.skipif(not HAS_TMUX, reason="needs tmux, a terminal that can be looked at")

HINDI = re.compile("[\u0900-\u097f]")


def _frames_of(pane: Pane) -> Iterator[list[int]]:
    """Yield the columns at which frames stand, for each line of the list; a cell at a time is asked of the terminal."""
    for line in pane.screen.splitlines():
        if line.startswith("│") and not line.startswith("│ lang:") and not line.startswith("│ dog"):
            yield [place for place, letter in enumerate(_cells(line)) if letter == "│"]


def _cells(line: str) -> str:
    """Return a line of the terminal with as many characters as it has cells; Latin and Devanagari have one each."""
    return "".join(letter for letter in line if not re.match("[\u0900-\u0902\u093c\u0941-\u0948\u094d]", letter))


@pytest.mark.parametrize("size", [WIDE, USUAL, SMALL])
def test_frames_stand_in_their_columns_beside_hindi_and_after_it(desk: Desk, size: tuple[int, int]) -> None:
    with Pane(desk, size) as pane:
        pane.type("maas tui --near Almaty lang:hi")
        screen = pane.until(lambda screen: " ✓ " in screen and HINDI.search(screen), "captions in Hindi")
        assert len({tuple(frames) for frames in _frames_of(pane) if len(frames) in (2, 4)}) <= 2
        assert all(len(frames) % 2 == 0 for frames in _frames_of(pane)), screen
        pane.press("C-u")
        pane.until_seen("type to search")
        pane.write("lang:en cat")
        screen = pane.until(lambda screen: "cat" in screen and not HINDI.search(screen), "no Hindi any more")
        assert {frames[-1] for frames in _frames_of(pane)} == {size[0] - 1}, screen
