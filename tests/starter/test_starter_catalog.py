"""The starter catalogue keeps the promises of data/README.md."""

import csv
import unicodedata
import zlib
from collections import Counter
from hashlib import md5
from pathlib import Path

import pytest

from maas_cli.catalog.meme_row import meme_from_fields
from maas_cli.catalog.source import open_source
from maas_cli.models.meme import Meme
from maas_cli.render import picture_png
from tests.factories import index_of

CATALOG = Path(__file__).parents[2] / "data" / "memes.csv"
COLUMNS = [
    "id",
    "url",
    "name",
    "page",
    "md5",
    "fileSize",
    "text",
    "upper",
    "lower",
    "lang",
    "place",
    "lat",
    "lon",
    "tags",
]

Row = dict[str, str]

CONTINENTS = {
    "Europe": (range(36, 71), range(-10, 30)),
    "Asia": (range(5, 55), range(60, 145)),
    "Africa": (range(-34, 30), range(12, 33)),
    "North America": (range(25, 70), range(-125, -65)),
    "South America": (range(-54, 8), range(-80, -40)),
    "Oceania": (range(-46, -10), range(114, 179)),
    "Antarctica": (range(-90, -61), range(-180, 181)),
}


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    with CATALOG.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def placed(rows: list[Row]) -> list[Row]:
    return [row for row in rows if row["place"]]


def test_the_columns_are_those_of_the_original_and_then_our_own(rows: list[Row]) -> None:
    assert list(rows[0]) == COLUMNS


def test_there_are_enough_memes_and_templates(rows: list[Row]) -> None:
    assert len(rows) >= 1200
    assert len({row["name"] for row in rows}) >= 80


def test_every_id_is_a_number_of_its_own(rows: list[Row]) -> None:
    assert len({int(row["id"]) for row in rows}) == len(rows)


def test_no_caption_is_told_twice(rows: list[Row]) -> None:
    counts = Counter(" ".join(row["text"].casefold().split()) for row in rows)
    assert [caption for caption, count in counts.items() if count > 1] == []


def test_every_caption_is_its_upper_and_lower_text(rows: list[Row]) -> None:
    assert all(row["text"] == " ".join(filter(None, (row["upper"], row["lower"]))) != "" for row in rows)


def test_every_meme_has_a_template_a_language_and_tags(rows: list[Row]) -> None:
    assert all(row["name"] and row["lang"] and row["tags"] for row in rows)
    assert all(row["tags"] == " ".join(row["tags"].lower().split()) for row in rows)


def test_pictures_and_pages_have_addresses_in_the_service(rows: list[Row]) -> None:
    assert all((row["url"], row["page"]) == (f"/memes/{row['id']}.png", f"/memes/{row['id']}") for row in rows)


@pytest.mark.skipif("ng" in zlib.ZLIB_RUNTIME_VERSION, reason="this Python's zlib-ng packs the same pixels otherwise")
def test_what_is_said_of_pictures_is_true_of_those_that_are_drawn(rows: list[Row]) -> None:
    """If this fails after a change of captions, figures or lettering: ``make pictures``."""
    sample = {row["id"]: row for row in [*rows[::30], *{row["lang"]: row for row in rows}.values()]}
    for row in sample.values():
        picture = picture_png(meme_from_fields(row))
        drawn = (md5(picture, usedforsecurity=False).hexdigest(), str(len(picture)))
        assert drawn == (row["md5"], row["fileSize"]), row["id"]


def test_no_two_memes_have_the_same_picture(rows: list[Row]) -> None:
    assert len({row["md5"] for row in rows}) == len(rows)


def test_at_least_two_in_five_have_a_place_and_all_of_it(rows: list[Row]) -> None:
    assert len(placed(rows)) >= 0.4 * len(rows)
    assert all(bool(row["place"]) == bool(row["lat"]) == bool(row["lon"]) for row in rows)


def test_coordinates_are_on_earth_and_a_place_stays_where_it_is(rows: list[Row]) -> None:
    assert all(-90 <= float(row["lat"]) <= 90 and -180 <= float(row["lon"]) <= 180 for row in placed(rows))
    assert len({(row["place"], row["lat"], row["lon"]) for row in placed(rows)}) == len(
        {row["place"] for row in placed(rows)}
    )


def test_there_are_two_hundred_places_on_all_continents(rows: list[Row]) -> None:
    positions = {row["place"]: (round(float(row["lat"])), round(float(row["lon"]))) for row in placed(rows)}
    assert len(positions) >= 200
    for continent, (lats, lons) in CONTINENTS.items():
        assert any(lat in lats and lon in lons for lat, lon in positions.values()), continent


def test_several_memes_lie_around_the_originals_example_position(rows: list[Row]) -> None:
    near = [row for row in placed(rows) if abs(float(row["lat"]) - 45.2) < 3 and abs(float(row["lon"]) - 70.2) < 4]
    assert len(near) >= 5


def test_there_are_ten_languages_and_four_scripts(rows: list[Row]) -> None:
    assert len({row["lang"] for row in rows}) >= 10
    scripts = {unicodedata.name(char).split()[0] for row in rows for char in row["text"] if char.isalpha()}
    assert {"LATIN", "CYRILLIC", "ARABIC", "CJK", "HIRAGANA", "DEVANAGARI"} <= scripts


def test_the_originals_examples_are_there(rows: list[Row]) -> None:
    assert any("becky" in row["text"].casefold() for row in rows)
    assert any(row["name"] == "Paranoid Parrot" for row in rows)


def test_no_meme_is_hidden_from_those_who_want_safe_ones() -> None:
    with open_source(CATALOG) as source:
        memes = [row for row in source.rows if isinstance(row, Meme)]
    hidden = [meme for meme, is_unsafe in zip(memes, index_of(memes).doc_unsafe, strict=True) if is_unsafe]
    assert (len(memes) > 1000, hidden) == (True, [])
