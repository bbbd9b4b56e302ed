"""From a position to the languages spoken there: nearest city, its country, the country's languages.

The cities are looked for in wider and wider circles. All within a circle lie in a few bands of latitude and, within
these, between two longitudes: where the meridians that touch the circle are. Around a pole that is all of them.
"""

import functools
import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import Final

from maas_cli.errors import StorageError
from maas_cli.packaged import city_positions
from maas_cli.places.areas import area_of
from maas_cli.places.positions import HUNDREDTHS, Positions, band_of, decode_positions

EARTH_RADIUS_KM: Final = 6371.0088
"""The mean radius of the Earth: a sphere is exact enough to tell which city is nearest."""

FARTHEST_KM: Final = 1000.0
"""A position farther than this from every city is nowhere that a language is known of."""

_CIRCLES_KM: Final = (25.0, 100.0, 300.0, FARTHEST_KM)
_MARGIN_DEGREES: Final = 0.01
"""For what rounding may lose; a city too many is told by its distance."""

_CALLERS: Final = 4096
"""For so many positions the answer is kept: callers ask again from where they are."""

_POLE = 90
_HALF_TURN = 180


@functools.lru_cache(maxsize=_CALLERS)
def languages_near(lat: float, lon: float) -> tuple[str, ...]:
    """Return the languages (ISO 639-1) of the country of the city nearest to a position, the main one first.

    The position is in degrees and in range, which is the caller's to check. Empty where the nearest city is over
    ``FARTHEST_KM`` away.

    Raises:
        StorageError: the tables that came with maas are missing or damaged.
    """
    positions = _positions()
    row = nearest_row(positions, lat, lon)
    return () if row is None else area_of(positions.country(row)).languages


def nearest_row(positions: Positions, lat: float, lon: float) -> int | None:
    """Return the row of the city nearest to a position, None if all are over ``FARTHEST_KM`` away."""
    for circle_km in _CIRCLES_KM:
        in_reach = [
            (_squared_half_chord(positions, row, lat, lon), row) for row in _rows_around(positions, lat, lon, circle_km)
        ]
        chord, row = min(in_reach, default=(1.0, -1))
        if chord <= math.sin(circle_km / EARTH_RADIUS_KM / 2) ** 2:
            return row
    return None


@functools.cache
def _positions() -> Positions:
    file = city_positions()
    try:
        return decode_positions(file.read_bytes())
    except (OSError, ValueError) as error:
        raise StorageError(f"cannot read {file}: {error}", hint="install maas again") from error


def _rows_around(positions: Positions, lat: float, lon: float, circle_km: float) -> Iterator[int]:
    """Yield the rows of all cities in a circle, and of some around it."""
    reach = math.degrees(circle_km / EARTH_RADIUS_KM) + _MARGIN_DEGREES
    spans = list(_longitudes_around(lat, lon, reach))
    for band in range(band_of(lat - reach), band_of(lat + reach) + 1):
        start, end = positions.starts[band], positions.starts[band + 1]
        for west, east in spans:
            first = bisect_left(positions.lons, west, start, end)
            yield from range(first, bisect_right(positions.lons, east, first, end))


def _longitudes_around(lat: float, lon: float, reach: float) -> Iterator[tuple[int, int]]:
    """Yield the spans of longitude, in hundredths of a degree, that a circle touches; all numbers are degrees."""
    if abs(lat) + reach >= _POLE:
        yield -_HALF_TURN * HUNDREDTHS, _HALF_TURN * HUNDREDTHS
        return
    width = math.degrees(math.asin(math.sin(math.radians(reach)) / math.cos(math.radians(lat)))) + _MARGIN_DEGREES
    for turn in (-360, 0, 360):
        west, east = lon + turn - width, lon + turn + width
        if west <= _HALF_TURN and east >= -_HALF_TURN:
            yield math.floor(max(west, -_HALF_TURN) * HUNDREDTHS), math.ceil(min(east, _HALF_TURN) * HUNDREDTHS)


def _squared_half_chord(positions: Positions, row: int, lat: float, lon: float) -> float:
    """Return the haversine of the distance to a city: 0 for the same position, 1 for the antipode."""
    city_lat = math.radians(positions.lats[row] / HUNDREDTHS)
    half_lat = math.sin((city_lat - math.radians(lat)) / 2)
    half_lon = math.sin(math.radians(positions.lons[row] / HUNDREDTHS - lon) / 2)
    return half_lat * half_lat + math.cos(city_lat) * math.cos(math.radians(lat)) * half_lon * half_lon
