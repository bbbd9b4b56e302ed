"""Files that travel with the package: inside it in a wheel, beside it in a checkout."""

from pathlib import Path

_PACKAGE = Path(__file__).parent
_CHECKOUT = _PACKAGE.parent


def starter_catalog() -> Path:
    """Return the path of the starter catalogue."""
    return _first_existing(_PACKAGE / "data" / "memes.csv", _CHECKOUT / "data" / "memes.csv")


def sample_users() -> Path:
    """Return the path of the sample users file."""
    return _first_existing(_PACKAGE / "data" / "users.json", _CHECKOUT / "users.json")


def place_table() -> Path:
    """Return the path of the table of cities."""
    return _first_existing(_PACKAGE / "data" / "places.tsv", _CHECKOUT / "data" / "places.tsv")


def city_positions() -> Path:
    """Return the path of the same cities' positions, sorted by where they are."""
    return _first_existing(_PACKAGE / "data" / "positions.bin", _CHECKOUT / "data" / "positions.bin")


def country_table() -> Path:
    """Return the path of the table of countries."""
    return _first_existing(_PACKAGE / "data" / "countries.tsv", _CHECKOUT / "data" / "countries.tsv")


def land_mask() -> Path:
    """Return the path of the mask of land."""
    return _first_existing(_PACKAGE / "data" / "land.bin", _CHECKOUT / "data" / "land.bin")


def unsafe_word_list() -> Path:
    """Return the path of the list of words that are unsafe for work."""
    return _first_existing(_PACKAGE / "data" / "unsafe_words.tsv", _CHECKOUT / "data" / "unsafe_words.tsv")


def _first_existing(in_wheel: Path, in_checkout: Path) -> Path:
    return in_wheel if in_wheel.exists() else in_checkout
