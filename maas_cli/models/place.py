"""A place on Earth that has a name."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A city.

    ``country`` is its code in ISO 3166-1, two capital letters, and ``country_name`` its English name. ``lat`` and
    ``lon`` are WGS 84 decimal degrees, to 0.01 or about 1 km. ``population`` is 0 where it is not known.
    """

    name: str
    country: str
    country_name: str
    lat: float
    lon: float
    population: int
