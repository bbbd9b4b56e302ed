"""A real HTTP server of one file on this machine, which can be told to misbehave."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class FileServer(ThreadingHTTPServer):
    """Serves ``content`` at any path and notes the Range of each request.

    ``etag`` and ``modified`` are its validators, empty for none. ``ranges`` says whether ranges are understood;
    ``cuts`` are after how many bytes the next answers are cut off; ``stalls`` is how many of the next answers stop
    half way without an end; ``status``, where not 200, is all that is ever answered; ``sized`` says whether the
    length is told; ``total_told`` replaces the length told with ranges.
    """

    daemon_threads = True
    block_on_close = True

    def __init__(self, content: bytes) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.content = content
        self.etag = '"v1"'
        self.modified = ""
        self.ranges = True
        self.cuts: list[int] = []
        self.stalls = 0
        self.status = 200
        self.sized = True
        self.total_told: int | None = None
        self.careless = False
        self.shift = 0
        self.asked: list[str | None] = []
        self.closing = threading.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/memes.zip"


class _Handler(BaseHTTPRequestHandler):
    server: FileServer

    def do_GET(self) -> None:
        asked, server = self.headers["Range"], self.server
        server.asked.append(asked)
        start = int(asked.removeprefix("bytes=").removesuffix("-")) if asked else 0
        fits = server.careless or self.headers["If-Range"] in (server.etag, server.modified)
        if server.status != 200:
            self.answer(server.status, b"", [])
        elif asked and server.ranges and fits and start >= len(server.content):
            self.answer(416, b"", [("Content-Range", f"bytes */{len(server.content)}")])
        elif asked and server.ranges and fits:
            start += server.shift
            total = server.total_told or len(server.content)
            told = f"bytes {start}-{len(server.content) - 1}/{total}"
            self.answer(206, server.content[start:], [("Content-Range", told)])
        else:
            self.answer(200, server.content, [])

    def answer(self, status: int, body: bytes, headers: list[tuple[str, str]]) -> None:
        server = self.server
        self.send_response(status)
        if server.sized:
            headers.append(("Content-Length", str(len(body))))
        for name, value in [*headers, ("ETag", server.etag), ("Last-Modified", server.modified)]:
            if value:
                self.send_header(name, value)
        self.end_headers()
        self.close_connection = True
        if server.stalls:
            server.stalls -= 1
            self.wfile.write(body[: len(body) // 2])
            server.closing.wait(5)
        else:
            self.wfile.write(body[: server.cuts.pop(0)] if server.cuts and body else body)

    def log_message(self, *_: object) -> None:
        """Stay quiet."""


@contextmanager
def serving(content: bytes) -> Iterator[FileServer]:
    with FileServer(content) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            server.closing.set()
            server.shutdown()
            thread.join()
