"""Where all cities are, in columns: the file ``positions.bin``, made from the same cities as ``places.tsv``.

The rows are in bands of one degree of latitude from the South Pole to the North Pole, within a band from west to
east, so that the cities of a rectangle are found by bisection. Little-endian, without gaps::

    8 bytes        b"maaspos1"
    181 x uint16   the first row of each band; the last entry is the number of rows
    n x int16      longitudes in hundredths of a degree, -18000 to 18000
    n x int16      latitudes in hundredths of a degree, -9000 to 9000
    n x 2 bytes    countries, ISO 3166-1, ASCII
"""

import sys
from array import array
from bisect import bisect_left
from collections.abc import Iterable
from typing import Literal

MAGIC = b"maaspos1"
BANDS = 180
HUNDREDTHS = 100
"""Steps in a degree."""

_SOUTH_POLE = -90
_ITEM_BYTES = 2


class Positions:
    """The columns; row i of each is one city. ``starts`` has one more entry than there are bands."""

    __slots__ = ("countries", "lats", "lons", "starts")

    def __init__(self, starts: "array[int]", lons: "array[int]", lats: "array[int]", countries: bytes) -> None:
        self.starts = starts
        self.lons = lons
        self.lats = lats
        self.countries = countries

    def country(self, row: int) -> str:
        """Return the code of the country that a row's city is in."""
        return self.countries[2 * row : 2 * row + 2].decode()


def band_of(lat: float) -> int:
    """Return the band of a latitude in degrees; beyond the poles, the band at the pole."""
    return min(max(int(lat // 1) - _SOUTH_POLE, 0), BANDS - 1)


def encode_positions(cities: Iterable[tuple[float, float, str]]) -> bytes:
    """Return the file for at most 65,535 cities, given as latitude and longitude in degrees and country code."""
    rows = sorted(
        (band_of(round(lat * HUNDREDTHS) / HUNDREDTHS), round(lon * HUNDREDTHS), round(lat * HUNDREDTHS), country)
        for lat, lon, country in cities
    )
    starts = array("H", (bisect_left(rows, (band,)) for band in range(BANDS + 1)))
    columns = (starts, array("h", [row[1] for row in rows]), array("h", [row[2] for row in rows]))
    return MAGIC + b"".join(map(_to_bytes, columns)) + "".join(row[3] for row in rows).encode("ascii")


def decode_positions(content: bytes) -> Positions:
    """Return the columns of a file.

    Raises:
        ValueError: it is no such file, or not all of it.
    """
    first_column = len(MAGIC) + _ITEM_BYTES * (BANDS + 1)
    starts = _from_bytes("H", content[len(MAGIC) : first_column])
    count = starts[-1] if len(starts) > BANDS else 0
    size = _ITEM_BYTES * count
    if not content.startswith(MAGIC) or len(content) != first_column + 3 * size:
        raise ValueError("the table of positions is damaged")
    lons, lats, countries = (content[first_column + size * i : first_column + size * (i + 1)] for i in range(3))
    return Positions(starts, _from_bytes("h", lons), _from_bytes("h", lats), countries)


def _to_bytes(column: "array[int]") -> bytes:
    return _swapped_where_big_endian(column).tobytes()


def _from_bytes(kind: Literal["h", "H"], content: bytes) -> "array[int]":
    whole = len(content) - len(content) % _ITEM_BYTES
    return _swapped_where_big_endian(array(kind, content[:whole]))


def _swapped_where_big_endian(column: "array[int]") -> "array[int]":
    if sys.byteorder == "big":
        column = column[:]
        column.byteswap()
    return column
