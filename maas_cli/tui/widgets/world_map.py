"""A map of the world: where the hits are, where the caller is, where the selected meme is."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, TypeAlias

from rich.segment import Segment
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from maas_cli.tui.projection import Projection, land_lines, projection_for

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rich.style import Style
    from textual.geometry import Region

Position: TypeAlias = tuple[float, float]
"""Latitude and longitude in degrees."""

GLYPHS = {"few": "•", "some": "●", "many": "●", "caller": "⌂", "selected": "◆"}
"""What marks a cell of the map: what it is can be told without colours, how many hits are there by colours too."""

_SOME, _MANY = (3, 0.15), (9, 0.45)
"""A cell is marked as some or many if it has so many hits, and such a share of what the fullest cell has."""


@dataclass(frozen=True, slots=True)
class Marks:
    """What is marked: any number of hits, who searches and the meme that is selected, where their place is known."""

    hits: tuple[Position, ...] = ()
    caller: Position | None = None
    selected: Position | None = None


Cells: TypeAlias = "dict[int, dict[int, str]]"
"""For rows and columns of a map a key of :data:`GLYPHS`."""


def marked_cells(marks: Marks, projection: Projection) -> Cells:
    """Return which cells are marked as what: the selected meme before the caller, the caller before hits."""
    counts = _counts(marks.hits, projection)
    most = max(counts.values(), default=0)
    some, many = (max(least, share * most) for least, share in (_SOME, _MANY))
    cells: Cells = {}
    for (row, column), count in counts.items():
        cells.setdefault(row, {})[column] = "many" if count >= many else "some" if count >= some else "few"
    for name, position in (("caller", marks.caller), ("selected", marks.selected)):
        if position is not None:
            row, column = projection.cell(*position)
            cells.setdefault(row, {})[column] = name
    return cells


@functools.lru_cache(maxsize=2)
def _counts(hits: tuple[Position, ...], projection: Projection) -> Mapping[tuple[int, int], int]:
    """Return how many hits are in each cell; kept, for the selected meme changes more often than the hits."""
    return projection.counted(hits)


def map_segments(line: str, marked: Mapping[int, str], styles: Mapping[str, Style]) -> list[Segment]:
    """Return a line of the map with its marks; ``styles`` has one for each key of :data:`GLYPHS`, and for land."""
    segments, start = [], 0
    for column in sorted(marked):
        if column > start:
            segments.append(Segment(line[start:column], styles["land"]))
        segments.append(Segment(GLYPHS[marked[column]], styles[marked[column]]))
        start = column + 1
    return [*segments, Segment(line[start:], styles["land"])]


class WorldMap(Widget):
    """Fills its room with the world. Land is drawn once for each size; other marks cost only their counting."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"world-map--{name}" for name in ("land", *GLYPHS)}
    DEFAULT_CSS = """
    WorldMap > .world-map--land { color: $foreground 35%; }
    WorldMap > .world-map--few { color: $primary 75%; }
    WorldMap > .world-map--some { color: $primary; }
    WorldMap > .world-map--many { color: $text-primary; text-style: bold; }
    WorldMap > .world-map--caller { background: $success; color: $background; text-style: bold; }
    WorldMap > .world-map--selected { background: $accent; color: $background; text-style: bold; }
    WorldMap:ansi > .world-map--land { text-style: dim; }
    WorldMap:ansi > .world-map--caller { background: ansi_default; color: $success; text-style: bold reverse; }
    WorldMap:ansi > .world-map--selected { background: ansi_default; color: $warning; text-style: bold reverse; }
    """

    marks: reactive[Marks] = reactive(Marks(), init=False)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the lines in sight; what is the same for all of them is worked out first."""
        self._styles = {name: self.get_component_rich_style(f"world-map--{name}") for name in ("land", *GLYPHS)}
        width, height = self.size
        if width and height:
            self._projection = projection_for(width, height)
            self._land = land_lines(self._projection.width, self._projection.height)
            self._cells = marked_cells(self.marks, self._projection)
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """Return a line of the map."""
        width, projection = self.size.width, self._projection
        row = y - projection.top
        line = self._land[row] if 0 <= row < projection.height else ""
        line = f"{'':{projection.left}}{line}".ljust(width)
        return Strip(map_segments(line, self._cells.get(y, {}), self._styles), width)
