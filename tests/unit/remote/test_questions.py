"""What is asked of a server."""

from urllib.parse import parse_qs, parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maas_cli.errors import AuthenticationError
from maas_cli.models.search import SearchRequest, SortOrder
from maas_cli.remote.questions import memes_target, token_header, user_stats_target


def test_a_request_is_asked_for_explained_with_every_value_that_is_given() -> None:
    request = SearchRequest(
        "grumpy cat", fuzzy=False, limit=5, offset=20, lat=0.0, lon=-70.225, radius_km=48.28032,
        sort=SortOrder.DISTANCE, template="Grumpy & Cat", lang="en", unique=False,
    )  # fmt: skip
    assert memes_target(request) == (
        "/api/memes?query=grumpy+cat&fuzzy=false&limit=5&offset=20&lat=0.0&lon=-70.225&radius=48.28032&sort=distance"
        "&template=Grumpy+%26+Cat&lang=en&unique=false&explain=true"
    )


def test_what_is_not_given_is_not_asked_for() -> None:
    assert memes_target(SearchRequest("cat")) == (
        "/api/memes?query=cat&fuzzy=true&limit=10&offset=0&sort=relevance&unique=true&explain=true"
    )


@given(
    query=st.text(st.characters(exclude_categories=["Cs"])),
    lat=st.floats(-90, 90),
    radius=st.floats(0, 20_100),
)
def test_text_and_numbers_come_through_as_they_are(query: str, lat: float, radius: float) -> None:
    target = memes_target(SearchRequest(query, lat=lat, lon=0.0, radius_km=radius))
    assert target.isascii()
    asked = dict(parse_qsl(urlsplit(target).query, keep_blank_values=True, strict_parsing=True))
    assert (asked["query"], float(asked["lat"]), float(asked["radius"])) == (query, lat, radius)


def test_what_is_no_text_in_a_query_is_sent_as_a_stand_in() -> None:
    assert parse_qs(urlsplit(memes_target(SearchRequest("cat \udcff"))).query)["query"] == ["cat ?"]


def test_a_user_is_asked_for_by_id_or_as_who_asks() -> None:
    assert user_stats_target(10) == "/api/userstats?uid=10&explain=true"
    assert user_stats_target(0) == "/api/userstats?uid=0&explain=true"
    assert user_stats_target(None) == "/api/userstats?explain=true"


@pytest.mark.parametrize(("token", "sent"), [("secret1", b"secret1"), ("пароль", "пароль".encode()), ("a b", b"a b")])
def test_a_token_is_sent_in_utf8(token: str, sent: bytes) -> None:
    assert token_header(token) == {"X-Token": sent}


def test_a_token_that_was_typed_as_bytes_is_sent_as_these() -> None:
    assert token_header(b"\xff1".decode("utf-8", "surrogateescape")) == {"X-Token": b"\xff1"}


@pytest.mark.parametrize("token", ["", " canary", "canary ", "canary\r\nX-Admin: 1", "can\x00ary", "canary\ud800"])
def test_what_http_would_change_or_lose_is_no_token_and_not_repeated(token: str) -> None:
    with pytest.raises(AuthenticationError) as caught:
        token_header(token)
    assert "canary" not in str(caught.value)


def test_safe_memes_are_asked_for_only_where_they_are_wanted() -> None:
    assert "&safe=true&" in memes_target(SearchRequest("cat", safe=True))
    assert "safe" not in memes_target(SearchRequest("cat"))
