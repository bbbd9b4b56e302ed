"""A meme as a page of its own: the picture, and everything about it as text. It runs nothing and loads only itself."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from html import escape
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from maas_cli.web.answers import Answer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from maas_cli.models.meme import Meme
    from maas_cli.web.headers import HeaderList

_LINKED = frozenset(("http", "https"))
_NOBODY_S = "A meme"
"""What a meme without a template and a caption is called."""


class MemePage:
    """Makes pages of memes. Unchanging."""

    def __init__(self) -> None:
        style = _part("css")
        self._page = Template(Template(_part("html")).safe_substitute(style=style))
        policy = (
            f"default-src 'none'; img-src 'self'; style-src 'sha256-{_digest(style)}'; "
            "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
        )
        self._headers = [
            (b"content-type", b"text/html; charset=utf-8"),
            (b"content-security-policy", policy.encode()),
            (b"referrer-policy", b"no-referrer"),
        ]

    def answer(self, meme: Meme, picture: str, folder: str, size: int, headers: HeaderList) -> Answer:
        """Return the page of a meme, with further headers.

        ``picture`` is where its picture is beside the page, so many pixels wide; ``folder`` the whole address of both,
        as far as it is known, for who shows links with pictures.
        """
        heading = meme.name or meme.text or _NOBODY_S
        caption = meme.text or heading
        page = self._page.substitute(
            id=meme.id,
            title=escape(f"{caption} - {meme.name}" if meme.text and meme.name else caption),
            heading=escape(heading),
            caption=escape(caption),
            lines="<br>".join(map(escape, _lines(meme))),
            lang=f' lang="{escape(meme.lang)}"' if meme.lang else "",
            picture=escape(picture),
            preview=escape(folder + picture),
            size=size,
            facts="".join(["<dl>", *_facts(meme), "</dl>"]) if any(_facts(meme)) else "",
        )
        return Answer(200, [*self._headers, *headers], page.encode("utf-8", "replace"))


def _lines(meme: Meme) -> list[str]:
    """Return the halves of a caption if they are all of it, else the caption."""
    halves = [half for half in (meme.upper, meme.lower) if half]
    return halves if " ".join(halves) == meme.text else [meme.text]


def _facts(meme: Meme) -> Iterator[str]:
    """Yield what is known of a meme beside its caption, each as a term of a list and what it is."""
    if meme.place:
        yield _fact("Place", escape(meme.place))
    if meme.lat is not None and meme.lon is not None:
        yield _fact("Position", f"{meme.lat:g}, {meme.lon:g}")
    if meme.tags:
        yield _fact("Tags", escape(", ".join(meme.tags)))
    for term, address in (("Source", meme.page), ("Original picture", meme.url)):
        if _is_elsewhere(address):
            shown = escape(address)
            yield _fact(term, f'<a href="{shown}" rel="external nofollow noreferrer">{shown}</a>')


def _fact(term: str, shown: str) -> str:
    return f'<dt>{term}</dt><dd dir="auto">{shown}</dd>\n'


def _is_elsewhere(address: str) -> bool:
    """Whether an address is one on the web, and not relative to this service or something that runs."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in _LINKED and bool(parts.netloc)


def _part(kind: str) -> str:
    return Path(__file__).with_name(f"meme_page.{kind}").read_text(encoding="utf-8")


def _digest(text: str) -> str:
    return b64encode(sha256(text.encode()).digest()).decode()
