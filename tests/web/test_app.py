"""What every request goes through."""

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest
from starlette.types import Message

from maas_cli.errors import MaasError
from maas_cli.service import Found
from maas_cli.web.app import create_app
from maas_cli.web.refusals import ON_REFUSED
from maas_cli.web.settings import WebSettings
from tests.web.face import Face, Parts

CANARY = "canary-71b6c2"


def test_what_nobody_foresaw_is_answered_logged_and_charged_to_nobody(
    parts: Parts, face: Face, monkeypatch: pytest.MonkeyPatch
) -> None:
    def find(_: object) -> Found:
        raise RuntimeError(f"broken by {CANARY} at /srv/maas")

    monkeypatch.setattr(parts.service, "find", find)
    monkeypatch.setattr(parts.service, "authenticate", lambda _: parts.meter.authenticate("secret1"))
    answer = face.ask("/api/memes?query=becky", token=CANARY)
    assert (answer.status_code, answer.json()["code"]) == (500, 500)
    assert answer.headers["content-type"] == "application/json"
    assert "/srv" not in answer.text
    assert answer.headers["x-request-id"] in answer.json()["error"]
    event, line = sorted(face.logged(), key=lambda one: "event" not in one)
    assert (event["event"], event["request"]) == ("request failed", answer.headers["x-request-id"])
    assert "RuntimeError" in event["traceback"]
    assert (line["status"], line["level"]) == (500, "error")
    assert CANARY not in repr(face.log)
    assert face.balance() == 1000


def test_an_answer_that_breaks_on_its_way_is_not_ended_as_if_it_were_whole(
    parts: Parts, face: Face, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lines() -> Iterator[bytes]:
        yield b"{}\n"
        raise MaasError("damaged")

    monkeypatch.setattr(parts.service, "find", lambda _: Found(2, lines()))
    sent: list[Any] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> dict[str, Any]:
        return {"type": "http.disconnect"}

    scope = {
        "type": "http", "http_version": "1.1", "method": "GET", "path": "/api/memes", "query_string": b"query=becky",
        "headers": [(b"host", b"x"), (b"x-token", b"secret1")], "client": None,
    }  # fmt: skip
    asyncio.run(face.app(scope, receive, send))
    assert [message.get("more_body") for message in sent] == [None, True]
    assert [line.get("event") for line in face.logged()] == ["request failed", None]


def test_at_the_end_of_its_life_the_last_lines_are_written(face: Face) -> None:
    events = iter(["lifespan.startup", "lifespan.shutdown"])
    sent: list[str] = []

    async def receive() -> dict[str, str]:
        return {"type": next(events)}

    async def send(message: Message) -> None:
        sent.append(message["type"])
        if message["type"] == "lifespan.startup.complete":
            face.app.log.event("info", "the last words")

    asyncio.run(face.app({"type": "lifespan", "app": face.app, "state": {}}, receive, send))
    assert sent == ["lifespan.startup.complete", "lifespan.shutdown.complete"]
    assert b"the last words" in b"".join(face.log)


def test_a_web_socket_is_closed(face: Face) -> None:
    sent: list[str] = []

    async def receive() -> dict[str, str]:
        return {"type": "websocket.connect"}

    async def send(message: Message) -> None:
        sent.append(message["type"])

    asyncio.run(face.app({"type": "websocket", "path": "/api/memes", "headers": []}, receive, send))
    assert sent == ["websocket.close"]


def test_every_answer_has_an_id_and_is_taken_for_what_it_says(face: Face) -> None:
    for path in ("/", "/api/health", "/nope", "/api/memes", "/api/memes?query=becky", "/docs", "/metrics"):
        headers = face.ask(path).headers
        assert headers["x-request-id"]
        assert headers["x-content-type-options"] == "nosniff"


def test_without_shared_memory_an_application_has_its_own(parts: Parts) -> None:
    one, other = (Face(create_app(parts.service, WebSettings(), write_log=lambda _: None), parts) for _ in range(2))
    one.ask("/nope")
    assert 'status="404"' in one.ask("/metrics").text
    assert 'status="404"' not in other.ask("/metrics").text


def test_refusals_by_connections_reach_the_log_and_the_metrics(face: Face) -> None:
    async def started_and_ended() -> dict[str, Any]:
        messages = iter(({"type": "lifespan.startup"}, {"type": "lifespan.shutdown"}))
        state: dict[str, Any] = {}

        async def receive() -> dict[str, str]:
            return next(messages)

        async def send(_: object) -> None:
            pass

        await face.app({"type": "lifespan", "state": state}, receive, send)
        return state

    state = asyncio.run(started_and_ended())
    state[ON_REFUSED]("192.0.2.1", 408, "too slow")
    (line,) = face.logged()
    assert (line["client"], line["status"], line["reason"]) == ("192.0.2.1", 408, "too slow")
    assert 'maas_http_requests_total{route="other",status="408"} 1.0' in face.ask("/metrics").text
