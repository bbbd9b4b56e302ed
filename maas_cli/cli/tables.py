"""Tables for people: columns as wide as they need to be, cells wrapped where the terminal is narrower, nothing cut."""

from collections.abc import Collection, Iterator, Sequence
from typing import Final, NamedTuple

from maas_cli.cli.layout import BOLD, DIM, Spans, marked, styled, width, wrapped
from maas_cli.cli.terminal_text import one_line

_GAP: Final = "  "
_NARROWEST: Final = 6
_YIELDED: Final = 20
_NOTE_WIDTH: Final = 40


class Column(NamedTuple):
    """A column. Numbers stand to the right. One that yields gives up its width first, down to 20."""

    title: str
    is_number: bool = False
    yields: bool = False


class Cell(NamedTuple):
    """A text of any origin, the spans of it to mark, and a note to stand below it."""

    text: str
    spans: Spans = ()
    note: str = ""

    def lines(self, columns: int) -> "Iterator[tuple[str, str]]":
        """Yield each line, plain and styled."""
        safe = one_line(self.text)
        for start, end in wrapped(safe, columns):
            inside = tuple(
                (max(first, start) - start, min(last, end) - start)
                for first, last in self.spans
                if first < end and last > start
            )
            yield safe[start:end], marked(safe[start:end], inside)
        note = one_line(self.note)
        for start, end in wrapped(note, columns) if note else ():
            yield note[start:end], styled(note[start:end], DIM)

    def natural_width(self) -> int:
        """Return how wide the cell is if its text is not wrapped; its note may be."""
        return max(width(one_line(self.text)), min(width(one_line(self.note)), _NOTE_WIDTH))


def plain_table(columns: Sequence[str], rows: Sequence[Sequence[str]], fit: int, numbers: Collection[str] = ()) -> str:
    """Return a table of plain texts; ``numbers`` names the columns of numbers."""
    return table(
        [Column(title, is_number=title in numbers) for title in columns], [list(map(Cell, row)) for row in rows], fit
    )


def table(columns: Sequence[Column], rows: Sequence[Sequence[Cell]], fit: int) -> str:
    """Return a table with a header, styled, at most ``fit`` columns wide unless there are too many columns for that."""
    widths = _widths(columns, rows, fit - len(_GAP) * (len(columns) - 1))
    header = [Cell(column.title) for column in columns]
    lines = [styled(line, BOLD) for line in _row_lines(columns, header, widths)]
    lines.append(styled("─" * (sum(widths) + len(_GAP) * (len(widths) - 1)), DIM))
    for row in rows:
        lines += _row_lines(columns, row, widths)
    return "".join(f"{line}\n" for line in lines)


def _widths(columns: Sequence[Column], rows: Sequence[Sequence[Cell]], available: int) -> list[int]:
    """Return each column's width: what its cells need, then while that is too much, the widest give way."""
    widths = [
        max([width(column.title), *(row[number].natural_width() for row in rows)])
        for number, column in enumerate(columns)
    ]
    if sum(widths) > available:
        widths = [min(need, _YIELDED) if column.yields else need for column, need in zip(columns, widths, strict=True)]
    while sum(widths) > available and max(widths) > _NARROWEST:
        widths[widths.index(max(widths))] -= 1
    return widths


def _row_lines(columns: Sequence[Column], cells: Sequence[Cell], widths: Sequence[int]) -> Iterator[str]:
    stacks = [list(cell.lines(columns_wide)) for cell, columns_wide in zip(cells, widths, strict=True)]
    for level in range(max(map(len, stacks))):
        parts = []
        for column, stack, columns_wide in zip(columns, stacks, widths, strict=True):
            plain, shown = stack[level] if level < len(stack) else ("", "")
            padding = " " * (columns_wide - width(plain))
            parts.append(padding + shown if column.is_number else shown + padding)
        yield _GAP.join(parts).rstrip()
