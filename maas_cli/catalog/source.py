"""A source opened: its memes and its bad rows, one at a time, in bounded memory (but for the ids seen)."""

import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

from maas_cli.catalog.columns import column_of, is_id_heading
from maas_cli.catalog.detect import HEAD_BYTES, SourceFormat, detect
from maas_cli.catalog.lines import LONGEST_LINE, decode, split_lines
from maas_cli.catalog.meme_row import LONGEST_VALUE, Fields, RowError, meme_from_fields, shown
from maas_cli.catalog.progress import OnBytes
from maas_cli.catalog.records import read_records
from maas_cli.errors import CatalogError
from maas_cli.models.catalog import BadRow
from maas_cli.models.meme import Meme

_CHUNK_BYTES = 1 << 18


@dataclass(frozen=True, slots=True)
class Source:
    """A source being read: its file name, its format, its first bytes, and its rows in order, to be read once.

    ``file`` stands behind the first bytes until the first row is asked for.
    """

    name: str
    format: str
    head: bytes
    file: BinaryIO
    rows: Iterator[Meme | BadRow]


@contextmanager
def open_source(path: Path, on_read: OnBytes | None = None) -> Iterator[Source]:
    """Open a source of any format, told by its content; a pipe will do.

    Of memes with the same id the first counts, the others are bad rows. ``on_read`` hears, now and then, how many
    bytes are read and of how many, None if unknown.

    Raises:
        CatalogError: the file cannot be read (also while the rows are), or is no catalogue.
    """
    name = os.fsencode(path.name).decode("utf-8", "replace")
    try:
        file = path.open("rb")
    except OSError as error:
        raise _unreadable(path, error) from error
    with file:
        head = _read(file, HEAD_BYTES, path)
        source_format = detect(head, str(path))
        chunks = _chunks(file, head, path, on_read)
        lines = split_lines(decode(chunks, source_format.encoding))
        yield Source(name, source_format.name, head, file, _memes(_raw_rows(lines, source_format), source_format))


def _chunks(file: BinaryIO, head: bytes, path: Path, on_read: OnBytes | None) -> Iterator[bytes]:
    total = os.fstat(file.fileno()).st_size or None
    chunk, done = head, 0
    while chunk:
        yield chunk
        done += len(chunk)
        if on_read:
            on_read(done, total)
        chunk = _read(file, _CHUNK_BYTES, path)


def _read(file: BinaryIO, size: int, path: Path) -> bytes:
    try:
        return file.read(size)
    except OSError as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: OSError) -> CatalogError:
    return CatalogError(f"cannot read {path}: {error.strerror or error}")


def _raw_rows(lines: Iterator[str], source_format: SourceFormat) -> Iterable[tuple[int, Any]]:
    return read_records(lines, source_format.layout()) if source_format.columns else enumerate(lines, start=1)


def _memes(rows: Iterable[tuple[int, Any]], source_format: SourceFormat) -> Iterator[Meme | BadRow]:
    columns = source_format.columns
    to_fields = partial(_record_fields, columns) if columns else _json_fields
    seen: set[int] = set()
    for line, row in rows:
        try:
            fields = to_fields(row)
            if fields is None:
                continue
            meme = meme_from_fields(fields)
        except RowError as error:
            yield BadRow(line, error.reason, error.detail)
            continue
        if meme.id in seen:
            yield BadRow(line, "duplicate_id", f"id {meme.id} was there before")
        else:
            seen.add(meme.id)
            yield meme


def _record_fields(columns: tuple[str, ...], cells: list[str]) -> Fields | None:
    """Return the cells by column, None for a header."""
    if len(cells) < len(columns):
        longest = max(map(len, cells))
        if longest > LONGEST_VALUE:
            raise RowError("too_long", f"a value has {longest} characters: {LONGEST_VALUE} are allowed")
        raise RowError("short_row", f"{len(cells)} of {len(columns)} columns: {shown(cells[0])}")
    fields = dict(zip(columns, cells, strict=False))
    return None if is_id_heading(fields["id"]) else fields


def _json_fields(line: str) -> Fields | None:
    """Return what the JSON object on a line says, None for a blank line or the first line of a stored catalogue."""
    if len(line) > LONGEST_LINE:
        raise RowError("too_long", f"the line has more than {LONGEST_LINE} characters")
    if not line or line.isspace():
        return None
    try:
        fields = json.loads(line)
    except (ValueError, RecursionError):
        raise RowError("bad_json", f"not a JSON object: {shown(line)}") from None
    if not isinstance(fields, dict):
        raise RowError("bad_json", f"not a JSON object: {shown(line)}")
    return None if "maas_catalog" in fields else {column_of(key): value for key, value in fields.items()}
