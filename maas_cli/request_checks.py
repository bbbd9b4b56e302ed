"""What a search may ask for. Every face relies on these refusals; none repeats them."""

import math

from maas_cli.errors import InvalidInputError, InvalidPositionError
from maas_cli.models.search import SearchRequest, SortOrder
from maas_cli.search.query import MAX_QUERY_CHARS, parse_query

MAX_LIMIT = 10_000
MAX_SEED = 2**64 - 1
MAX_OFFSET = 2**31 - 1
MAX_RADIUS_KM = 20_100.0
"""A little over half of the Earth's girth: everything is within it."""


def check_request(request: SearchRequest) -> None:
    """Refuse a request with a value that cannot be used.

    Raises:
        InvalidQueryError: the query asks for nothing, or not in the query language.
        InvalidPositionError: the position or radius is half given, no number or out of range.
        InvalidInputError: another value is out of range.
    """
    parse_query(request.query)
    for name, value in (("template", request.template), ("lang", request.lang)):
        if value is not None:
            _check_length(name, value)
    check_range("limit", request.limit, 1, MAX_LIMIT)
    check_range("offset", request.offset, 0, MAX_OFFSET)
    _check_position(request)


def check_draw(count: int, seed: int | None, offset: int) -> None:
    """Refuse to draw so many memes at random, after ``offset`` others; a seed says which they are.

    Raises:
        InvalidInputError: a value is out of range; or memes are to be left out, and no seed says which.
    """
    check_range("count", count, 1, MAX_LIMIT)
    if seed is not None:
        check_range("seed", seed, 0, MAX_SEED)
    elif offset:
        raise InvalidInputError(f"offset {offset} needs a seed", hint="without one no meme comes again anyway")
    check_range("offset", offset, 0, MAX_OFFSET)


def check_range(name: str, value: float, lowest: float, highest: float) -> None:
    """Refuse a value that is not within a range, its ends included.

    Raises:
        InvalidInputError: it is not.
    """
    if not lowest <= value <= highest:
        raise InvalidInputError(f"{name} {value} is out of range: {lowest} to {highest}")


def check_text(name: str, value: str) -> None:
    """Refuse a text that is empty or too long.

    Raises:
        InvalidInputError: it is.
    """
    if not value.strip():
        raise InvalidInputError(f"the {name} is empty")
    _check_length(name, value)


def _check_length(name: str, value: str) -> None:
    if len(value) > MAX_QUERY_CHARS:
        raise InvalidInputError(f"{name} has {len(value)} characters; at most {MAX_QUERY_CHARS} are allowed")


def _check_position(request: SearchRequest) -> None:
    if (request.lat is None) != (request.lon is None):
        missing = "lat" if request.lat is None else "lon"
        raise InvalidPositionError(f"{missing} is missing: lat and lon belong together")
    if request.lat is not None and request.lon is not None:
        _check_degrees("lat", request.lat, 90)
        _check_degrees("lon", request.lon, 180)
    elif request.radius_km is not None or request.sort is SortOrder.DISTANCE:
        wish = "a radius" if request.radius_km is not None else "nearest first"
        raise InvalidPositionError(f"{wish} needs a position", hint="give lat and lon")
    if request.radius_km is not None and not 0 < request.radius_km <= MAX_RADIUS_KM:
        raise InvalidPositionError(f"radius {request.radius_km:g} km is out of range: above 0 to {MAX_RADIUS_KM:g}")


def _check_degrees(name: str, value: float, most: int) -> None:
    if not math.isfinite(value) or abs(value) > most:
        raise InvalidPositionError(f"{name} {value:.12g} is out of range: -{most} to {most} degrees")
