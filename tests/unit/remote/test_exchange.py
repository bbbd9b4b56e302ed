"""One question over HTTP, and everything that can go wrong with it."""

import socket
from collections.abc import Sequence
from pathlib import Path

import pytest

from maas_cli import __version__
from maas_cli.errors import InvalidQueryError, ServiceUnreachableError
from maas_cli.remote.address import parse_address
from maas_cli.remote.bounded_socket import Bounds
from maas_cli.remote.exchange import LONGEST_TARGET, Response, get
from tests.unit.remote.scripted_server import answer_of, serving, trust_in

BOUNDS = Bounds(silence_seconds=2, whole_seconds=4)


def ask(url: str, target: str = "/api/health", bounds: Bounds = BOUNDS) -> Response:
    return get(parse_address(url), target, {}, bounds)


def failure_of(*answers: bytes | Sequence[bytes], bounds: Bounds = BOUNDS, pause_seconds: float = 0.0) -> str:
    """Return why an answer could not be had, with the server's address left out."""
    with serving(*answers, pause_seconds=pause_seconds) as server, pytest.raises(ServiceUnreachableError) as caught:
        ask(server.url, bounds=bounds)
    assert "\n" not in str(caught.value)
    return str(caught.value).replace(server.url, "SERVER")


def test_an_answer_has_a_status_headers_and_a_body() -> None:
    with serving(answer_of("200 OK", b"line\n", X_Total_Count="7")) as server:
        response = ask(server.url)
    assert (response.status, response.reason, response.body) == (200, "OK", b"line\n")
    assert response.headers["X-Total-Count"] == "7"


def test_the_question_is_a_get_that_says_who_asks_and_wants_json_as_it_is() -> None:
    with serving(answer_of("200 OK")) as server:
        get(parse_address(f"{server.url}/maas/"), "/api/memes?query=cat", {"X-Token": b"s\xc3\xa9"}, BOUNDS)
    (asked,) = server.asked
    line, *headers = asked.decode().rstrip().split("\r\n")
    assert line == "GET /maas/api/memes?query=cat HTTP/1.1"
    assert sorted(headers) == [
        "Accept-Encoding: identity",
        "Accept: application/json",
        "Connection: close",
        f"Host: 127.0.0.1:{server.address[1]}",
        f"User-Agent: maas-cli/{__version__}",
        "X-Token: sé",
    ]


def test_a_body_may_come_in_chunks_or_end_with_the_connection() -> None:
    chunked = answer_of("200 OK", b"5\r\nline\n\r\n3\r\nx\r\n\r\n0\r\n\r\n", Transfer_Encoding="chunked")
    with serving(chunked, b"HTTP/1.0 200 OK\r\n\r\nline\n") as server:
        assert ask(server.url).body == b"line\nx\r\n"
        assert ask(server.url).body == b"line\n"


def test_refusals_are_answers_too() -> None:
    with serving(answer_of("402 Payment Required", b"no")) as server:
        response = ask(server.url)
    assert (response.status, response.reason, response.body) == (402, "Payment Required", b"no")


@pytest.mark.parametrize(
    "cut",
    [
        answer_of("200 OK", b"line", Content_Length="5"),
        answer_of("200 OK", b"5\r\nli", Transfer_Encoding="chunked"),
        answer_of("200 OK", b"5\r\nline\n\r\n", Transfer_Encoding="chunked"),
    ],
)
def test_an_answer_that_is_cut_off_is_no_answer(cut: bytes) -> None:
    assert failure_of(cut) == "the answer of SERVER was cut off"


def test_no_answer_at_all_is_said() -> None:
    assert failure_of(b"") == "SERVER closed the connection without an answer"


@pytest.mark.parametrize(
    "answer",
    [
        b"SSH-2.0-OpenSSH_9.6\r\n",
        b"HTTP/1.1 two hundred\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 200 + b"\r\n",
        b"HTTP/1.1 200 OK\r\nX: " + b"y" * 70_000,
        answer_of("200 OK", b"xyz\r\n", Transfer_Encoding="chunked"),
        answer_of("200 OK", b"-5\r\nabc\r\n", Transfer_Encoding="chunked"),
    ],
)
def test_what_is_no_http_is_refused_and_not_repeated(answer: bytes) -> None:
    assert failure_of(answer) in {"SERVER does not answer in HTTP", "the answer of SERVER was cut off"}


