"""The look of all tables for people, drawn by rich. It loads rich, so only what is shown to people imports it."""

from collections.abc import Collection, Mapping, Sequence
from typing import Final

from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from maas_cli.terminal_text import one_line

BOLD: Final = "bold"
DIM: Final = "dim"
MARK: Final = "bold yellow"
CHART: Final = "cyan"

GAP: Final = 2
"""Blank columns between two columns of a table."""

Spans = tuple[tuple[int, int], ...]


def safe_text(text: str, spans: Spans = ()) -> Text:
    """Return a text of any origin on one line, safe for a terminal, the spans (half-open ranges) of it marked."""
    safe = Text(one_line(text))
    for start, end in spans:
        safe.stylize(MARK, start, end)
    return safe


def plain_table(titles: Sequence[str], rows: Sequence[Sequence[str]], numbers: Collection[str] = ()) -> Table:
    """Return a table of texts of any origin; ``numbers`` names the columns of numbers, which stand to the right."""
    columns = {title: [safe_text(row[place]) for row in rows] for place, title in enumerate(titles)}
    return table(columns, numbers=numbers)


def table(
    columns: Mapping[str, Sequence[Text]], *, numbers: Collection[str] = (), widest: Mapping[str, int] | None = None
) -> Table:
    """Return a table of columns by title. Cells are wrapped, never cut; the widest columns are the first to be.

    ``numbers`` names the columns that stand to the right; ``widest`` gives columns a width they never exceed.
    """
    drawn = Table(
        box=SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, GAP - 1, 0, 0), header_style="", border_style=DIM
    )
    for title in columns:
        drawn.add_column(
            Text(title, BOLD),
            justify="right" if title in numbers else "left",
            overflow="fold",
            max_width=(widest or {}).get(title),
        )
    for cells in zip(*columns.values(), strict=True):
        drawn.add_row(*cells)
    return drawn
