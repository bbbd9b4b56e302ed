"""The parameters of a URL: how each is read, and what it is for. The published description is made of them."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import unquote_to_bytes

from maas_cli.errors import InvalidInputError, InvalidPositionError
from maas_cli.models.search import SearchRequest, SortOrder
from maas_cli.radius import parse_radius_km
from maas_cli.request_checks import MAX_OFFSET
from maas_cli.search.query import MAX_QUERY_CHARS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

TRUE = ("1", "t", "T", "TRUE", "true", "True")
FALSE = ("0", "f", "F", "FALSE", "false", "False", "")

_BAD_ESCAPE = re.compile(rb"%(?![0-9A-Fa-f]{2})")
_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,4})?")
_WHOLE = re.compile(r"[+-]?[0-9]{1,19}")
_LIKE_NUMBER = re.compile(r"[0-9+\-.,_eE°]{1,20}|[+-]?[Nn]a[Nn]|[+-]?[Ii]nf(?:inity)?")
_LIKE_SWITCH = re.compile(r"[0-9]|[A-Za-z]{1,5}")
_LIKE_ORDER = re.compile(r"[a-z]{1,12}")
_LIKE_DISTANCE = re.compile(r"[0-9+\-.,_]{1,12} ?[A-Za-z]{0,6}")
"""What looks as if it was meant for a parameter; all else, which may be anything, is not repeated to anyone."""


class Parameter(NamedTuple):
    """One parameter: its name, what reads its value, what it is for, and what values it takes, as JSON Schema.

    ``read`` takes the name and the text and raises InvalidInputError.
    """

    name: str
    read: Callable[[str, str], Any]
    description: str
    schema: Mapping[str, Any]
    example: Any = None


def pairs(query_string: bytes) -> dict[str, str]:
    """Return the parameters of a URL by their names in lower case; of a repeated one the first wins.

    Raises:
        InvalidInputError: a percent sign is not followed by two hexadecimal digits, or the bytes are no UTF-8.
    """
    found: dict[str, str] = {}
    for part in query_string.split(b"&"):
        if part:
            name, _, value = part.partition(b"=")
            found.setdefault(_decoded(name).casefold(), _decoded(value))
    return found


def _decoded(part: bytes) -> str:
    if _BAD_ESCAPE.search(part):
        raise InvalidInputError("a percent sign in the URL is not followed by two hexadecimal digits; write %25 for it")
    try:
        return unquote_to_bytes(part.replace(b"+", b" ")).decode()
    except UnicodeDecodeError:
        raise InvalidInputError("the parameters of the URL are not UTF-8") from None


def values(given: Mapping[str, str], table: tuple[Parameter, ...]) -> dict[str, Any]:
    """Return what was given of the parameters of a table, read; what is read as None counts as left out.

    Raises:
        InvalidInputError: a value cannot be used; the message names the parameter and what is allowed.
    """
    read = {parameter.name: parameter.read(parameter.name, given[parameter.name]) for parameter in table
            if parameter.name in given}  # fmt: skip
    return {name: value for name, value in read.items() if value is not None}


def _text(_: str, text: str) -> str:
    return text


def _filter(_: str, text: str) -> str | None:
    """Return the text, None for an empty one: forms send their empty fields too."""
    return text if text.strip() else None


def read_switch(name: str, text: str) -> bool:
    """Return what Go's ParseBool returns; an empty text is false.

    Raises:
        InvalidInputError: the text is none of those.
    """
    if text in TRUE:
        return True
    if text not in FALSE:
        raise _unusable(name, text, _LIKE_SWITCH, "1 t T true TRUE True 0 f F false FALSE False")
    return False


def _degrees(name: str, text: str) -> float | None:
    """Return a number of degrees, None for an empty text."""
    if not text:
        return None
    most = 90 if name == "lat" else 180
    if not _NUMBER.fullmatch(text) or not math.isfinite(float(text)):
        raise _unusable(name, text, _LIKE_NUMBER, f"-{most} to {most} degrees")
    return float(text)


def read_whole(name: str, text: str) -> int | None:
    """Return a whole number of at most 19 digits, None for an empty text.

    Raises:
        InvalidInputError: the text is none.
    """
    if not text:
        return None
    if not _WHOLE.fullmatch(text):
        raise _unusable(name, text, _LIKE_NUMBER, "whole numbers")
    return int(text)


def read_id(name: str, text: str) -> int:
    """Return a whole number that is written in just one way.

    Raises:
        InvalidInputError: the text is none.
    """
    if not _WHOLE.fullmatch(text) or str(int(text)) != text or text.startswith("-"):
        raise _unusable(name, text, _LIKE_NUMBER, "whole numbers from 0 on")
    return int(text)


def _size(name: str, text: str) -> int | None:
    size = read_whole(name, text)
    if size is not None and not LEAST_SIZE <= size <= MOST_SIZE:
        raise InvalidInputError(f"{name} {size} is out of range: {LEAST_SIZE} to {MOST_SIZE}")
    return size


def _radius(name: str, text: str) -> float | None:
    if not text:
        return None
    try:
        if text.isascii() and "_" not in text:  # Python's float takes more than people mean
            return parse_radius_km(text)
    except InvalidPositionError:
        pass  # its message repeats whatever was given
    raise _unusable(name, text, _LIKE_DISTANCE, "50, 50km and 30mi")


def _sort(name: str, text: str) -> SortOrder | None:
    try:
        return SortOrder(text) if text else None
    except ValueError:
        raise _unusable(name, text, _LIKE_ORDER, ", ".join(SortOrder)) from None


def _unusable(name: str, text: str, meant: re.Pattern[str], allowed: str) -> InvalidInputError:
    """Return the refusal of a value, which is repeated only if it looks as it was meant: a token has no place here."""
    shown = f"{name} {text!r}" if meant.fullmatch(text) else f"{name} has a value that"
    return InvalidInputError(f"{shown} cannot be used; allowed: {allowed}")


SWITCH: Mapping[str, Any] = {"type": "string", "enum": [*TRUE, *FALSE], "default": "false"}


def _degrees_schema(most: int) -> Mapping[str, Any]:
    return {"oneOf": [{"type": "number", "minimum": -most, "maximum": most}, {"type": "string", "maxLength": 0}]}


def memes_table(max_results: int) -> tuple[Parameter, ...]:
    """Return the parameters of a search, where at most so many memes are given at once."""
    name = {"type": "string", "minLength": 1, "maxLength": MAX_QUERY_CHARS}
    return (
        Parameter(
            "query", _text,
            'What to find. "Two words" in quotes stand together, -word must not be there, template:NAME and lang:CODE '
            "leave out the rest. At most 16 words; without a letter or digit nothing is found.",
            name, "becky",
        ),
        Parameter("fuzzy", read_switch, "Find also prefixes, typos and parts of words; else whole words only.",
                  SWITCH, "true"),
        Parameter("lat", _degrees, "Where you are: latitude in degrees. Belongs with lon.", _degrees_schema(90), 45.2),
        Parameter("lon", _degrees, "Where you are: longitude in degrees. Belongs with lat.",
                  _degrees_schema(180), 70.225),
        Parameter("limit", read_whole, "At most so many memes; without it all, up to what the server allows.",
                  {"type": "integer", "minimum": 1, "maximum": max_results}, 10),
        Parameter("offset", read_whole, "Leave out the first so many.",
                  {"type": "integer", "minimum": 0, "maximum": MAX_OFFSET, "default": 0}, 0),
        Parameter("radius", _radius, "Only memes within this distance of you: kilometres, or with km or mi behind it.",
                  {"type": "string", "pattern": "^[0-9]+([.][0-9]+)? ?(km|mi)?$"}, "500km"),
        Parameter("sort", _sort, "Best first, or nearest first.",
                  {"type": "string", "enum": [*SortOrder], "default": "relevance"}, "relevance"),
        Parameter("template", _filter, "Only memes of the template of this name, or with these words in its name.",
                  name, "Grumpy Cat"),
        Parameter("lang", _filter, "Only captions in this language.", name, "en"),
        Parameter("unique", read_switch, "Fold copies of a meme into one.", SWITCH, "false"),
        Parameter("safe", read_switch, "Leave out memes with a word that is unsafe for work.", SWITCH, "true"),
        Parameter("explain", read_switch, "Add keys to each meme that say why it is where it is.", SWITCH, "false"),
    )  # fmt: skip


USER_STATS_TABLE = (
    Parameter("uid", read_whole, "The user's id, above 0; wins over token.",
              {"type": "integer", "minimum": -(10**19) + 1, "maximum": 10**19 - 1}, 10),
    Parameter("token", _text, "The user's token. Better sent as X-Token: URLs end up in logs.", {"type": "string"}),
    Parameter("explain", read_switch, "Add calls a day and how long the balance lasts.", SWITCH, "false"),
)  # fmt: skip

LEAST_SIZE = 64
MOST_SIZE = 1000
PICTURE_SIZE = 400
"""Pixels of a picture, in either direction: the range, and where none is said."""

ID = Parameter("id", read_id, "The number of the meme.", {"type": "integer", "minimum": 0, "maximum": 2**63 - 1}, 1001)
"""Stands in the path."""

PICTURE_TABLE = (
    Parameter("size", _size, "How many pixels wide and high.",
              {"type": "integer", "minimum": LEAST_SIZE, "maximum": MOST_SIZE, "default": PICTURE_SIZE}, PICTURE_SIZE),
    Parameter("v", _text, "What the picture shows, as pages have it: while that is true, it may be kept for ever.",
              {"type": "string", "pattern": "^[0-9a-f]*$"}),
)  # fmt: skip


class Asked(NamedTuple):
    """What a search asks for; the query is empty where none was given, and ``is_wordless`` if it can find nothing."""

    request: SearchRequest
    explain: bool
    is_wordless: bool = False


def read_search(query_string: bytes, table: tuple[Parameter, ...], max_results: int) -> Asked:
    """Return what the parameters of a search ask for; whether the values go together is the service's to check.

    Raises:
        InvalidInputError: a value cannot be used.
    """
    given = values(pairs(query_string), table)
    explain = given.pop("explain", False)
    if "limit" in given and not 1 <= given["limit"] <= max_results:
        raise InvalidInputError(f"limit {given['limit']} is out of range: 1 to {max_results}")
    if "radius" in given:
        given["radius_km"] = given.pop("radius")
    settled: dict[str, Any] = {"query": "", "fuzzy": False, "unique": False, "limit": max_results} | given
    return Asked(SearchRequest(**settled), explain)
