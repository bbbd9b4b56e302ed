"""Named numbers as horizontal bars, all in proportion to the greatest."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, NamedTuple

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from maas_cli.terminal_text import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.geometry import Region

_EIGHTHS: Final = " ▏▎▍▌▋▊▉"
_FULL: Final = "█"
_GAP: Final = "  "
_LONGEST_NAME: Final = 0.5
"""The share of the line that names take at most."""

_SHORTEST_BAR: Final = 4
"""Where there is less room for bars than this many cells, there are none."""

Row = tuple[str, float]
"""A name and its number, which is not negative."""


class BarLine(NamedTuple):
    """The parts of a line, each filled to its width, blanks between them included."""

    name: str
    bar: str
    number: str


def bar(value: float, most: float, width: int) -> str:
    """Return a bar of up to ``width`` cells for a value out of ``most``, in eighths of a cell.

    Empty for 0, at least an eighth for anything more, so that little is told from nothing.
    """
    if value <= 0 or most <= 0 or width <= 0:
        return ""
    eighths = min(max(1, round(value / most * width * 8)), width * 8)
    return _FULL * (eighths // 8) + _EIGHTHS[eighths % 8].rstrip()


def bar_lines(rows: Sequence[Row], width: int, height: int) -> list[BarLine]:
    """Return lines of ``width`` cells for the first rows, and for how many others there was no room.

    Numbers stand in a column at the right, bars begin in one after the names. Names are cut where they are long.
    """
    shown = rows if len(rows) <= height else rows[: max(0, height - 1)]
    numbers = [f"{value:,.0f}" for _, value in shown]
    names = [one_line(name) for name, _ in shown]
    number_width = max(map(len, numbers), default=0)
    name_width = min(max(map(cell_len, names), default=0), max(1, int(width * _LONGEST_NAME)))
    bar_width = width - name_width - number_width - 2 * len(_GAP)
    if bar_width < _SHORTEST_BAR:
        name_width, bar_width = max(0, width - number_width - len(_GAP)), 0
    most = max((value for _, value in rows), default=0)
    lines = [
        BarLine(
            _cut(name, name_width) + _GAP,
            f"{bar(value, most, bar_width):<{bar_width}}" + (_GAP if bar_width else ""),
            f"{number:>{number_width}}",
        )
        for name, number, (_, value) in zip(names, numbers, shown, strict=True)
    ]
    others = [BarLine(_cut(f"and {len(rows) - len(shown):,} more", width), "", "")] if len(shown) < len(rows) else []
    return [*lines, *others][:height]


def _cut(text: str, width: int) -> str:
    """Return a text cut or filled to a width in cells."""
    if cell_len(text) > width:
        return set_cell_size(text, max(0, width - 1)) + "…" if width else ""
    return set_cell_size(text, width)


class Bars(Widget):
    """Bars for the rows in their order; those that do not fit are counted in the last line."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"bars--{part}" for part in BarLine._fields}
    DEFAULT_CSS = """
    Bars > .bars--name { color: $text-muted; }
    Bars > .bars--bar { color: $primary; }
    Bars > .bars--number { color: $foreground; }
    """

    rows: reactive[tuple[Row, ...]] = reactive((), init=False)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the lines in sight; their columns depend on all rows."""
        self._styles = [self.get_component_rich_style(f"bars--{part}") for part in BarLine._fields]
        self._lines = bar_lines(self.rows, *self.size)
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """Return the line of a row."""
        width = self.size.width
        parts = self._lines[y] if y < len(self._lines) else ()
        segments = [Segment(part, style) for part, style in zip(parts, self._styles, strict=False) if part]
        return Strip(segments).adjust_cell_length(width, self.rich_style)
