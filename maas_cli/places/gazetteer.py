"""From the name of a city to where it is, without a network.

``places.tsv`` is UTF-8 with a header row and sorted by population, the largest city first. A line is the keys of the
city's names (:func:`maas_cli.places.folding.folded`), that of its main name first, each between ``|``; the main name;
the area (``KZ``, or with a region ``US-TX``); latitude and longitude in degrees; the population. Few of the lines
are wanted, so that the bytes are searched for ``|key|`` and only the lines found are read.
"""

import functools
import mmap
from collections.abc import Iterator
from typing import Final

from maas_cli.errors import InvalidInputError, StorageError
from maas_cli.models.place import Place
from maas_cli.packaged import place_table
from maas_cli.places.areas import area_of, codes_called
from maas_cli.places.folding import folded

MAX_NAME_CHARS: Final = 100

OTHER_NAME_HANDICAP: Final = 8
"""A city that is called so itself goes before one so many times as large for which it is another name."""

_NEWLINE: Final = ord("\n")
_SUGGESTIONS: Final = 3

_AREA: Final = 2
_POPULATION: Final = 5
"""Columns of the table."""


def find_place(name: str) -> Place:
    """Return the city that a name means, in any spelling the table has; of several, the most populous.

    Countries, by name or code, and states, provinces or regions of them, by name, may follow after commas: ``Paris,
    FR``, ``London, Ontario``. Those of the US, Canada and Australia have codes too: ``Paris, TX``.

    Raises:
        InvalidInputError: the name is empty, over ``MAX_NAME_CHARS`` characters long, or no city is called so; the
            hint names the closest.
        StorageError: the tables that came with maas are missing or damaged.
    """
    _check(name)
    city = _largest(folded(name), []) or _within(name)
    if city is None:
        raise InvalidInputError(f"no place is called {name.strip()!r}", hint=_closest(name))
    _, main_name, area, lat, lon, population = city
    country = area_of(area[:2])
    return Place(main_name, country.code, country.name, float(lat), float(lon), int(population))


def _check(name: str) -> None:
    if len(name) > MAX_NAME_CHARS:
        raise InvalidInputError(f"the place has {len(name)} characters; at most {MAX_NAME_CHARS} are allowed")
    if not folded(name):
        raise InvalidInputError(f"the place {name!r} has no letters" if name.strip() else "the place is empty")


def _within(name: str) -> list[str] | None:
    """Return the line of the city meant by a name that is followed by areas."""
    first, *rest = name.split(",")
    if not rest:
        return None
    return _largest(folded(first), [codes_called(area) for area in rest])


def _largest(key: str, areas: list[frozenset[str]]) -> list[str] | None:
    """Return the line of the largest city with a key that is in one of each set of areas, None if there is none."""
    best, most = None, -1.0
    for weight, city in _cities_with(key):
        if int(city[_POPULATION]) <= most:
            break
        is_inside = all(city[_AREA] in codes or city[_AREA][:2] in codes for codes in areas)
        if is_inside and weight > most:
            best, most = city, weight
    return best


def _cities_with(key: str) -> Iterator[tuple[float, list[str]]]:
    """Yield the lines that a key is in, the most populous city first, each after what its population counts for."""
    table, sought = _table(), f"|{key}|".encode()
    found = table.find(sought) if key else -1
    while found >= 0:
        end = table.find(b"\n", found)
        city = table[found:end].decode().split("\t")
        is_main = table[found - 1] == _NEWLINE
        yield int(city[_POPULATION]) / (1 if is_main else OTHER_NAME_HANDICAP), city
        found = table.find(sought, end)


def _closest(name: str) -> str:
    """Return a hint: where a city is if just the area is wrong, else the names most like one that is in no table."""
    first, _, areas = name.partition(",")
    countries = dict.fromkeys(area_of(city[_AREA][:2]).name for _, city in _cities_with(folded(first))) if areas else {}
    if countries:
        return f"{first.strip()} is in {', '.join([*countries][:_SUGGESTIONS])}"
    from maas_cli.places.closest import closest_names  # noqa: PLC0415  # only for an error message

    names = closest_names(_table()[:].decode(), folded(first), _SUGGESTIONS)
    if not names:
        return "a city goes by its own or its English name"
    return f"the closest {'is' if len(names) == 1 else 'are'} {', '.join(names)}"


@functools.cache
def _table() -> mmap.mmap:
    """Return the table mapped: a city among the largest is found before most of it has been read."""
    file = place_table()
    try:
        with file.open("rb") as opened:
            return mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ)
    except (OSError, ValueError) as error:  # an empty file cannot be mapped
        raise StorageError(f"cannot read {file}: {error}", hint="install maas again") from error
