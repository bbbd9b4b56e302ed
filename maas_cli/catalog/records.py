"""Lines to records of cells, for text separated by commas, semicolons or TABs.

Cells may be quoted as in RFC 4180 and then hold separators, line ends and doubled quotes. Real files also hold quotes
that are just characters: a quote that leads to no well-formed record of the right width is taken as it stands, so it
never swallows the rows after it.
"""

import csv
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from maas_cli.catalog.lines import LONGEST_LINE

_MOST_LINES = 100
_TELLING_WIDTH = 7


@dataclass(frozen=True, slots=True)
class Layout:
    """How records are laid out: the separator, how many cells a record has, and which of them is the id."""

    delimiter: str
    width: int
    id_position: int


def split_cells(line: str, delimiter: str) -> list[str]:
    """Split one line that stands alone into its cells."""
    if '"' not in line:
        return line.split(delimiter)
    try:
        return next(csv.reader([line], delimiter=delimiter, strict=True))
    except csv.Error:
        return line.split(delimiter)


def read_records(lines: Iterator[str], layout: Layout) -> Iterator[tuple[int, list[str]]]:
    """Yield each record with the number, from 1, of its first line; blank lines are passed over."""
    ahead: deque[str] = deque()
    number = 0
    while True:
        line = ahead.popleft() if ahead else next(lines, None)
        if line is None:
            return
        number += 1
        if '"' in line:
            cells, further = _quoted_record(line, ahead, lines, layout)
            yield number, cells
            number += further
            for _ in range(further):
                ahead.popleft()
        elif line and not line.isspace():
            yield number, line.split(layout.delimiter)


def _quoted_record(first: str, ahead: deque[str], lines: Iterator[str], layout: Layout) -> tuple[list[str], int]:
    """Return the record that begins with a line, and how many further lines it takes up."""
    further = 0

    def feed() -> Iterator[str]:
        nonlocal further
        yield first + "\n"
        for line in _look_ahead(ahead, lines):
            if _is_row(line, layout):
                return
            further += 1
            yield line + "\n"

    literal = first.split(layout.delimiter)
    try:
        cells = next(csv.reader(feed(), delimiter=layout.delimiter, strict=True))
    except csv.Error:
        return literal, 0
    if len(cells) == layout.width or (further == 0 and len(literal) != layout.width):
        return cells, further
    return literal, 0


def _look_ahead(ahead: deque[str], lines: Iterator[str]) -> Iterator[str]:
    """Yield the lines that follow, as many as one record may have; they stay in ``ahead``."""
    size = 0
    for position in range(_MOST_LINES):
        if position == len(ahead):
            ahead.extend(islice(lines, 1))
        if position == len(ahead) or size > LONGEST_LINE:
            return
        size += len(ahead[position])
        yield ahead[position]


def _is_row(line: str, layout: Layout) -> bool:
    """Tell whether a line is a whole row of its own, not a part of a caption; narrow rows do not tell."""
    cells = line.split(layout.delimiter)
    return len(cells) >= layout.width >= _TELLING_WIDTH and cells[layout.id_position].isdecimal()
