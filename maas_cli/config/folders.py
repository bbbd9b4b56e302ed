"""Where a user's data, cache and settings belong: platformdirs knows it for each system."""

from pathlib import Path
from typing import Final, Literal

from platformdirs import PlatformDirs

from maas_cli.errors import InvalidSettingError

APP: Final = "maas"

Kind = Literal["data", "cache", "config"]


def platform_folder(kind: Kind) -> Path:
    """Return the folder of maas for its data, cache or settings, as the platform has it.

    Raises:
        InvalidSettingError: there is no home folder.
    """
    try:
        folder: Path = getattr(PlatformDirs(APP, appauthor=False), f"user_{kind}_path")
    except RuntimeError as error:
        raise InvalidSettingError(f"there is no home folder for {kind} files", hint="set HOME") from error
    return expanded(folder)


def expanded(path: Path) -> Path:
    """Return a path with the home folder in place of ``~``.

    Raises:
        InvalidSettingError: there is no such home folder.
    """
    try:
        return path.expanduser()
    except RuntimeError as error:
        raise InvalidSettingError(f"there is no home folder for {path}", hint="set HOME") from error
