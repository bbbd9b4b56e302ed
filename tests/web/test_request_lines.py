"""The first lines of requests that are not ASCII."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maas_cli.web.request_lines import escaped, headers_end, is_line_open, line_end

LINE_BYTES = st.binary(max_size=20).map(lambda raw: raw.replace(b"\r", b"").replace(b"\n", b""))


def test_bytes_that_are_no_ascii_become_escapes_and_others_stay() -> None:
    assert escaped("GET /кот?q=a%20b HTTP/1.1".encode()) == b"GET /%D0%BA%D0%BE%D1%82?q=a%20b HTTP/1.1"


@given(st.binary(max_size=40))
def test_what_was_escaped_is_ascii_and_as_long_as_it_must_be(line: bytes) -> None:
    assert escaped(line).isascii()
    assert len(escaped(line)) == len(line) + 2 * sum(byte > 127 for byte in line)


@given(LINE_BYTES, st.sampled_from([b"", b"\r\n", b"\r\n\r\n"]), st.binary(max_size=20))
def test_a_first_line_ends_at_its_line_feed_whatever_is_behind(line: bytes, before: bytes, rest: bytes) -> None:
    if line:
        assert line_end(before + line + b"\r\n" + rest, has_begun=False) == len(before + line)
        assert line_end(before + line, has_begun=False) is None
    assert line_end(line + b"\r\n" + rest, has_begun=True) == len(line)


@pytest.mark.parametrize(
    ("data", "end"),
    [
        (b"\r\nA: b\r\n\r\nGET", 2),
        (b"A: b\r\n\r\nGET", 8),
        (b"\r\nGET", 2),
        (b"\nGET", 1),
        (b"\r", 1),
        (b"A: b\r\nC", 7),
    ],
)
def test_headers_are_parsed_up_to_the_end_of_their_head_at_most(data: bytes, end: int) -> None:
    assert headers_end(data) == end


@pytest.mark.parametrize(
    ("data", "is_open"),
    [
        (b"", True), (b"\r\n", True), (b"GET /a", True), (b"\r\nGET /a", True), (b"GET /a HTTP/1.1\r\nA", False),
        (b"GET / HTTP/1.1\r\n\r\nGET /a", True), (b"GET / HTTP/1.1\r\n\r\nGET /a HTTP/1.1\r\n", False),
    ],
)  # fmt: skip
def test_a_line_is_open_only_if_that_is_certain(data: bytes, is_open: bool) -> None:
    assert is_line_open(data) == is_open
