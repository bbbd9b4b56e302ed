from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maas_cli.errors import InvalidInputError, StorageError
from maas_cli.models.place import Place
from maas_cli.packaged import place_table
from maas_cli.places import gazetteer
from maas_cli.places.folding import folded
from maas_cli.places.gazetteer import find_place

LINES = place_table().read_text(encoding="utf-8").splitlines()[1:]
ALMATY = Place("Almaty", "KZ", "Kazakhstan", 43.25, 76.91, 1977011)
PARIS = "Paris", "FR"
PARIS_IN_TEXAS = Place("Paris", "US", "United States", 33.66, -95.56, 24782)


def read_every_line() -> dict[str, tuple[float, str, str]]:
    """The reference: for every key the weight, main name and area of the city that it means."""
    meant: dict[str, tuple[float, str, str]] = {}
    for line in LINES:
        keys, name, area, _, _, population = line.split("\t")
        for place, key in enumerate(keys.strip("|").split("|")):
            weight = int(population) / (8 if place else 1)
            if key not in meant or weight > meant[key][0]:
                meant[key] = (weight, name, area)
    return meant


MEANT = read_every_line()
KEYS = [key for line in LINES for key in line.partition("\t")[0].strip("|").split("|")]
SHARED_KEYS = [key for key, count in Counter(KEYS).items() if count > 1]


@pytest.mark.parametrize("name", ["Almaty", "  aLMATY ", "Алматы", "алма-ата", "Alma Ata", "Almaty, Kazakhstan"])
def test_a_city_goes_by_its_names_however_they_are_written(name: str) -> None:
    assert find_place(name) == ALMATY


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("São Paulo", ("São Paulo", "BR")),
        ("sao paulo", ("São Paulo", "BR")),
        ("東京", ("Tokyo", "JP")),
        ("서울", ("Seoul", "KR")),
        ("القاهرة", ("Cairo", "EG")),
        ("თბილისი", ("Tbilisi", "GE")),
        ("München", ("Munich", "DE")),
        ("Мюнхен", ("Munich", "DE")),
        ("Venezia", ("Venice", "IT")),
        ("NYC", ("New York City", "US")),
        ("Washington, D.C.", ("Washington", "US")),
    ],
)
def test_names_of_many_languages_and_scripts_are_known(name: str, expected: tuple[str, str]) -> None:
    place = find_place(name)
    assert (place.name, place.country) == expected


def test_of_several_cities_with_a_name_the_most_populous_is_meant() -> None:
    assert (find_place("Paris").name, find_place("Paris").country) == PARIS
    assert find_place("Springfield").population == max(
        int(line.split("\t")[5]) for line in LINES if line.startswith("|springfield|")
    )


def test_a_city_of_this_name_goes_before_a_larger_one_with_this_other_name_but_not_before_a_far_larger() -> None:
    assert (find_place("Cancun").country, find_place("Islamabad").country) == ("MX", "PK")
    assert (find_place("Roma").name, find_place("Odessa").country) == ("Rome", "UA")


@pytest.mark.parametrize("name", ["Paris, Texas", "paris,tx", "Paris, US-TX", "Paris, Texas, USA", "Paris, US"])
def test_a_state_or_country_after_a_comma_says_which_city_is_meant(name: str) -> None:
    assert find_place(name) == PARIS_IN_TEXAS


