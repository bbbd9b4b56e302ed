"""One client's connection: uvicorn's protocol with limits on what a client may send and how long it may take.

uvicorn waits for ever for the end of a head that comes a byte at a time, keeps heads of any size, and answers what is
malformed in the middle of the answer before. Nothing here costs a timer: a sweep over all connections, now and then,
closes those that are overdue.
"""

import asyncio
import http
from typing import TYPE_CHECKING, Any, cast

from uvicorn.config import Config
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.server import ServerState

from maas_cli.web.limits import ConnectionLimits
from maas_cli.web.refusals import ON_REFUSED, Refusal, closing
from maas_cli.web.request_lines import escaped, headers_end, is_line_open, line_end

if TYPE_CHECKING:
    from maas_cli.web.answers import Answer
    from maas_cli.web.refusals import OnRefused

_LINGER_SECONDS = 2.0
"""So long what a refused client still sends is read and thrown away, else it would lose the refusal."""

_WITHOUT_BODY = frozenset(("GET", "HEAD"))
_MALFORMED = closing(400, "bad request", "this is not HTTP/1.1")
TOO_SLOW = closing(408, "request timeout", "the request took too long to come")
_URL_TOO_LONG = closing(414, "URI too long", "the URL is too long")
_HEAD_TOO_LARGE = closing(431, "request header fields too large", "too many headers, or too large ones")
_BODY_TOO_LARGE = closing(413, "request body too large", "nothing here needs a body")
_CROWDED = closing(503, "service unavailable", "there are too many connections", (b"retry-after", b"1"))


class WorkerState(ServerState):
    """What the connections of one worker share. Once ``is_draining``, each is closed after the answer under way."""

    def __init__(self, limits: ConnectionLimits) -> None:
        super().__init__()
        self.limits = limits
        self.is_draining = False
        self.connections: set[Any] = set()  # of GuardedConnection; uvicorn names only protocols of its own


class _RefusedError(Exception):
    """Ends the parsing of what a client sends; the reason is kept on the connection."""


