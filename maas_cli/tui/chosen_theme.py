"""The colours a person chose in the browser, kept for its next start."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maas_cli.tui.themes import THEME_NAMES

if TYPE_CHECKING:
    from pathlib import Path

_MOST_BYTES = 200
"""More than the longest name; of a file that is larger no more is read."""


class ChosenTheme:
    """The name of a theme in a file, which need not exist."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def read(self) -> str | None:
        """Return the name of the theme chosen last; None if there is none, or what the file says cannot be used."""
        try:
            with self._path.open("rb") as file:
                name = file.read(_MOST_BYTES).decode().strip()
        except (OSError, UnicodeDecodeError):  # colours are no reason not to begin
            return None
        return name if name in THEME_NAMES else None

    def write(self, name: str) -> None:
        """Remember a theme, whole or not at all.

        Raises:
            StorageError: the file cannot be written.
        """
        from maas_cli.atomic_file import PRIVATE, replacing  # noqa: PLC0415  # a theme is rarely chosen

        with replacing(self._path, mode=PRIVATE) as file:
            file.write(f"{name}\n".encode())
