"""Memes of an installed catalogue as peers take them in: what to search in, and the line to answer with."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import orjson

_KEYS = ("id", "url", "name", "page", "md5", "fileSize", "text")


class Document(NamedTuple):
    """A meme: its number from 0, its name and caption as one text, its seven keys as JSON, its place if any."""

    number: int
    body: str
    line: bytes
    position: tuple[float, float] | None


def read_documents(catalog: Path) -> Iterator[Document]:
    """Yield the memes of an installed catalogue, in order.

    Raises:
        OSError: the file cannot be read.
    """
    with catalog.open("rb") as file:
        next(file)  # the header
        for number, text in enumerate(file):
            fields = orjson.loads(text)
            line = orjson.dumps({key: str(fields.get(key, "")) for key in _KEYS}) + b"\n"
            body = f"{fields.get('name', '')} {fields.get('text', '')}"
            position = (fields["lat"], fields["lon"]) if "lat" in fields else None
            yield Document(number, body, line, position)


def meme_id(line: bytes) -> int:
    """Return the id that a meme's line begins with."""
    return int(line[7 : line.index(b'"', 7)])


class DocumentFile:
    """Documents by number, memory-mapped, for peers that keep none themselves. Unchanging once opened."""

    def __init__(self, folder: Path) -> None:
        import numpy as np  # noqa: PLC0415  # most peers must not pay for it

        self._lines = np.memmap(folder / "documents", dtype=np.uint8, mode="r")
        self._offsets = np.load(folder / "offsets.npy", mmap_mode="r")

    @staticmethod
    def write(folder: Path, lines: Sequence[bytes]) -> None:
        """Keep these lines in a folder."""
        import numpy as np  # noqa: PLC0415  # most peers must not pay for it

        (folder / "documents").write_bytes(b"".join(lines))
        np.save(folder / "offsets.npy", np.cumsum([0, *map(len, lines)]))

    def line(self, number: int) -> bytes:
        """Return the line of a document."""
        line: bytes = self._lines[self._offsets[number] : self._offsets[number + 1]].tobytes()
        return line
