"""Where a user's data, cache and settings belong."""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final, Literal

from maas_cli.errors import InvalidSettingError

APP: Final = "maas"

Kind = Literal["data", "cache", "config"]

_XDG: Final = {
    "data": ("XDG_DATA_HOME", ".local/share"),
    "cache": ("XDG_CACHE_HOME", ".cache"),
    "config": ("XDG_CONFIG_HOME", ".config"),
}


def platform_folder(kind: Kind, variables: Mapping[str, str], *, system: str = sys.platform) -> Path:
    """Return the folder of maas for its data, cache or settings, as the platform has it.

    On Linux the XDG Base Directory Specification is followed here, on other systems by platformdirs, whose answer is
    the same and whose import would make every search slower by a twentieth.

    Raises:
        InvalidSettingError: there is no home folder.
    """
    if system == "linux":
        variable, usual = _XDG[kind]
        chosen = variables.get(variable, "").strip()
        return (Path(chosen) if Path(chosen).is_absolute() else expanded(Path("~", usual))) / APP
    import platformdirs  # noqa: PLC0415  # see above

    folder: Path = getattr(platformdirs, f"user_{kind}_path")(APP)
    return folder


def expanded(path: Path) -> Path:
    """Return a path with the home folder in place of ``~``.

    Raises:
        InvalidSettingError: there is no such home folder.
    """
    try:
        return path.expanduser()
    except RuntimeError as error:
        raise InvalidSettingError(f"there is no home folder for {path}", hint="set HOME") from error
