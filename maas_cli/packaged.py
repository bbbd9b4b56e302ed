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


def _first_existing(in_wheel: Path, in_checkout: Path) -> Path:
    return in_wheel if in_wheel.exists() else in_checkout
