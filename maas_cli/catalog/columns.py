"""The columns of a catalogue: their names, in the original's spelling and in the Library of Congress's."""

from collections.abc import Iterable

ORIGINAL_COLUMNS = ("id", "url", "name", "page", "md5", "fileSize", "text")
STARTER_COLUMNS = (*ORIGINAL_COLUMNS, "upper", "lower", "lang", "place", "lat", "lon", "tags")
LOC_COLUMNS = (*ORIGINAL_COLUMNS, "", "upper", "lower")
POSITIONAL_FORMATS = (("original", ORIGINAL_COLUMNS), ("loc", LOC_COLUMNS), ("starter", STARTER_COLUMNS))
"""The formats by their columns as they stand where no header names them."""

_LOC_NAMES = {
    "meme id": "id",
    "archived url": "url",
    "base meme name": "name",
    "meme page url": "page",
    "md5 hash": "md5",
    "file size (in bytes)": "fileSize",
    "alternate text": "text",
    "upper text": "upper",
    "lower text": "lower",
}
_LISTED_NAMES = {"caption": "text", "template": "name"}  # as `maas search -o csv` has them
_COLUMNS = {name.lower(): name for name in STARTER_COLUMNS} | _LOC_NAMES | _LISTED_NAMES


def column_of(name: str) -> str:
    """Return the column that a header cell or a JSON key names, whatever its case; empty if none."""
    return _COLUMNS.get(name.strip().lower(), "")


def header_columns(cells: Iterable[str]) -> tuple[str, ...] | None:
    """Return the columns by position, empty for unknown ones, or None if the cells are no header.

    A header has the id, and something to search in. Of a column named twice the first counts.
    """
    columns: list[str] = []
    for cell in cells:
        column = column_of(cell)
        columns.append("" if column in columns else column)
    known = set(columns)
    return tuple(columns) if "id" in known and known & {"name", "text", "upper", "lower"} else None


def is_id_heading(cell: str) -> bool:
    """Tell a repeated header by what stands where the id should be."""
    return column_of(cell) == "id"


def header_format(cells: Iterable[str]) -> str:
    """Return the format whose spelling and columns a header has: ``loc``, ``starter`` or ``original``."""
    names = {cell.strip().lower() for cell in cells}
    if not names.isdisjoint(_LOC_NAMES):
        return "loc"
    return "original" if names.isdisjoint(name.lower() for name in STARTER_COLUMNS[7:]) else "starter"


def fits_position(column: str, cell: str) -> bool:
    """Whether a cell may be what its position says: an address or a size cannot be any text, the rest can."""
    value = cell.strip()
    if column == "id":
        return value.isdecimal()
    if column == "url":
        return "://" in value or value in ("", "-")
    return column != "fileSize" or value.isdecimal() or value in ("", "-")


def positional_columns(width: int) -> tuple[str, ...] | None:
    """Return the columns of rows of this many cells without a header, None if they are too few.

    Cells beyond the original's seven are ignored unless they make up another format exactly.
    """
    exact = (columns for _, columns in POSITIONAL_FORMATS if len(columns) == width)
    return next(exact, ORIGINAL_COLUMNS if width > len(ORIGINAL_COLUMNS) else None)
