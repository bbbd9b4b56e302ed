"""Whether the terminal shows pictures in pixels, asked in a moment; what would show them takes long to load."""

from __future__ import annotations

import os
import re
import select
import termios
import tty
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_PATIENCE_SECONDS = 0.15
"""A terminal that has not answered by then does not know the question."""

_QUESTIONS = b"\x1b_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\x1b\\\x1b[c"
"""Whether a picture of one pixel could be shown, in kitty's protocol; and what kind of terminal it is (DA1).

All terminals answer the second, so that nobody waits for an answer to the first that never comes.
"""

_ATTRIBUTES = re.compile(rb"\x1b\[\?([\d;]*)c")
_SIXELS = b"4"
_KITTY_ANSWER = b"\x1b_Gi=31;OK"


def shows_pixels(keys: int, screen: int) -> bool:
    """Ask a terminal, given the descriptors that keys come from and that is drawn on, whether it shows pixels.

    False where one of them is no terminal or there is no answer. Keys pressed in this moment are lost.
    """
    try:
        with _each_byte_at_once(keys):
            os.write(screen, _QUESTIONS)
            answer = _answer(keys)
    except (OSError, termios.error):
        return False
    attributes = _ATTRIBUTES.search(answer)
    return _KITTY_ANSWER in answer or (attributes is not None and _SIXELS in attributes[1].split(b";")[1:])


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
