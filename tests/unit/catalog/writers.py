"""Memes written as each source format writes them, and hypothesis strategies for memes."""

import csv
import io
import json
from collections.abc import Callable, Sequence
from dataclasses import replace

from hypothesis import strategies as st

from maas_cli.models.meme import Meme

ORIGINAL_HEADER = ["id", "url", "name", "page", "md5", "fileSize", "text"]
STARTER_HEADER = [*ORIGINAL_HEADER, "upper", "lower", "lang", "place", "lat", "lon", "tags"]
LOC_HEADER = [
    "Meme ID", "Archived URL", "Base Meme Name", "Meme Page URL", "MD5 Hash", "File Size (In Bytes)",
    "Alternate Text", "Display Name", "Upper Text", "Lower Text",
]  # fmt: skip

Write = Callable[[Sequence[Meme]], bytes]


def number(value: float | None) -> str:
    return "" if value is None else str(value)


def original_cells(meme: Meme) -> list[str]:
    return [str(meme.id), meme.url, meme.name, meme.page, meme.md5, number(meme.file_size), meme.text]


def starter_cells(meme: Meme) -> list[str]:
    place = [meme.lang, meme.place, number(meme.lat), number(meme.lon), " ".join(meme.tags)]
    return [*original_cells(meme), meme.upper, meme.lower, *place]


def loc_cells(meme: Meme) -> list[str]:
    return [cell or "-" for cell in (*original_cells(meme), "Display Name", meme.upper, meme.lower)]


def separated(rows: Sequence[Sequence[str]], delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=delimiter).writerows(rows)
    return file.getvalue().encode(encoding)


def write_original(memes: Sequence[Meme]) -> bytes:
    return separated([original_cells(meme) for meme in memes])


def write_original_with_header(memes: Sequence[Meme]) -> bytes:
    return separated([ORIGINAL_HEADER, *(original_cells(meme) for meme in memes)], ";", "utf-8-sig")


def write_starter(memes: Sequence[Meme]) -> bytes:
    return separated([STARTER_HEADER, *(starter_cells(meme) for meme in memes)])


def write_loc(memes: Sequence[Meme]) -> bytes:
    return separated([LOC_HEADER, *(loc_cells(meme) for meme in memes)], "\t", "utf-16")


def write_ndjson(memes: Sequence[Meme]) -> bytes:
    rows = [dict(zip(STARTER_HEADER, starter_cells(meme), strict=True)) | {"tags": meme.tags} for meme in memes]
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()


def texts(*, longest: int = 30) -> st.SearchStrategy[str]:
    """Whatever may stand in a cell and come out as it went in: no outer blanks, no NUL, no carriage return."""
    characters = st.characters(codec="utf-8", exclude_characters="\0\r")
    return st.text(characters, max_size=longest).map(str.strip).filter(lambda text: text != "-")


def memes() -> st.SearchStrategy[Meme]:
    """Memes with every field, whose tags are single words."""
    words = st.text(st.characters(codec="ascii", categories=["L", "N"]), min_size=1, max_size=5)
    places = st.none() | st.tuples(st.floats(-90, 90), st.floats(-180, 180))
    numbers = st.integers(0, 2**63 - 1)

    def meme(strings: list[str], name: str, file_size: int | None, place: tuple[float, float] | None) -> Meme:
        url, page, md5, upper, lower, lang, place_name, text = strings
        lat, lon = place or (None, None)
        url = f"http://{url}" if url else ""
        return Meme(
            0, name, text or f"{upper} {lower}".strip(), url, page, md5, file_size, upper, lower, lang, place_name,
            lat, lon,
        )  # fmt: skip

    made = st.builds(meme, st.lists(texts(), min_size=8, max_size=8), texts().filter(bool), st.none() | numbers, places)
    return st.builds(_with, made, numbers, st.lists(words, max_size=3).map(tuple))


def _with(meme: Meme, meme_id: int, tags: tuple[str, ...]) -> Meme:
    return replace(meme, id=meme_id, tags=tags)


def catalogs() -> st.SearchStrategy[list[Meme]]:
    return st.lists(memes(), min_size=1, max_size=4, unique_by=lambda meme: meme.id)
