"""Distances on Earth. A quick formula decides where it is certain, the geodesic where it is not and what is shown.

Places are numbered by the cells of a grid of a quarter of a degree, row by row from the South Pole, so that the cells
of a row from one column to another are consecutive, and so are their places.
"""

import math
from bisect import bisect_left
from collections.abc import Iterator

from maas_cli.errors import IndexDamagedError
from maas_cli.search.format import NOTHING
from maas_cli.search.index_file import IndexFile

EQUATOR_RADIUS_KM = 6378.137
FLATTENING = 1 / 298.257223563
"""The semi-major axis and the flattening of the WGS 84 ellipsoid."""

SMALLEST_RADIUS_KM = 6335.4
"""The smallest radius of curvature of that ellipsoid: on this sphere a line of so many km spans the widest angle."""

NEAR_ANTIPODE_KM = 19_000.0
UNCERTAINTY = 0.0001
UNCERTAINTY_NEAR_ANTIPODE = 0.012

BUCKETS_KM = (25.0, 100.0, 500.0, 2000.0)
"""Distances below the first fall into bucket 0, and so on; unknown ones into the last bucket but one higher."""

FARTHEST_KM = 20_100.0
"""A little over half of the Earth's girth: everything is within it."""

CELLS_PER_DEGREE = 4
COLUMNS = 360 * CELLS_PER_DEGREE
ROWS = 180 * CELLS_PER_DEGREE

_MAX_LATITUDE = 90
_MAX_LONGITUDE = 180


