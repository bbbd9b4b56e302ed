"""How the terminal shows pixels: terminals here are the far ends of real pseudo-terminals."""

import os
import pty
import termios
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from maas_cli.tui.terminal_graphics import Pixels, pixels_of

XTERM = b"\x1b[?64;1;2;6;9;15;16;17;18;21;22;28c"
SIXELS = b"\x1b[?64;4;6c"


def named(name: str, attributes: str = "62") -> bytes:
    """Return the answer of a terminal that says its name."""
    return f"\x1bP>|{name}\x1b\\\x1b[?{attributes}c".encode()


@contextmanager
def terminal(*answers: bytes) -> Iterator[int]:
    """Give the descriptor of a terminal that answers any question piece by piece."""
    far, near = pty.openpty()

    def answer() -> None:
        asked = b""
        while not asked.endswith(b"\x1b[c"):
            asked += os.read(far, 1024)
        for piece in answers:
            os.write(far, piece)
            time.sleep(0.01)

    thread = threading.Thread(target=answer)
    thread.start()
    try:
        yield near
    finally:
        thread.join()
        os.close(near)
        os.close(far)


@pytest.mark.parametrize(
    ("answer", "wanted"),
    [
        (XTERM, None),
        (SIXELS, Pixels.SIXELS),
        (b"\x1b[?4c", None),
        (b"\x1b[?c", None),
        (named("XTerm(379)", "64;4;6"), Pixels.SIXELS),
        (named("kitty(0.28.0)"), Pixels.PLACEHOLDERS),
        (named("kitty(1.0.2)"), Pixels.PLACEHOLDERS),
        (named("ghostty 1.2.3"), Pixels.PLACEHOLDERS),
        (named("iTerm2 3.7.0", "64;4;6"), Pixels.PLACEHOLDERS),
        (named("iTerm2 3.5.11", "64;4;6"), Pixels.SIXELS),
        (named("tmux 3.4", "1;2;4"), Pixels.SIXELS),
    ],
)
def test_a_terminal_says_by_itself_how_it_shows_pixels(answer: bytes, wanted: Pixels | None) -> None:
    with terminal(answer) as near:
        assert pixels_of(near, near) is wanted


@pytest.mark.parametrize(("name", "attributes", "wanted"), [
    ("kitty(0.26.5)", "62", None), ("WezTerm 20240203-110809-5046fc22", "65;4;6;18;22", Pixels.SIXELS),
    ("Konsole 22.12.3", "62;1;4", Pixels.SIXELS), ("Konsole 22.12.3", "62;1", None), ("kitty", "62", None),
])  # fmt: skip
def test_a_terminal_that_would_show_boxes_for_placeholders_is_given_none(
    name: str, attributes: str, wanted: Pixels | None
) -> None:
    with terminal(named(name, attributes)) as near:
        assert pixels_of(near, near) is wanted


def test_an_answer_may_come_in_pieces_and_among_keys() -> None:
    with terminal(b"abc", SIXELS[:4], SIXELS[4:]) as near:
        assert pixels_of(near, near) is Pixels.SIXELS


def test_a_terminal_that_says_nothing_is_not_waited_for_long() -> None:
    with terminal() as near:
        started = time.monotonic()
        assert pixels_of(near, near) is None
    assert time.monotonic() - started < 1


def test_the_terminal_is_left_as_it_was_and_shows_no_answer() -> None:
    with terminal(XTERM) as near:
        before = termios.tcgetattr(near)
        pixels_of(near, near)
        assert termios.tcgetattr(near) == before


def test_what_is_no_terminal_shows_none() -> None:
    reading, writing = os.pipe()
    assert pixels_of(reading, writing) is None
    os.close(reading)
    os.close(writing)
    assert pixels_of(reading, writing) is None


def test_a_terminal_that_is_closed_meanwhile_shows_none() -> None:
    far, near = pty.openpty()
    os.close(far)
    assert pixels_of(near, near) is None
    os.close(near)
