"""Everything but searches."""

import pytest

from maas_cli.errors import LedgerError
from tests.web.face import Face, Parts


def test_a_service_that_drains_is_alive_but_not_ready(face: Face) -> None:
    assert (face.ask("/api/ready").status_code, face.ask("/api/ready").content) == (200, b"OK")
    face.app.drain()
    answer = face.ask("/api/ready")
    assert (answer.status_code, answer.json()["code"]) == (503, 503)
    assert answer.headers["retry-after"] == "1"
    assert face.ask("/api/health").status_code == 200
    assert face.ask("/api/memes?query=becky").status_code == 200


def test_explained_statistics_have_further_keys_after_the_five(face: Face) -> None:
    face.ask("/api/memes?query=becky")
    for path in ("/api/userstats?uid=10&explain=true", "/api/userstats?explain=1"):
        fields = face.ask(path).json()
        assert list(fields)[:5] == ["id", "name", "authToken", "tokenCount", "hits"]
        assert {"today", "perDay", "daysLeft", "daily", "disabled"} == set(list(fields)[5:])
        assert (fields["today"], len(fields["daily"])) == (1, 30)


def test_a_token_in_the_url_is_about_whoever_has_it(face: Face) -> None:
    assert face.ask("/api/userstats?token=secret2", token="secret1").json()["id"] == 20
    assert face.ask("/api/userstats?token=wrong", token="secret1").status_code == 404


def test_a_wrong_token_beside_the_url_lets_nobody_in(face: Face) -> None:
    assert face.ask("/api/userstats", token="wrong").status_code == 401


def test_statistics_by_id_are_given_to_anyone_without_a_token_in_them(face: Face) -> None:
    answer = face.ask("/api/userstats?uid=10", token=None)
    assert answer.status_code == 200
    assert "secret" not in answer.text


def test_users_that_cannot_be_reached_are_no_reason_to_tell_where_they_are(
    parts: Parts, face: Face, monkeypatch: pytest.MonkeyPatch
) -> None:
    def get(_: int) -> None:
        raise LedgerError("/srv/users.db is locked")

    monkeypatch.setattr(parts.accounts, "get", get)
    answer = face.ask("/api/userstats?uid=10")
    assert answer.status_code == 503
    assert "/srv" not in answer.text


def test_metrics_are_text_for_prometheus(face: Face) -> None:
    assert face.ask("/metrics").headers["content-type"].startswith("text/plain; version=")


def test_it_is_not_ready_while_calls_cannot_be_charged(face: Face, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(face.parts.service, "can_charge", lambda: False)
    answer = face.ask("/api/ready")
    assert answer.status_code == 503
    assert answer.json()["error"] == "calls cannot be charged at the moment"
    monkeypatch.undo()
    assert face.ask("/api/ready").status_code == 200
