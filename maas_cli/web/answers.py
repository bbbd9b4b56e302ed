"""Answers as plain values, and how they are sent."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, NamedTuple

from maas_cli.serialize import to_json
from maas_cli.web.headers import JSON, NO_STORE
from maas_cli.web.one_write import write_whole

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from starlette.types import Send

    from maas_cli.web.exchange import Exchange
    from maas_cli.web.headers import HeaderList


class Answer(NamedTuple):
    """An answer: its status, the headers that are its own, and its body, whole or in chunks that are taken once."""

    status: int
    headers: HeaderList
    body: bytes | Iterator[bytes]


def json_answer(status: int, value: Any, *headers: tuple[bytes, bytes]) -> Answer:  # noqa: ANN401  # any JSON
    """Return an answer with a value as one line of JSON."""
    return Answer(status, [JSON, NO_STORE, *headers], to_json(value) + b"\n")


def error_answer(status: int, message: str, error: str, *headers: tuple[bytes, bytes]) -> Answer:
    """Return an answer that says what went wrong, in the shape of the original's errors."""
    return json_answer(status, {"code": status, "message": message, "error": error}, *headers)


async def deliver(answer: Answer, exchange: Exchange, send: Send) -> None:
    """Send an answer and note in the exchange what was sent."""
    status, headers, body = answer
    exchange.status = status
    if isinstance(body, bytes):
        length = len(body)
        headers = [*headers, (b"content-length", b"%d" % length), *exchange.headers]
        if not write_whole(send, status, headers, body):
            await send({"type": "http.response.start", "status": status, "headers": headers})
            await send({"type": "http.response.body", "body": body})
        exchange.sent_bytes = length
        return
    await send({"type": "http.response.start", "status": status, "headers": [*headers, *exchange.headers]})
    for chunk in body:
        await send({"type": "http.response.body", "body": chunk, "more_body": True})
        exchange.sent_bytes += len(chunk)
        await asyncio.sleep(0)  # others are answered between two chunks
    await send({"type": "http.response.body", "body": b""})