def test_a_silent_server_and_one_that_drips_are_given_up() -> None:
    drips = [bytes([byte]) for byte in answer_of("200 OK", b"x" * 500)]
    assert failure_of([b"HTTP/1.1 ", b"200 OK"], bounds=Bounds(0.05, 5), pause_seconds=1) == (
        "SERVER did not answer in time"
    )
    assert failure_of(drips, bounds=Bounds(5, 0.1), pause_seconds=0.01) == "SERVER did not answer in time"


@pytest.mark.parametrize(
    "huge",
    [
        answer_of("200 OK", b"x" * 3000),
        answer_of("200 OK", b"BB8\r\n" + b"x" * 3000 + b"\r\n0\r\n\r\n", Transfer_Encoding="chunked"),
        answer_of("200 OK", b"-1\r\n" + b"x" * 3000, Transfer_Encoding="chunked"),
        b"HTTP/1.0 200 OK\r\n\r\n" + b"x" * 3000,
        b"HTTP/1.1 100 Continue\r\n\r\n" * 200,
    ],
)
def test_an_answer_without_an_end_is_given_up(huge: bytes) -> None:
    assert failure_of(huge, bounds=Bounds(2, 4, largest_bytes=2000)) == "SERVER answers with more than 2000 bytes"


def test_a_question_too_long_for_servers_is_not_sent() -> None:
    with pytest.raises(InvalidQueryError, match="has 8193 bytes; at most 8192 can be sent"):
        ask("http://127.0.0.1:1", "/" + "x" * LONGEST_TARGET)


def test_a_port_where_nobody_listens_is_said_with_what_may_be_missing() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with pytest.raises(ServiceUnreachableError) as caught:
        ask(f"http://127.0.0.1:{port}")
    assert str(caught.value) == f"cannot reach http://127.0.0.1:{port}: Connection refused"
    assert caught.value.hint == "is maas serve running there?"


def test_a_connection_that_breaks_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def connect(*_: object) -> None:
        raise OSError(113, "No route to host")

    monkeypatch.setattr("http.client.HTTPConnection.connect", connect)
    with pytest.raises(ServiceUnreachableError, match=r"cannot reach http://10\.255\.0\.1: No route to host"):
        ask("http://10.255.0.1")


def test_a_name_without_a_host_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def resolve(*_: object, **__: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    with pytest.raises(ServiceUnreachableError, match=r"cannot reach http://nowhere\.invalid: there is no such host"):
        ask("http://nowhere.invalid")


def test_a_certificate_that_nobody_signed_is_not_trusted() -> None:
    with serving(answer_of("200 OK"), is_tls=True) as server, pytest.raises(ServiceUnreachableError) as caught:
        ask(server.url)
    assert str(caught.value).startswith(f"cannot trust {server.url}: ")
    assert server.asked == []


def test_a_certificate_of_another_host_is_not_trusted(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", trust_in(tmp_path))
    with (
        serving(answer_of("200 OK"), is_tls=True, host="127.0.0.2") as server,
        pytest.raises(ServiceUnreachableError, match=r"cannot trust .*127\.0\.0\.2"),
    ):
        ask(server.url)


def test_a_trusted_server_is_asked_over_tls(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", trust_in(tmp_path))
    with serving(answer_of("200 OK", b"OK"), is_tls=True) as server:
        assert ask(server.url).body == b"OK"
    assert server.asked[0].startswith(b"GET /api/health HTTP/1.1\r\n")


def test_https_where_plain_http_is_spoken_is_said() -> None:
    with serving(answer_of("400 Bad Request")) as server, pytest.raises(ServiceUnreachableError) as caught:
        ask(server.url.replace("http", "https"))
    assert str(caught.value).startswith("cannot speak TLS with https://")
    assert "WRONG_VERSION_NUMBER" in str(caught.value)
    assert caught.value.hint == "does it speak plain http?"
