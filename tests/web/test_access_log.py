"""One line of the log for each request, with no token in it."""

import re

import pytest

from maas_cli.errors import LedgerError
from maas_cli.serialize import MASKED_TOKEN
from maas_cli.web import log_lines
from tests.web.face import Face, Parts, make_face

CANARY = "canary-71b6c2"


def test_a_line_says_who_asked_what_and_what_came_of_it(face: Face) -> None:
    answer = face.ask("/api/memes?query=becky&lat=45.2&LON=70", headers={"X-Request-Id": "abc-1"})
    (line,) = face.logged()
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", line.pop("time"))
    assert 0 < line.pop("ms") < 60_000
    assert line == {
        "level": "info", "request": "abc-1", "client": "127.0.0.1", "method": "GET", "path": "/api/memes",
        "parameters": {"query": "becky", "lat": "45.2", "lon": "70"}, "status": 200, "bytes": len(answer.content),
        "uid": 10,
    }  # fmt: skip


def test_each_request_has_its_line_in_order(face: Face) -> None:
    for path in ("/", "/api/health", "/nope", "/api/memes", "/api/userstats?uid=20"):
        face.ask(path, token=None)
    lines = face.logged()
    assert [line["status"] for line in lines] == [301, 200, 404, 400, 200]
    assert [line["level"] for line in lines] == ["info", "info", "warning", "warning", "info"]
    assert [line["uid"] for line in lines] == [None, None, None, None, 20]


@pytest.mark.parametrize(
    ("path", "token"),
    [
        ("/api/memes?query=becky", CANARY),
        (f"/api/userstats?token={CANARY}", None),
        (f"/api/userstats?TOKEN={CANARY}&uid=10", None),
        (f"/api/memes?query=becky&token={CANARY}", "secret1"),
        (f"/api/memes?query={CANARY}", CANARY),
        (f"/api/memes?query=canary%2D71b6c2&x={CANARY[:3]}", CANARY),
        (f"/{CANARY}", CANARY),
        (f"/api/{CANARY}?token={CANARY}", None),
        (f"/api/memes?query=%zz&token={CANARY}", CANARY),
        (f"/api/memes?{CANARY}", CANARY),
    ],
)
def test_no_token_is_in_the_log_the_answer_or_the_metrics(face: Face, path: str, token: str | None) -> None:
    answer = face.ask(path, token=token, headers={"X-Request-Id": CANARY} if token else {})
    face.logged()
    everything = b"".join(face.log) + face.ask("/metrics").content + repr(answer.headers).encode()
    assert CANARY.encode() not in everything
    assert CANARY not in answer.text


@pytest.mark.parametrize(
    "path",
    [
        "/api/userstats?uid=secret2", "/api/userstats?uid=10&key=secret2", "/api/memes?query=becky&limit=secret2",
        "/api/memes?query=becky&lat=secret2&lon=1", "/api/memes?query=becky&fuzzy=secret2",
        "/api/memes?query=becky&sort=secret2", "/api/memes?query=becky&radius=secret2&lat=1&lon=1",
        "/api/memes?query=becky&template=secret2", "/api/memes?query=becky&lang=secret2", "/api/memes?query=%22secret2",
        "/api/memes?query=becky&key=secret2", "/api/memes?query=becky&secret2", "/api/memes?query=becky&secret2=1",
        "/secret2", "/api/secret2/x", "/api/memes/secret%32", "/memes/secret2", "/memes/secret2.png",
        "/memes/1001.png?size=secret2", "/memes/1001.png?v=secret2",
    ],
)  # fmt: skip
@pytest.mark.parametrize("token", [None, "secret1"])
def test_the_token_of_another_user_is_in_no_log_and_no_answer(face: Face, path: str, token: str | None) -> None:
    answer = face.ask(path, token=token)
    face.logged()
    assert "secret2" not in answer.text
    assert b"secret2" not in b"".join(face.log)


def test_what_is_nobody_s_token_is_in_the_log_as_it_is(face: Face) -> None:
    face.ask("/api/memes?query=becky&key=secret3&limit=zero")
    face.ask("/api/secret3")
    refused, unknown = face.logged()
    assert refused["parameters"] == {"query": "becky", "key": "secret3", "limit": "zero"}
    assert unknown["path"] == "/api/secret3"


def test_an_ordinary_request_is_logged_without_looking_for_tokens_in_it(
    face: Face, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_up: list[str] = []
    face.ask("/api/memes?query=becky&fuzzy=true&lat=1&lon=2")
    face.ask("/api/userstats?uid=10")
    monkeypatch.setattr(face.parts.meter, "authenticate", looked_up.append)
    face.logged()
    assert looked_up == []


def test_why_the_service_could_not_answer_is_in_the_log_without_a_token(
    face: Face, monkeypatch: pytest.MonkeyPatch
) -> None:
    def get(_: int) -> None:
        raise LedgerError(f"/srv/{CANARY}/users.db is locked")

    monkeypatch.setattr(face.parts.accounts, "get", get)
    face.ask("/api/userstats?uid=10", token=CANARY)
    (line,) = face.logged()
    assert (line["level"], line["status"], line["reason"]) == ("error", 503, f"/srv/{MASKED_TOKEN}/users.db is locked")


def test_a_masked_parameter_still_shows_that_it_was_there(face: Face) -> None:
    face.ask("/api/userstats?token=secret2", token=None)
    assert face.logged()[0]["parameters"] == {"token": MASKED_TOKEN}


def test_a_level_leaves_out_what_went_well(parts: Parts) -> None:
    face = make_face(parts, log_level="warning")
    face.ask("/api/health")
    face.ask("/nope")
    assert [line["status"] for line in face.logged()] == [404]


def test_what_finds_no_room_is_counted_as_dropped(face: Face, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log_lines, "MOST_WAITING", 0)
    face.ask("/api/health")
    assert "maas_log_lines_dropped_total 1.0" in face.ask("/metrics").text


@pytest.mark.parametrize("path", ['/"quoted"', "/%0Aline", "/é", "/%ff"])
def test_whatever_the_path_a_line_is_one_line_of_json(face: Face, path: str) -> None:
    face.ask(path)
    assert len(face.logged()) == 1
