"""Web pages of other origins."""

import pytest

from tests.web.face import Face, Parts, make_face

ORIGIN = "https://example.org"
ASKING = {"Origin": ORIGIN, "Access-Control-Request-Method": "GET", "Access-Control-Request-Headers": "x-token"}


def test_by_default_no_page_may_read_answers(face: Face) -> None:
    answer = face.ask("/api/memes?query=becky", headers={"Origin": ORIGIN})
    assert not [name for name in answer.headers if name.startswith("access-control") or name == "vary"]
    assert face.ask("/api/memes", method="OPTIONS", headers=ASKING).status_code == 405


def test_a_page_of_a_named_origin_may(parts: Parts) -> None:
    face = make_face(parts, cors=(ORIGIN, "http://localhost:3000"))
    answer = face.ask("/api/memes?query=becky", headers={"Origin": ORIGIN})
    assert answer.headers["access-control-allow-origin"] == ORIGIN
    assert "X-Total-Count" in answer.headers["access-control-expose-headers"]
    assert answer.headers["vary"] == "Origin"


@pytest.mark.parametrize("headers", [{}, {"Origin": "https://example.com"}, {"Origin": "null"}])
def test_a_page_of_another_origin_may_not(parts: Parts, headers: dict[str, str | bytes]) -> None:
    answer = make_face(parts, cors=(ORIGIN,)).ask("/api/memes?query=becky", headers=headers)
    assert "access-control-allow-origin" not in answer.headers
    assert answer.headers["vary"] == "Origin"


def test_a_star_lets_every_page(parts: Parts) -> None:
    answer = make_face(parts, cors=("*",)).ask("/api/health", headers={"Origin": "https://anyone.example"})
    assert answer.headers["access-control-allow-origin"] == "*"


def test_a_browser_that_asks_before_is_told_what_may_be_sent(parts: Parts) -> None:
    face = make_face(parts, cors=(ORIGIN,))
    answer = face.ask("/api/memes", method="OPTIONS", token=None, headers=dict(ASKING))
    assert (answer.status_code, answer.content) == (204, b"")
    assert answer.headers["access-control-allow-origin"] == ORIGIN
    assert "X-Token" in answer.headers["access-control-allow-headers"]
    assert face.ask("/api/memes", method="OPTIONS", headers={"Origin": ORIGIN}).status_code == 405
