"""The real program on a real terminal: what is on the screen, and how the terminal is left."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from tests.tui.browsing import ALICE, SMALL, USUAL, WIDE, Desk
from tests.tui.life.pane import HAS_TMUX, Pane
from tests.web.life.running import running

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.skipif(not HAS_TMUX, reason="needs tmux, a terminal that can be looked at")


def test_a_walk_through_the_browser(desk: Desk) -> None:
    with Pane(desk, WIDE) as pane:
        before = pane.state
        pane.type(f"maas tui --token {ALICE}")
        pane.until_seen("Search", "all, shuffled daily", "Alice · 1,000 tokens", "Map")
        pane.write("grumpy ca")
        pane.until_seen("grumpy ca ", "› ", " ✓ ", "relevance", "Grumpy Cat · #")
        pane.press("Down", "Down", "PageDown", "Up")
        pane.until(lambda screen: re.findall(r"› +(\d+) ", screen)[-1:] > ["1"], "another row")
        for size in (USUAL, SMALL):
            pane.resize(*size)
            pane.until_seen("grumpy ca", "› ", "commands", "1,000 left")
        pane.resize(50, 10)
        pane.until_seen("maas needs 60 columns and 16 lines")
        pane.resize(*WIDE)
        pane.until_seen("grumpy ca ", "› ", "Map", "Calls by endpoint")
        pane.press("F2")
        pane.until_seen("Tokens left", "Calls by user")
        pane.press("F4")
        pane.until_seen("hits for grumpy ca", " places ")
        pane.press("Escape")
        pane.until_seen("Results")
        pane.press("F1")
        pane.until_seen("Help", "Open the selected meme")
        pane.press("Escape")
        pane.until_gone("Help")
        pane.press("C-p")
        pane.until_seen("Show the favourites")
        pane.press("Escape")
        pane.until_gone("Show the favourites")
        pane.press("Enter")
        pane.until_seen("paid", "1 token")
        pane.press("Escape")
        pane.until_seen("Results", "999 tokens")
        pane.press("C-c")
        assert pane.ended() == ""
        assert pane.state == before


def _interrupt(pane: Pane) -> None:
    pane.press("C-c")


def _escape(pane: Pane) -> None:
    pane.press("Escape")


def _signal(name: str) -> Callable[[Pane], None]:
    def send(pane: Pane) -> None:
        pane.signal(name)

    return send


def _break(pane: Pane) -> None:
    pane.write("break")


@pytest.mark.parametrize(
    ("end", "code"), [(_interrupt, 0), (_escape, 0), (_signal("TERM"), 130), (_signal("INT"), 130), (_break, 70)]
)
def test_however_it_ends_the_terminal_is_as_before(desk: Desk, end: Callable[[Pane], None], code: int) -> None:
    with Pane(desk, USUAL) as pane:
        before = pane.state
        pane.type(f"$PYTHON $FAULTY tui --token {ALICE}; echo ended $?")
        pane.until_seen(" ✓ ")
        assert pane.state != before
        end(pane)
        assert pane.ended().endswith(f"ended {code}\n")
        assert pane.state == before
        pane.type("echo it can be typed")
        pane.until(lambda screen: screen.count("it can be typed") == 2, "an echo and an answer")


def test_a_fault_is_a_line_without_token_or_traceback(desk: Desk) -> None:
    with Pane(desk, USUAL, {"MAAS_TOKEN": ALICE}) as pane:
        pane.type("$PYTHON $FAULTY tui")
        pane.until_seen(" ✓ ")
        pane.write("break")
        said = pane.ended()
    assert said == "error: internal error (ZeroDivisionError)\nhint: MAAS_DEBUG=1 shows where; please report it\n"


def test_where_a_traceback_is_wanted_it_has_no_values_of_variables(desk: Desk) -> None:
    with Pane(desk, (120, 60), {"MAAS_TOKEN": ALICE, "MAAS_DEBUG": "1"}) as pane:
        pane.type("$PYTHON $FAULTY tui")
        pane.until_seen(" ✓ ")
        pane.write("break")
        said = pane.ended()
    assert re.search(r"line \d+, in _look\n +raise ZeroDivisionError", said)
    assert said.count(ALICE) == said.count(f"nobody foresaw this of {ALICE}") == 1


@pytest.mark.parametrize(
    "variables",
    [
        {"NO_COLOR": "1"},
        {"TERM": "xterm", "COLORTERM": ""},
        {"TERM": "screen"},
        {"TERM": "linux"},
        {"TERM": ""},
        {"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"MAAS_THEME": "ansi-light"},
    ],
    ids=str,
)
def test_it_works_on_plain_terminals_too(desk: Desk, variables: dict[str, str]) -> None:
    with Pane(desk, USUAL) as pane:
        before = pane.state
        settings = " ".join(f"{name}={value}" for name, value in variables.items())
        pane.type(f"unset LC_ALL; env {settings} $PYTHON -m maas_cli tui cat; echo ended $?")
        screen = pane.until_seen(" ✓ ", "╭─ Search ─", "› ")
        assert "\\u" not in screen
        pane.press("Down", "F3", "F2")
        pane.until_seen("Calls by user")
        pane.press("C-c")
        assert pane.ended().endswith("ended 0\n")
        assert pane.state == before


def test_a_terminal_that_is_too_small_says_what_it_needs(desk: Desk) -> None:
    with Pane(desk, (40, 10)) as pane:
        pane.type("maas tui")
        pane.until_seen("maas needs 60 columns and 16 lines")
        pane.press("Escape")
        pane.ended()


def test_picking_leaves_what_stood_above_and_writes_the_choice_alone(desk: Desk) -> None:
    with Pane(desk, (100, 30)) as pane:
        before = pane.state
        pane.type("echo above")
        pane.type('x=$(maas pick becky --print id); echo "<$x>" $?')
        screen = pane.until_seen(" ✓ ", "› ")
        assert screen.index("\nabove\n") < screen.index("Search")
        pane.resize(110, 34)
        pane.until_seen("╮", "› ")
        pane.press("Down", "Enter")
        ended = pane.ended()
        assert pane.state == before
    assert re.fullmatch(r"\s*<\d+> 0\n", ended)


def test_picking_nothing_is_exit_code_130(desk: Desk) -> None:
    with Pane(desk, (100, 30)) as pane:
        pane.type('x=$(maas pick); echo "<$x>" $?')
        pane.until_seen(" ✓ ")
        pane.press("Escape")
        assert pane.ended() == "<> 130\n"


def test_the_balance_falls_within_two_seconds_while_others_spend(desk: Desk) -> None:
    with Pane(desk, WIDE) as pane:
        pane.type(f"maas tui --token {ALICE}")
        pane.until_seen("Alice · 1,000 tokens", "1,000 left · 0 today")
        command = [sys.executable, "-m", "maas_cli", "search", "--token", ALICE, "cat"]
        subprocess.run(command, env=desk.environment, cwd=desk.folder, check=True, capture_output=True)
        spent = time.monotonic()
        pane.until_seen("Alice · 999 tokens", "999 left · 1 today", "cli/search")
        assert time.monotonic() - spent < 2
        pane.press("C-c")
        pane.ended()


def test_the_balance_falls_while_a_service_answers_others(desk: Desk) -> None:
    with running(desk.folder, desk.cache) as service, Pane(desk, WIDE) as pane:
        pane.type(f"maas tui --token {ALICE}")
        pane.until_seen("Alice · 1,000 tokens", "0 calls/s")
        for _ in range(7):
            assert service.search(token=ALICE).status == 200
        spent = time.monotonic()
        pane.until_seen("Alice · 993 tokens", "/api/memes")
        assert time.monotonic() - spent < 2
        pane.press("C-c")
        pane.ended()
