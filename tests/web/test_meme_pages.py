"""Single memes over HTTP: their pages and pictures."""

import asyncio
import json
import threading
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import httpx2
import pytest

from maas_cli.catalog import import_file
from maas_cli.models.meme import Meme
from maas_cli.models.search import SearchRequest
from maas_cli.web import drawing_line
from tests.web.face import NOW, Face, Parts, draw_nothing, make_face, make_parts, write_users
from tests.web.serving import serving

PAGE, PICTURE = "/memes/1001", "/memes/1001.png"
ADDRESSES = pytest.mark.parametrize("path", [PAGE, PICTURE])
FOR_EVER = "public, max-age=31536000, immutable"

Send = Callable[..., Awaitable[httpx2.Response]]


class Pen:
    """Draws nothing, once it may; remembers of what."""

    def __init__(self) -> None:
        self.drawn: list[tuple[int, int]] = []
        self.may = threading.Event()
        self.may.set()

    def draw(self, meme: Meme, size: int) -> bytes:
        assert self.may.wait(10)
        self.drawn.append((meme.id, size))
        return draw_nothing(meme, size)


@pytest.fixture
def pen() -> Pen:
    return Pen()


@pytest.fixture
def face(parts: Parts, pen: Pen) -> Face:
    return make_face(parts, draw=pen.draw)


def test_the_picture_of_a_meme_is_free_and_needs_no_token(face: Face) -> None:
    for token in (None, "wrong", "secret1"):
        answer = face.ask(PICTURE, token=token)
        assert (answer.status_code, answer.content) == (200, b"picture of 1001, 400 wide")
        assert answer.headers["content-type"] == "image/png"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["content-length"] == str(len(answer.content))
    assert face.balance() == 1000
    assert all(line["uid"] is None for line in face.logged())


def test_a_picture_has_the_size_that_is_asked_for(face: Face) -> None:
    assert face.ask(f"{PICTURE}?size=64").content == b"picture of 1001, 64 wide"
    assert face.ask(f"{PICTURE}?SIZE=1000&size=3").content == b"picture of 1001, 1000 wide"
    assert face.ask(f"{PICTURE}?size=").content == b"picture of 1001, 400 wide"


def test_the_page_of_a_meme_is_free_and_shows_its_picture(parts: Parts, face: Face) -> None:
    answer = face.ask(PAGE, token=None)
    shown = parts.service.get_meme(1001)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["content-security-policy"].startswith("default-src 'none'; ")
    assert shown.name in answer.text
    tag = answer.headers["etag"].removeprefix('W/"').removesuffix('"')
    assert f'<img src="1001.png?v={tag}"' in answer.text


@pytest.mark.parametrize(("host", "folder"), [
    ("memes.example", "http://memes.example/memes/"), ("[::1]:8080", "http://[::1]:8080/memes/"),
    ("localhost:8080", "http://localhost:8080/memes/"), ('"><script>', ""), ("a b", ""), ("a.example/x", ""), ("", ""),
])  # fmt: skip
def test_who_shows_links_with_pictures_is_given_the_whole_address(face: Face, host: str, folder: str) -> None:
    page = face.ask(PAGE, token=None, headers={"Host": host}).text
    assert f'<meta property="og:image" content="{folder}1001.png?v=' in page


@pytest.mark.parametrize("path", ["/memes/99", "/memes/99.png", f"/memes/{2**63}", "/memes/99.png?size=64"])
def test_a_meme_that_there_is_not_is_not_found(face: Face, path: str) -> None:
    answer = face.ask(path)
    number = path.removeprefix("/memes/").partition(".")[0].partition("?")[0]
    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/json")
    assert answer.json() == {"code": 404, "message": "Not Found", "error": f"no meme {number}"}


@pytest.mark.parametrize(
    "path",
    [
        "/memes/x", "/memes/.png", "/memes/1001.jpg", "/memes/01001.png", "/memes/+1001", "/memes/1001%0A",
        "/memes/1001.png%0A", "/memes/1001.PNG", "/memes/-1.png", "/memes/1001.png.png",
        f"{PICTURE}?size=63", f"{PICTURE}?size=1001", f"{PICTURE}?size=x", f"{PICTURE}?size=%zz",
    ],
)  # fmt: skip
def test_what_is_no_id_or_no_size_is_refused(face: Face, path: str) -> None:
    answer = face.ask(path)
    assert (answer.status_code, answer.json()["message"]) == (400, "bind: bad request data")


