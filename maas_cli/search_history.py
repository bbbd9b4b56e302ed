"""What a person searched for before, where it led to a meme that they opened."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from maas_cli.kept_list import KeptList
from maas_cli.models.kept import PastQuery

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

MOST = 1_000
"""Queries that are remembered."""


class SearchHistory:
    """Queries in a file that only its owner may read, newest first. Safe to use from several threads and processes."""

    def __init__(self, path: Path, *, now: Callable[[], datetime], most: int = MOST) -> None:
        """Take the file, which need not exist, what tells the time, aware and in UTC, and how many are remembered."""
        self._kept = KeptList(path, PastQuery)
        self._now = now
        self._most = most

    def list(self, limit: int | None = None) -> tuple[PastQuery, ...]:
        """Return at most ``limit`` queries, 0 and up, or all; newest first and none twice.

        Raises:
            StorageError: the file cannot be read, or is damaged.
        """
        return self._kept.read()[:limit]

    def add(self, query: str) -> None:
        """Remember a query, blanks at its ends left out; one that is known becomes the newest, the oldest gives way.

        Raises:
            StorageError: the file cannot be read or written, or is damaged; it stays as it was.
        """
        asked = PastQuery(query.strip(), self._now())
        if asked.query:
            self._kept.change(lambda kept: islice(self._with(asked, kept), self._most))

    def _with(self, asked: PastQuery, kept: tuple[PastQuery, ...]) -> Iterator[PastQuery]:
        yield asked
        yield from (past for past in kept if past.query != asked.query)

    def clear(self) -> int:
        """Forget all; return how many there were.

        Raises:
            StorageError: the file cannot be read or written, or is damaged; it stays as it was.
        """
        return -self._kept.change(lambda _: ())
