"""Clients that mean harm, or are broken."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from statistics import median

import pytest

from tests.web.life.conftest import Start
from tests.web.life.running import TOKEN, Running, until

SLOW = 300


def received(connection: socket.socket) -> bytes:
    """Return what comes until the other side closes."""
    whole = b""
    try:
        while piece := connection.recv(65536):
            whole += piece
    except ConnectionResetError:
        return whole
    return whole


@contextmanager
def dribbling(service: Running, clients: int) -> Iterator[list[int]]:
    """Have clients send a head a byte at a time, for ever, connecting again when they are cut; give how often."""
    cuts = [0]
    is_over = threading.Event()

    def dribble() -> None:
        connections: list[socket.socket] = []
        while not is_over.wait(0.05):
            while len(connections) < clients:
                connections.append(service.connect())
                connections[-1].sendall(b"GET / HTTP/1.1\r\nHost: a\r\nX-Slow: ")
            for connection in tuple(connections):
                try:
                    connection.sendall(b"y")
                except OSError:
                    connections.remove(connection)
                    connection.close()
                    cuts[0] += 1
        for connection in connections:
            connection.close()

    thread = threading.Thread(target=dribble)
    thread.start()
    try:
        yield cuts
    finally:
        is_over.set()
        thread.join()


def test_slow_senders_are_cut_and_hold_up_nobody(start: Start) -> None:
    service = start(head_seconds=0.5)
    service.search()
    with dribbling(service, SLOW) as cuts:
        seconds = []
        for _ in range(40):
            began = time.monotonic()
            assert service.search(limit=1).status == 200
            seconds.append(time.monotonic() - began)
            time.sleep(0.02)
        until(lambda: cuts[0] >= SLOW, "cut of each slow client")
    assert median(seconds) < 0.5


def test_silent_connections_make_room_when_it_is_crowded(start: Start) -> None:
    service = start(connections=40, crowded_seconds=0.2)
    with ExitStack() as stack:
        silent = [stack.enter_context(service.connect()) for _ in range(35)]
        time.sleep(0.6)
        assert service.search().status == 200
        assert received(silent[0]) == b""


def test_a_reader_that_takes_nothing_of_a_long_answer_is_cut_and_pays(start: Start) -> None:
    service = start(stalled_seconds=0.5)
    with socket.socket() as slow:
        slow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        slow.settimeout(10)
        slow.connect((service.host, service.port))
        request = b"GET /api/memes?query=a&fuzzy=true HTTP/1.1\r\nHost: a\r\nX-Token: %b\r\n\r\n" % TOKEN.encode()
        slow.sendall(request * 60)
        time.sleep(1.5)
        assert service.search().status == 200
        whole = received(slow)
        assert whole.count(b"200 OK") < 60
    assert service.hits() >= 2
    assert service.stop() == 0


def test_a_client_that_only_half_closes_gets_its_answer(start: Start) -> None:
    service = start()
    with service.connect() as client:
        client.sendall(b"GET /api/memes?query=becky HTTP/1.1\r\nHost: a\r\nX-Token: %b\r\n\r\n" % TOKEN.encode())
        client.shutdown(socket.SHUT_WR)
        assert received(client).startswith(b"HTTP/1.1 200 OK")


def test_clients_that_hang_up_are_charged_and_break_nothing(start: Start) -> None:
    service = start()
    for _ in range(20):
        with service.connect() as client:
            client.sendall(b"GET /api/memes?query=i HTTP/1.1\r\nHost: a\r\nX-Token: %b\r\n\r\n" % TOKEN.encode())
    assert service.search().status == 200
    assert 1 <= service.hits() <= 21
    assert [event for event in service.events() if event["level"] == "error"] == []


PROBES: dict[str, tuple[bytes, int | tuple[int, ...]]] = {
    "nothing at all": (b"\r\n\r\n", 408),
    "no HTTP": (b"hello\r\n\r\n", 400),
    "TLS": (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 400),
    "HTTP/2": (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400),
    "unknown version": (b"GET / HTTP/3.7\r\nHost: a\r\n\r\n", 400),
    "no host": (b"GET /api/health HTTP/1.1\r\n\r\n", 400),
    "two hosts": (b"GET /api/health HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400),
    "folded header": (b"GET /api/health HTTP/1.1\r\nHost: a\r\n b\r\n\r\n", 400),
    "space before colon": (b"GET /api/health HTTP/1.1\r\nHost : a\r\n\r\n", 400),
    "NUL in a header": (b"GET /api/health HTTP/1.1\r\nHost: a\r\nX: \x00\r\n\r\n", 400),
    "two lengths": (b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n", 400),
    "length and chunks": (
        b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        400,
    ),
    "negative length": (b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: -3\r\n\r\n", 400),
    "huge length": (b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999999\r\n\r\n", 400),
    "bad chunk": (b"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n\r\n", (400, 404, 301, 405)),
    "long URL": (b"GET /" + b"a" * 9000 + b" HTTP/1.1\r\nHost: a\r\n\r\n", 414),
    "huge URL": (b"GET /" + b"a" * 2**20 + b" HTTP/1.1\r\nHost: a\r\n\r\n", (414, 431)),
    "2,000 headers": (b"GET / HTTP/1.1\r\nHost: a\r\n" + b"X: y\r\n" * 2000 + b"\r\n", 431),
    "huge header": (b"GET / HTTP/1.1\r\nHost: a\r\nX: " + b"y" * 2**20 + b"\r\n\r\n", 431),
    "huge body": (b"POST /api/memes HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n" + b"x" * 10**6, 413),
    "announced body": (b"POST /api/memes HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n", 413),
    "CONNECT": (b"CONNECT a:443 HTTP/1.1\r\nHost: a\r\n\r\n", 400),
    "OPTIONS *": (b"OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n", (400, 404, 405)),
    "TRACE": (b"TRACE /api/health HTTP/1.1\r\nHost: a\r\n\r\n", 405),
    "absolute address": (b"GET http://a/api/health HTTP/1.1\r\nHost: a\r\n\r\n", 200),
    "HTTP/1.0": (b"GET /api/health HTTP/1.0\r\n\r\n", 200),
    "bytes that are no UTF-8": (b"GET /api/memes?query=%ff%fe HTTP/1.1\r\nHost: a\r\n\r\n", (400, 401)),
    "raw bytes in the URL": (b"GET /\xff\xfe HTTP/1.1\r\nHost: a\r\n\r\n", (400, 404)),
    "path upwards": (b"GET /../../etc/passwd HTTP/1.1\r\nHost: a\r\n\r\n", 404),
    "percent NUL": (b"GET /api/health%00 HTTP/1.1\r\nHost: a\r\n\r\n", 404),
    "websocket": (
        b"GET /api/health HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
        b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n",
        200,
    ),
}


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory, cache: object) -> Iterator[Running]:
    from tests.web.life.running import running  # noqa: PLC0415  # one for all probes

    with running(tmp_path_factory.mktemp("attacked"), cache, limits={"idle_seconds": 0.5, "head_seconds": 1}) as it:  # type: ignore[arg-type]  # a path
        yield it


@pytest.mark.parametrize("name", PROBES)
def test_every_probe_gets_a_plain_refusal_and_soon(name: str, attacked: Running) -> None:
    data, expected = PROBES[name]
    began = time.monotonic()
    with attacked.connect() as client:
        try:
            client.sendall(data)
        except OSError:
            assert expected != 200
        answer = received(client)
    assert time.monotonic() - began < 5
    statuses = (expected,) if isinstance(expected, int) else expected
    assert int(answer.split(b" ")[1]) in statuses, answer[:300]
    assert attacked.get("/api/health").body == b"OK"


def test_pipelined_searches_are_all_answered_in_order_and_charged(attacked: Running) -> None:
    before = attacked.hits()
    request = b"GET /api/memes?query=%b&limit=1 HTTP/1.1\r\nHost: a\r\nX-Token: %b\r\n\r\n"
    with attacked.connect() as client:
        client.sendall(b"".join(request % (word, TOKEN.encode()) for word in (b"becky", b"zzzz", b"becky") * 5))
        answer = received(client)
    totals = [line for line in answer.split(b"\r\n") if line.startswith(b"x-total-count")]
    assert totals == [b"x-total-count: 22", b"x-total-count: 0", b"x-total-count: 22"] * 5
    assert attacked.hits() == before + 15


def test_the_log_holds_no_token_and_no_fault_after_all_that(attacked: Running) -> None:
    assert TOKEN not in attacked.log
    assert "Traceback" not in attacked.log
    assert [event for event in attacked.events() if event["level"] == "error"] == []
