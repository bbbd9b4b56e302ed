"""Requests that are refused before they are looked at."""

import pytest

from tests.web.face import Face


def headers(count: int) -> dict[str, str | bytes]:
    return {f"x-{number}": "v" for number in range(count)}


def test_a_url_of_8_kib_is_answered_and_a_longer_one_is_not(face: Face) -> None:
    start = "/api/memes?query=becky&x="
    assert face.ask(start + "y" * (8192 - len(start) + 1)).status_code == 200  # the question mark is not sent on
    answer = face.ask(start + "y" * (8192 - len(start) + 2))
    assert (answer.status_code, answer.json()["code"], answer.headers["connection"]) == (414, 414, "close")


def test_too_many_or_too_large_headers_are_refused(face: Face) -> None:
    assert face.ask("/api/health", headers=headers(90)).status_code == 200
    answer = face.ask("/api/health", headers=headers(101))
    assert (answer.status_code, answer.json()["code"]) == (431, 431)
    assert face.ask("/api/health", headers={"x-big": "v" * 32_768}).status_code == 431


@pytest.mark.parametrize(
    ("length", "status"),
    [
        ("0", 200),
        ("65536", 200),
        ("65537", 413),
        ("9" * 30, 400),
        ("-1", 400),
        ("5 ", 200),
        ("+5", 400),
        ("ten", 400),
        ("", 400),
    ],
)
def test_a_body_is_small_or_refused(face: Face, length: str, status: int) -> None:
    assert face.ask("/api/health", headers={"content-length": length}).status_code == status


@pytest.mark.parametrize(("name", "status"), [(b"host", 400), (b"content-length", 400), (b"accept", 200)])
def test_a_header_that_two_readers_may_take_differently_comes_once(face: Face, name: bytes, status: int) -> None:
    assert face.ask_raw("/api/health", [(b"host", b"a"), (name, b"1"), (name, b"1")]) == status


@pytest.mark.parametrize(("version", "status"), [("1.0", 200), ("1.1", 400)])
def test_a_host_is_needed_since_http_1_1(face: Face, version: str, status: int) -> None:
    assert face.ask_raw("/api/health", [], version=version) == status
