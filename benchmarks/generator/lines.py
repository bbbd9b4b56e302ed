"""Memes as lines of an installed catalogue: NDJSON, a header first, of each meme only the keys with a value."""

import json
from collections.abc import Mapping
from typing import Any

from maas_cli.models.meme import Meme

_IMPORTED_AT = "2026-01-01T00:00:00+00:00"  # always the same, so that the same seed gives the same bytes

encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode


def header_line(source: str, memes: int) -> str:
    """Return the first line of a catalogue."""
    fields = {
        "maas_catalog": 1, "source": source, "format": "generated", "imported_at": _IMPORTED_AT, "memes": memes
    }  # fmt: skip
    return encode(fields) + "\n"


def inside(text: str) -> str:
    """Return a text as it stands between the quotes of a JSON string."""
    return encode(text)[1:-1]


def meme_line(meme: Meme, placed: Mapping[str, Any]) -> str:
    """Return a real meme as a line, with the language and place that it is given."""
    fields = {
        "id": meme.id,
        "url": meme.url,
        "name": meme.name,
        "page": meme.page,
        "md5": meme.md5,
        "fileSize": meme.file_size,
        "text": meme.text or ("" if meme.name else "-"),
        "upper": meme.upper,
        "lower": meme.lower,
        **placed,
    }
    return encode({key: value for key, value in fields.items() if value not in ("", None)}) + "\n"
