"""A process of its own in which pictures are drawn, for drawing holds Python's lock and would slow searches down.

It runs with the lowest priority, is started when the first picture is asked for, and ends when this process does.
"""

from __future__ import annotations

import subprocess
import sys
from socket import SHUT_RDWR, socket, socketpair
from typing import TYPE_CHECKING, Final

from maas_cli.errors import StorageError
from maas_cli.serialize import meme_extra_to_dict, meme_to_dict, to_json
from maas_cli.web.drawing_child import HEAD

if TYPE_CHECKING:
    from maas_cli.models.meme import Meme

PROGRAM: Final = "from maas_cli.web.drawing_child import main; main()"
MOST_SECONDS: Final = 60.0
"""So long a picture may take: a hundred times what it does, for where there is much else to do drawing has to wait."""

_SAME_PATH: Final = "import sys; sys.path[:] = sys.argv[1:]; "
"""Has the process find just the modules that this one finds, whatever is in the working directory."""


class DrawingProcess:
    """Draws one picture at a time. For one thread, but for ``close``."""

    def __init__(self, *, program: str = PROGRAM, most_seconds: float = MOST_SECONDS) -> None:
        """Take the Python program that answers, and the seconds after which one that does not is given up."""
        self._program = program
        self._most_seconds = most_seconds
        self._running: tuple[subprocess.Popen[bytes], socket] | None = None

    def draw(self, meme: Meme, size: int) -> bytes:
        """Return the picture of a meme, so many pixels wide and high, as a PNG; takes dozens of milliseconds.

        Raises:
            StorageError: the process ended or took too long; the next picture is drawn by a new one.
            RuntimeError: the picture cannot be drawn; the message is the report of why.
        """
        try:
            connection = self._connection()
            connection.sendall(to_json([size, meme_to_dict(meme), meme_extra_to_dict(meme)]) + b"\n")
            is_picture, length = HEAD.unpack(_received(connection, HEAD.size))
            answer = _received(connection, length)
        except OSError as error:
            self.close()
            raise StorageError(f"the process that draws pictures gave no answer: {error}") from error
        if not is_picture:
            raise RuntimeError(answer.decode())
        return answer

    def close(self) -> None:
        """End the process; a picture that is being drawn is given up."""
        running, self._running = self._running, None
        if running is not None:
            process, connection = running
            process.kill()
            process.wait()
            connection.shutdown(SHUT_RDWR)  # for a thread that still waits there
            connection.close()

    def _connection(self) -> socket:
        """Return the connection to the process, which is started if none is running.

        Raises:
            OSError: it cannot be started.
        """
        if self._running is not None and self._running[0].poll() is not None:
            self.close()
        if self._running is None:
            self._running = self._start()
        return self._running[1]

    def _start(self) -> tuple[subprocess.Popen[bytes], socket]:
        ours, theirs = socketpair()
        with theirs:
            process = subprocess.Popen(  # noqa: S603  # Python itself, and this very package
                [sys.executable, "-P", "-c", _SAME_PATH + self._program, *sys.path],
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,  # what is told to all of a terminal's processes is not for it
            )
        ours.settimeout(self._most_seconds)
        return process, ours


def _received(connection: socket, length: int) -> bytes:
    """Return the next bytes, just so many.

    Raises:
        OSError: they did not come, or not in time.
    """
    received = bytearray()
    while len(received) < length:
        chunk = connection.recv(length - len(received))
        if not chunk:
            raise ConnectionResetError("it has ended")
        received += chunk
    return bytes(received)
