"""Whether the terminal shows pixels: terminals here are the far ends of real pseudo-terminals."""

import os
import pty
import termios
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from maas_cli.tui.terminal_graphics import shows_pixels

XTERM = b"\x1b[?64;1;2;6;9;15;16;17;18;21;22;28c"
SIXELS = b"\x1b[?64;4;6c"
KITTY = b"\x1b_Gi=31;OK\x1b\\\x1b[?62;52;c"
REFUSING = b"\x1b_Gi=31;EINVAL:no such thing\x1b\\\x1b[?62c"


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
    [(XTERM, False), (SIXELS, True), (KITTY, True), (REFUSING, False), (b"\x1b[?4c", False), (b"\x1b[?c", False)],
)  # fmt: skip
def test_a_terminal_says_by_itself_whether_it_shows_pixels(answer: bytes, wanted: bool) -> None:
    with terminal(answer) as near:
        assert shows_pixels(near, near) is wanted


def test_an_answer_may_come_in_pieces_and_among_keys() -> None:
    with terminal(b"abc", SIXELS[:4], SIXELS[4:]) as near:
        assert shows_pixels(near, near)


def test_a_terminal_that_says_nothing_is_not_waited_for_long() -> None:
    with terminal() as near:
        started = time.monotonic()
        assert not shows_pixels(near, near)
    assert time.monotonic() - started < 1


def test_the_terminal_is_left_as_it_was_and_shows_no_answer() -> None:
    with terminal(XTERM) as near:
        before = termios.tcgetattr(near)
        shows_pixels(near, near)
        assert termios.tcgetattr(near) == before


def test_what_is_no_terminal_shows_none() -> None:
    reading, writing = os.pipe()
    assert not shows_pixels(reading, writing)
    os.close(reading)
    os.close(writing)
    assert not shows_pixels(reading, writing)


def test_a_terminal_that_is_closed_meanwhile_shows_none() -> None:
    far, near = pty.openpty()
    os.close(far)
    assert not shows_pixels(near, near)
    os.close(near)