def lambert_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Return the distance of two positions in km, by Lambert's formula for long lines (1942).

    It corrects the great circle of the reduced latitudes to the first order of the flattening of the WGS 84
    ellipsoid; :func:`uncertainty` says how far it may be from the true distance.
    """
    beta, other_beta = _reduced(lat), _reduced(other_lat)
    mean, half_beta = (beta + other_beta) / 2, (other_beta - beta) / 2
    half_lambda = math.sin(math.radians(other_lon - lon) / 2)
    chord = min(math.sin(half_beta) ** 2 + math.cos(beta) * math.cos(other_beta) * half_lambda * half_lambda, 1.0)
    if chord in {0.0, 1.0}:
        return chord * math.pi * EQUATOR_RADIUS_KM
    arc = 2 * math.asin(math.sqrt(chord))
    shortened = (arc - math.sin(arc)) * (math.sin(mean) * math.cos(half_beta)) ** 2 / (1 - chord)
    lengthened = (arc + math.sin(arc)) * (math.cos(mean) * math.sin(half_beta)) ** 2 / chord
    return EQUATOR_RADIUS_KM * (arc - FLATTENING / 2 * (shortened + lengthened))


def _reduced(lat: float) -> float:
    return math.atan((1 - FLATTENING) * math.tan(math.radians(lat)))


def uncertainty(kilometres: float) -> float:
    """Return how far a distance by Lambert's formula is from the true one at most, as a share of it.

    Against 60,000 geodesics the error was below 0.000012 to 18,000 km, 0.000026 to 19,000 km and 0.00085 beyond: this
    is four times as much or more.
    """
    return UNCERTAINTY if kilometres < NEAR_ANTIPODE_KM else UNCERTAINTY_NEAR_ANTIPODE


def cell_of(lat: float, lon: float) -> int:
    """Return the number of the cell that holds a position; the 180th meridian belongs to the first column."""
    row = min(int((lat + _MAX_LATITUDE) * CELLS_PER_DEGREE), ROWS - 1)
    return row * COLUMNS + int((lon + _MAX_LONGITUDE) * CELLS_PER_DEGREE) % COLUMNS


def cells_around(lat: float, lon: float, radius_km: float) -> Iterator[range]:
    """Yield consecutive cells that together hold everything within the radius, and more around it.

    A circle on a sphere that holds no pole reaches asin(sin r / cos lat) to the east and west. The ellipsoid is
    taken for the sphere of its smallest radius of curvature, on which every circle is wider.
    """
    radius = radius_km / SMALLEST_RADIUS_KM
    reach = math.degrees(radius)
    lowest = max(math.floor((lat - reach + _MAX_LATITUDE) * CELLS_PER_DEGREE), 0)
    highest = min(math.floor((lat + reach + _MAX_LATITUDE) * CELLS_PER_DEGREE), ROWS - 1)
    columns = [range(COLUMNS)]
    if abs(lat) + reach < _MAX_LATITUDE:
        width = math.degrees(math.asin(min(1.0, math.sin(radius) / math.cos(math.radians(lat)))))
        columns = list(_columns(lon - width, lon + width))
    for row in range(lowest, highest + 1):
        for part in columns:
            yield range(row * COLUMNS + part.start, row * COLUMNS + part.stop)


def _columns(west: float, east: float) -> Iterator[range]:
    """Yield the columns from one meridian to another, in two parts where they cross the 180th."""
    first = math.floor((west + _MAX_LONGITUDE) * CELLS_PER_DEGREE)
    last = math.floor((east + _MAX_LONGITUDE) * CELLS_PER_DEGREE)
    start = first % COLUMNS
    stop = start + last - first + 1
    yield range(start, min(stop, COLUMNS))
    if stop > COLUMNS:
        yield range(stop - COLUMNS)


class Distances:
    """Distances of memes from where the caller is, None for a meme without a place. For one search, one thread."""

    def __init__(self, index: IndexFile, lat: float, lon: float) -> None:
        self.lat = lat
        self.lon = lon
        self._index = index
        self._exact: dict[tuple[float, float], float] = {}

    def roughly_km(self, doc: int) -> float | None:
        """Return the distance by Lambert's formula."""
        index, place = self._index, self._index.doc_places[doc]
        if place == NOTHING:
            return None
        return lambert_km(self.lat, self.lon, index.latitudes[place], index.longitudes[place])

    def place(self, doc: int) -> tuple[float, float] | None:
        """Return where a meme is, None if it is nowhere."""
        number = self._index.doc_places[doc]
        return None if number == NOTHING else (self._index.latitudes[number], self._index.longitudes[number])

    def exactly_km(self, doc: int) -> float | None:
        """Return the distance on the WGS 84 ellipsoid (Karney 2013, through geopy).

        Raises:
            IndexDamagedError: the place is none on Earth.
        """
        place = self.place(doc)
        if place is None:
            return None
        if place not in self._exact:
            lat, lon = place
            from geopy.distance import geodesic  # noqa: PLC0415  # costs more than a search: only for placed hits

            if not (abs(lat) <= _MAX_LATITUDE and abs(lon) <= _MAX_LONGITUDE):
                raise IndexDamagedError(f"{self._index.path} has a meme at {lat:g}, {lon:g}")
            self._exact[place] = geodesic((self.lat, self.lon), place).km
        return self._exact[place]

    def within(self, doc: int, radius_km: float) -> bool:
        """Whether a meme lies within the radius, border included; one without a place never does."""
        rough = self.roughly_km(doc)
        if rough is None:
            return False
        if abs(rough - radius_km) > uncertainty(rough) * rough:
            return rough < radius_km
        exact = self.exactly_km(doc)
        return exact is not None and exact <= radius_km

    def bucket(self, doc: int) -> int:
        """Return how near a meme is, in steps: 0 is nearest, 5 without a place."""
        rough = self.roughly_km(doc)
        if rough is None:
            return len(BUCKETS_KM) + 1
        return sum(rough >= border for border in BUCKETS_KM)

    def places_around(self, radius_km: float) -> list[range]:
        """Return consecutive places that together hold all within the radius, and more around it."""
        index = self._index
        found = []
        for cells in cells_around(self.lat, self.lon, min(radius_km, FARTHEST_KM)):
            first = bisect_left(index.cells, cells.start)
            last = bisect_left(index.cells, cells.stop, first)
            if first < last:
                found.append(range(index.cell_offsets[first], index.cell_offsets[last]))
        return found
