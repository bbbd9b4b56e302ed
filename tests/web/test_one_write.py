"""A whole answer in one write: the same bytes that uvicorn writes, and the same end of the exchange."""

import asyncio
from typing import Any, NamedTuple

import pytest
from starlette.types import Receive, Scope, Send
from uvicorn.config import Config
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.server import ServerState

from maas_cli.web import answers
from maas_cli.web.answers import Answer, deliver
from maas_cli.web.exchange import Exchange, RequestIds

PLAIN = "GET / HTTP/1.1\r\nHost: x\r\nX-Request-Id: a\r\n{}\r\n"
BODY = b"hello" * 10


class Transport(asyncio.Transport):
    """Keeps what is written."""

    def __init__(self) -> None:
        super().__init__()
        self.written: list[bytes] = []
        self.is_closed = False

    def write(self, data: bytes | bytearray | memoryview) -> None:
        self.written.append(bytes(data))

    def is_closing(self) -> bool:
        return self.is_closed

    def close(self) -> None:
        self.is_closed = True

    def pause_reading(self) -> None:
        pass

    def resume_reading(self) -> None:
        pass


class Outcome(NamedTuple):
    written: bytes
    writes: int
    is_closed: bool
    answered: int
    waits_for_next: bool


def outcome(requests: str, answer: Answer, *, is_paused: bool = False) -> Outcome:
    """Return what becomes of some requests that are all answered alike."""

    async def app(scope: Scope, _: Receive, send: Send) -> None:
        await deliver(answer, Exchange(scope, RequestIds()), send)

    async def main() -> Outcome:
        state = ServerState()
        state.default_headers = [(b"date", b"today")]
        protocol = HttpToolsProtocol(Config(app, log_config=None, lifespan="off", ws="none"), state, {})
        transport = Transport()
        protocol.connection_made(transport)
        if is_paused:
            protocol.flow.pause_writing()
        protocol.data_received(requests.encode())
        await asyncio.sleep(0.01)
        protocol.flow.resume_writing()
        await asyncio.sleep(0.01)
        waits = protocol.timeout_keep_alive_task is not None
        protocol.connection_lost(None)
        return Outcome(
            b"".join(transport.written), len(transport.written), transport.is_closed, state.total_requests, waits
        )

    return asyncio.run(main())


def both(monkeypatch: pytest.MonkeyPatch, requests: str, answer: Answer, **how: Any) -> tuple[Outcome, Outcome]:  # noqa: ANN401  # flags
    ours = outcome(requests, answer, **how)
    monkeypatch.setattr(answers, "write_whole", lambda *_: False)
    return ours, outcome(requests, answer, **how)


OK = Answer(200, [(b"content-type", b"text/plain"), (b"x-own", b"1")], BODY)


@pytest.mark.parametrize("count", [1, 2, 5])
@pytest.mark.parametrize("answer", [OK, Answer(404, [], b""), Answer(503, [(b"retry-after", b"1")], b"x" * 70_000)])
def test_the_bytes_and_the_end_are_uvicorn_s(monkeypatch: pytest.MonkeyPatch, answer: Answer, count: int) -> None:
    ours, theirs = both(monkeypatch, PLAIN.format("") * count, answer)
    assert ours._replace(writes=0) == theirs._replace(writes=0)
    assert ours.answered == count
    assert ours.waits_for_next


def test_one_write_is_enough_unless_the_body_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    assert outcome(PLAIN.format(""), OK).writes == 1
    assert outcome(PLAIN.format(""), Answer(200, [], b"x" * 70_000)).writes == 2
    monkeypatch.setattr(answers, "write_whole", lambda *_: False)
    assert outcome(PLAIN.format(""), OK).writes > 1


@pytest.mark.parametrize(
    "requests",
    [
        PLAIN.format("Connection: close\r\n"),
        PLAIN.format("").replace("HTTP/1.1", "HTTP/1.0"),
        PLAIN.format("").replace("GET", "HEAD"),
        PLAIN.format("Expect: 100-continue\r\nContent-Length: 3\r\n") + "abc",
        PLAIN.format("Content-Length: 3\r\n") + "abc" + PLAIN.format(""),
    ],
)
def test_whatever_is_out_of_the_ordinary_ends_as_uvicorn_ends_it(
    monkeypatch: pytest.MonkeyPatch, requests: str
) -> None:
    ours, theirs = both(monkeypatch, requests, OK)
    assert ours._replace(writes=0) == theirs._replace(writes=0)


def test_an_answer_that_closes_the_connection_does(monkeypatch: pytest.MonkeyPatch) -> None:
    ours, theirs = both(monkeypatch, PLAIN.format(""), Answer(400, [(b"connection", b"close")], BODY))
    assert ours == theirs
    assert ours.is_closed


def test_a_client_slow_to_take_what_came_before_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    ours, theirs = both(monkeypatch, PLAIN.format(""), OK, is_paused=True)
    assert ours == theirs


def test_a_client_that_hung_up_is_written_nothing() -> None:
    async def main() -> None:
        transport = Transport()

        async def app(scope: Scope, _: Receive, send: Send) -> None:
            protocol.connection_lost(ConnectionResetError())
            await deliver(OK, Exchange(scope, RequestIds()), send)

        protocol = HttpToolsProtocol(Config(app, log_config=None, lifespan="off", ws="none"), ServerState(), {})
        protocol.connection_made(transport)
        protocol.data_received(PLAIN.format("").encode())
        await asyncio.sleep(0.01)
        assert transport.written == []

    asyncio.run(main())
