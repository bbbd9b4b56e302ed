"""Leaving the real program while a server has not answered: at once, with the terminal as it was."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING

import pytest

from tests.tui.browsing import ALICE, WIDE, Desk
from tests.tui.life.pane import HAS_TMUX, Pane
from tests.unit.remote.scripted_server import json_answer, serving

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.skipif(not HAS_TMUX, reason="needs tmux, a terminal that can be looked at")

LEFT_WITHIN_SECONDS = 2.0
"""Far less than the ten seconds after which a silent server is given up, far more than leaving takes."""

USER = {"id": 10, "name": "Alice", "tokenCount": 1000, "hits": None}
AT_FIRST = json_answer("200 OK", json.dumps(USER).encode())
NEVER = (b"", b"too late")


def _press(*keys: str) -> Callable[[Pane], None]:
    return lambda pane: pane.press(*keys)


def _signal(name: str) -> Callable[[Pane], None]:
    return lambda pane: pane.signal(name)


@pytest.mark.parametrize(
    ("end", "code"),
    [
        (_press("C-c"), 0), (_press("C-q"), 0), (_press("Escape", "Escape"), 0),
        (_signal("TERM"), 130), (_signal("INT"), 130),
    ],
    ids=["ctrl+c", "ctrl+q", "escape", "SIGTERM", "SIGINT"],
)  # fmt: skip
def test_a_silent_server_keeps_nobody_from_leaving(desk: Desk, end: Callable[[Pane], None], code: int) -> None:
    with serving(AT_FIRST, NEVER, pause_seconds=30) as server, Pane(desk, WIDE) as pane:
        before = pane.state
        pane.type(f"maas tui cat --server {server.url} --token {ALICE}; echo ended $?")
        pane.until_seen("searches, costs 1")
        pane.press("Enter")
        pane.until(lambda _: len(server.asked) > 1, "a second question")
        end(pane)
        started = time.monotonic()
        assert pane.ended() == f"ended {code}\n"
        assert time.monotonic() - started < LEFT_WITHIN_SECONDS
        assert pane.state == before


def test_a_silent_server_keeps_nobody_from_picking_nothing(desk: Desk) -> None:
    with serving(AT_FIRST, NEVER, pause_seconds=30) as server, Pane(desk, WIDE) as pane:
        pane.type(f'x=$(maas pick cat --server {server.url} --token {ALICE}); echo "<$x>" $?')
        pane.until_seen("searches, costs 1")
        pane.press("Enter")
        pane.until(lambda _: len(server.asked) > 1, "a second question")
        pane.press("C-c")
        started = time.monotonic()
        assert pane.ended() == "<> 130\n"
        assert time.monotonic() - started < LEFT_WITHIN_SECONDS
