"""A program on a pseudo-terminal: keys in, bytes out, and what it costs meanwhile. Linux only."""

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
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

_TICKS = os.sysconf("SC_CLK_TCK")
_BYTES_AT_ONCE = 1 << 16
_CONTROL = re.compile(rb"\x1b\[[0-9;:<=>?]*[ -/]*[@-~]")
"""Control sequences: colours, positions, modes."""


class TerminalProcess:
    """A running program that believes it is on a terminal; killed at the end of the block."""

    def __init__(self, command: Sequence[str], environment: dict[str, str], columns: int, lines: int) -> None:
        self._terminal, far_end = pty.openpty()
        fcntl.ioctl(far_end, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        self._process = subprocess.Popen(
            command, stdin=far_end, stdout=far_end, stderr=far_end, env=environment, start_new_session=True
        )
        os.close(far_end)

    def __enter__(self) -> Self:
        """Give the process itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Kill the process."""
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()
        os.close(self._terminal)

    def write(self, keys: bytes) -> None:
        """Press keys."""
        os.write(self._terminal, keys)

    def wait_for(self, text: str, seconds: float) -> None:
        """Wait until a text comes up in one piece, control sequences left out.

        Raises:
            TimeoutError: it did not come in time.
        """
        seen, deadline = b"", time.monotonic() + seconds
        while text not in _CONTROL.sub(b"", seen).decode("utf-8", "ignore"):
            ready, _, _ = select.select([self._terminal], [], [], max(0.0, deadline - time.monotonic()))
            if not ready:
                raise TimeoutError(f"{text!r} never came; the last bytes are {seen[-500:]!r}")
            seen += os.read(self._terminal, _BYTES_AT_ONCE)

    def drain(self, seconds: float) -> None:
        """Let go by what comes within some seconds."""
        deadline = time.monotonic() + seconds
        while (left := deadline - time.monotonic()) > 0:
            if select.select([self._terminal], [], [], left)[0]:
                os.read(self._terminal, _BYTES_AT_ONCE)

    def cpu_seconds(self) -> float:
        """Return the CPU time it took so far, to a hundredth of a second."""
        fields = Path(f"/proc/{self._process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / _TICKS

    def cpu_share(self, seconds: float) -> float:
        """Return the share of a core it takes over some seconds."""
        before = self.cpu_seconds()
        self.drain(seconds)
        return (self.cpu_seconds() - before) / seconds

    def own_bytes(self) -> int:
        """Return the memory it holds that is no file's."""
        status = Path(f"/proc/{self._process.pid}/status").read_text()
        return next(int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith("RssAnon:"))
