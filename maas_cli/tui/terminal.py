"""Whether there is a terminal to draw on, and where its keys come from. Loads nothing of Textual, so it is quick."""

from __future__ import annotations

import os
import sys

from maas_cli.errors import InvalidInputError

_HINT = "maas search works without one"


def check_terminal(*, is_dumb: bool) -> None:
    """Refuse to start where nothing can be drawn; keys are read from standard input, and standard error is drawn on.

    Raises:
        InvalidInputError: one of them is no terminal, or the terminal understands no control sequences.
    """
    if is_dumb:
        raise InvalidInputError("the terminal (TERM=dumb) cannot show the browser", hint=_HINT)
    for name, stream in (("standard input", sys.stdin), ("standard error", sys.stderr)):
        if stream is None or not stream.isatty():
            raise InvalidInputError(f"the browser needs a terminal, and {name} is none", hint=_HINT)


def piped_line() -> str | None:
    """Return the first line of standard input with blanks around it left out; None if that is a terminal or nothing."""
    if sys.stdin is None or sys.stdin.isatty():
        return None
    return sys.stdin.buffer.readline(1_000_000).decode("utf-8", "replace").strip() or None


def read_keys_from_terminal() -> None:
    """Take keys from the terminal in place of what is piped in.

    What reads them takes them from the descriptor, past the buffer of ``sys.stdin``.

    Raises:
        InvalidInputError: the process has no terminal.
    """
    if sys.stdin is None:
        raise InvalidInputError("standard input is closed", hint=_HINT)
    if sys.stdin.isatty():
        return
    try:
        terminal = os.open("/dev/tty", os.O_RDWR)
    except OSError as error:
        raise InvalidInputError("there is no terminal to choose on", hint=_HINT) from error
    os.dup2(terminal, 0)
    os.close(terminal)
