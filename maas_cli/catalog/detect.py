"""Telling the formats of a catalogue apart by content: what a file is called says nothing.

========== =============================================================================
loc        the Library of Congress's "Meme Generator" data set: a header in its own words
original   seven columns, with or without a header
starter    those seven and upper, lower, lang, place, lat, lon, tags
ndjson     one JSON object a line with the same keys
========== =============================================================================

Separators are commas, TABs or semicolons; text is UTF-8 or, with a byte order mark, UTF-16. Under a header the columns
may come in any order, and any format may have any of them.
"""

import codecs
import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from maas_cli.catalog.columns import (
    POSITIONAL_FORMATS,
    STARTER_COLUMNS,
    column_of,
    fits_position,
    header_columns,
    header_format,
    positional_columns,
)
from maas_cli.catalog.lines import decode, encoding_of, split_lines
from maas_cli.catalog.records import Layout, read_records, split_cells
from maas_cli.errors import CatalogError

HEAD_BYTES = 1 << 16
"""How much of a file's beginning is looked at."""

_HEAD_LINES = 20
_DELIMITERS = "\t,;"
_SIGNATURES = (
    (b"PK\x03\x04", "a ZIP archive"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"\x89PNG", "a PNG picture"),
    (b"GIF8", "a GIF picture"),
    (b"%PDF", "a PDF document"),
    (b"SQLite format 3", "an SQLite database"),
    (codecs.BOM_UTF32_LE, "text in UTF-32"),
    (codecs.BOM_UTF32_BE, "text in UTF-32"),
)
_ALLOWED = (
    "allowed are the Library of Congress's file, text in columns separated by commas, TABs or semicolons "
    f"({','.join(STARTER_COLUMNS[:7])}, and if you like {','.join(STARTER_COLUMNS[7:])}), "
    "and one JSON object a line with these keys"
)


@dataclass(frozen=True, slots=True)
class SourceFormat:
    """How a source is to be read.

    ``columns`` says by position what a cell is, empty for what is ignored. NDJSON has neither ``delimiter`` nor
    ``columns``.
    """

    name: str
    encoding: str
    delimiter: str = ""
    columns: tuple[str, ...] = ()

    def layout(self) -> Layout:
        """Return how the records of a format with columns are laid out."""
        return Layout(self.delimiter, len(self.columns), self.columns.index("id"))


def detect(head: bytes, source: str) -> SourceFormat:
    """Return the format of a file that begins with ``head``; ``source`` names it in messages.

    Raises:
        CatalogError: it is none of the formats.
    """
    for signature, what in _SIGNATURES:
        if head.startswith(signature):
            raise _not_a_catalogue(source, what)
    encoding = encoding_of(head)
    lines = [line for line in split_lines(decode([head], encoding)) if line.strip()]
    if len(lines) == 1 and "\r" in lines[0].strip():
        raise _not_a_catalogue(source, "text whose lines end in carriage returns alone")
    layout = _columns_of(lines[:_HEAD_LINES])
    if layout is None:
        raise _not_a_catalogue(source, _what_else(lines))
    name, delimiter, columns = layout
    return SourceFormat(name, encoding, delimiter, columns)


def _columns_of(lines: list[str]) -> tuple[str, str, tuple[str, ...]] | None:
    """Return format, delimiter and columns, told by a header, else by an object, else by rows of the right width."""
    found = (layout for look in (_header, _json_object) for line in lines if (layout := look(line)))
    return next(found, None) or _rows(lines)


def _header(line: str) -> tuple[str, str, tuple[str, ...]] | None:
    for delimiter in _DELIMITERS:
        cells = split_cells(line, delimiter)
        if columns := header_columns(cells):
            return header_format(cells), delimiter, columns
    return None


def _json_object(line: str) -> tuple[str, str, tuple[str, ...]] | None:
    if not line.lstrip().startswith("{"):
        return None
    try:
        keys = json.loads(line)
    except (ValueError, RecursionError):
        return None
    known = {column_of(key) for key in keys}
    return ("ndjson", "", ()) if "id" in known or "maas_catalog" in keys else None


def _rows(lines: list[str]) -> tuple[str, str, tuple[str, ...]] | None:
    """Return the layout that fits most rows: a single one may be misread, for it may go over several lines."""
    layouts = [(name, delimiter, columns) for delimiter in _DELIMITERS for name, columns in POSITIONAL_FORMATS]
    fitting = [sum(1 for _ in _fitting_rows(lines, delimiter, columns)) for _, delimiter, columns in layouts]
    most = max(fitting)
    return layouts[fitting.index(most)] if most else None


def _fitting_rows(lines: list[str], delimiter: str, columns: tuple[str, ...]) -> Iterator[list[str]]:
    for _, cells in read_records(iter(lines), Layout(delimiter, len(columns), 0)):
        if positional_columns(len(cells)) == columns and all(map(fits_position, columns, cells)):
            yield cells


def _what_else(lines: list[str]) -> str:
    """Say what text without the columns of a catalogue looks like."""
    if not lines:
        return "empty"
    if any("\0" in line for line in islice(lines, _HEAD_LINES)):
        return "binary data"
    return {"<": "markup (HTML or XML)", "[": "a JSON array"}.get(
        lines[0].lstrip()[0], "text without the columns of a catalogue"
    )


def _not_a_catalogue(source: str, what: str) -> CatalogError:
    return CatalogError(f"{source} is {what}, not a catalogue: {_ALLOWED}")
