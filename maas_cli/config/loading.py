"""Settings: from a flag, else a ``MAAS_*`` variable, else the settings file, else the default; each with its origin.

The only module that reads the environment. It checks types and ranges of what variables and the file say; flags were
parsed by the command line, and what a search may ask for is checked by the engine.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from maas_cli.config.folders import Kind, expanded, platform_folder
from maas_cli.config.settings import POSITION, SETTINGS, Setting
from maas_cli.errors import InvalidSettingError, StorageError

DEFAULT_CATALOG_URL = "https://lclabspublicdata.s3.us-east-2.amazonaws.com/memegenerator.zip"
"""Where ``maas data fetch`` finds the Library of Congress's Meme Generator data set; any other can be set instead."""

_USERS_FILE: Final = "users.json"
_USERS_DATABASE: Final = "users.db"
_FOLDERS: Final[dict[str, Kind]] = {"data_dir": "data", "cache_dir": "cache"}
_DEFAULTS: Final[dict[str, Any]] = {
    "catalog_url": DEFAULT_CATALOG_URL,
    "server": None,
    "token": None,
    "lat": None,
    "lon": None,
    "limit": 10,
    "output": "auto",
    "color": "auto",
    "safe": False,
    "theme": "maas-dark",
    "pictures": False,
    "keys": {},
    "host": "127.0.0.1",
    "port": 8080,
    "workers": 1,
    "max_results": 10_000,
    "rate": 0.0,
    "burst": 0,
    "log_level": "info",
}


@dataclass(frozen=True, slots=True)
class Config:
    """Every setting with its value, and in ``origins`` where that is from.

    An origin reads ``flag --limit``, ``MAAS_LIMIT``, the settings file's name or ``default``. ``lat`` and ``lon`` are
    always from the same place, so that half a position from a flag is never completed by half of another. ``file`` is
    the settings file, which need not exist. ``server`` is the address of a server to ask; this machine answers where it
    is None or empty. ``output`` and ``color`` may be ``auto``: the terminal decides. ``pictures`` is whether the
    browser fetches real pictures unasked, ``keys`` gives its actions other keys. From ``host`` on all is about the
    service: port 0 is any free one; rate 0 is no limit and burst 0 twice the rate.
    """

    users_file: Path
    data_dir: Path
    cache_dir: Path
    catalog_url: str
    server: str | None
    token: str | None = field(repr=False)
    lat: float | None
    lon: float | None
    limit: int
    output: str
    color: str
    safe: bool
    theme: str
    pictures: bool
    keys: Mapping[str, str]
    host: str
    port: int
    workers: int
    max_results: int
    rate: float
    burst: int
    log_level: str
    origins: Mapping[str, str]
    file: Path


def load_config(
    flags: Mapping[str, Any] | None = None,
    *,
    file: Path | None = None,
    environment: Mapping[str, str] | None = None,
) -> Config:
    """Return the settings in force. ``flags`` maps names of settings to values, None where a flag was not given.

    ``file`` is the settings file to read instead of the usual one; ``environment`` is the process's unless given.

    Raises:
        InvalidSettingError: a variable or the settings file says something that cannot be used.
        StorageError: the settings file cannot be read.
    """
    variables = _variables(environment)
    path = file or settings_file(variables)
    is_asked_for = bool(file or variables.get("MAAS_CONFIG"))
    given = {name: value for name, value in (flags or {}).items() if value is not None}
    layers = (
        {name: (value, f"flag {SETTINGS[name].flag}") for name, value in given.items()},
        _from_environment(variables),
        _from_file(path, must_exist=is_asked_for),
    )
    found = _merged(layers)
    values = {name: _value(SETTINGS[name], value, origin, path) for name, (value, origin) in found.items()}
    origins = {name: origin for name, (_, origin) in found.items()}
    _fill_in_defaults(values)
    return Config(**values, origins={name: origins.get(name, "default") for name in SETTINGS}, file=path)


