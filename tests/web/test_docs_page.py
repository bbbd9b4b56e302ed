"""The page for people."""

import re
from base64 import b64encode
from hashlib import sha256
from html import unescape
from html.parser import HTMLParser

from maas_cli.web.openapi import EVERYWHERE, document
from maas_cli.web.settings import WebSettings
from tests.web.face import Face

VOID = {"meta", "input", "link", "br", "img"}


class Reader(HTMLParser):
    """Checks that tags are closed in turn, and gathers what the page links to."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.links: list[str] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.links += [value or "" for name, value in attrs if name in ("src", "href", "action", "srcset")]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def test_the_page_is_whole_and_loads_nothing(face: Face) -> None:
    answer = face.ask("/docs", token=None)
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    reader = Reader()
    reader.feed(answer.text)
    assert reader.open == []
    assert reader.links == ["/openapi.json"]
    shown = answer.text
    for example in ("http://cdn.meme.am", "http://memegenerator.net", "http://localhost:8080"):
        shown = shown.replace(example, "")
    assert "://" not in shown


def test_only_its_own_style_and_script_may_run(face: Face) -> None:
    answer = face.ask("/docs")
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    for tag in ("style", "script"):
        (content,) = re.findall(f"<{tag}>(.*?)</{tag}>", answer.text, re.DOTALL)
        digest = b64encode(sha256(content.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy


def test_every_path_and_parameter_is_explained(face: Face) -> None:
    page = face.ask("/docs").text
    described = document(WebSettings())
    for path, methods in described["paths"].items():
        assert f"<code>GET {path}</code>" in page
        for parameter in methods["get"].get("parameters", []):
            assert f"<code>{parameter['name']}</code>" in page


def test_it_is_readable_in_light_and_dark(face: Face) -> None:
    page = face.ask("/docs").text
    assert "color-scheme: light dark" in page
    assert "prefers-color-scheme: dark" in page


def section(page: str, heading: str) -> str:
    (found,) = [part for part in page.split("<section") if f"<h2>{heading}</h2>" in part]
    return found


def test_a_search_is_explained_with_the_token_to_send_the_headers_and_keys_of_the_answer_and_a_call(face: Face) -> None:
    search = section(face.ask("/docs").text, "<code>GET /api/memes</code>")
    assert "<code>X-Token</code> (needed)" in search
    for header in ("X-Total-Count", "X-Token-Balance", "X-Token-Cost", "X-Suggestion", "X-Request-Id"):
        assert f"<td><code>{header}</code></td>" in search
    for key in ("id", "url", "name", "page", "md5", "fileSize", "text"):
        assert f"<td><code>{key}</code></td>" in search
    assert "<code>score</code> (with explain)" in search
    (call,) = re.findall("<pre>(.*?)</pre>", search)
    assert unescape(call) == "curl -H \"X-Token: $MAAS_TOKEN\" 'http://localhost:8080/api/memes?query=becky&limit=3'"


def test_statistics_may_be_asked_for_with_a_token_or_without(face: Face) -> None:
    assert "<code>X-Token</code></td>" in section(face.ask("/docs").text, "<code>GET /api/userstats</code>")


def test_what_every_path_can_refuse_is_told_once(face: Face) -> None:
    page = face.ask("/docs").text
    errors = section(page, "Errors of every path")
    for status in EVERYWHERE:
        assert f"<td><code>{status}</code></td>" in errors
        assert page.count(f"<td><code>{status}</code></td>") == 1
    assert "<code>Retry-After</code>" in errors
    assert page.count("<td><code>402</code></td>") == 1


def test_every_key_and_header_has_a_meaning(face: Face) -> None:
    assert "<td></td>" not in re.sub("<td></td></tr>", "", face.ask("/docs").text)
