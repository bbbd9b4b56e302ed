"""The page for people."""

import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser

from maas_cli.web.openapi import document
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
    assert "://" not in answer.text.replace("http://cdn.meme.am", "").replace("http://memegenerator.net", "")


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