class GuardedConnection(HttpToolsProtocol):
    """A connection that is refused or closed when it oversteps the limits. For one event loop.

    What a request costs here is a fiftieth of what it costs in all: nothing is timed as it happens. The sweep sees what
    a connection is doing, and how long that has been the same.
    """

    def __init__(
        self,
        config: Config,
        server_state: WorkerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        self._state = server_state
        self._on_refused: OnRefused | None = app_state.get(ON_REFUSED)
        self._limits = server_state.limits
        self._has_asked = False
        self._arrived = 0
        self._body_bytes = 0
        self._is_line_open = True
        self._refusal: Refusal | None = None
        self._discards_until: float | None = None
        self._doing = ""
        self._doing_for: object = None
        self._doing_since = self._taken_at = 0.0
        self._unsent = 0

    @property
    def is_answering(self) -> bool:
        """Whether an answer is under way, or a request waits for one."""
        return self._has_asked and not self.cycle.response_complete

    @property
    def is_idle(self) -> bool:
        """Whether the client waits for nothing, and has begun to ask for nothing."""
        return not self.is_answering and (self._arrived == 0 or self._discards_until is not None)

    @property
    def _is_in_head(self) -> bool:
        """Whether the next thing to come is a head, or the rest of one that began."""
        return not self._has_asked or self.cycle.scope is not self.scope

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn has it
        """Begin; where there are too many connections already, refuse."""
        super().connection_made(transport)
        self._doing_since = self._taken_at = self.loop.time()
        if len(self.connections) > self._limits.connections:
            self._refuse(_CROWDED)

    def data_received(self, data: bytes) -> None:
        """Take what has come."""
        if self._discards_until is not None:
            return
        self._arrived += len(data)
        if data.isascii():
            before = self.scope
            super().data_received(data)
            if self._is_in_head:
                self._find_out_line(data, before)
        else:
            self._take_by_parts(data)
        if not self._is_in_head:
            self._arrived = 0
            self._is_line_open = True
        elif self._arrived > self._limits.head_bytes:
            self._refuse(_HEAD_TOO_LARGE)

    def _find_out_line(self, data: bytes, before: object) -> None:
        """Find out whether the head that is coming is in its first line still; ``before`` is what came before data."""
        if self.scope is before and before is not None:
            self._is_line_open = self._is_line_open and b"\n" not in data
        else:
            self._is_line_open = is_line_open(data)

    def _take_by_parts(self, data: bytes) -> None:
        """Take what has come, with the first line of each head as the parser can read it."""
        while data and self._discards_until is None:
            data = data[self._take_part(data) :]

    def _take_part(self, data: bytes) -> int:
        """Take a line, the rest of a head, or whatever belongs to a body; return how many bytes that was."""
        if not self._is_in_head and self.cycle.more_body:
            end, part = len(data), data  # where a body ends is the parser's to know
        elif self._is_line_open:
            has_begun = self._is_in_head and self.scope is not None
            found = line_end(data, has_begun=has_begun)
            self._is_line_open = found is None
            end = len(data) if found is None else found
            part = escaped(data[:end])
        else:
            end = headers_end(data)
            part = data[:end]
        super().data_received(part)
        self._is_line_open = self._is_line_open or not self._is_in_head
        return end

    def eof_received(self) -> bool | None:  # type: ignore[override]  # uvicorn has no need to return anything
        """Keep a connection whose client sends no more but still reads, until its last answer is out."""
        if not self.is_answering:
            return None
        self.cycle.keep_alive = False
        return True

    def on_headers_complete(self) -> None:
        """Begin to answer a request unless its head is too large.

        Raises:
            _RefusedError: it is; caught where the parser is fed.
        """
        limits = self._limits
        if len(self.url) > limits.url_bytes:
            self._stop_parsing(_URL_TOO_LONG)
        if len(self.headers) > limits.headers or (self._arrived > limits.head_bytes and self._is_head_too_large()):
            self._stop_parsing(_HEAD_TOO_LARGE)
        if len(self.pipeline) >= limits.pipelined:
            self._stop_parsing(_MALFORMED)  # never sent: what waits is answered, then the connection closed
        super().on_headers_complete()
        self._has_asked = True
        self._arrived = 0
        if self._state.is_draining:
            self.cycle.keep_alive = False
        if self.scope["method"] not in _WITHOUT_BODY:
            self._body_bytes = 0
            self._linger_at_end()

    def on_body(self, body: bytes) -> None:
        """Let a small body pass; nothing here reads it.

        Raises:
            _RefusedError: it is too large; caught where the parser is fed.
        """
        self._body_bytes += len(body)
        if self._body_bytes > self._limits.body_bytes:
            self._linger_at_end()
            self._stop_parsing(_BODY_TOO_LARGE)
        super().on_body(body)

    def on_response_complete(self) -> None:
        """Go on with the next request. Unlike uvicorn's own, it sets no timer for the time between two requests."""
        self.server_state.total_requests += 1
        if self.transport.is_closing():
            return
        self.flow.resume_reading()
        if self.pipeline:
            self._start_asgi_task(*self.pipeline.pop())

    def resume_writing(self) -> None:
        """Take notice that the client has taken what was sent."""
        self._taken_at = self.loop.time()
        super().resume_writing()

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002  # uvicorn's words for what cannot be parsed
        """Refuse what was being parsed when it failed."""
        self._refuse(self._refusal or _MALFORMED)

    def _unsupported_upgrade_warning(self) -> None:
        """Answer a request to upgrade as the plain one it also is, and nothing after it."""
        self.cycle.keep_alive = False
        self._discard()

    def close_if_overdue(self, now: float, head_seconds: float) -> None:
        """Close if the client takes too long; ``now`` is the loop's time, ``head_seconds`` the limit for a head.

        To be called regularly: how often is how exact the limits are.
        """
        is_stalled = self._is_stalled(now)
        doing, request = self._what_it_does()
        if doing != self._doing or request is not self._doing_for:
            self._doing, self._doing_for, self._doing_since = doing, request, now
        if is_stalled or (self._discards_until is not None and now >= self._discards_until):
            self.transport.abort()
        elif now - self._doing_since > self._most_seconds(doing, head_seconds):
            self._give_up(doing)

    def _what_it_does(self) -> tuple[str, object]:
        """Return what goes on, and for which request: the same object as long as it is the same."""
        if self.is_answering or self._unsent:
            return "answer", self.cycle
        return ("head", self.scope) if self._is_in_head else ("idle", self.cycle)

    def _most_seconds(self, doing: str, head_seconds: float) -> float:
        if doing == "head":
            return head_seconds
        return self._limits.answer_seconds if doing == "answer" else self._limits.idle_seconds

    def _give_up(self, doing: str) -> None:
        """Close, and say why to whoever has begun to ask."""
        if doing == "answer":
            self.transport.abort()
        elif doing == "head" and self._arrived:
            self._refuse(TOO_SLOW)
        else:
            self.transport.close()

    def _is_stalled(self, now: float) -> bool:
        unsent = self.transport.get_write_buffer_size()
        if unsent == 0 or unsent < self._unsent:
            self._taken_at = now
        self._unsent = unsent
        return now - self._taken_at > self._limits.stalled_seconds

    def _is_head_too_large(self) -> bool:
        return sum(len(name) + len(value) + 4 for name, value in self.headers) + len(self.url) > self._limits.head_bytes

    def _stop_parsing(self, refusal: Refusal) -> None:
        self._refusal = refusal
        raise _RefusedError

    def _refuse(self, refusal: Refusal) -> None:
        """Send a refusal and close; behind an answer under way the connection is only closed."""
        if self.transport.is_closing():
            return
        if self.is_answering:
            self.cycle.keep_alive = False
        else:
            self.transport.write(_as_bytes(refusal.answer, self.server_state.default_headers))
            self.transport.write_eof()
            if self._on_refused is not None:
                self._on_refused(self.client[0] if self.client else "", refusal.answer.status, refusal.reason)
        self._discard()

    def _linger_at_end(self) -> None:
        """Have the answer under way end by :meth:`finish`, where closing would lose it while a body still comes."""
        self.cycle.transport = cast("asyncio.Transport", _LingeringTransport(self))

    def finish(self) -> None:
        """Close once what is sent has arrived; while the request still comes, read and throw away its rest."""
        if not self.cycle.more_body or self.transport.is_closing():
            self.transport.close()
        else:
            self.flow.resume_reading()
            self.transport.write_eof()
            self._discard()

    def _discard(self) -> None:
        """Take no more requests: what still comes is thrown away until the client has read what it is sent."""
        seconds = self._limits.answer_seconds if self.is_answering else _LINGER_SECONDS
        self._discards_until = self.loop.time() + seconds


class _LingeringTransport:
    """What an answer sees of its connection's transport, but for closing."""

    def __init__(self, connection: GuardedConnection) -> None:
        self.write = connection.transport.write
        self.is_closing = connection.transport.is_closing
        self.close = connection.finish


def _as_bytes(answer: "Answer", default_headers: list[tuple[bytes, bytes]]) -> bytes:
    """Return an answer as it goes over the wire."""
    assert isinstance(answer.body, bytes)  # noqa: S101  # refusals are made above, whole
    headers = [*default_headers, *answer.headers, (b"content-length", b"%d" % len(answer.body))]
    lines = b"".join(b"%b: %b\r\n" % header for header in headers)
    phrase = http.HTTPStatus(answer.status).phrase.encode()
    return b"HTTP/1.1 %d %b\r\n%b\r\n%b" % (answer.status, phrase, lines, answer.body)
