"""The world on a rectangle of cells: where a position is, and which cells are land.

Equirectangular: equal steps of longitude are equally wide and equal steps of latitude equally high. The map leaves out
the ice around the South Pole and ends in the Bering Strait, between Asia and America, not at the 180th meridian, which
would cut the east of Russia off.
"""

from __future__ import annotations

import functools
import sys
from collections import Counter
from dataclasses import dataclass
from itertools import accumulate, chain
from operator import add
from typing import TYPE_CHECKING, Final

from maas_cli.places.land import COLUMNS, land_rows
from maas_cli.tui.braille import ACROSS, DOWN, braille_lines

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

WEST: Final = -169
"""The longitude of the left edge, in degrees."""

NORTH: Final = 80
SOUTH: Final = -58
"""The latitudes of the upper and of the lower edge, in degrees; what is beyond is shown at the edge."""

_TURN: Final = 360
_POLE: Final = 90
_FLATTEST, _STEEPEST = 0.75, 1.6
"""How much higher a degree of latitude may be than one of longitude is wide: the map fills what it gets between."""

_MANY: Final = 200
"""So many positions are counted together, by numpy, once that is loaded."""

_LAND_FROM: Final = 0.45
"""A dot is land if this share of what it stands for is."""


@dataclass(frozen=True, slots=True)
class Projection:
    """A map of so many cells, which begins so many cells from the left and from the top of its rectangle."""

    width: int
    height: int
    left: int
    top: int

    def cell(self, lat: float, lon: float) -> tuple[int, int]:
        """Return row and column of a position in degrees, as counted in the rectangle; poles and seam are on the map.

        Longitudes may go round the Earth any number of times.
        """
        (((row, column), _),) = self.counted([(lat, lon)]).items()
        return row, column

    def counted(self, positions: Collection[tuple[float, float]]) -> dict[tuple[int, int], int]:
        """Return how many positions are in each cell that has any; for thousands at a time, so without calls inside."""
        is_quick = len(positions) >= _MANY and "numpy" in sys.modules
        return {
            (self.top + cell // self.width, self.left + cell % self.width): count
            for cell, count in (self._summed(positions) if is_quick else self._counted(positions)).items()
        }

    def _counted(self, positions: Iterable[tuple[float, float]]) -> dict[int, int]:
        """Return how many positions are in each cell of the map, cells being numbered row by row."""
        down, across, width = self.height / (NORTH - SOUTH), self.width / _TURN, self.width
        south, east = self.height - 1, self.width - 1
        return Counter(
            [
                (0 if lat >= NORTH else south if lat <= SOUTH else min(int((NORTH - lat) * down), south)) * width
                + min(int((lon - WEST) % _TURN * across), east)  # rounding may lead just past the last one
                for lat, lon in positions
            ]
        )

    def _summed(self, positions: Collection[tuple[float, float]]) -> dict[int, int]:
        """Return the same, all positions being looked at together."""
        import numpy as np  # noqa: PLC0415  # only where it is loaded already

        flat = np.fromiter(chain.from_iterable(positions), np.float64, 2 * len(positions))
        rows = ((NORTH - flat[::2].clip(SOUTH, NORTH)) * (self.height / (NORTH - SOUTH))).astype(np.int64)
        columns = ((flat[1::2] - WEST) % _TURN * (self.width / _TURN)).astype(np.int64)
        counts = np.bincount(rows.clip(max=self.height - 1) * self.width + columns.clip(max=self.width - 1))
        cells = counts.nonzero()[0]
        return dict(zip(cells.tolist(), counts[cells].tolist(), strict=True))


@functools.lru_cache(maxsize=16)
def projection_for(width: int, height: int) -> Projection:
    """Return the largest map for a rectangle of at least one cell, in its middle."""
    cells_high = (NORTH - SOUTH) / _TURN * ACROSS / DOWN * width
    """How high the map is if degrees are of the same size in both directions."""
    rows = min(height, max(1, round(cells_high * _STEEPEST)))
    columns = min(width, max(1, round(width * height / (cells_high * _FLATTEST))))
    return Projection(columns, rows, (width - columns) // 2, (height - rows) // 2)


@functools.lru_cache(maxsize=4)
def land_lines(width: int, height: int) -> tuple[str, ...]:
    """Return a map of so many cells as lines of braille characters, blank where there is water.

    Raises:
        StorageError: the mask of land that came with maas is missing or damaged.
    """
    columns = list(_steps(_TURN, width * ACROSS))
    dots = []
    for north, south in _steps(NORTH - SOUTH, height * DOWN):
        rows = [_counted(row) for row in range(_POLE - NORTH + north, _POLE - NORTH + south)]
        land = functools.reduce(lambda one, other: list(map(add, one, other)), rows)
        least = _LAND_FROM * len(rows)
        dots.append(bytes([land[east] - land[west] >= least * (east - west) for west, east in columns]))
    return tuple(braille_lines(dots))


def _steps(degrees: int, dots: int) -> Iterator[tuple[int, int]]:
    """Yield for each dot the square degrees it stands for: the first and the one behind the last; never none."""
    for dot in range(dots):
        first = dot * degrees // dots
        yield first, max(first + 1, (dot + 1) * degrees // dots)


@functools.cache
def _counted(row: int) -> Sequence[int]:
    """Return how many square degrees of a row are land from the left edge to each column, beginning with none."""
    land, seam = land_rows()[row], (WEST + COLUMNS // 2) % COLUMNS
    return list(accumulate(land[seam:] + land[:seam], initial=0))
