"""A socket that gives up: on a silence, on an exchange that takes too long in all, on an answer without an end."""

import io
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import socket

    from _typeshed import WriteableBuffer


class AnswerTooLargeError(Exception):
    """The other side sends more than is wanted."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What an exchange may take: seconds of silence, seconds in all, and bytes received, headers included."""

    silence_seconds: float = 10.0
    whole_seconds: float = 60.0
    largest_bytes: int = 64 * 2**20


class BoundedSocket:
    """What :mod:`http.client` needs of a socket, held to bounds. Closing it leaves the socket open: its owner does it.

    The time in all begins when it is made. For one exchange, one thread.
    """

    def __init__(self, owned: "socket.socket", bounds: Bounds) -> None:
        self._socket = owned
        self._bounds = bounds
        self._deadline = time.monotonic() + bounds.whole_seconds
        self._received = 0

    def sendall(self, data: bytes) -> None:
        """Send all of the data.

        Raises:
            TimeoutError: it takes too long.
            OSError: the connection broke.
        """
        self._wait_no_longer()
        self._socket.sendall(data)

    def makefile(self, _mode: str) -> io.BufferedReader:
        """Return what is received as a file, whatever the mode."""
        return io.BufferedReader(_Received(self))

    def close(self) -> None:
        """Do nothing: an answer is still read after http.client is through with its connection."""

    def receive_into(self, buffer: "WriteableBuffer") -> int:
        """Receive some bytes and return how many, 0 at the end.

        Raises:
            TimeoutError: nothing came for too long, or all took too long.
            AnswerTooLargeError: more came than is wanted.
            OSError: the connection broke.
        """
        self._wait_no_longer()
        count = self._socket.recv_into(buffer)
        self._received += count
        if self._received > self._bounds.largest_bytes:
            raise AnswerTooLargeError
        return count

    def _wait_no_longer(self) -> None:
        """Let the next wait end with the silence or with the time in all, whichever is sooner."""
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError
        self._socket.settimeout(min(left, self._bounds.silence_seconds))


class _Received(io.RawIOBase):
    """The bytes a bounded socket receives."""

    def __init__(self, source: BoundedSocket) -> None:
        super().__init__()
        self._source = source

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        return self._source.receive_into(buffer)
