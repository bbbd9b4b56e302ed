"""The rows of an installed catalogue read quickly: as written by maas, so that only what is odd needs a closer look."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, BinaryIO, cast

import msgspec

from maas_cli.catalog.meme_row import LONGEST_VALUE, MISSING
from maas_cli.models.meme import Meme

_CHUNK_BYTES = 1 << 17
"""So few that the rows are still in the processor's cache when they are looked at: a third quicker than 4 MB."""

_Text = Annotated[str, msgspec.Meta(max_length=LONGEST_VALUE)]
_Number = Annotated[int, msgspec.Meta(ge=0, le=2**63 - 1)]


class _Row(msgspec.Struct, frozen=True, gc=False, rename={"file_size": "fileSize"}):
    """A line of the catalogue, in the order in which it is written: what comes next is then found first."""

    id: _Number
    url: _Text = ""
    name: _Text = ""
    page: _Text = ""
    md5: _Text = ""
    file_size: _Number | None = None
    text: _Text = ""
    upper: _Text = ""
    lower: _Text = ""
    lang: _Text = ""
    place: _Text = ""
    lat: Annotated[float, msgspec.Meta(ge=-90, le=90)] | None = None
    lon: Annotated[float, msgspec.Meta(ge=-180, le=180)] | None = None
    tags: tuple[_Text, ...] = ()


@dataclass(slots=True)
class _Draft:
    """What becomes a :class:`Meme`, with its fields in its order.

    A frozen dataclass sets its fields through ``object.__setattr__``, which takes four times as long and would be half
    of the cost of reading a catalogue. So this is made, and its class changed.
    """

    id: int
    name: str
    text: str
    url: str
    page: str
    md5: str
    file_size: int | None
    upper: str
    lower: str
    lang: str
    place: str
    lat: float | None
    lon: float | None
    tags: tuple[str, ...]


class OddRowError(Exception):
    """A row is not as maas writes it; the reader of sources says what is wrong, or takes it."""


def read_stored_rows(file: BinaryIO) -> Iterator[Meme]:
    """Yield the memes of an installed catalogue, whose first line is its header.

    Raises:
        OddRowError: a row is not as maas writes it, its id was there before, or the file cannot be read.
    """
    decode = msgspec.json.Decoder(_Row).decode_lines
    seen: set[int] = set()
    file.seek(0)
    file.readline()
    for lines in _chunks_of_lines(file):
        try:
            rows = decode(lines)
        except (ValueError, RecursionError) as error:  # bytes that are no UTF-8 are no MsgspecError
            raise OddRowError from error
        for row in rows:
            meme = _meme(row)
            if meme.id in seen:
                raise OddRowError
            seen.add(meme.id)
            yield meme


def _chunks_of_lines(file: BinaryIO) -> Iterator[bytes]:
    """Yield the file in pieces of whole lines."""
    begun = b""
    while chunk := _read(file):
        whole, feed, rest = chunk.rpartition(b"\n")
        if feed:
            yield begun + whole
            begun = rest
        else:
            begun += rest
    if begun:
        yield begun


def _read(file: BinaryIO) -> bytes:
    try:
        return file.read(_CHUNK_BYTES)
    except OSError as error:
        raise OddRowError from error


def _meme(row: _Row) -> Meme:
    text = "" if row.text == MISSING else row.text
    says_something = text or row.name or (row.url and row.text)
    if (row.lat is None) != (row.lon is None) or not says_something or (not text and (row.upper or row.lower)):
        raise OddRowError
    draft = _Draft(
        row.id,
        row.name,
        text,
        row.url,
        row.page,
        row.md5,
        row.file_size,
        row.upper,
        row.lower,
        row.lang,
        row.place,
        row.lat,
        row.lon,
        row.tags,
    )
    draft.__class__ = Meme  # type: ignore[assignment]  # see _Draft
    return cast("Meme", draft)
