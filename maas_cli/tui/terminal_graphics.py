"""How the terminal shows pictures in pixels, asked in a moment; what would show them takes long to load.

Pictures must scroll and be covered like text, so of kitty's protocol they need the placeholder characters. Terminals
that know the protocol without these show boxes in their place, and no answer but their name tells.
"""

from __future__ import annotations

import os
import re
import select
import termios
import tty
from contextlib import contextmanager
from enum import Enum
from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


class Pixels(Enum):
    """How a terminal shows pixels."""

    SIXELS = "sixels"
    PLACEHOLDERS = "placeholders"


_PATIENCE_SECONDS = 0.15
"""A terminal that has not answered by then does not know the question."""

_QUESTIONS = b"\x1b[>0q\x1b[c"
"""What is the terminal's name and version (XTVERSION), and what kind of terminal it is (DA1).

All terminals answer the second, so that nobody waits for an answer to the first that never comes.
"""

_ATTRIBUTES = re.compile(rb"\x1b\[\?([\d;]*)c")
_SIXELS = b"4"
_NAME = re.compile(rb"\x1bP>\|([A-Za-z0-9]+)[ (](\d+)\.(\d+)")
_FIRST_WITH_PLACEHOLDERS = {b"kitty": (0, 28), b"ghostty": (1, 0), b"iTerm2": (3, 7)}


def pixels_of(keys: int, screen: int) -> Pixels | None:
    """Ask a terminal, given the descriptors that keys come from and that is drawn on, how it shows pixels, if at all.

    None also where one of them is no terminal or there is no answer. Keys pressed in this moment are lost.
    """
    try:
        with _each_byte_at_once(keys):
            os.write(screen, _QUESTIONS)
            answer = _answer(keys)
    except (OSError, termios.error):
        return None
    if _has_placeholders(answer):
        return Pixels.PLACEHOLDERS
    attributes = _ATTRIBUTES.search(answer)
    return Pixels.SIXELS if attributes is not None and _SIXELS in attributes[1].split(b";")[1:] else None


def _has_placeholders(answer: bytes) -> bool:
    told = _NAME.search(answer)
    if told is None or told[1] not in _FIRST_WITH_PLACEHOLDERS:
        return False
    return (int(told[2]), int(told[3])) >= _FIRST_WITH_PLACEHOLDERS[told[1]]


def _answer(keys: int) -> bytes:
    answer, deadline = b"", monotonic() + _PATIENCE_SECONDS
    while not _ATTRIBUTES.search(answer):
        if not select.select([keys], [], [], max(0.0, deadline - monotonic()))[0]:
            break
        piece = os.read(keys, 1024)
        if not piece:
            break
        answer += piece
    return answer


@contextmanager
def _each_byte_at_once(keys: int) -> Iterator[None]:
    """Take bytes as they come, without showing them, for a while."""
    before = termios.tcgetattr(keys)
    tty.setcbreak(keys, termios.TCSANOW)
    try:
        yield
    finally:
        termios.tcsetattr(keys, termios.TCSANOW, before)
