"""Rows under columns: as a table for people, as TSV and CSV for programs; and the choice of a format.

TSV has no header and escapes backslashes, tabs, line breaks and control characters, so that one row is one line;
CSV has a header and quotes (RFC 4180, but lines end with a line feed alone).
"""

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from maas_cli.cli import output

if TYPE_CHECKING:
    from maas_cli.config import Config

_TSV_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


class Listing(NamedTuple):
    """Rows under named columns, and the same as values for JSON: one a row. ``numbers`` names columns of numbers."""

    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    values: Sequence[object]
    numbers: Collection[str] = ()


def chosen_format(config: "Config", *, as_json: bool, supported: Iterable[str]) -> str:
    """Return the format to write. A setting that this command does not support counts as ``auto``.

    Raises:
        InvalidInputError: ``--json`` and another format were both asked for.
    """
    wanted = config.output
    if as_json and config.origins["output"].startswith("flag") and wanted != "json":
        from maas_cli.errors import InvalidInputError  # noqa: PLC0415  # only for a refusal

        raise InvalidInputError(f"--json and --output {wanted} contradict each other", hint="give one of them")
    if as_json:
        return "json"
    if wanted == "auto" or wanted not in set(supported):
        return "table" if output.is_terminal() else "tsv"
    return wanted


def write_listing(listing: Listing, form: str, color: str = "never") -> None:
    """Write a listing as ``table``, ``tsv``, ``csv``, ``json`` (an array) or ``ndjson``; only tables are coloured."""
    if form == "table":
        from maas_cli.cli.tables import plain_table  # noqa: PLC0415  # not for programs

        view = plain_table(listing.columns, listing.rows, numbers=listing.numbers)
        output.write_view(view, color=output.wants_color(color))
    elif form == "tsv":
        output.write(as_tsv(listing.rows))
    elif form == "csv":
        output.write(as_csv(listing.columns, listing.rows))
    elif form == "json":
        write_json(list(listing.values))
    else:
        write_json(*listing.values)


def write_json(*values: object) -> None:
    """Write each value as a line of JSON."""
    from maas_cli.serialize import to_json  # noqa: PLC0415  # only for JSON

    output.write(b"".join(to_json(value) + b"\n" for value in values))


def as_tsv(rows: Iterable[Sequence[str]]) -> str:
    """Return rows as TSV without a header."""
    from maas_cli.terminal_text import escaped  # noqa: PLC0415  # only for this format

    return "".join("\t".join(escaped(cell.translate(_TSV_ESCAPES)) for cell in row) + "\n" for row in rows)


def as_csv(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return rows as CSV with a header."""
    return "".join(",".join(map(_csv_cell, row)) + "\n" for row in (columns, *rows))


def _csv_cell(cell: str) -> str:
    """Quote a cell where it must be; the csv module would leave a lone carriage return unquoted."""
    return '"' + cell.replace('"', '""') + '"' if any(char in cell for char in '",\r\n') else cell
