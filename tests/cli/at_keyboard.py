"""A person at a terminal: keys in, whatever is shown out; the shell's commands are the person's too."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

ENTER, ESCAPE, LEAVE = "\r", "\x1b", "\x03"
USUAL_MODES = frozenset({7, 25})
"""Lines are wrapped, and the text cursor is to be seen."""

_PATIENCE_SECONDS = 30.0


class AtKeyboard:
    """A shell command on a terminal of its own, which it controls: ``/dev/tty`` is it too. Used in a ``with`` block."""

    def __init__(self, command: str, folder: Path, environment: Mapping[str, str], size: tuple[int, int]) -> None:
        self._ours, self._theirs = pty.openpty()
        fcntl.ioctl(self._theirs, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
        self.seen = ""
        """All that came up so far, control sequences included."""
        self._before = termios.tcgetattr(self._theirs)
        self._run = subprocess.Popen(
            ["setsid", "--ctty", "--wait", "sh", "-c", command],
            cwd=folder, env=dict(environment), stdin=self._theirs, stdout=self._theirs, stderr=self._theirs,
        )  # fmt: skip

    def __enter__(self) -> Self:
        """Give oneself; the command runs."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the terminal, which ends what still runs there."""
        os.close(self._ours)
        os.close(self._theirs)
        self._run.wait(_PATIENCE_SECONDS)

    def press(self, keys: str) -> None:
        """Press keys."""
        os.write(self._ours, keys.encode())

    def until_seen(self, text: str) -> None:
        """Wait until a text came up; fail if it never does."""
        deadline = time.monotonic() + _PATIENCE_SECONDS
        while text not in self.seen:
            assert time.monotonic() < deadline, f"{text!r} never came; the last is {self.seen[-600:]!r}"
            self._read(0.1)

    def until_ended(self) -> int:
        """Wait until the command has ended by itself and return its exit code."""
        deadline = time.monotonic() + _PATIENCE_SECONDS
        while self._run.poll() is None:
            assert time.monotonic() < deadline, f"it never ended; the last is {self.seen[-600:]!r}"
            self._read(0.02)
        while self._read(0.0):
            pass
        return self._run.returncode

    def leave(self) -> int:
        """Wait until the search box is there, leave, and return the exit code."""
        self.until_seen("Search")
        self.press(LEAVE)
        return self.until_ended()

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to all that runs on the terminal."""
        os.killpg(os.tcgetpgrp(self._ours), number)

    @property
    def is_as_before(self) -> bool:
        """Whether keys are echoed, lines edited and so on as when the command began."""
        return termios.tcgetattr(self._theirs) == self._before

    @property
    def modes(self) -> set[int]:
        """The private modes of the terminal that are on, as the mouse's and the alternate screen's."""
        on = set(USUAL_MODES)
        for number, switch in re.findall(r"\x1b\[\?(\d+)([hl])", self.seen):
            (on.add if switch == "h" else on.discard)(int(number))
        return on

    def _read(self, seconds: float) -> bool:
        """Take what comes up within some seconds; return whether anything did."""
        if not select.select([self._ours], [], [], seconds)[0]:
            return False
        self.seen += os.read(self._ours, 65536).decode("utf-8", "replace").replace("\r\n", "\n")
        return True
