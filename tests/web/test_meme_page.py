"""A meme as a page of its own."""

import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maas_cli.models.meme import Meme
from maas_cli.web.meme_page import MemePage
from tests.factories import meme

VOID = {"meta", "img", "br"}
HOSTILE = "\"><script>alert('x')</script>&amp;${style}$$ ' onerror=x"
PAGE = MemePage()

texts = st.text(st.sampled_from("ab <>\"'&$\0\u2028猫") | st.characters(exclude_categories=["Cs"]), max_size=12)
captions = texts | st.just(HOSTILE)


class Reader(HTMLParser):
    """Checks that tags are closed in turn, and gathers what there is."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: dict[str, str] = {}
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        tag = self.open[-1] if self.open else ""
        self.text[tag] = self.text.get(tag, "") + data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]

    def meta(self, name: str) -> str | None:
        (found,) = [one["content"] for one in self.all("meta") if name in (one.get("property"), one.get("name"))]
        return found


def page_of(shown: Meme) -> str:
    body = PAGE.answer(shown, f"{shown.id}.png?v=ab", "http://h/", 400, []).body
    assert isinstance(body, bytes)
    return body.decode()


def read(shown: Meme) -> Reader:
    return Reader(page_of(shown))


def test_the_picture_has_the_caption_as_its_text_and_the_caption_its_language_and_direction() -> None:
    shown = meme(7, "قط", "عندما يمشي القط", lang="ar", upper="عندما", lower="يمشي القط")
    page = read(shown)
    assert page.all("img") == [
        {"src": "7.png?v=ab", "alt": shown.text, "width": "400", "height": "400", "lang": "ar"}
    ]  # fmt: skip
    assert page.all("figcaption") == [{"dir": "auto", "lang": "ar"}]
    assert page.text["figcaption"] == "عندمايمشي القط"
    assert len(page.all("br")) == 1
    assert (page.text["h1"], page.text["title"]) == ("قط", "عندما يمشي القط - قط")


def test_halves_that_are_not_all_of_the_caption_do_not_stand_for_it() -> None:
    page = read(meme(7, "Owl", "one two three", upper="one", lower="three"))
    assert page.text["figcaption"] == "one two three"


def test_what_is_known_of_a_meme_is_listed() -> None:
    page = page_of(meme(7, "Owl", "x", place="Almaty", lat=43.25, lon=-76.9, tags=("night", "owl")))
    facts = dict(re.findall('<dt>(.*?)</dt><dd dir="auto">(.*?)</dd>', page))
    assert facts == {"Place": "Almaty", "Position": "43.25, -76.9", "Tags": "night, owl"}
    assert "<dl>" not in page_of(meme(7, "Owl", "x"))


def test_where_an_imported_meme_comes_from_is_linked_and_told_nothing() -> None:
    page = read(meme(7, "Owl", "x", url="https://a.test/7.jpg", page="http://a.test/7"))
    source, original, _ = page.all("a")
    assert (source["href"], original["href"]) == ("http://a.test/7", "https://a.test/7.jpg")
    assert source["rel"] == original["rel"] == "external nofollow noreferrer"


@pytest.mark.parametrize(
    "address",
    ["", "/memes/7", "7.png", "//a.test/7", "javascript:alert(1)", "data:text/html,x", "http:", "http://[", "ftp://a"],
)
def test_what_is_no_address_on_the_web_is_no_link(address: str) -> None:
    page = read(meme(7, "Owl", "x", url=address, page=address))
    assert [link["href"] for link in page.all("a")] == ["../docs"]


def test_who_is_sent_the_page_s_address_sees_what_it_is() -> None:
    page = read(meme(7, "Owl", "alone at last"))
    assert (page.meta("og:title"), page.meta("og:description")) == ("Owl", "alone at last")
    assert (page.meta("og:image"), page.meta("og:image:alt")) == ("http://h/7.png?v=ab", "alone at last")
    assert page.meta("og:image:width") == page.meta("og:image:height") == "400"


@pytest.mark.parametrize(
    ("shown", "title"),
    [(meme(7, "Owl"), "Owl"), (meme(7, "", "alone"), "alone"), (meme(7, url="http://a/7.jpg"), "A meme")],
)
def test_a_meme_that_lacks_a_name_or_a_caption_is_called_by_the_other(shown: Meme, title: str) -> None:
    page = read(shown)
    assert page.text["title"] == page.text["h1"] == page.all("img")[0]["alt"] == title


def test_the_page_runs_nothing_and_may_load_only_its_picture() -> None:
    headers = dict(PAGE.answer(meme(7), "7.png", "", 400, [(b"etag", b"x")]).headers)
    policy = headers[b"content-security-policy"].decode()
    (style,) = re.findall("<style>(.*?)</style>", page_of(meme(7)), re.DOTALL)
    assert f"style-src 'sha256-{b64encode(sha256(style.encode()).digest()).decode()}'" in policy
    assert policy.startswith("default-src 'none'; img-src 'self'; ")
    assert "script-src" not in policy
    assert "unsafe" not in policy
    assert (headers[b"content-type"], headers[b"etag"]) == (b"text/html; charset=utf-8", b"x")
    assert headers[b"referrer-policy"] == b"no-referrer"


def test_it_is_readable_in_light_and_dark() -> None:
    assert "color-scheme: light dark" in page_of(meme(7))
    assert "prefers-color-scheme: dark" in page_of(meme(7))


@given(captions, captions, captions, st.lists(captions, max_size=2))
def test_whatever_a_meme_says_stays_text(name: str, text: str, other: str, tags: list[str]) -> None:
    shown = meme(
        7, name, text, url=f"https://a.test/{other}", page=other, lang=other, place=other, upper=text, tags=tuple(tags)
    )
    plain = read(meme(7, "a", "b", url="https://a.test/", lang="en", place="c", tags=("d",)))
    page = read(shown)
    allowed = {tag for tag, _ in plain.tags}
    assert {tag for tag, _ in page.tags} <= allowed
    names = {(tag, key) for tag, attributes in plain.tags for key in attributes}
    assert {(tag, key) for tag, attributes in page.tags for key in attributes} <= names
    assert len(page.all("style")) == 1


def test_a_lone_surrogate_breaks_no_page() -> None:
    assert "a?b" in page_of(meme(7, "Owl", "a\ud800b"))
