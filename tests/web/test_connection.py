"""Connections: what a client may send, and how long it may take."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from itertools import pairwise
from typing import Any, NamedTuple

import pytest
import uvicorn
import uvloop

from maas_cli.web.connection import GuardedConnection, WorkerState
from maas_cli.web.limits import ConnectionLimits
from maas_cli.web.refusals import ON_REFUSED

GET = b"GET / HTTP/1.1\r\nHost: a\r\n\r\n"
LIMITS = ConnectionLimits(head_seconds=0.2, idle_seconds=0.3, stalled_seconds=0.3, answer_seconds=5, pipelined=5)


class Client(NamedTuple):
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    async def send(self, data: bytes) -> None:
        self.writer.write(data)
        await self.writer.drain()

    async def answer(self) -> bytes:
        """Return everything the server sends until it closes; nothing if it does so on what was sent to it late."""
        try:
            return await asyncio.wait_for(self.reader.read(), 5)
        except ConnectionResetError:
            return b""
        finally:
            self.writer.close()


class Served(NamedTuple):
    connect: Callable[[], Awaitable[Client]]
    state: WorkerState
    asked: list[str]
    refused: list[tuple[str, int, str]]
    headers: list[dict[bytes, bytes]]


async def hello(scope: Any, _: Any, send: Any) -> None:  # noqa: ANN401  # ASGI
    """Answer hello; for other paths late, or at length."""
    body = b"x" * 8_000_000 if scope["path"] == "/large" else b"hello"
    if scope["path"] == "/late":
        await asyncio.sleep(0.5)
    headers = [(b"content-length", b"%d" % len(body))]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body})


@asynccontextmanager
async def serving(limits: ConnectionLimits = LIMITS) -> AsyncIterator[Served]:
    """Serve on loopback with a sweep every few milliseconds."""
    asked: list[str] = []
    refused: list[tuple[str, int, str]] = []
    headers: list[dict[bytes, bytes]] = []
    app_state = {ON_REFUSED: lambda *told: refused.append(told)}

    async def app(scope: Any, receive: Any, send: Any) -> None:  # noqa: ANN401  # ASGI
        asked.append(scope["path"] + (f"?{scope['query_string'].decode()}" if scope["query_string"] else ""))
        headers.append(dict(scope["headers"]))
        await hello(scope, receive, send)

    config = uvicorn.Config(app, ws="none", lifespan="off", interface="asgi3", log_config=None, log_level="error",
                            access_log=False, timeout_keep_alive=60)  # fmt: skip
    config.load()
    state = WorkerState(limits)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: GuardedConnection(config, state, app_state), "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]

    async def sweep() -> None:
        while True:
            await asyncio.sleep(0.02)
            for connection in tuple(state.connections):
                connection.close_if_overdue(loop.time(), limits.head_seconds)

    sweeping = asyncio.create_task(sweep())

    async def connect() -> Client:
        return Client(*await asyncio.open_connection("127.0.0.1", port))

    try:
        yield Served(connect, state, asked, refused, headers)
    finally:
        sweeping.cancel()
        server.close()
        for connection in tuple(state.connections):
            connection.transport.abort()
        await asyncio.sleep(0.01)


def run(test: Callable[[Served], Awaitable[None]], limits: ConnectionLimits = LIMITS) -> None:
    async def whole() -> None:
        async with serving(limits) as served:
            await asyncio.wait_for(test(served), 10)

    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(whole())


def test_a_request_is_answered_and_the_connection_kept() -> None:
    async def test(served: Served) -> None:
        client = await served.connect()
        for _ in range(2):
            await client.send(GET)
            assert (await client.reader.readuntil(b"hello")).startswith(b"HTTP/1.1 200 OK\r\n")
        client.writer.close()

    run(test)


def test_a_dribbled_head_is_refused_in_time() -> None:
    async def test(served: Served) -> None:
        client = await served.connect()

        async def dribble() -> None:
            for byte in b"GET / HTTP/1.1\r\nHost: a\r\nX: " + b"y" * 1000:
                await client.send(bytes([byte]))
                await asyncio.sleep(0.02)

        dribbling = asyncio.create_task(dribble())
        began = asyncio.get_running_loop().time()
        answer = await client.answer()
        dribbling.cancel()
        assert answer.startswith(b"HTTP/1.1 408 ")
        assert b'"code":408' in answer
        assert served.refused == [("127.0.0.1", 408, "the request took too long to come")]
        assert asyncio.get_running_loop().time() - began < 1
        assert served.asked == []

    run(test)


def test_each_of_many_heads_has_its_own_time() -> None:
    async def test(served: Served) -> None:
        client = await served.connect()
        await client.send(GET[:10])
        for _ in range(5):
            await asyncio.sleep(0.1)
            await client.send(GET[10:] + GET[:10])  # so that a head is under way whenever somebody looks
            assert (await client.reader.readuntil(b"hello")).startswith(b"HTTP/1.1 200 OK\r\n")
        client.writer.close()

    run(test)


def test_a_connection_that_sends_nothing_is_closed_in_time() -> None:
    async def test(served: Served) -> None:
        assert await (await served.connect()).answer() == b""

    run(test)


@pytest.mark.parametrize("between", [b"", b"\r\n"])
def test_a_connection_that_was_used_is_closed_when_idle_whatever_dribbles_in(between: bytes) -> None:
    async def test(served: Served) -> None:
        client = await served.connect()
        await client.send(GET)
        await client.reader.readuntil(b"hello")

        async def dribble() -> None:
            while between:
                await client.send(between)
                await asyncio.sleep(0.05)

        dribbling = asyncio.create_task(dribble())
        assert await client.answer() == b""
        dribbling.cancel()

    run(test)


def test_a_dribbled_body_keeps_no_connection() -> None:
    async def test(served: Served) -> None:
        client = await served.connect()
        await client.send(b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n")

        async def dribble() -> None:
            while True:
                await client.send(b"x")
                await asyncio.sleep(0.02)

        dribbling = asyncio.create_task(dribble())
        await client.reader.readuntil(b"hello")
        assert await client.answer() == b""
        dribbling.cancel()

    run(test)


HUGE_HEADS = {
    "url": (b"GET /" + b"a" * 9000 + b" HTTP/1.1\r\nHost: a\r\n\r\n", 414),
    "many headers": (b"GET / HTTP/1.1\r\nHost: a\r\n" + b"X: y\r\n" * 2000 + b"\r\n", 431),
    "one header": (b"GET / HTTP/1.1\r\nHost: a\r\nX: " + b"y" * 2**20 + b"\r\n\r\n", 431),
    "never whole": (b"GET / HTTP/1.1\r\nHost: a\r\nX: " + b"y" * 100_000, 431),
    "url never whole": (b"GET /" + b"y" * 100_000, 431),
}


@pytest.mark.parametrize("name", HUGE_HEADS)
def test_an_oversized_head_is_refused_as_it_arrives(name: str) -> None:
    data, status = HUGE_HEADS[name]

    async def test(served: Served) -> None:
        client = await served.connect()
        client.writer.write(data)
        answer = await client.answer()
        assert answer.startswith(b"HTTP/1.1 %d " % status)
        assert b"connection: close" in answer
        assert served.asked == []
        assert [told[:2] for told in served.refused] == [("127.0.0.1", status)]

    run(test)


@pytest.mark.parametrize(
    "framing", [b"Content-Length: 1000000\r\n\r\n", b"Transfer-Encoding: chunked\r\n\r\nf4240\r\n"]
)
def test_a_large_body_ends_the_connection_but_its_answer_arrives(framing: bytes) -> None:
    async def test(served: Served) -> None:
        client = await served.connect()
        client.writer.write(b"POST / HTTP/1.1\r\nHost: a\r\n" + framing + b"x" * 1_000_000)
        answer = await client.answer()
        assert answer.startswith((b"HTTP/1.1 200 ", b"HTTP/1.1 413 "))
        assert answer.endswith((b"hello", b"}\n"))

    run(test)


@pytest.mark.parametrize(
    "nonsense",
    [
        b"hello\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"GET / HTTP/1.1\r\nHost a\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\n b: c\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
        b"GET / HTTP/1.1\nHost: a\n\n",
        b"CONNECT a:80 HTTP/1.1\r\nHost: a\r\n\r\n",
        b"\x00" * 50,
    ],
)
def test_nonsense_gets_one_refusal_and_the_end(nonsense: bytes) -> None:
    async def test(served: Served) -> None:
        client = await served.connect()
        await client.send(nonsense)
        answer = await client.answer()
        assert answer.count(b"HTTP/1.1 ") == 1
        assert answer.startswith(b"HTTP/1.1 400 ")
        assert b'"code":400' in answer
        assert served.refused == [("127.0.0.1", 400, "this is not HTTP/1.1")]

    run(test)


def test_pipelined_requests_are_answered_in_order() -> None:
    async def test(served: Served) -> None:
        client = await served.connect()
        await client.send(b"".join(b"GET /%d HTTP/1.1\r\nHost: a\r\n\r\n" % number for number in range(4)))
        for _ in range(4):
            await client.reader.readuntil(b"hello")
        assert served.asked == ["/0", "/1", "/2", "/3"]
        client.writer.close()

    run(test)


def test_a_flood_of_pipelined_requests_is_answered_in_part_and_ended() -> None:
    async def test(served: Served) -> None:
        client = await served.connect()
        await client.send(GET * 1000)
        answer = await client.answer()
        assert answer.count(b"200 OK") == answer.count(b"hello") == len(served.asked) == LIMITS.pipelined + 1
        assert answer.count(b"connection: close") == 1

    run(test)


def test_nonsense_behind_a_request_does_not_spoil_its_answer() -> None:
    async def test(served: Served) -> None:
        client = await served.connect()
        await client.send(b"GET /late HTTP/1.1\r\nHost: a\r\n\r\nnonsense\r\n\r\n")
        answer = await client.answer()
        assert answer.count(b"HTTP/1.1 ") == 1
        assert answer.startswith(b"HTTP/1.1 200 OK")
        assert answer.endswith(b"hello")

    run(test)


def test_a_client_that_sends_no_more_still_gets_its_answer() -> None:
    async def test(served: Served) -> None:
        client = await served.connect()
        await client.send(b"GET /late HTTP/1.1\r\nHost: a\r\n\r\n")
        client.writer.write_eof()
        assert (await client.answer()).endswith(b"hello")

    run(test)


def test_a_request_to_upgrade_is_answered_as_a_plain_one() -> None:
    async def test(served: Served) -> None:
        client = await served.connect()
        await client.send(b"GET / HTTP/1.1\r\nHost: a\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\n")
        answer = await client.answer()
        assert answer.startswith(b"HTTP/1.1 200 OK")
        assert answer.endswith(b"hello")

    run(test)


def test_a_reader_that_takes_nothing_is_cut() -> None:
    async def test(served: Served) -> None:
        client = await served.connect()
        await client.send(b"GET /large HTTP/1.1\r\nHost: a\r\n\r\n")
        client.reader._transport.pause_reading()  # type: ignore[attr-defined]  # noqa: SLF001  # no public way to stall
        await asyncio.sleep(0.2)
        assert len(served.state.connections) == 1
        await asyncio.sleep(0.5)
        assert len(served.state.connections) == 0
        client.writer.close()

    run(test)


def test_a_slow_reader_that_takes_something_gets_all() -> None:
    async def test(served: Served) -> None:
        client = await served.connect()
        await client.send(b"GET /large HTTP/1.1\r\nHost: a\r\n\r\n")
        taken = 0
        while taken < 8_000_000:
            taken += len(await client.reader.read(300_000))
            await asyncio.sleep(0.02)
        client.writer.close()

    run(test)


def test_an_answer_that_takes_all_too_long_is_cut() -> None:
    async def test(served: Served) -> None:
        client = await served.connect()
        await client.send(b"GET /late HTTP/1.1\r\nHost: a\r\n\r\n")
        assert await client.answer() == b""

    run(test, replace(LIMITS, answer_seconds=0.1))


def test_one_connection_too_many_is_told_so() -> None:
    async def test(served: Served) -> None:
        first, second = await served.connect(), await served.connect()
        await first.send(GET)
        await first.reader.readuntil(b"hello")
        assert (await second.answer()).startswith(b"HTTP/1.1 503 ")
        first.writer.close()

    run(test, replace(LIMITS, connections=1))


def test_while_draining_each_answer_is_the_last_of_its_connection() -> None:
    async def test(served: Served) -> None:
        client = await served.connect()
        served.state.is_draining = True
        await client.send(GET * 3)
        answer = await client.answer()
        assert answer.count(b"hello") >= 1
        assert b"connection: close" in answer

    run(test)


def test_a_body_that_is_here_whole_delays_no_end() -> None:
    async def test(served: Served) -> None:
        client = await served.connect()
        await client.send(b"POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 2\r\n\r\nhi")
        answer = await client.answer()
        assert answer.startswith(b"HTTP/1.1 200 OK")
        assert answer.endswith(b"hello")

    run(test)


def test_nothing_is_said_on_a_connection_that_is_being_closed() -> None:
    async def test(served: Served) -> None:
        client = await served.connect()
        await client.send(b"GET / HT")
        await asyncio.sleep(0.05)
        (connection,) = served.state.connections
        connection.transport.close()
        connection.close_if_overdue(asyncio.get_running_loop().time() + 0.25, 0.2)
        assert await client.answer() == b""

    run(test)


RAW = "GET /api/кот?query=été HTTP/1.1\r\nHost: a\r\nX: déjà\r\n\r\n".encode()
ASKED = "/api/кот?query=%C3%A9t%C3%A9"


async def sent_in_pieces(served: Served, data: bytes, cuts: tuple[int, ...], answers: int) -> None:
    """Send data cut at some places, and wait for so many answers."""
    client = await served.connect()
    for start, end in pairwise((0, *cuts, len(data))):
        await client.send(data[start:end])
        await asyncio.sleep(0.005)
    for _ in range(answers):
        await client.reader.readuntil(b"hello")
    client.writer.close()


@pytest.mark.parametrize("cut", range(len(RAW)))
def test_a_url_in_raw_utf_8_is_understood_wherever_it_is_cut(cut: int) -> None:
    async def test(served: Served) -> None:
        await sent_in_pieces(served, RAW, (cut,), 1)
        assert served.asked == [ASKED]

    run(test)


@pytest.mark.parametrize("between", [b"", b"\r\n", b"GET /a HTTP/1.1\r\nHost: a\r\n\r\n"])
@pytest.mark.parametrize("cuts", [(), (70,), (5, 9, 14, 60, 66, 80), tuple(range(1, 170, 3))])
def test_urls_in_raw_utf_8_are_understood_one_behind_the_other(cuts: tuple[int, ...], between: bytes) -> None:
    async def test(served: Served) -> None:
        count = 3 if between.startswith(b"GET") else 2
        await sent_in_pieces(served, RAW + between + RAW, tuple(cut for cut in cuts if cut < 2 * len(RAW)), count)
        assert served.asked == [ASKED, "/a", ASKED][:: 1 if count == 3 else 2]

    run(test)


@pytest.mark.parametrize("cut", [0, 40, 60, 75, 80, 90])
def test_a_body_that_looks_like_a_request_line_in_raw_utf_8_stays_as_long_as_it_is(cut: int) -> None:
    body = "GET /été HTTP/1.1\r\n\r\nGET /é".encode()
    head = b"GET /body HTTP/1.1\r\nHost: a\r\nContent-Length: %d\r\n\r\n" % len(body)

    async def test(served: Served) -> None:
        await sent_in_pieces(served, head + body + GET, (cut,) if cut else (), 2)
        assert served.asked == ["/body", "/"]

    run(test)


@pytest.mark.parametrize("cuts", [(), (14,), (15,), (16,), (3, 20), (17, 20), (22,), (14, 15, 16, 22)])
def test_headers_in_raw_utf_8_stay_as_they_are(cuts: tuple[int, ...]) -> None:
    async def test(served: Served) -> None:
        await sent_in_pieces(served, "GET / HTTP/1.1\r\nX: b déjà\r\nHost: a\r\n\r\n".encode(), cuts, 1)
        assert served.headers[0][b"x"] == "b déjà".encode()

    run(test)


def test_raw_bytes_anywhere_else_in_the_first_line_are_nonsense() -> None:
    async def test(served: Served) -> None:
        for nonsense in ("GÉT / HTTP/1.1\r\n\r\n", "GET / HTTP/1.1é\r\n\r\n", "GET / HTTP/1.1\r\nÉ b: c\r\n\r\n"):
            client = await served.connect()
            await client.send(nonsense.encode())
            assert (await client.answer()).startswith(b"HTTP/1.1 400 ")

    run(test)


def test_a_url_in_raw_bytes_is_too_long_when_its_escapes_are() -> None:
    async def test(served: Served) -> None:
        client = await served.connect()
        await client.send(b"GET /" + b"\xe9" * 3000 + b" HTTP/1.1\r\nHost: a\r\n\r\n")
        assert (await client.answer()).startswith(b"HTTP/1.1 414 ")

    run(test)


def test_refusals_on_a_connection_that_tells_nobody_are_sent_all_the_same() -> None:
    async def test(served: Served) -> None:
        client = await served.connect()
        await asyncio.sleep(0.02)
        (connection,) = served.state.connections
        connection._on_refused = None  # noqa: SLF001  # as where the application has given no state
        await client.send(b"nonsense\r\n\r\n")
        assert (await client.answer()).startswith(b"HTTP/1.1 400 ")
        assert served.refused == []

    run(test)
