"""A server asked as the engine is."""

import pytest

from maas_cli.errors import (
    AuthenticationError,
    InvalidInputError,
    InvalidSettingError,
    NotFoundError,
    ServiceUnreachableError,
)
from maas_cli.models.search import Hit, SearchRequest
from maas_cli.models.users import User
from maas_cli.remote import Remote
from maas_cli.remote.bounded_socket import Bounds
from tests.factories import meme
from tests.unit.remote.scripted_server import answer_of, json_answer, page_answer, serving

OWL = Hit(meme(1, text="owl"), 0.5, ())
REQUEST = SearchRequest("owl")
NOBODY = "http://127.0.0.1:1"
ANNA = b'{"id":10,"name":"Anna","authToken":"********","tokenCount":7,"hits":null}'


def test_a_search_is_asked_with_the_token_in_a_header_alone() -> None:
    with serving(page_answer(OWL)) as server:
        page = Remote(f"{server.url}/").search(REQUEST, token="canary")
    assert (page.hits, page.total, page.balance) == ((OWL,), 1, 999)
    (asked,) = server.asked
    assert asked.count(b"canary") == 1
    assert b"\r\nX-Token: canary\r\n" in asked
    assert server.target.startswith("/api/memes?query=owl&")


@pytest.mark.parametrize("token", [None, "", "two\nlines"])
def test_without_a_usable_token_nothing_is_asked(token: str | None) -> None:
    remote = Remote(NOBODY)
    with pytest.raises(AuthenticationError):
        remote.search(REQUEST, token=token)
    assert remote.notices() == ()


def test_what_is_no_address_is_refused_before_anything_is_asked() -> None:
    with pytest.raises(InvalidSettingError):
        Remote("memes.example.org")


def test_refusals_are_errors() -> None:
    with serving(json_answer("400 Bad Request", b'{"error":"the query is empty"}')) as server:
        remote = Remote(server.url)
        with pytest.raises(InvalidInputError, match="the query is empty"):
            remote.search(REQUEST, token="secret1")
    with pytest.raises(ServiceUnreachableError):
        remote.search(REQUEST, token="secret1")


def test_a_redirect_is_not_followed() -> None:
    with serving(page_answer(OWL)) as other, serving(answer_of("307 Moved", Location=other.url)) as server:
        with pytest.raises(ServiceUnreachableError, match="a token is not carried on"):
            Remote(server.url).search(REQUEST, token="secret1")
        assert other.asked == []


def test_bounds_can_be_set() -> None:
    with serving(page_answer(OWL)) as server, pytest.raises(ServiceUnreachableError, match="more than 10 bytes"):
        Remote(server.url, bounds=Bounds(largest_bytes=10)).search(REQUEST, token="secret1")


def test_statistics_are_asked_by_id_without_a_token_or_by_token_without_an_id() -> None:
    with serving(json_answer("200 OK", ANNA), json_answer("200 OK", ANNA)) as server:
        remote = Remote(server.url)
        assert remote.user_stats(uid=10) == remote.user_stats(token="canary") == User(10, "Anna", 7)
    by_id, by_token = server.asked
    assert by_id.startswith(b"GET /api/userstats?uid=10&explain=true ")
    assert b"X-Token" not in by_id
    assert by_token.startswith(b"GET /api/userstats?explain=true ")
    assert b"\r\nX-Token: canary\r\n" in by_token


@pytest.mark.parametrize("both", [{}, {"uid": 10, "token": "secret1"}])
def test_statistics_are_of_one_user(both: dict[str, object]) -> None:
    with pytest.raises(InvalidInputError, match="give either a user's id or a token"):
        Remote(NOBODY).user_stats(**both)  # type: ignore[arg-type]  # a mixed bag of arguments


def test_an_unknown_user_is_told_from_an_unknown_path() -> None:
    missing = json_answer("404 Not Found", b'{"error":"there is none"}')
    with serving(missing, missing, missing) as server:
        remote = Remote(server.url)
        with pytest.raises(NotFoundError):
            remote.user_stats(uid=99)
        with pytest.raises(ServiceUnreachableError):
            remote.user_stats(token="secret1")
        with pytest.raises(ServiceUnreachableError):
            remote.search(REQUEST, token="secret1")


def test_a_place_is_found_on_this_machine() -> None:
    assert Remote(NOBODY).find_place("Almaty").country == "KZ"


def test_a_token_that_leaves_this_machine_unencrypted_is_a_notice_once_for_each(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("maas_cli.remote.remote.get", _fail)
    remote = Remote("http://memes.example.org")
    with pytest.raises(ServiceUnreachableError):
        remote.user_stats(uid=10)
    assert remote.notices() == ()
    with pytest.raises(ServiceUnreachableError):
        remote.search(REQUEST, token="canary")
    (notice,) = remote.notices()
    assert "http://memes.example.org unencrypted" in notice
    assert "canary" not in notice
    assert remote.notices() == ()


@pytest.mark.parametrize("url", ["https://memes.example.org", "http://localhost:8080", "http://[::1]"])
def test_a_token_that_nobody_else_can_read_is_not_worth_a_word(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("maas_cli.remote.remote.get", _fail)
    remote = Remote(url)
    with pytest.raises(ServiceUnreachableError):
        remote.search(REQUEST, token="secret1")
    assert remote.notices() == ()


def _fail(*_: object) -> None:
    raise ServiceUnreachableError("nobody there")
