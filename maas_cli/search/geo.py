"""Distances on Earth. The sphere decides what is far, the ellipsoid what is shown."""

import math

from maas_cli.errors import IndexDamagedError
from maas_cli.search.index_file import IndexFile

EARTH_RADIUS_KM = 6371.0088
"""The mean radius of the Earth (IUGG)."""

SPHERE_MARGIN = 0.012
"""Twice the most that the sphere errs by, as a share of the distance: beyond it the ellipsoid cannot disagree."""

BUCKETS_KM = (25.0, 100.0, 500.0, 2000.0)
"""Distances below the first fall into bucket 0, and so on; unknown ones into the last bucket but one higher."""

_MAX_LATITUDE = 90
_MAX_LONGITUDE = 180


def sphere_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Return the great-circle distance of two positions in km, by the haversine formula (Sinnott 1984)."""
    phi, other_phi = math.radians(lat), math.radians(other_lat)
    half_phi = math.sin((other_phi - phi) / 2)
    half_lambda = math.sin(math.radians(other_lon - lon) / 2)
    chord = half_phi * half_phi + math.cos(phi) * math.cos(other_phi) * half_lambda * half_lambda
    return 2 * EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(chord)))


class Distances:
    """Distances of memes from where the caller is, None for a meme without a place. For one search, one thread."""

    def __init__(self, index: IndexFile, lat: float, lon: float) -> None:
        self._index = index
        self._lat = lat
        self._lon = lon
        self._exact: dict[tuple[float, float], float] = {}

    def roughly_km(self, doc: int) -> float | None:
        """Return the distance on the sphere: within 0.6 % of the true one."""
        lat = self._index.latitudes[doc]
        return None if lat != lat else sphere_km(self._lat, self._lon, lat, self._index.longitudes[doc])  # noqa: PLR0124  # NaN

    def exactly_km(self, doc: int) -> float | None:
        """Return the distance on the WGS 84 ellipsoid (Karney 2013, through geopy).

        Raises:
            IndexDamagedError: the place is none on Earth.
        """
        place = (self._index.latitudes[doc], self._index.longitudes[doc])
        if math.isnan(place[0]):
            return None
        if place not in self._exact:
            from geopy.distance import geodesic  # noqa: PLC0415  # costs more than a search: only for placed hits

            if not (abs(place[0]) <= _MAX_LATITUDE and abs(place[1]) <= _MAX_LONGITUDE):
                raise IndexDamagedError(f"{self._index.path} has a meme at {place[0]:g}, {place[1]:g}")
            self._exact[place] = geodesic((self._lat, self._lon), place).km
        return self._exact[place]

    def within(self, doc: int, radius_km: float) -> bool:
        """Whether a meme lies within the radius, border included; one without a place never does."""
        rough = self.roughly_km(doc)
        if rough is None:
            return False
        if abs(rough - radius_km) > SPHERE_MARGIN * rough:
            return rough < radius_km
        exact = self.exactly_km(doc)
        return exact is not None and exact <= radius_km

    def bucket(self, doc: int) -> int:
        """Return how near a meme is, in steps: 0 is nearest, 5 without a place."""
        rough = self.roughly_km(doc)
        if rough is None:
            return len(BUCKETS_KM) + 1
        return sum(rough >= border for border in BUCKETS_KM)
