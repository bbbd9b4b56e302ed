"""The rules that ids, counts, names and endpoints keep, wherever they come from.

Messages never repeat a text, for it could be a token in the wrong place.
"""

from maas_cli.errors import InvalidInputError

MAX_COUNT = 2**63 - 1
"""The greatest id, balance and number of hits."""

MAX_NAME_LENGTH = 100
"""Characters of a name, at most."""

MAX_ENDPOINT_LENGTH = 200
"""Characters of an endpoint, at most."""

MAX_TOKEN_LENGTH = 256
"""Characters of a token, at most."""

_JOINERS = str.maketrans("", "", "\u200c\u200d")  # not printable on their own, yet part of names in several scripts


def check_count(value: object, name: str, *, at_least: int = 0) -> int:
    """Return a whole number that is within the range of counts.

    Raises:
        InvalidInputError: it is not one.
    """
    allowed = f"{name} must be a whole number from {at_least} to {MAX_COUNT}"
    if not isinstance(value, int) or isinstance(value, bool):
        raise InvalidInputError(f"{allowed}, not {kind_of(value)}")
    if not at_least <= value <= MAX_COUNT:
        raise InvalidInputError(f"{allowed}, not {value}")
    return value


def check_text(value: object, name: str, max_length: int) -> str:
    """Return a text that can be shown as it is: printable, neither empty nor blank, and not too long.

    Raises:
        InvalidInputError: it is not one.
    """
    allowed = f"{name} must be 1 to {max_length} printable characters"
    if not isinstance(value, str):
        raise InvalidInputError(f"{allowed}, not {kind_of(value)}")
    if not value.strip():
        raise InvalidInputError(f"{allowed}, not empty")
    if len(value) > max_length:
        raise InvalidInputError(f"{allowed}, not {len(value)}")
    if not value.translate(_JOINERS).isprintable():
        raise InvalidInputError(f"{allowed}; it holds others")
    return value


def kind_of(value: object) -> str:
    """Name the type of a JSON value."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    kinds = {str: "a text", int: "a number", float: "a fraction", list: "a list", dict: "an object"}
    return kinds.get(type(value), type(value).__name__)
