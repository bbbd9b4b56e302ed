"""Makes the mask of land from Natural Earth; for maintainers, when a finer or newer one is wanted.

The data are those of Natural Earth (https://www.naturalearthdata.com/), which are in the public domain, as the npm
package world-atlas (ISC) holds them. It is no dependency of maas, neither to run nor to test it. In a folder made for
nothing else::

    npm install world-atlas@2.0.2
    PYTHONPATH=. python data/build_land.py node_modules/world-atlas/land-50m.json

What is written: ``land.bin`` beside this file. What it holds is said at the top of ``maas_cli/places/land.py``.

The coasts are read as TopoJSON (https://github.com/topojson/topojson-specification): arcs of whole numbers, each point
being the difference to the one before, and rings of arcs, of which ``~n`` is arc n backwards. Rings go on over the
180th meridian, where the longitude jumps.
"""

import json
import sys
from collections.abc import Iterable, Iterator
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

from maas_cli.places.land import COLUMNS, ROWS, encode_land

Point = tuple[float, float]
Edge = tuple[Point, Point]

DATA = Path(__file__).parent

LINES = 8
"""Parallels looked at in each degree of latitude."""

LEAST_SHARE = 0.4
"""A square degree is land from this share on: a little under half, or the isthmuses and islands would be gone."""


def main(source: Path) -> None:
    """Write the mask."""
    edges = list(edges_of(json.loads(source.read_text(encoding="utf-8"))))
    seam = list(seam_crossings(edges))
    shares = [row_of_shares(edges, seam, row) for row in range(ROWS)]
    (DATA / "land.bin").write_bytes(encode_land([[share >= LEAST_SHARE for share in row] for row in shares]))


def edges_of(atlas: dict[str, Any]) -> Iterator[Edge]:
    """Yield the edges of all rings, as pairs of longitude and latitude in degrees."""
    arcs = [list(points_of(arc, atlas["transform"])) for arc in atlas["arcs"]]
    for shape in atlas["objects"]["land"]["geometries"]:
        for polygon in shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]:
            for ring in polygon:
                for arc in ring:
                    yield from pairwise(arcs[arc] if arc >= 0 else arcs[~arc])


def points_of(arc: Iterable[list[int]], transform: dict[str, list[float]]) -> Iterator[Point]:
    """Yield the points of an arc in degrees."""
    scale, origin = transform["scale"], transform["translate"]
    for x, y in accumulate(arc, lambda last, step: [last[0] + step[0], last[1] + step[1]]):
        yield x * scale[0] + origin[0], y * scale[1] + origin[1]


def row_of_shares(edges: list[Edge], seam: list[float], row: int) -> list[float]:
    """Return what share of each square degree is land, for a row of them."""
    north = ROWS / 2 - row
    near = [edge for edge in edges if max(edge[0][1], edge[1][1]) > north - 1 and min(edge[0][1], edge[1][1]) < north]
    shares = [0.0] * COLUMNS
    for line in range(LINES):
        lat = north - (line + 0.5) / LINES
        begins_on_land = sum(crossing > lat for crossing in seam) % 2 == 1
        ends = [0, COLUMNS] if begins_on_land else []
        coasts = sorted([*ends, *coasts_at(near, lat)])
        for west, east in zip(coasts[::2], coasts[1::2], strict=True):
            for column in range(int(west), min(COLUMNS, int(east) + 1)):
                shares[column] += (min(east, column + 1) - max(west, column)) / LINES
    return shares


def coasts_at(edges: Iterable[Edge], lat: float) -> Iterator[float]:
    """Yield where a parallel crosses coasts, in degrees east of the 180th meridian: 0 to 360."""
    for (lon, one), (next_lon, other) in edges:
        if (one > lat) != (other > lat):
            step = (next_lon - lon + COLUMNS / 2) % COLUMNS - COLUMNS / 2
            yield (lon + (lat - one) / (other - one) * step + COLUMNS / 2) % COLUMNS


def seam_crossings(edges: Iterable[Edge]) -> Iterator[float]:
    """Yield the latitudes at which coasts cross the 180th meridian.

    There is water at the North Pole, so a parallel begins on land if an odd number of coasts cross north of it.
    """
    for (lon, one), (next_lon, other) in edges:
        if abs(next_lon - lon) > COLUMNS / 2:
            to_seam, beyond = COLUMNS / 2 - abs(lon), COLUMNS / 2 - abs(next_lon)
            yield one + (other - one) * (to_seam / (to_seam + beyond) if to_seam + beyond else 0.5)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
