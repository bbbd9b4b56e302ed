"""``/api/memes`` beyond what the original has."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from urllib.parse import quote, unquote

import httpx2
import pytest

from maas_cli.accounts.leases import Client
from maas_cli.catalog import import_file
from maas_cli.models.search import SearchRequest, SortOrder
from maas_cli.serialize import hit_to_json, meme_to_json
from maas_cli.web import memes
from tests.web.face import NOW, Face, Parts, make_face, make_parts, write_users


def ids(content: bytes) -> list[str]:
    return [json.loads(line)["id"] for line in content.splitlines()]


def test_pages_fit_together(face: Face) -> None:
    whole = face.ask("/api/memes?query=cat")
    total = int(whole.headers["x-total-count"])
    pages = [face.ask(f"/api/memes?query=cat&limit=7&offset={offset}") for offset in range(0, total + 7, 7)]
    assert b"".join(page.content for page in pages) == whole.content
    assert {page.headers["x-total-count"] for page in pages} == {str(total)}


def test_without_a_limit_all_come_up_to_the_operator_s_cap(parts: Parts) -> None:
    face = make_face(parts, max_results=5)
    answer = face.ask("/api/memes?query=cat")
    assert len(ids(answer.content)) == 5 < int(answer.headers["x-total-count"])
    assert face.ask("/api/memes?query=cat&limit=6").json()["error"] == "limit 6 is out of range: 1 to 5"


def test_the_cap_may_be_above_what_the_engine_allows_at_once(parts: Parts) -> None:
    assert make_face(parts, max_results=1_000_000).ask("/api/memes?query=cat").status_code == 200


def test_nearest_first_and_within_a_radius(face: Face) -> None:
    answer = face.ask("/api/memes?query=cat&lat=48.85&lon=2.35&sort=distance&explain=true&radius=900km")
    distances = [json.loads(line)["distanceKm"] for line in answer.content.splitlines()]
    assert distances == sorted(distances)
    assert all(distance <= 900 for distance in distances)
    plain = face.ask("/api/memes?query=cat&lat=48.85&lon=2.35&sort=distance&radius=900")
    assert ids(plain.content) == ids(answer.content)


@pytest.mark.parametrize(
    ("parameters", "error"),
    [
        ("radius=5", "a radius needs a position; give lat and lon"),
        ("sort=distance", "nearest first needs a position; give lat and lon"),
        ("lat=1&lon=1&radius=0", "radius 0 km is out of range: above 0 to 20100"),
        ("offset=-1", "offset -1 is out of range: 0 to 2147483647"),
        ("lang=xx", "no meme is in language 'xx'"),
        ("template=zzqqxxyy", "no template is called 'zzqqxxyy'"),
        ("template=Grumpy Cta", "no template is called 'Grumpy Cta'; the closest is Grumpy Cat"),
    ],
)
def test_what_does_not_go_together_is_refused_free_of_charge(face: Face, parameters: str, error: str) -> None:
    answer = face.ask(f"/api/memes?query=cat&{parameters}")
    assert (answer.status_code, answer.json()["message"]) == (400, "bind: bad request data")
    assert answer.json()["error"].startswith(error)
    assert face.balance() == 1000


@pytest.mark.parametrize("query", [":)", "!?", "- --", "😂", '""'])
def test_text_without_a_word_finds_nothing_and_is_charged_as_in_the_original(face: Face, query: str) -> None:
    for _ in range(2):
        answer = face.ask(f"/api/memes?query={quote(query)}")
        assert (answer.status_code, answer.content, answer.headers["x-total-count"]) == (200, b"", "0")
    assert face.balance() == 998
    for more, error in (("offset=-1", "offset -1 is"), ("explain=1", f"{query!r} holds no letter or digit")):
        refused = face.ask(f"/api/memes?query={quote(query)}&{more}")
        assert (refused.status_code, refused.json()["error"].startswith(error)) == (400, True)
    assert face.balance() == 998


@pytest.mark.parametrize("query", ['"cat', "-cat", " ", "x" * 257, "template:", " ".join("abcdefghijklmnopq")])
def test_a_query_that_asks_for_nothing_is_refused(face: Face, query: str) -> None:
    assert face.ask(f"/api/memes?query={quote(query)}").status_code == 400
    assert face.ask(f"/api/memes?query={quote(query)}", token=None).status_code == 400


def test_filters_and_copies_are_as_the_engine_has_them(face: Face) -> None:
    request = SearchRequest("cat", fuzzy=False, limit=10_000, template="Grumpy Cat", lang="en", unique=True)
    page = face.parts.service.explain(request)
    answer = face.ask("/api/memes?query=cat&template=Grumpy+Cat&lang=en&unique=true")
    assert answer.content == b"".join(meme_to_json(hit.meme) for hit in page.hits)
    assert int(answer.headers["x-total-count"]) == page.total


def test_who_asks_for_safe_memes_is_told_how_many_were_hidden(tmp_path: Path) -> None:
    rows = "id,name,text\n1,Owl,owl one\n2,Owl,fuck owl\n3,Owl,owl two\n"
    (tmp_path / "owls.csv").write_text(rows, encoding="utf-8")
    import_file(tmp_path / "owls.csv", tmp_path / "catalog.ndjson", now=lambda: NOW)
    parts = make_parts(write_users(tmp_path / "users.json"), tmp_path / "cache", imported=tmp_path / "catalog.ndjson")
    face = make_face(parts)
    for more in ("", "&explain=true", "&limit=1"):
        answer = face.ask(f"/api/memes?query=owl&safe=true{more}")
        assert (answer.headers["x-total-count"], answer.headers["x-hidden-count"]) == ("2", "1")
        everything = face.ask(f"/api/memes?query=owl{more}")
        assert (everything.headers["x-total-count"], "x-hidden-count" in everything.headers) == ("3", False)
    parts.accounts.close()


def test_an_explained_answer_is_the_engine_s_page(face: Face) -> None:
    request = SearchRequest("grumpy kat", limit=4, lat=45.2, lon=70.225, sort=SortOrder.RELEVANCE, unique=False)
    page = face.parts.service.explain(request)
    answer = face.ask("/api/memes?query=grumpy+kat&fuzzy=true&limit=4&lat=45.2&lon=70.225&explain=true")
    assert answer.content == b"".join(hit_to_json(hit, explain=True) for hit in page.hits)


def test_what_may_have_been_meant_is_said_where_nothing_is_found_and_explanations_are_asked_for(face: Face) -> None:
    page = face.parts.service.explain(SearchRequest("beckie", fuzzy=False))
    assert page.suggestion is not None
    answer = face.ask("/api/memes?query=beckie&explain=true")
    assert unquote(answer.headers["x-suggestion"]) == page.suggestion
    assert "x-suggestion" not in face.ask("/api/memes?query=beckie").headers
    assert "x-suggestion" not in face.ask("/api/memes?query=becky&explain=true").headers


def test_answers_are_never_kept_by_anyone_between(face: Face) -> None:
    for path in ("/api/memes?query=becky", "/api/userstats?uid=10", "/api/memes"):
        assert face.ask(path).headers["cache-control"] == "no-store"


def test_a_lease_that_ran_out_is_renewed_and_the_call_charged_once(face: Face, monkeypatch: pytest.MonkeyPatch) -> None:
    meter, renewed = face.parts.meter, list[int]()
    spend = meter.spend
    monkeypatch.setattr(meter, "has", lambda *_: bool(renewed))
    monkeypatch.setattr(meter, "renew", lambda client, _: renewed.append(client.uid))

    def spend_when_renewed_twice(client: Client, endpoint: str, cost: int) -> int | None:
        return spend(client, endpoint, cost) if len(renewed) > 1 else None

    monkeypatch.setattr(meter, "spend", spend_when_renewed_twice)
    answer = face.ask("/api/memes?query=becky")
    assert (answer.status_code, answer.headers["x-token-balance"], renewed) == (200, "999", [10, 10])


def test_where_the_last_token_went_to_another_worker_meanwhile_nobody_is_charged_twice(
    face: Face, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(face.parts.meter, "has", lambda *_: True)
    for _ in range(1000):
        face.parts.accounts.spend(10, "cli/search")
    assert face.ask("/api/memes?query=becky").status_code == 402
    assert face.balance() == 0


def test_nobody_waits_for_ever_for_tokens_that_are_there_but_cannot_be_spent(
    face: Face, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memes, "_MOST_RENEWALS", 3)
    monkeypatch.setattr(face.parts.meter, "spend", lambda *_: None)
    assert face.ask("/api/memes?query=becky").status_code == 503
    assert face.balance() == 1000


def test_questions_kept_for_the_next_time_are_bounded(face: Face, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memes, "_KEPT", 3)
    for number in range(10):
        assert face.ask(f"/api/memes?query=becky&offset={number}").status_code == 200
        assert face.ask(f"/api/memes?query=becky&offset={number}&{'x' * 300}").status_code == 200


def test_a_balance_of_100_answers_100_of_300_calls_at_once(tmp_path: Path, cache_dir: Path) -> None:
    face = make_face(make_parts(write_users(tmp_path / "users.json", Alice=100), cache_dir))

    async def ask(send: Callable[..., Awaitable[httpx2.Response]]) -> list[int]:
        asked = (send("GET", "/api/memes?query=becky", headers={"X-Token": "secret1"}) for _ in range(300))
        return [answer.status_code for answer in await asyncio.gather(*asked)]

    statuses = face.run(ask)
    assert (statuses.count(200), statuses.count(402)) == (100, 200)
    face.parts.accounts.close()


def test_no_hint_is_about_a_command_line(face: Face) -> None:
    error = face.ask("/api/memes?query=cat&template=zzqqxxyy").json()["error"]
    assert error == "no template is called 'zzqqxxyy'"
