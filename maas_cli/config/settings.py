"""The settings there are: their names, flags and variables, and what each may be. Reads nothing."""

import math
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

OUTPUTS = ("auto", "table", "json", "ndjson", "csv", "tsv", "md", "url")
COLORS = ("auto", "always", "never")
LOG_LEVELS = ("debug", "info", "warning", "error")

MOST_WORKERS = 64
"""Worker processes of the service; beyond the number of processors they only cost memory."""

Parser = Callable[[object], "Path | str | float | dict[str, str] | None"]


class Setting(NamedTuple):
    """One setting. ``parse`` returns the value in its own type, None if it cannot be used; ``allowed`` says what can.

    A value from a variable is text, one from the settings file is of any type TOML has. ``flag`` is empty where no
    command has one.
    """

    name: str
    flag: str
    variable: str
    parse: Parser
    allowed: str
    is_secret: bool = False


def _path(value: object) -> Path | None:
    if not isinstance(value, str) or not value:
        return None
    try:
        return Path(value).expanduser()
    except RuntimeError:  # the home folder of a user there is not
        return None


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None


def _whole_number(lowest: int, highest: float = math.inf) -> Parser:
    def parse(value: object) -> int | None:
        if isinstance(value, bool) or not isinstance(value, str | int):
            return None
        try:
            number = int(value)
        except ValueError:
            return None
        return number if lowest <= number <= highest else None

    return parse


def _positive_number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return None
    return number if 0 <= number < math.inf else None


def _degrees(most: int) -> Parser:
    def parse(value: object) -> float | None:
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            return None
        try:
            degrees = float(value)
        except (ValueError, OverflowError):
            return None
        return degrees if math.isfinite(degrees) and abs(degrees) <= most else None

    return parse


def _choice(choices: tuple[str, ...]) -> Parser:
    def parse(value: object) -> str | None:
        return value if isinstance(value, str) and value in choices else None

    return parse


def _switch(value: object) -> bool | None:
    if isinstance(value, bool):
        return value
    return {"true": True, "1": True, "false": False, "0": False}.get(value.lower()) if isinstance(value, str) else None


def _names(value: object) -> dict[str, str] | None:
    """Return a table of TOML that gives each of its names a text."""
    if isinstance(value, dict) and all(isinstance(text, str) and text for text in value.values()):
        return dict(value)
    return None


_ALL = (
    Setting("users_file", "--users", "MAAS_USERS", _path, "a path"),
    Setting("data_dir", "--data-dir", "MAAS_DATA_DIR", _path, "a path"),
    Setting("cache_dir", "", "MAAS_CACHE_DIR", _path, "a path"),
    Setting("catalog_url", "--url", "MAAS_CATALOG_URL", _text, "an address of http or https"),
    Setting("server", "--server", "MAAS_SERVER", _text, "an address of http or https"),
    Setting("token", "--token", "MAAS_TOKEN", _text, "text", is_secret=True),
    Setting("lat", "--lat", "MAAS_LAT", _degrees(90), "-90 to 90 degrees"),
    Setting("lon", "--lon", "MAAS_LON", _degrees(180), "-180 to 180 degrees"),
    Setting("limit", "--limit", "MAAS_LIMIT", _whole_number(1), "a whole number from 1 up"),
    Setting("output", "--output", "MAAS_OUTPUT", _choice(OUTPUTS), ", ".join(OUTPUTS)),
    Setting("color", "--color", "MAAS_COLOR", _choice(COLORS), ", ".join(COLORS)),
    Setting("safe", "--safe", "MAAS_SAFE", _switch, "true or false"),
    Setting("theme", "--theme", "MAAS_THEME", _text, "the name of a theme"),
    Setting("pictures", "--pictures", "MAAS_PICTURES", _switch, "true or false"),
    Setting("keys", "", "", _names, 'a table that gives actions keys, as open = "enter"'),
    Setting("host", "--host", "MAAS_HOST", _text, "the name or address of this machine"),
    Setting("port", "", "MAAS_PORT", _whole_number(0, 65535), "a whole number from 0 to 65535"),
    Setting("workers", "--workers", "MAAS_WORKERS", _whole_number(1, MOST_WORKERS), f"1 to {MOST_WORKERS}"),
    Setting("max_results", "--max-results", "MAAS_MAX_RESULTS", _whole_number(1), "a whole number from 1 up"),
    Setting("rate", "--rate", "MAAS_RATE", _positive_number, "a number from 0 up"),
    Setting("burst", "--burst", "MAAS_BURST", _whole_number(0), "a whole number from 0 up"),
    Setting("log_level", "--log-level", "MAAS_LOG_LEVEL", _choice(LOG_LEVELS), ", ".join(LOG_LEVELS)),
)

SETTINGS = {setting.name: setting for setting in _ALL}
"""All settings by name, in the order they are shown."""

POSITION = frozenset({"lat", "lon"})
"""The settings that only mean something together."""