@pytest.mark.parametrize(
    ("name", "city", "country", "lat"),
    [
        ("London, Ontario", "London", "CA", 42.98),
        ("london, on", "London", "CA", 42.98),
        ("London, England", "London", "GB", 51.51),
        ("London, Ontario, Canada", "London", "CA", 42.98),
        ("Newport, Wales", "Newport", "GB", 51.59),
        ("Perth, Scotland", "Perth", "GB", 56.4),
        ("Perth, WA", "Perth", "AU", -31.95),
        ("Vancouver, WA", "Vancouver", "US", 45.64),
        ("Hyderabad, Sindh", "Hyderabad", "PK", 25.4),
        ("Salamanca, Guanajuato", "Salamanca", "MX", 20.57),
        ("Córdoba, Andalucía", "Córdoba", "ES", 37.89),
        ("Bordeaux, Nouvelle-Aquitaine", "Bordeaux", "FR", 44.84),
        ("Bordeaux, Aquitaine", "Bordeaux", "FR", 44.84),
        ("Würzburg, Bayern", "Würzburg", "DE", 49.79),
    ],
)
def test_a_province_or_region_of_any_country_says_which_city_is_meant(
    name: str, city: str, country: str, lat: float
) -> None:
    place = find_place(name)
    assert (place.name, place.country, place.lat) == (city, country, lat)


def test_what_follows_the_comma_may_be_a_name_or_code_in_other_languages() -> None:
    assert find_place("Paris, France") == find_place("Paris, FR") == find_place("Paris")
    assert find_place("Москва, Россия").name == "Moscow"
    assert find_place("London, Canada").country == "CA"


@settings(max_examples=400)
@given(st.sampled_from(SHARED_KEYS) | st.sampled_from(list(MEANT)))
def test_the_city_found_is_that_of_reading_every_line(key: str) -> None:
    _, name, area = MEANT[key]
    place = find_place(key)
    assert (place.name, place.country) == (name, area[:2])


@given(st.sampled_from(LINES))
def test_every_city_is_found_by_name_and_area(line: str) -> None:
    _, name, area, _, _, population = line.split("\t")
    place = find_place(f"{name}, {area}")
    assert (folded(place.name), place.country) == (folded(name), area[:2])
    assert place.population >= int(population)


@pytest.mark.parametrize(
    ("name", "message", "hint"),
    [
        ("Almatty", "no place is called 'Almatty'", "the closest are Almaty"),
        (" Xyzzyqq ", "no place is called 'Xyzzyqq'", "a city goes by its own or its English name"),
        ("Almatty, KZ", "no place is called 'Almatty, KZ'", "the closest are Almaty"),
        ("Almaty, Georgia", "no place is called 'Almaty, Georgia'", "Almaty is in Kazakhstan"),
        (
            " london , Wales",
            "no place is called 'london , Wales'",
            "london is in United Kingdom, Canada",
        ),
        ("Paris, Ruritania", "no place is called 'Paris, Ruritania'", "Paris is in France, "),
        ("Paris,,Texas", "no place is called 'Paris,,Texas'", "Paris is in France, "),
        (", Texas", "no place is called ', Texas'", "a city goes by"),
        ("", "the place is empty", ""),
        ("  ", "the place is empty", ""),
        ("|?!", "the place '|?!' has no letters", ""),
        ("a" * 101, "the place has 101 characters; at most 100 are allowed", ""),
    ],
)
def test_what_is_no_place_is_refused_with_the_closest_names(name: str, message: str, hint: str) -> None:
    with pytest.raises(InvalidInputError) as refused:
        find_place(name)
    assert str(refused.value) == message
    assert refused.value.hint.startswith(hint)
    assert bool(refused.value.hint) == bool(hint)


@settings(max_examples=25)  # a refusal reads all names
@given(st.text(max_size=100))
def test_any_text_is_a_place_or_refused(text: str) -> None:
    try:
        outcome = find_place(text).name
    except InvalidInputError as refused:
        outcome = str(refused)
    assert len(outcome.splitlines()) == 1


@pytest.mark.parametrize("is_there", [False, True])
def test_a_missing_or_empty_table_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, is_there: bool) -> None:
    file = tmp_path / "places.tsv"
    if is_there:
        file.touch()
    monkeypatch.setattr(gazetteer, "place_table", lambda: file)
    gazetteer._table.cache_clear()  # noqa: SLF001  # the table is read once in a process
    with pytest.raises(StorageError, match=r"cannot read .*places\.tsv"):
        find_place("Almaty")
