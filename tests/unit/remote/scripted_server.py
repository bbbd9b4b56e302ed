"""A real server on this machine that says what a test wants it to say, byte for byte."""

import socket
import ssl
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import trustme

from maas_cli.models.search import Hit
from maas_cli.serialize import hit_to_json

_AUTHORITY = trustme.CA()
_IDENTITY = _AUTHORITY.issue_cert("127.0.0.1")


def trust_in(folder: Path) -> str:
    """Return a file to be named in ``SSL_CERT_FILE``, so that a server that speaks TLS is trusted."""
    path = folder / "authority.pem"
    _AUTHORITY.cert_pem.write_to_path(str(path))
    return str(path)


class ScriptedServer:
    """Answers each connection with the next of its answers, piece by piece; after the last with nothing.

    ``pause_seconds`` go by before each piece but the first; ``asked`` holds the requests, headers included. What is
    no request is answered too.
    """

    def __init__(
        self, answers: Sequence[bytes | Sequence[bytes]], *, pause_seconds: float, is_tls: bool, host: str
    ) -> None:
        self.asked: list[bytes] = []
        self._answers = [[answer] if isinstance(answer, bytes) else list(answer) for answer in answers]
        self._pause_seconds = pause_seconds
        self._listener = socket.create_server((host, 0))
        self._tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER) if is_tls else None
        if self._tls:
            _IDENTITY.configure_cert(self._tls)
        self._closing = threading.Event()
        self.address = (host, self._listener.getsockname()[1])
        self.url = f"{'https' if is_tls else 'http'}://{host}:{self.address[1]}"

    @property
    def target(self) -> str:
        """The path and parameters of the only request there was."""
        (request,) = self.asked
        return request.split(b" ")[1].decode()

    def run(self) -> None:
        for answer in [*self._answers, []]:
            try:
                connection, _ = self._listener.accept()
            except OSError:  # closed meanwhile
                return
            with connection, suppress(OSError):  # the other side may be gone before all is said
                self._answer(connection, answer)
            if self._closing.is_set():
                return

    def _answer(self, connection: socket.socket, pieces: Sequence[bytes]) -> None:
        connection.settimeout(5)
        if self._tls:
            connection = self._tls.wrap_socket(connection, server_side=True)
        request = b""
        while b"\r\n\r\n" not in request and request[:3] in (b"", b"GET"):
            received = connection.recv(65536)
            if not received:
                return
            request += received
        self.asked.append(request)
        for number, piece in enumerate(pieces):
            if number and self._closing.wait(self._pause_seconds):
                break
            connection.sendall(piece)
        if self._tls:
            connection.close()

    def close(self) -> None:
        self._closing.set()
        with suppress(OSError):  # the last answer may have been given
            socket.create_connection(self.address).close()
        self._listener.close()


@contextmanager
def serving(
    *answers: bytes | Sequence[bytes], pause_seconds: float = 0.0, is_tls: bool = False, host: str = "127.0.0.1"
) -> Iterator[ScriptedServer]:
    """Give a server with these answers."""
    server = ScriptedServer(answers, pause_seconds=pause_seconds, is_tls=is_tls, host=host)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.close()
        thread.join(5)


def answer_of(status: str, body: bytes = b"", **headers: str) -> bytes:
    """Return an answer; underscores in names of headers stand for dashes. Its length is told unless a header does."""
    if not {"Content_Length", "Transfer_Encoding"} & headers.keys():
        headers["Content_Length"] = str(len(body))
    lines = [f"HTTP/1.1 {status}", *(f"{name.replace('_', '-')}: {value}" for name, value in headers.items())]
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body


def json_answer(status: str, body: bytes, **headers: str) -> bytes:
    """Return an answer that is JSON."""
    return answer_of(status, body, Content_Type="application/json", **headers)


def page_answer(*hits: Hit, total: int | None = None, **headers: str) -> bytes:
    """Return an answer to a search: these hits, of which there are so many in all."""
    body = b"".join(hit_to_json(hit, explain=True) for hit in hits)
    headers = {"X_Total_Count": str(len(hits) if total is None else total), "X_Token_Balance": "999"} | headers
    return json_answer("200 OK", body, **headers)