@pytest.mark.parametrize("path", ["/memes", "/memes/", "/memes/1001/", "/memes/1001/1001.png", "//memes/1001"])
def test_what_is_beside_the_addresses_of_memes_is_not_found(face: Face, path: str) -> None:
    assert face.ask(path).status_code == 404


@ADDRESSES
def test_whoever_has_it_already_is_told_so(face: Face, pen: Pen, path: str) -> None:
    first = face.ask(path)
    tag = first.headers["etag"]
    pen.drawn.clear()
    for known in (tag, tag.removeprefix("W/"), f'"x", {tag}', f'W/"x",{tag} , "y"', "*"):
        answer = face.ask(path, headers={"If-None-Match": known})
        assert (answer.status_code, answer.content) == (304, b"")
        assert (answer.headers["etag"], answer.headers["cache-control"]) == (tag, first.headers["cache-control"])
        assert "content-length" not in answer.headers
    for unknown in ("", '"x"', tag[:-1], "W/*"):
        assert face.ask(path, headers={"If-None-Match": unknown}).status_code == 200
    assert pen.drawn == []


def test_a_tag_is_of_one_size_and_one_meme(face: Face) -> None:
    paths = (PICTURE, f"{PICTURE}?size=64", "/memes/1002.png", PAGE, "/memes/1002")
    assert len({face.ask(path).headers["etag"] for path in paths}) == len(paths)


def test_a_picture_may_be_kept_for_ever_if_its_address_says_what_it_shows(face: Face) -> None:
    tag = face.ask(PAGE).headers["etag"].removeprefix('W/"').removesuffix('"')
    assert face.ask(f"{PICTURE}?v={tag}").headers["cache-control"] == FOR_EVER
    assert face.ask(f"{PICTURE}?size=64&v={tag}").headers["cache-control"] == FOR_EVER
    assert face.ask(PICTURE).headers["cache-control"] == "public, max-age=3600"
    assert face.ask(f"{PICTURE}?v=old").headers["cache-control"] == "public, max-age=3600"
    assert face.ask(PAGE).headers["cache-control"] == "no-cache"


def test_with_another_catalogue_an_id_has_another_page_picture_and_tag(tmp_path: Path, cache_dir: Path) -> None:
    parts = make_parts(write_users(tmp_path / "users.json"), cache_dir, imported=tmp_path / "catalog.ndjson")
    face = make_face(parts)
    before = [face.ask(path).headers["etag"] for path in (PAGE, PICTURE)]
    source = tmp_path / "owls.ndjson"
    source.write_text(json.dumps({"id": 1001, "name": "Owl", "text": "alone at last"}), encoding="utf-8")
    import_file(source, tmp_path / "catalog.ndjson", now=lambda: NOW)
    parts.service.reload()
    for path, tag in zip((PAGE, PICTURE), before, strict=True):
        answer = face.ask(path, headers={"If-None-Match": tag})
        assert (answer.status_code, answer.headers["etag"] != tag) == (200, True)
    assert "alone at last" in face.ask(PAGE).text
    assert face.ask("/memes/1002.png").status_code == 404


def test_a_picture_is_drawn_once_for_all_who_want_it(face: Face, pen: Pen) -> None:
    pen.may.clear()

    async def many(send: Send) -> list[httpx2.Response]:
        asked = [asyncio.ensure_future(send("GET", PICTURE)) for _ in range(10)]
        await asyncio.sleep(0.05)
        assert not any(one.done() for one in asked)
        pen.may.set()
        return [*await asyncio.gather(*asked), await send("GET", PICTURE)]

    assert {answer.content for answer in face.run(many)} == {b"picture of 1001, 400 wide"}
    assert pen.drawn == [(1001, 400)]


def test_searches_are_answered_while_a_picture_is_drawn(face: Face, pen: Pen) -> None:
    pen.may.clear()

    async def both(send: Send) -> tuple[httpx2.Response, httpx2.Response]:
        drawing = asyncio.ensure_future(send("GET", PICTURE))
        found = await send("GET", "/api/memes?query=becky", headers={"X-Token": "secret1"})
        pen.may.set()
        return found, await drawing

    assert [answer.status_code for answer in face.run(both)] == [200, 200]


