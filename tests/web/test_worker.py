"""One worker, in a process of its own, with an application and a service that do next to nothing."""

import asyncio
import http.client
import json
import os
import signal
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from maas_cli.errors import CatalogError, LedgerError
from maas_cli.web import worker as module
from maas_cli.web.children import Child, fork, say
from maas_cli.web.heartbeat import Beats
from maas_cli.web.limits import ConnectionLimits
from maas_cli.web.listening import bind, listen
from maas_cli.web.worker import DRAIN, RELOAD, run_worker

LIMITS = ConnectionLimits(head_seconds=0.4)


class Service:
    """Tells the parent what is asked of it; ``trouble`` is raised by settling while there is any."""

    def __init__(self, channel: socket.socket) -> None:
        self.channel = channel
        self.trouble: list[Exception] = []
        self.events: list[tuple[str, str, dict[str, Any]]] = []
        self.settled = 0

    def settle(self) -> str:
        self.settled += 1
        if self.trouble:
            raise self.trouble.pop()
        return ""

    def leave_mending_to(self, ask: Callable[[], object]) -> None:
        self.ask_to_mend = ask

    def reload(self) -> None:
        if self.trouble:
            raise self.trouble.pop()

    def close(self) -> None:
        say(self.channel, closed=self.settled)
        if self.trouble:
            raise self.trouble.pop()


class App:
    """Answers its process's number; ``/late`` late, ``/trouble`` after making trouble, ``/fault`` not at all.

    ``/hang`` holds up all others.
    """

    def __init__(self, service: Service) -> None:
        self.service = service
        self.log = self
        self.is_draining = False

    def drain(self) -> None:
        self.is_draining = True

    def event(self, level: str, text: str, **fields: Any) -> None:  # noqa: ANN401  # as the real log
        self.service.events.append((level, text, fields))
        say(self.service.channel, event=text, **fields)

    def flush(self) -> None:
        say(self.service.channel, flushed=True)

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:  # noqa: ANN401  # ASGI
        if scope["type"] == "lifespan":
            for end in ("startup", "shutdown"):
                await receive()
                await send({"type": f"lifespan.{end}.complete"})
            return
        if scope["path"] == "/fault":
            raise asyncio.CancelledError
        if scope["path"] == "/trouble":
            self.service.trouble = [LedgerError("locked"), ValueError("secret")]
        if scope["path"] == "/damage":
            self.service.ask_to_mend()
        if scope["path"] == "/hang":
            time.sleep(1.5)  # the event loop is to stand still
        if scope["path"] == "/late":
            await asyncio.sleep(0.5)
        body = str(self.service.settled if scope["path"] == "/settled" else os.getpid()).encode()
        headers = [(b"content-length", b"%d" % len(body))]
        await send({"type": "http.response.start", "status": 503 if self.is_draining else 200, "headers": headers})
        await send({"type": "http.response.body", "body": body})


