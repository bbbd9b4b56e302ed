"""The memes a person kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maas_cli.kept_list import KeptList
from maas_cli.models.kept import Favourite
from maas_cli.models.meme import Meme

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime
    from pathlib import Path


class Favourites:
    """Memes in a file, newest first. Safe to use from several threads and processes.

    The same number may mean another meme once the catalogue was replaced. So a meme is one that is kept only if its
    number, template and caption are; a bare number means every meme kept under it. ``meme in favourites`` may raise
    StorageError too.
    """

    def __init__(self, path: Path, *, now: Callable[[], datetime]) -> None:
        """Take the file, which need not exist, and what tells the time, aware and in UTC."""
        self._kept = KeptList(path, Favourite)
        self._now = now

    def list(self) -> tuple[Favourite, ...]:
        """Return all of them, newest first.

        Raises:
            StorageError: the file cannot be read, or is damaged.
        """
        return self._kept.read()

    def __contains__(self, wanted: object) -> bool:
        return any(_is_meant(favourite, wanted) for favourite in self._kept.read())

    def add(self, meme: Meme) -> bool:
        """Keep a meme; return False if it is kept already.

        Raises:
            StorageError: the file cannot be read or written, or is damaged; it stays as it was.
        """
        return self.add_all([meme]) == 1

    def add_all(self, memes: Iterable[Meme]) -> int:
        """Keep memes, all or none, the last one as the newest; return how many were not kept already.

        Raises:
            StorageError: the file cannot be read or written, or is damaged; it stays as it was.
        """
        at = self._now()

        def added(kept: tuple[Favourite, ...]) -> tuple[Favourite, ...]:
            for meme in memes:
                if not any(_is_meant(favourite, meme) for favourite in kept):
                    kept = (Favourite(meme, at), *kept)
            return kept

        return self._kept.change(added)

    def remove(self, wanted: Meme | int) -> bool:
        """Keep a meme, or all memes of a number, no longer; return False if there was none.

        Raises:
            StorageError: the file cannot be read or written, or is damaged; it stays as it was.
        """
        return self._kept.change(lambda kept: [each for each in kept if not _is_meant(each, wanted)]) < 0

    def clear(self) -> int:
        """Keep nothing any longer; return how many there were.

        Raises:
            StorageError: the file cannot be read or written, or is damaged; it stays as it was.
        """
        return -self._kept.change(lambda _: ())


def _is_meant(favourite: Favourite, wanted: object) -> bool:
    kept = favourite.meme
    if isinstance(wanted, Meme):
        return (kept.id, kept.name, kept.text) == (wanted.id, wanted.name, wanted.text)
    return kept.id == wanted
