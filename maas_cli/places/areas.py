"""Countries, and their states, provinces or regions: what they are called and which languages are spoken there.

``countries.tsv`` is UTF-8 with a header row. A line is the keys of an area's names and codes
(:func:`maas_cli.places.folding.folded`), each between ``|``; the code (ISO 3166-1 for a country; for a region that of
its country and GeoNames' own, which for the states of the US is that of ISO 3166-2: ``US-TX``, ``CA-08``); the English
name; and the languages (ISO 639-1, the main one first) between commas. Countries come first. Regions have no languages
of their own.
"""

import functools
from collections.abc import Iterator
from typing import NamedTuple

from maas_cli.errors import StorageError
from maas_cli.packaged import country_table
from maas_cli.places.folding import folded


class Area(NamedTuple):
    """A country or a region of one."""

    code: str
    name: str
    languages: tuple[str, ...]


def area_of(code: str) -> Area:
    """Return the area with a code that is in the table of places, as ``KZ`` or ``CA-08``.

    Raises:
        StorageError: the table that came with maas is missing or damaged.
    """
    for area in _areas_with(f"|\t{code}\t"):
        return area
    raise StorageError(f"{country_table()} is damaged: it lacks {code}", hint="install maas again")


def codes_called(name: str) -> frozenset[str]:
    """Return the codes of the areas that a name or code may mean: ``Georgia`` a country and a state; often none.

    Raises:
        StorageError: the table that came with maas is missing or damaged.
    """
    key = folded(name)
    return frozenset(area.code for area in _areas_with(f"|{key}|")) if key else frozenset()


def _areas_with(sought: str) -> Iterator[Area]:
    """Yield the areas whose lines have a text in them, in the order of the table."""
    table, wanted = _table(), sought.encode()
    found = table.find(wanted)
    while found >= 0:
        end = table.find(b"\n", found)
        _, code, name, languages = table[found:end].decode().split("\t")
        yield Area(code, name, tuple(filter(None, languages.split(","))))
        found = table.find(wanted, end)


@functools.cache
def _table() -> bytes:
    """Return the table as it is: one line of it is wanted by most who ask."""
    file = country_table()
    try:
        return file.read_bytes()
    except OSError as error:
        raise StorageError(f"cannot read {file}: {error}", hint="install maas again") from error