class Working:
    """A worker and a way to ask it."""

    def __init__(self, child: Child, port: int) -> None:
        self.child = child
        self.port = port
        self.said: list[dict[str, Any]] = []

    def ask(self, path: str = "/") -> tuple[int, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        connection.request("GET", path)
        answer = connection.getresponse()
        with answer:
            found = answer.status, answer.read()
        connection.close()
        return found

    def wait_for(self, name: str, count: int = 1) -> list[Any]:
        """Return what was said under a name, once there is so much of it."""
        for _ in range(1000):
            self.said += self.child.messages()
            found = [message[name] for message in self.said if name in message]
            if len(found) >= count:
                return found
            time.sleep(0.01)
        raise AssertionError(f"no {name} in {self.said}")

    def ended(self) -> int:
        for _ in range(1500):
            code = self.child.has_ended()
            if code is not None:
                return code
            time.sleep(0.01)
        raise AssertionError("it goes on")


@contextmanager
def working(
    limits: ConnectionLimits = LIMITS,
    make_service: Callable[[socket.socket], Any] = Service,
    beat: Callable[[], None] = lambda: None,
) -> Iterator[Working]:
    sockets = bind("127.0.0.1", 0)
    listen(sockets)

    def serve(channel: socket.socket) -> int:
        return run_worker(lambda: make_service(channel), App, sockets, channel, limits, beat=beat)  # type: ignore[arg-type]  # stand-ins

    child = fork(serve)
    made = Working(child, sockets[0].getsockname()[1])
    sockets[0].close()
    try:
        yield made
    finally:
        child.send(DRAIN)
        with suppress(ChildProcessError):  # it has ended already
            made.ended()
        child.channel.close()


def test_it_says_when_it_is_ready_and_settles_all_the_time() -> None:
    with working() as worker:
        worker.wait_for("ready")
        time.sleep(0.3)
        assert 2 <= int(worker.ask("/settled")[1]) <= 8


@pytest.mark.parametrize("ending", ["told", "parent gone", "signal"])
def test_it_ends_after_its_last_answer_and_closes_the_service(ending: str) -> None:
    with working() as worker:
        worker.wait_for("ready")
        answers: list[tuple[int, bytes]] = []
        asking = threading.Thread(target=lambda: answers.append(worker.ask("/late")))
        asking.start()
        time.sleep(0.1)
        if ending == "told":
            worker.child.send(DRAIN)
        elif ending == "signal":
            os.kill(worker.child.pid, signal.SIGTERM)
        else:
            worker.child.channel.shutdown(socket.SHUT_RDWR)
        asking.join()
        assert worker.ended() == 0
        assert answers == [(503, str(worker.child.pid).encode())]
        if ending != "parent gone":
            assert worker.wait_for("closed")[0] > 0
            worker.wait_for("flushed")


def test_a_worker_whose_supervisor_is_gone_says_why_it_ends(tmp_path: Path) -> None:
    class Noting(Service):
        def close(self) -> None:
            (tmp_path / "log").write_text(json.dumps(self.events), encoding="utf-8")

    with working(make_service=Noting) as worker:
        worker.wait_for("ready")
        worker.child.channel.shutdown(socket.SHUT_RDWR)
        assert worker.ended() == 0
        assert json.loads((tmp_path / "log").read_text(encoding="utf-8")) == [
            ["error", "the supervisor is gone; this worker ends", {"pid": worker.child.pid}]
        ]


def test_it_beats_as_long_as_its_event_loop_goes_round() -> None:
    beats = Beats(1)
    with working(beat=lambda: beats.beat(0)) as worker:
        worker.wait_for("ready")
        assert beats.of(0) == 1
        time.sleep(0.7)
        assert beats.of(0) == 2
        hanging = threading.Thread(target=worker.ask, args=["/hang"])
        hanging.start()
        time.sleep(0.2)
        before = beats.of(0)
        time.sleep(1)
        assert beats.of(0) == before
        hanging.join()
        time.sleep(0.6)
        assert beats.of(0) > before


def test_it_beats_while_it_finishes_what_it_does() -> None:
    beats = Beats(1)
    with working(beat=lambda: beats.beat(0)) as worker:
        worker.wait_for("ready")
        late = socket.create_connection(("127.0.0.1", worker.port))
        late.sendall(b"GET /late HTTP/1.1\r\nHost: a\r\n\r\n")
        time.sleep(0.05)
        worker.child.send(DRAIN)
        assert worker.ended() == 0
        assert beats.of(0) > 1
        late.close()


def test_nobody_is_accepted_after_the_end_has_begun() -> None:
    with working() as worker:
        worker.wait_for("ready")
        late = socket.create_connection(("127.0.0.1", worker.port))
        late.sendall(b"GET /late HTTP/1.1\r\nHost: a\r\n\r\n")
        time.sleep(0.1)
        worker.child.send(DRAIN)
        time.sleep(0.1)
        with pytest.raises(ConnectionRefusedError):
            worker.ask()
        assert late.recv(1000).startswith(b"HTTP/1.1 503 ")
        late.close()
        assert worker.ended() == 0


def test_answers_that_take_too_long_at_the_end_are_cut_and_that_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "DRAIN_SECONDS", 0.2)
    with working() as worker:
        worker.wait_for("ready")
        late = socket.create_connection(("127.0.0.1", worker.port))
        late.sendall(b"GET /late HTTP/1.1\r\nHost: a\r\n\r\n")
        time.sleep(0.1)
        worker.child.send(DRAIN)
        assert worker.ended() == 0
        assert worker.wait_for("event") == ["answers cut at the end"]
        late.close()


