"""Sending answers."""

import asyncio
from collections.abc import Iterator

from starlette.types import Message

from maas_cli.web.answers import Answer, deliver, error_answer, json_answer
from maas_cli.web.exchange import Exchange, RequestIds


def sent(answer: Answer) -> tuple[Exchange, list[Message]]:
    messages: list[Message] = []
    exchange = Exchange({"headers": [], "query_string": b""}, RequestIds())

    async def send(message: Message) -> None:
        messages.append(message)

    asyncio.run(deliver(answer, exchange, send))
    return exchange, messages


def test_a_whole_body_has_its_length_and_what_every_answer_has() -> None:
    exchange, (start, body) = sent(json_answer(200, {"a": "<é>"}, (b"x-own", b"1")))
    assert body["body"] == '{"a":"\\u003cé\\u003e"}\n'.encode()
    assert (b"content-length", b"%d" % len(body["body"])) in start["headers"]
    assert {(b"x-own", b"1"), (b"x-request-id", exchange.request_id), (b"x-content-type-options", b"nosniff")} <= set(
        start["headers"]
    )
    assert (exchange.status, exchange.sent_bytes) == (200, len(body["body"]))


def test_many_chunks_are_sent_one_by_one_while_others_are_answered() -> None:
    turns: list[str] = []

    def chunks() -> Iterator[bytes]:
        for number in range(3):
            turns.append(f"chunk {number}")
            yield b"%d\n" % number

    async def main() -> None:
        async def send(message: Message) -> None:
            messages.append(message)

        async def other() -> None:
            for number in range(3):
                turns.append(f"other {number}")
                await asyncio.sleep(0)

        exchange = Exchange({"headers": [], "query_string": b""}, RequestIds())
        await asyncio.gather(deliver(Answer(200, [], chunks()), exchange, send), other())
        assert exchange.sent_bytes == 6

    messages: list[Message] = []
    asyncio.run(main())
    assert [message.get("body") for message in messages[1:]] == [b"0\n", b"1\n", b"2\n", b""]
    assert [message.get("more_body", False) for message in messages[1:]] == [True, True, True, False]
    assert not [name for name, _ in messages[0]["headers"] if name == b"content-length"]
    assert turns.index("other 0") < turns.index("chunk 1")


def test_an_error_has_the_original_s_three_keys() -> None:
    assert error_answer(418, "teapot", "short and stout").body == (
        b'{"code":418,"message":"teapot","error":"short and stout"}\n'
    )
