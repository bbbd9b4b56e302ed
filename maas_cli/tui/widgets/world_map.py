"""A map of the world: where the hits are, where the caller is, where the selected meme is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, TypeAlias

from rich.segment import Segment
from textual.geometry import Region
from textual.reactive import var
from textual.strip import Strip
from textual.widget import Widget

from maas_cli.tui.projection import Projection, land_lines, projection_for

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from rich.style import Style

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


def hit_cells(hits: Collection[Position], projection: Projection) -> Cells:
    """Return which cells have hits, and whether few, some or many."""
    counts = projection.counted(hits)
    most = max(counts.values(), default=0)
    some, many = (max(least, share * most) for least, share in (_SOME, _MANY))
    cells: Cells = {}
    for (row, column), count in counts.items():
        cells.setdefault(row, {})[column] = "many" if count >= many else "some" if count >= some else "few"
    return cells


def marked_cells(of_hits: Cells, marks: Marks, projection: Projection) -> Cells:
    """Return which cells are marked as what: the selected meme before the caller, the caller before hits."""
    cells = dict(of_hits)
    for name, position in (("caller", marks.caller), ("selected", marks.selected)):
        if position is not None:
            row, column = projection.cell(*position)
            cells[row] = {**cells.get(row, {}), column: name}
    return cells


def map_segments(line: str, marked: Mapping[int, str], styles: Mapping[str, Style]) -> list[Segment]:
    """Return a line of the map with its marks; ``styles`` has one for each key of :data:`GLYPHS`, and for land."""
    segments, done = [], 0
    for name, first, end in _runs(marked):
        if first > done:
            segments.append(Segment(line[done:first], styles["land"]))
        segments.append(Segment(GLYPHS[name] * (end - first), styles[name]))
        done = end
    return [*segments, Segment(line[done:], styles["land"])]


def _runs(marked: Mapping[int, str]) -> Iterator[tuple[str, int, int]]:
    """Yield the marks of a line, like neighbours as one: the name, the first column and the one behind the last."""
    columns = sorted(marked)
    first = 0
    for place, column in enumerate(columns, start=1):
        name = marked[column]
        if place == len(columns) or columns[place] != column + 1 or marked[columns[place]] != name:
            yield name, columns[first], column + 1
            first = place


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

    marks: var[Marks] = var(Marks(), init=False)

    _of_hits: tuple[Collection[Position], Projection, Cells] | None = None
    """The hits that were counted last, on which map, and their cells: others are selected more often than found."""

    def watch_marks(self, old: Marks, new: Marks) -> None:
        """Draw anew what changed: lines where something was or is selected, or else all."""
        if old.hits is not new.hits or old.caller != new.caller or not self.size:
            self.refresh()
            return
        width, height = self.size
        for position in (old.selected, new.selected):
            if position is not None:
                self.refresh(Region(0, projection_for(width, height).cell(*position)[0], width, 1))

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the lines in sight; what is the same for all of them is worked out first."""
        self._styles = {name: self.get_component_rich_style(f"world-map--{name}") for name in ("land", *GLYPHS)}
        width, height = self.size
        if width and height:
            self._projection = projection_for(width, height)
            self._land = land_lines(self._projection.width, self._projection.height)
            self._cells = marked_cells(self._hit_cells(), self.marks, self._projection)
        return super().render_lines(crop)

    def _hit_cells(self) -> Cells:
        hits, kept = self.marks.hits, self._of_hits
        if kept is None or kept[0] is not hits or kept[1] != self._projection:
            kept = self._of_hits = (hits, self._projection, hit_cells(hits, self._projection))
        return kept[2]

    def render_line(self, y: int) -> Strip:
        """Return a line of the map."""
        width, projection = self.size.width, self._projection
        row = y - projection.top
        line = self._land[row] if 0 <= row < projection.height else ""
        line = f"{'':{projection.left}}{line}".ljust(width)
        return Strip(map_segments(line, self._cells.get(y, {}), self._styles), width)
