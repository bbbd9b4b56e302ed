"""The tables of places keep the promises of the modules that read them, and agree with each other."""

import re
from collections import Counter
from pathlib import Path

import pytest

from maas_cli.places.folding import folded
from maas_cli.places.positions import decode_positions

DATA = Path(__file__).parents[2] / "data"
CITY_COLUMNS = ["keys", "name", "area", "lat", "lon", "population"]
AREA_COLUMNS = ["keys", "code", "name", "languages"]

Row = dict[str, str]


def rows_of(file: str, columns: list[str]) -> list[Row]:
    header, *lines = (DATA / file).read_text(encoding="utf-8").split("\n")
    assert header.split("\t") == columns
    assert lines.pop() == ""
    return [dict(zip(columns, line.split("\t"), strict=True)) for line in lines]


@pytest.fixture(scope="module")
def cities() -> list[Row]:
    return rows_of("places.tsv", CITY_COLUMNS)


@pytest.fixture(scope="module")
def areas() -> list[Row]:
    return rows_of("countries.tsv", AREA_COLUMNS)


def keys_of(row: Row) -> list[str]:
    assert row["keys"][0] == row["keys"][-1] == "|"
    return row["keys"][1:-1].split("|")


def test_the_cities_of_the_world_are_there_in_a_file_of_modest_size(cities: list[Row]) -> None:
    assert len(cities) >= 30_000
    assert f"{len(cities):,} cities" in (DATA / "README.md").read_text(encoding="utf-8")
    assert (DATA / "places.tsv").stat().st_size < 2_400_000


def test_the_largest_city_comes_first(cities: list[Row]) -> None:
    populations = [int(city["population"]) for city in cities]
    assert populations == sorted(populations, reverse=True)
    assert populations[-1] > 0


def test_coordinates_are_on_earth_and_written_to_a_hundredth_of_a_degree(cities: list[Row]) -> None:
    assert all(-90 <= float(city["lat"]) <= 90 and -180 <= float(city["lon"]) <= 180 for city in cities)
    assert all(len(city[axis].partition(".")[2]) == 2 for city in cities for axis in ("lat", "lon"))
    assert not any(city[axis] == "-0.00" for city in cities for axis in ("lat", "lon"))


def test_names_are_trimmed_and_their_keys_are_folded_the_main_names_first(cities: list[Row], areas: list[Row]) -> None:
    for row in [*cities, *areas]:
        keys = keys_of(row)
        assert row["name"] == " ".join(row["name"].split()) != ""
        assert keys[0] == folded(row["name"])
        assert all(key == folded(key) != "" for key in keys)
        assert len(set(keys)) == len(keys)


def test_no_city_is_told_twice(cities: list[Row]) -> None:
    counts = Counter((keys_of(city)[0], city["area"], city["lat"], city["lon"]) for city in cities)
    assert [city for city, count in counts.items() if count > 1] == []


def test_every_city_is_in_an_area_that_is_known(cities: list[Row], areas: list[Row]) -> None:
    codes = [area["code"] for area in areas]
    assert len(set(codes)) == len(codes)
    assert {code for city in cities for code in (city["area"], city["area"][:2])} <= set(codes)


def test_codes_of_areas_and_languages_are_well_formed(areas: list[Row]) -> None:
    for area in areas:
        country, _, region = area["code"].partition("-")
        languages = list(filter(None, area["languages"].split(",")))
        assert re.fullmatch("[A-Z]{2}", country)
        assert re.fullmatch("[0-9A-Z]{0,8}", region)
        assert all(len(code) == 2 and code.isascii() and code.islower() for code in languages)
        assert len(set(languages)) == len(languages)
        assert not (region and languages)


def test_countries_come_first_and_every_region_is_of_one_and_has_a_city(cities: list[Row], areas: list[Row]) -> None:
    codes = [area["code"] for area in areas]
    countries = [code for code in codes if "-" not in code]
    assert codes[: len(countries)] == countries
    assert {code[:2] for code in codes} == set(countries)
    assert set(codes[len(countries) :]) <= {city["area"] for city in cities}
    assert sum("-" in city["area"] for city in cities) > 0.98 * len(cities)


def test_in_every_country_with_a_city_a_language_is_spoken(cities: list[Row], areas: list[Row]) -> None:
    languages = {area["code"]: area["languages"] for area in areas}
    assert all(languages[city["area"][:2]] for city in cities)


def test_the_positions_are_those_of_the_cities(cities: list[Row]) -> None:
    positions = decode_positions((DATA / "positions.bin").read_bytes())
    columns = zip(positions.lats, positions.lons, strict=True)
    assert Counter((lat, lon, positions.country(row)) for row, (lat, lon) in enumerate(columns)) == Counter(
        (round(float(city["lat"]) * 100), round(float(city["lon"]) * 100), city["area"][:2]) for city in cities
    )
