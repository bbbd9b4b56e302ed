"""What is known of one request."""

from typing import Any

import pytest

from maas_cli.web.exchange import Exchange, RequestIds
from tests.web.face import Face


def exchange(*headers: tuple[bytes, bytes], query_string: bytes = b"") -> Exchange:
    scope: dict[str, Any] = {"headers": list(headers), "query_string": query_string, "client": None}
    return Exchange(scope, RequestIds())


def test_of_repeated_headers_the_first_counts() -> None:
    assert exchange((b"x-token", b"one"), (b"x-token", b"two")).token == "one"


@pytest.mark.parametrize("given", [b" secret1", b"secret1  ", b"\tsecret1\t ", b"secret1"])
def test_blanks_around_a_token_or_id_are_not_part_of_it(given: bytes) -> None:
    assert exchange((b"x-token", given)).token == "secret1"
    assert exchange((b"x-request-id", given.replace(b"secret", b"id"))).request_id == b"id1"


def test_a_blank_within_a_token_is() -> None:
    assert exchange((b"x-token", b" a b ")).token == "a b"
    assert exchange((b"x-token", b" \t ")).token is None


def test_an_empty_token_is_none() -> None:
    assert exchange((b"x-token", b"")).token is None
    assert exchange().token is None


def test_bytes_that_are_no_text_are_a_token_like_no_other() -> None:
    tokens = {exchange((b"x-token", raw)).token for raw in (b"\xff", b"\xfe", "ÿ".encode(), "\ufffd".encode())}
    assert len(tokens) == 4


@pytest.mark.parametrize("wanted", ["abc", "A.b_c-9", "0" * 64])
def test_a_sane_request_id_is_taken_over(face: Face, wanted: str) -> None:
    assert face.ask("/api/health", headers={"X-Request-Id": wanted}).headers["x-request-id"] == wanted


@pytest.mark.parametrize("wanted", ["", "a b", "0" * 65, "<script>", 'a"b', "é".encode(), "secret1", "x-secret1-y"])
def test_any_other_gets_one_of_our_own(face: Face, wanted: str | bytes) -> None:
    given = face.ask("/api/health", headers={"X-Request-Id": wanted}).headers["x-request-id"]
    assert given not in (wanted, "")


def test_ids_are_never_given_twice_by_any_worker() -> None:
    workers = [RequestIds() for _ in range(3)]
    assert len({ids.next() for ids in workers for _ in range(100)}) == 300


def test_without_an_address_a_request_has_none() -> None:
    assert exchange().address == ""
