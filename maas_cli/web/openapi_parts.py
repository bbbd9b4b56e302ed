"""What the description of the API refers to: what answers look like, their headers, and the refusals."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from maas_cli.serialize import MASKED_TOKEN
from maas_cli.web import errors
from maas_cli.web.answers import error_answer
from maas_cli.web.connection import TOO_SLOW

if TYPE_CHECKING:
    from collections.abc import Mapping

    from maas_cli.web.answers import Answer

_TEXT: Final = {"type": "string"}
_COUNT: Final = {"type": "integer", "minimum": 0}
_SPANS: Final = {"type": "array", "items": {"type": "array", "items": _COUNT, "minItems": 2, "maxItems": 2}}


def _text(description: str) -> Mapping[str, str]:
    return {"type": "string", "description": description}


EXAMPLE_MEME: Final = {
    "id": "101470", "url": "http://cdn.meme.am/instances/101470.jpg", "name": "Philosoraptor",
    "page": "http://memegenerator.net/instance/101470", "md5": "2a1e3a3ae9a8a1d6ef2b2d6f3b0d3c11",
    "fileSize": "33815", "text": "If becky is real \u003c3",
}  # fmt: skip
EXAMPLE_USER: Final = {
    "id": 10, "name": "Alice", "authToken": MASKED_TOKEN, "tokenCount": 978, "hits": {"/api/memes": 22},
}  # fmt: skip

_MEME: Final = {
    "type": "object",
    "description": "A meme: seven keys that are always there, and with explain those that follow them.",
    "required": ["id", "url", "name", "page", "md5", "fileSize", "text"],
    "properties": {
        "id": _text("The number of the meme."),
        "url": _text("Where its picture is; may be relative to this service, as /memes/1001.png is."),
        "name": _text("The template."),
        "page": _text("Where it comes from, or where it is shown; may be relative to this service."),
        "md5": _text("MD5 of the picture."),
        "fileSize": _text("Bytes of the picture; may be empty."),
        "text": _text("The whole caption."),
        "upper": _text("The caption's upper line."),
        "lower": _text("The caption's lower line."),
        "lang": _text("The language of the caption."),
        "place": _text("Where it belongs."),
        "lat": {"type": "number", "description": "Latitude of that place, in degrees."},
        "lon": {"type": "number", "description": "Longitude of that place, in degrees."},
        "tags": {"type": "array", "items": _TEXT, "description": "Words it is filed under."},
        "score": {"type": "number", "description": "Relevance, higher is better."},
        "copies": {"type": "integer", "minimum": 1, "description": "Memes folded into this one, itself included."},
        "distanceKm": {"type": "number", "minimum": 0, "description": "How far from you, in kilometres."},
        "missing": {"type": "array", "items": _TEXT, "description": "Words of the query that are not in it."},
        "matches": {
            "type": "array",
            "description": "Which words of it were found, for which word of the query, and how.",
            "items": {
                "type": "object",
                "properties": {
                    "word": _TEXT,
                    "term": _TEXT,
                    "kind": {"type": "string", "enum": ["word", "prefix", "typo", "substring", "script"]},
                    "typos": {"type": "integer", "minimum": 0, "maximum": 2},
                    "fields": {"type": "array", "items": {"type": "string", "enum": ["name", "text"]}},
                },
            },
        },
        "positions": {
            "type": "object",
            "description": "Where the matched words stand, in code points.",
            "properties": {"name": _SPANS, "text": _SPANS},
        },
    },
}

_USER: Final = {
    "type": "object",
    "description": "A user: five keys that are always there, and with explain those that follow them.",
    "required": ["id", "name", "authToken", "tokenCount", "hits"],
    "properties": {
        "id": {"type": "integer", "minimum": 1, "description": "The number of the user."},
        "name": _text("What the user is called."),
        "authToken": {"const": MASKED_TOKEN, "description": "Never the token itself."},
        "tokenCount": {"type": "integer", "minimum": 0, "description": "Tokens left to spend."},
        "hits": {"type": ["object", "null"], "additionalProperties": _COUNT, "description": "Calls by path."},
        "disabled": {"type": "boolean", "description": "Whether the token is refused."},
        "today": {"type": "integer", "minimum": 0, "description": "Calls today (UTC)."},
        "perDay": {"type": "number", "minimum": 0, "description": "Calls a day lately."},
        "daysLeft": {"type": ["number", "null"], "minimum": 0, "description": "How many days the balance lasts."},
        "daily": {
            "type": "array",
            "description": "Calls by day (UTC).",
            "items": {"type": "object", "properties": {"day": {"type": "string", "format": "date"}, "calls": _COUNT}},
        },
    },
}

SCHEMAS: Final[Mapping[str, Any]] = {
    "Meme": _MEME,
    "User": _USER,
    "Error": {
        "type": "object",
        "required": ["message"],
        "properties": {
            "code": {"type": "integer", "description": "The status again."},
            "message": {"type": "string", "description": "What kind of failure; never changes."},
            "error": {"type": "string", "description": "What is wrong and what is allowed, for people."},
        },
    },
}

HEADERS: Final[Mapping[str, Any]] = {
    name: {"description": text, "schema": schema}
    for name, text, schema in (
        ("X-Total-Count", "How many memes were found in all.", _COUNT),
        (
            "X-Token-Balance",
            "Tokens that the user had left after this call, whichever processes answered the ones before. "
            "What is granted or taken elsewhere shows a moment later.",
            _COUNT,
        ),
        ("X-Token-Cost", "Tokens that this answer cost.", _COUNT),
        ("X-Hidden-Count", "With safe: how many more there are without it.", _COUNT),
        ("X-Suggestion", "With explain, where nothing was found: what may have been meant, percent-encoded.", _TEXT),
        ("X-Request-Id", "The request's id in the log: the one that was sent if it can be one, else a new one.", _TEXT),
        ("RateLimit", "How many more requests may come at once, and in how many seconds all may.", _TEXT),
        ("RateLimit-Policy", "How many requests may come in how many seconds.", _TEXT),
        ("Retry-After", "Seconds to wait.", {"type": "integer", "minimum": 1}),
        ("Allow", "The methods that may be used.", _TEXT),
        ("Location", "Where to go.", _TEXT),
        ("ETag", "Stands for what is shown; sent as If-None-Match it saves asking twice.", _TEXT),
        ("Cache-Control", "How long it may be kept; for ever if the address says what is shown.", _TEXT),
    )
}

_REFUSALS: Final[Mapping[str, tuple[str, Answer]]] = {
    "400": ("A parameter is missing or cannot be used, or the request is none.", errors.QUERY_MISSING),
    "401": ("No user has this token, or none was sent.", errors.TOKEN_MISSING),
    "402": ("The user has no tokens left; nothing was charged.",
            error_answer(402, "token balance exhausted", "user 10 has no tokens left")),
    "404": ("No user, or no meme, has this id.", error_answer(404, "Not Found", "no user has id 11")),
    "405": ("Only GET and HEAD are allowed.", errors.method_not_allowed(b"GET, HEAD")),
    "408": ("The request took too long to come.", TOO_SLOW.answer),
    "413": ("The request has a large body.",
            error_answer(413, "request body too large", "at most 65536 bytes are allowed")),
    "414": ("The URL is too long.", error_answer(414, "URI too long", "the URL is longer than 8192 bytes")),
    "429": ("Too many requests of this token or address.",
            error_answer(429, "too many requests", "too many requests of this token; try again in 1 s")),
    "431": ("The headers are too large.",
            error_answer(431, "request header fields too large", "at most 100 headers are allowed")),
    "500": ("Nobody foresaw this; the log has the reason.", errors.internal_error(b"4f1c-2a")),
    "503": ("The service is shutting down, has too many connections or too much to draw, or cannot reach its data.",
            errors.DRAINING),
}  # fmt: skip

_HEADERS_OF: Final = {
    "405": ("Allow",),
    "429": ("Retry-After", "RateLimit", "RateLimit-Policy"),
    "503": ("Retry-After",),
}


def header_references(*names: str) -> dict[str, Any]:
    """Return references to the headers of an answer, the one that every answer has among them."""
    return {name: {"$ref": f"#/components/headers/{name}"} for name in ("X-Request-Id", *names)}


def refusals() -> dict[str, Any]:
    """Return the refusals by their status, each with an example."""
    return {status: _refusal(text, answer, _HEADERS_OF.get(status, ())) for status, (text, answer) in _REFUSALS.items()}


def _refusal(text: str, answer: Answer, headers: tuple[str, ...]) -> dict[str, Any]:
    assert isinstance(answer.body, bytes)  # noqa: S101  # refusals are never streamed
    media = {"schema": {"$ref": "#/components/schemas/Error"}, "example": json.loads(answer.body)}
    return {"description": text, "headers": header_references(*headers), "content": {"application/json": media}}