def settings_file(environment: Mapping[str, str] | None = None) -> Path:
    """Return the settings file that is read unless another is named: ``MAAS_CONFIG``, else the platform's usual one.

    Raises:
        InvalidSettingError: there is no home folder to look in.
    """
    variables = _variables(environment)
    chosen = variables.get("MAAS_CONFIG")
    return expanded(Path(chosen)) if chosen else platform_folder("config") / "config.toml"


def debug_wanted(environment: Mapping[str, str] | None = None) -> bool:
    """Return whether ``MAAS_DEBUG`` asks for tracebacks; a variable alone, for it must work where settings do not."""
    variables = _variables(environment)
    return variables.get("MAAS_DEBUG", "") not in {"", "0"}


def is_dumb_terminal(environment: Mapping[str, str] | None = None) -> bool:
    """Return whether the terminal says it understands no control sequences."""
    variables = _variables(environment)
    return variables.get("TERM") == "dumb"


def _variables(environment: Mapping[str, str] | None) -> Mapping[str, str]:
    return os.environ if environment is None else environment  # noqa: TID251  # this is the one place


def _from_environment(variables: Mapping[str, str]) -> dict[str, tuple[Any, str]]:
    """Return what variables say; an empty one says nothing, as NO_COLOR's own convention has it."""
    found = {
        name: (variables[setting.variable], setting.variable)
        for name, setting in SETTINGS.items()
        if setting.variable and variables.get(setting.variable)
    }
    if "color" not in found:
        if variables.get("NO_COLOR"):
            found["color"] = ("never", "NO_COLOR")
        elif is_dumb_terminal(variables):
            found["color"] = ("never", "TERM")
    return found


def _from_file(path: Path, *, must_exist: bool) -> dict[str, tuple[Any, str]]:
    try:
        content = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError) as error:
        if must_exist:
            raise InvalidSettingError(f"there is no settings file {path}") from error
        return {}
    except OSError as error:
        raise StorageError(f"cannot read the settings file {path}: {error.strerror}") from error
    settings = _parsed_toml(content, path)
    for name in settings:
        if name not in SETTINGS:
            raise InvalidSettingError(f"unknown setting {name!r} in {path}; allowed are {', '.join(SETTINGS)}")
    return {name: (value, path.name) for name, value in settings.items()}


def _parsed_toml(content: bytes, path: Path) -> dict[str, Any]:
    import tomllib  # noqa: PLC0415  # only where there is a settings file

    try:
        return tomllib.loads(content.decode("utf-8-sig").replace("\r\n", "\n"))
    except UnicodeDecodeError as error:
        raise InvalidSettingError(f"the settings file {path} is not UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise InvalidSettingError(f"the settings file {path} is not valid TOML: {error}") from error


def _merged(layers: tuple[dict[str, tuple[Any, str]], ...]) -> dict[str, tuple[Any, str]]:
    """Return for each setting what the first layer that has it says; a position is taken whole from one layer."""
    merged: dict[str, tuple[Any, str]] = {}
    for layer in layers:
        has_position = bool(POSITION & merged.keys())
        for name, found in layer.items():
            if name not in merged and not (has_position and name in POSITION):
                merged[name] = found
    return merged


def _value(setting: Setting, value: Any, origin: str, file: Path) -> Any:  # noqa: ANN401  # a setting of any type
    """Return the value of a setting in its own type. A relative path in the file starts from the file's folder."""
    if origin.startswith("flag "):
        return value
    parsed = setting.parse(value)
    if parsed is None:
        shown = "" if setting.is_secret else f" is {value!r}"
        raise InvalidSettingError(f"{setting.name} ({origin}){shown}; allowed is {setting.allowed}")
    return file.parent / parsed if isinstance(parsed, Path) and origin == file.name else parsed


def _fill_in_defaults(values: dict[str, Any]) -> None:
    for name, kind in _FOLDERS.items():
        if name not in values:
            values[name] = platform_folder(kind)
    if "users_file" not in values:
        here = Path(_USERS_FILE)
        values["users_file"] = (
            here if here.exists() or Path(_USERS_DATABASE).exists() else values["data_dir"] / _USERS_FILE
        )
    for name, value in _DEFAULTS.items():
        values.setdefault(name, value)
