"""What a server's refusals come to."""

import http.client
import io
import json

import pytest

from maas_cli.errors import (
    AuthenticationError,
    BalanceExhaustedError,
    InvalidInputError,
    MaasError,
    NotFoundError,
    ServiceUnreachableError,
)
from maas_cli.remote.address import parse_address
from maas_cli.remote.exchange import Response
from maas_cli.remote.refusals import refusal

SERVER = parse_address("https://memes.example.org/maas")
SHOWN = str(SERVER)
TOKEN = "canary-1"
WEB_PAGE = b"<!doctype html><h1>It works!</h1>"


def response_of(status: int, reason: str = "", body: bytes = b"", **headers: str) -> Response:
    lines = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items())
    return Response(status, reason, http.client.parse_headers(io.BytesIO(f"{lines}\r\n".encode("latin-1"))), body)


def said(status: int, error: object, reason: str = "", **headers: str) -> Response:
    """Return a refusal in the shape of maas."""
    body = json.dumps({"code": status, "message": "the message", "error": error}).encode()
    return response_of(status, reason, body, Content_Type="application/json; charset=utf-8", **headers)


def error_of(response: Response, *, is_about_id: bool = False) -> MaasError:
    error = refusal(SERVER, response, TOKEN, is_about_id=is_about_id)
    for text in (str(error), error.hint):
        assert TOKEN not in text
        assert "\n" not in text
    return error


@pytest.mark.parametrize(
    ("status", "kind", "hint"),
    [
        (400, InvalidInputError, ""),
        (401, AuthenticationError, f"{SHOWN} has tokens of its own"),
        (402, BalanceExhaustedError, f"who runs {SHOWN} can top up"),
        (404, NotFoundError, f"{SHOWN} has users of its own"),
        (414, InvalidInputError, ""),
    ],
)
def test_a_refusal_is_the_same_error_as_on_this_machine_in_the_servers_words(
    status: int, kind: type[MaasError], hint: str
) -> None:
    error = error_of(said(status, "limit 0 is out of range: 1 to 10000"), is_about_id=True)
    assert (type(error), str(error), error.hint) == (kind, "limit 0 is out of range: 1 to 10000", hint)


@pytest.mark.parametrize("error", [None, "", "  ", 7, ["x"]])
def test_the_message_stands_in_where_there_is_no_error(error: object) -> None:
    assert str(error_of(said(400, error))) == "the message"


def test_a_missing_path_is_no_missing_user() -> None:
    error = error_of(said(404, "there is nothing at this path", "Not Found"))
    assert type(error) is ServiceUnreachableError
    assert str(error) == f"{SHOWN} answered 404 Not Found: there is nothing at this path"
    assert "path" in error.hint


@pytest.mark.parametrize("status", [400, 404, 414])
def test_what_is_not_in_the_shape_of_maas_is_not_about_what_was_asked(status: int) -> None:
    error = error_of(response_of(status, "Nope", WEB_PAGE, Content_Type="text/html"), is_about_id=True)
    assert (type(error), str(error)) == (ServiceUnreachableError, f"{SHOWN} answered {status} Nope")


@pytest.mark.parametrize(("status", "kind"), [(401, AuthenticationError), (402, BalanceExhaustedError)])
def test_a_refused_token_is_one_whoever_refuses_it(status: int, kind: type[MaasError]) -> None:
    error = error_of(response_of(status, "Nope", WEB_PAGE, Content_Type="text/html"))
    assert (type(error), str(error)) == (kind, f"{SHOWN} answered {status} Nope")


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'"no"', b"{}", b"[" * 100_000, b"\xff"])
def test_json_that_says_nothing_leaves_the_status(body: bytes) -> None:
    error = error_of(response_of(400, "Bad Request", body, Content_Type="application/json"))
    assert (type(error), str(error)) == (ServiceUnreachableError, f"{SHOWN} answered 400 Bad Request")


@pytest.mark.parametrize(
    ("after", "hint"),
    [
        ("7", "try again in 7 s"),
        ("Wed, 21 Oct 2026 07:28:00 GMT", "try again after Wed, 21 Oct 2026 07:28:00 GMT"),
        ("9" * 5000, f"try again after {'9' * 3000}"),
        (f"x{TOKEN}", "try again after x********"),
    ],
)
@pytest.mark.parametrize("status", [429, 503])
def test_who_is_too_quick_is_told_when_to_try_again(status: int, after: str, hint: str) -> None:
    error = error_of(said(status, "not now", "Wait", Retry_After=after))
    assert type(error) is ServiceUnreachableError
    assert (str(error), error.hint) == (f"{SHOWN} answered {status} Wait: not now", hint)


def test_a_server_that_fails_is_said_with_what_it_says() -> None:
    assert str(error_of(response_of(502, "Bad Gateway"))) == f"{SHOWN} answered 502 Bad Gateway"
    assert str(error_of(response_of(599))) == f"{SHOWN} answered 599"
    assert str(error_of(said(500, "request 17 failed"))) == f"{SHOWN} answered 500: request 17 failed"
    assert error_of(response_of(500)).hint == ""


def test_a_redirect_is_not_followed_and_says_where_to() -> None:
    error = error_of(response_of(301, "Moved", Location="https://me:pw@new.example.org:8443/m/api/memes?query=cat"))
    assert type(error) is ServiceUnreachableError
    assert str(error) == f"{SHOWN} answered 301: it points elsewhere, and a token is not carried on"
    assert error.hint == "if you trust it: --server https://new.example.org:8443/m"


@pytest.mark.parametrize("location", ["", "/login", "javascript:alert(1)", "http://[", "https://"])
def test_a_redirect_to_nowhere_is_refused_too(location: str) -> None:
    assert error_of(response_of(302, "Found", Location=location)).hint == ""
    assert error_of(response_of(304)).hint == ""


@pytest.mark.parametrize("status", [400, 401, 402, 404, 429, 500])
def test_a_token_that_the_server_repeats_is_masked(status: int) -> None:
    assert "********" in str(error_of(said(status, f"no user has the token {TOKEN}"), is_about_id=True))
    assert "********" in str(error_of(response_of(status, f"No {TOKEN}")))
    cut = error_of(said(status, "x" * 2995 + TOKEN), is_about_id=True)
    assert TOKEN[:3] not in str(cut)


def test_a_redirect_that_repeats_the_token_is_masked() -> None:
    assert error_of(response_of(301, Location=f"https://{TOKEN}.org")).hint.endswith("https://********.org")


def test_long_words_are_cut_and_line_breaks_are_blanks() -> None:
    assert str(error_of(said(400, "one\ntwo\r\n'  '"))) == "one two '  '"
    assert len(str(error_of(said(400, "x" * 5000)))) == 3000
    assert str(refusal(SERVER, said(400, "no"), None, is_about_id=False)) == "no"