def test_trouble_with_settling_is_said_once_and_when_it_is_over() -> None:
    with working() as worker:
        worker.wait_for("ready")
        worker.ask("/trouble")
        assert worker.wait_for("event", 2) == ["cannot settle what was charged", "what was charged is settled again"]
        assert worker.wait_for("reason") == ["ValueError"]


def test_what_settling_has_to_tell_is_logged() -> None:
    class Talkative(Service):
        def settle(self) -> str:
            super().settle()
            return "replaced" if self.settled == 1 else ""

    with working(make_service=Talkative) as worker:
        worker.wait_for("ready")
        assert worker.wait_for("event") == ["replaced"]


def test_a_damaged_index_is_said_to_the_supervisor() -> None:
    with working() as worker:
        worker.wait_for("ready")
        worker.ask("/damage")
        assert worker.wait_for("damaged") == [True]


def test_it_reloads_when_told_and_says_how_that_went() -> None:
    class Troubled(Service):
        def settle(self) -> str:
            return ""  # all trouble is for reloading

        def __init__(self, channel: socket.socket) -> None:
            super().__init__(channel)
            self.trouble = [LedgerError("torn"), ValueError("odd")]

    with working(make_service=Troubled) as worker:
        worker.wait_for("ready")
        worker.child.send(RELOAD + RELOAD)
        worker.child.send(RELOAD)
        assert worker.wait_for("not_reloaded")[0] == ["", "internal error (ValueError)", ""]
        for _ in range(2):
            worker.child.send(RELOAD)
            time.sleep(0.05)
        assert worker.wait_for("not_reloaded", 2)[1] == ["ledger_error", "torn", ""]
        worker.wait_for("reloaded")


def test_a_service_that_cannot_be_closed_is_said_and_the_end_comes_all_the_same() -> None:
    class Troubled(Service):
        def close(self) -> None:
            raise LedgerError("disk full")

    with working(make_service=Troubled) as worker:
        worker.wait_for("ready")
        worker.child.send(DRAIN)
        assert worker.ended() == 0
        assert worker.wait_for("event") == ["the last settling failed"]
        assert worker.wait_for("reason") == ["disk full"]


def test_a_service_that_cannot_be_made_is_an_error_for_the_supervisor() -> None:
    def broken(_: socket.socket) -> Any:  # noqa: ANN401  # never made
        raise CatalogError("no catalogue")

    with working(make_service=broken) as worker:
        assert worker.wait_for("error") == [["catalog_error", "no catalogue", ""]]
        assert worker.ended() == 1


def test_what_the_server_complains_about_is_logged_without_values() -> None:
    with working() as worker:
        worker.wait_for("ready")
        assert worker.ask("/fault") == (500, b"Internal Server Error")
        assert worker.wait_for("complaint") == ["Exception in ASGI application"]
        assert [message["error"] for message in worker.said if "complaint" in message] == ["CancelledError"]


def test_connections_that_send_nothing_are_closed_sooner_where_it_is_crowded() -> None:
    limits = replace(LIMITS, head_seconds=30, crowded_seconds=0.3, connections=4)
    with working(limits) as worker:
        worker.wait_for("ready")
        silent = [socket.create_connection(("127.0.0.1", worker.port)) for _ in range(4)]
        silent[0].settimeout(5)
        assert silent[0].recv(10) == b""
        for sock in silent:
            sock.close()