def test_where_too_many_pictures_wait_another_is_refused_for_now(parts: Parts, face: Face, pen: Pen) -> None:
    numbers = [hit.meme.id for hit in parts.service.explain(SearchRequest("a", limit=70)).hits]
    pen.may.clear()

    async def many(send: Send) -> list[httpx2.Response]:
        asked = [asyncio.ensure_future(send("GET", f"/memes/{number}.png")) for number in numbers[:66]]
        await asyncio.sleep(0.1)
        pen.may.set()
        return await asyncio.gather(*asked)

    answers = face.run(many)
    refused = [answer for answer in answers if answer.status_code == 503]
    assert len(refused) == 66 - drawing_line.MOST_WAITING
    assert refused[0].headers["retry-after"] == "1"
    assert refused[0].headers["cache-control"] == "no-store"
    assert {answer.status_code for answer in answers} == {200, 503}


@ADDRESSES
def test_head_draws_nothing_and_says_what_get_says(face: Face, pen: Pen, path: str) -> None:
    head = face.ask(path, method="HEAD")
    assert pen.drawn == []
    got = face.ask(path)
    for name in ("content-type", "etag", "cache-control"):
        assert head.headers[name] == got.headers[name]
    assert face.ask(path, method="HEAD").headers["content-length"] == got.headers["content-length"]


def test_a_picture_that_cannot_be_drawn_is_a_failure_of_the_service_and_is_tried_again(parts: Parts) -> None:
    calls = 0

    def draw(shown: Meme, size: int) -> bytes:
        nonlocal calls
        calls += 1
        if calls == 1:
            raise RuntimeError("no font")
        return draw_nothing(shown, size)

    face = make_face(parts, draw=draw)
    answer = face.ask(PICTURE)
    assert (answer.status_code, "font" in answer.text) == (500, False)
    assert face.ask(PICTURE).status_code == 200


def test_pictures_count_for_an_address_s_rate(parts: Parts) -> None:
    face = make_face(parts, rate=1.0, burst=2)
    assert [face.ask(path, token=None).status_code for path in (PICTURE, PAGE, PICTURE)] == [200, 200, 429]


def test_all_memes_are_counted_under_two_routes(face: Face) -> None:
    for number in (1001, 1002, 99):
        face.ask(f"/memes/{number}")
        face.ask(f"/memes/{number}.png")
    told = face.ask("/metrics").text
    for route in ("/memes/{id}", "/memes/{id}.png"):
        assert f'maas_http_requests_total{{route="{route}",status="200"}} 2.0' in told
        assert f'maas_http_requests_total{{route="{route}",status="404"}} 1.0' in told
    assert 'maas_refusals_total{reason="meme"} 2.0' in told
    assert "1001" not in told


def test_each_has_its_line_in_the_log(face: Face) -> None:
    for path in (PAGE, f"{PICTURE}?size=64&v=x"):
        face.ask(path)
    lines = face.logged()
    assert [line["path"] for line in lines] == [PAGE, PICTURE]
    assert lines[1]["parameters"] == {"size": "64", "v": "x"}


def test_a_real_server_gives_pictures_and_what_has_not_changed(face: Face) -> None:
    with serving(face.app) as address, httpx2.Client(base_url=address) as client:
        got = client.get(PICTURE)
        assert (got.status_code, got.content) == (200, b"picture of 1001, 400 wide")
        known: dict[str, Any] = {"headers": {"If-None-Match": got.headers["etag"]}}
        for path in (PICTURE, f"{PICTURE}?size=400"):
            unchanged = client.get(path, **known)
            assert (unchanged.status_code, unchanged.content) == (304, b"")
            assert "content-length" not in unchanged.headers
            assert "transfer-encoding" not in unchanged.headers
        head = client.head("/memes/1002.png")
        assert (head.status_code, head.content, head.headers["content-type"]) == (200, b"", "image/png")
        began = time.monotonic()
        assert client.get("/api/health").status_code == 200  # the connection is still in step
        assert time.monotonic() - began < 5
