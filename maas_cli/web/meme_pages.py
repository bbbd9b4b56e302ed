"""``/memes/{id}`` and ``/memes/{id}.png``: a meme as a page for people, and its picture. Both are free.

What they show follows from the meme and from this version of maas alone, so both have a tag made of these. An address
with the tag in it, as pages have, may be kept for ever: another picture has another address.
"""

from __future__ import annotations

import re
from hashlib import blake2b
from typing import TYPE_CHECKING

from maas_cli import __version__
from maas_cli.errors import MaasError
from maas_cli.serialize import meme_extra_to_dict, meme_to_dict, to_json
from maas_cli.web.answers import Answer
from maas_cli.web.errors import DRAWING_TOO_MUCH, refusal
from maas_cli.web.headers import BLANKS, HeaderList
from maas_cli.web.meme_page import MemePage
from maas_cli.web.mending import answered
from maas_cli.web.parameters import PICTURE_SIZE, PICTURE_TABLE, pairs, read_id, values

if TYPE_CHECKING:
    from maas_cli.models.meme import Meme
    from maas_cli.service import Service
    from maas_cli.web.drawing_line import DrawingLine
    from maas_cli.web.exchange import Exchange
    from maas_cli.web.masking import Secrets

PATH = "/memes/{name}"
"""Where both are, as Starlette's routes say it."""

_ENDING = ".png"
_HOST = re.compile(rb"(?:[A-Za-z0-9._\-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(?::[0-9]{1,5})?")
_TAG_BYTES = 8
_PNG = (b"content-type", b"image/png")
_FOR_EVER = (b"cache-control", b"public, max-age=31536000, immutable")
_FOR_AN_HOUR = (b"cache-control", b"public, max-age=3600")
_ASK_AGAIN = (b"cache-control", b"no-cache")


class MemePages:
    """Answers for single memes. For one event loop."""

    def __init__(self, service: Service, line: DrawingLine, secrets: Secrets) -> None:
        """Take the service, the line in which pictures wait, and what knows tokens."""
        self._service = service
        self._secrets = secrets
        self._line = line
        self._page = MemePage()

    async def answer(self, exchange: Exchange) -> Answer:
        """Return the picture or the page of a meme."""
        name: str = exchange.scope["path_params"]["name"]
        try:
            if name.endswith(_ENDING):
                return await self._picture(exchange, name.removesuffix(_ENDING))
            meme = await self._meme(name)
        except MaasError as error:
            return refusal(error, exchange, self._secrets)
        tag = _tag_of(meme)
        headers = [*_validator(tag), _ASK_AGAIN]
        return _unchanged(exchange, tag, headers) or self._page.answer(
            meme, f"{meme.id}{_ENDING}?v={tag}", _folder_of(exchange), PICTURE_SIZE, headers
        )

    async def _meme(self, number: str) -> Meme:
        meme_id = read_id("id", number)
        return await answered(self._service, lambda: self._service.get_meme(meme_id))

    async def _picture(self, exchange: Exchange, number: str) -> Answer:
        given = values(pairs(exchange.scope["query_string"]), PICTURE_TABLE)
        meme = await self._meme(number)
        tag, size = _tag_of(meme), given.get("size", PICTURE_SIZE)
        headers = [*_validator(f"{tag}-{size}"), _FOR_EVER if given.get("v") == tag else _FOR_AN_HOUR]
        unchanged = _unchanged(exchange, f"{tag}-{size}", headers)
        if unchanged is not None:
            return unchanged
        if exchange.scope["method"] == "HEAD" and self._line.at_hand((tag, size)) is None:
            return Answer(200, [_PNG, *headers], iter(()))  # how long it would be is not worth drawing it
        picture = await self._line.drawn((tag, size), meme, size)
        return DRAWING_TOO_MUCH if picture is None else Answer(200, [_PNG, *headers], picture)


def _folder_of(exchange: Exchange) -> str:
    """Return the address of the memes as the client wrote it, empty if it wrote none that is the name of a host."""
    host = exchange.given.get(b"host", b"").strip(BLANKS)
    return f"{exchange.scope['scheme']}://{host.decode()}/memes/" if _HOST.fullmatch(host) else ""


def _tag_of(meme: Meme) -> str:
    """Return what stands for all that a meme's page and picture show."""
    shown = [meme_to_dict(meme), meme_extra_to_dict(meme), __version__]
    return blake2b(to_json(shown), digest_size=_TAG_BYTES).hexdigest()


def _validator(tag: str) -> HeaderList:
    """Return the header with a tag: a weak one, for a library below may draw the same a little otherwise."""
    return [(b"etag", b'W/"%b"' % tag.encode())]


def _unchanged(exchange: Exchange, tag: str, headers: HeaderList) -> Answer | None:
    """Return the answer to a client that has what it asks for already, None if it has not."""
    known = exchange.given.get(b"if-none-match", b"").strip(BLANKS)
    tags = [one.strip(BLANKS).removeprefix(b"W/") for one in known.split(b",")]
    is_known = known == b"*" or b'"%b"' % tag.encode() in tags
    return Answer(304, headers, iter(())) if is_known else None
