"""One row of a source to a meme: what every value must be, whatever format it comes from."""

import math
import re
from collections.abc import Mapping

from maas_cli.models.meme import Meme

LONGEST_VALUE = 10_000
"""The most characters one value may have."""

_LARGEST_NUMBER = 2**63 - 1
_MOST_DIGITS = 19
_SHOWN = 40
MISSING = "-"
"""What the Library of Congress writes where nothing is known."""

_SURROGATES = re.compile("[\ud800-\udfff]")

Fields = Mapping[str, object]


class RowError(Exception):
    """A row is no meme: a snake_case ``reason`` and a ``detail`` of one line for people."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail


def meme_from_fields(fields: Fields) -> Meme:
    """Return the meme with these values, by the original's column names; ``-`` and empty ones are missing.

    Values are strings, numbers or None; ``tags`` may be a list of strings. Blanks around a value are dropped, and so
    are NUL characters. A meme without text and name is refused, unless the source knows its picture (``url``) and
    says in so many words, with ``-``, that the text is unknown: the Library of Congress counts those as memes.

    Raises:
        RowError: a value is not what it must be, or there is nothing to search in.
    """
    upper, lower = _string(fields, "upper"), _string(fields, "lower")
    text = _string(fields, "text") or f"{upper} {lower}".strip()
    name = _string(fields, "name")
    if len(text) > LONGEST_VALUE:
        raise _too_long("text", len(text))
    meme_id = _whole_number(fields, "id")
    if meme_id is None:
        raise RowError("bad_number", "id is missing")
    url = _string(fields, "url")
    if not (text or name or (url and fields.get("text") == MISSING)):
        raise RowError("empty", "neither text nor name")
    lat, lon = _position(fields)
    return Meme(
        id=meme_id,
        name=name,
        text=text,
        url=url,
        page=_string(fields, "page"),
        md5=_string(fields, "md5"),
        file_size=_whole_number(fields, "fileSize"),
        upper=upper,
        lower=lower,
        lang=_string(fields, "lang"),
        place=_string(fields, "place"),
        lat=lat,
        lon=lon,
        tags=_tags(fields.get("tags")),
    )


def shown(value: object) -> str:
    """Return a value as it may stand in a message: short, on one line."""
    text = repr(value)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}..."


def _string(fields: Fields, key: str) -> str:
    value = fields.get(key)
    return "" if value is None or value == "" else _clean(key, value)


def _clean(key: str, value: object) -> str:
    if not isinstance(value, str):
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise RowError("bad_json", f"{key} is {shown(value)}: a string or a number is allowed")
        value = str(value)
    if len(value) > LONGEST_VALUE:
        raise _too_long(key, len(value))
    if not value.isascii() and _SURROGATES.search(value):
        raise RowError("undecodable", f"{key} is not text: {shown(value)}")
    value = value.replace("\0", "").strip()
    return "" if value == MISSING else value


def _too_long(key: str, length: int) -> RowError:
    return RowError("too_long", f"{key} has {length} characters: {LONGEST_VALUE} are allowed")


def _whole_number(fields: Fields, key: str) -> int | None:
    digits = _string(fields, key)
    if not digits:
        return None
    if digits.isascii() and digits.isdecimal() and len(digits) <= _MOST_DIGITS and int(digits) <= _LARGEST_NUMBER:
        return int(digits)
    raise RowError("bad_number", f"{key} is {shown(digits)}: a whole number from 0 to {_LARGEST_NUMBER} is allowed")


def _position(fields: Fields) -> tuple[float | None, float | None]:
    lat, lon = _degrees(fields, "lat", 90), _degrees(fields, "lon", 180)
    if (lat is None) != (lon is None):
        given, missing = ("lat", "lon") if lon is None else ("lon", "lat")
        raise RowError("bad_number", f"{given} is given but {missing} is missing: both or none are allowed")
    return lat, lon


def _degrees(fields: Fields, key: str, most: int) -> float | None:
    value = _string(fields, key)
    if not value:
        return None
    try:
        degrees = float(value) if value.isascii() and "_" not in value else math.nan
    except ValueError:
        degrees = math.nan
    if not -most <= degrees <= most:
        raise RowError("bad_number", f"{key} is {shown(value)}: a number from -{most} to {most} is allowed")
    return degrees


def _tags(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        return tuple(_string({"tags": value}, "tags").split())
    tags = tuple(filter(None, (_string({"tags": tag}, "tags") for tag in value)))
    if sum(map(len, tags)) > LONGEST_VALUE:
        raise _too_long("tags", sum(map(len, tags)))
    return tags
