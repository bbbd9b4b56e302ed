"""Clients that ask again and again, and know exactly what they got."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from tests.web.life.running import TOKEN, Running

_REQUEST = b"GET /api/memes?query=%b HTTP/1.1\r\nHost: localhost\r\nX-Token: %b\r\n\r\n"  # kept alive, as clients are


class Load:
    """What some clients got: ``answered`` whole answers of 200, ``refused`` of others; the rest names what broke.

    ``cut`` answers began and did not end; ``unanswered`` requests were sent on a connection that was closed before the
    first byte; ``unconnected`` clients found nobody.
    """

    def __init__(self, service: Running, query: str = "becky", token: str = TOKEN) -> None:
        self.service = service
        self.request = _REQUEST % (query.encode(), token.encode())
        self.answered = self.cut = self.unanswered = self.unconnected = 0
        self.refused: list[bytes] = []
        self.is_over = threading.Event()
        self._lock = threading.Lock()

    def run(self) -> None:
        """Be one client, connecting again where it has to."""
        while not self.is_over.is_set():
            try:
                connection = self.service.connect()
            except OSError:
                self._count("unconnected")
                self.is_over.wait(0.02)
                continue
            with connection:
                while not self.is_over.is_set() and self._ask(connection):
                    pass

    def _ask(self, connection: socket.socket) -> bool:
        """Ask once; return whether the connection can be used again."""
        received = b""
        try:
            connection.sendall(self.request)
            while not _is_whole(received):
                piece = connection.recv(65536)
                if not piece:
                    break
                received += piece
        except OSError:  # reset
            pass
        if not _is_whole(received):
            self._count("cut" if received else "unanswered")
            return False
        if received.startswith(b"HTTP/1.1 200 "):
            self._count("answered")
        else:
            self.refused.append(received)
        return b"connection: close" not in received

    def _count(self, what: str) -> None:
        with self._lock:
            setattr(self, what, getattr(self, what) + 1)

    def __repr__(self) -> str:
        counts = f"answered={self.answered} cut={self.cut} unanswered={self.unanswered}"
        return f"{counts} unconnected={self.unconnected} refused={self.refused[:3]}"


def _is_whole(received: bytes) -> bool:
    head, separator, body = received.partition(b"\r\n\r\n")
    if not separator:
        return False
    for line in head.split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            return len(body) >= int(value)
    return body.endswith(b"0\r\n\r\n")


@contextmanager
def load(service: Running, clients: int = 8, **asked: str) -> Iterator[Load]:
    """Have some clients ask while the block runs, and a moment to finish at its end."""
    running = Load(service, **asked)
    threads = [threading.Thread(target=running.run) for _ in range(clients)]
    for thread in threads:
        thread.start()
    try:
        yield running
    finally:
        running.is_over.set()
        for thread in threads:
            with suppress(RuntimeError):
                thread.join()
