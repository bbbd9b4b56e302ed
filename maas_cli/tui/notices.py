"""One-line notes of whoever answers: each is shown when it comes, and said again once the screen is left."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator


class Notices:
    """Takes notes from where they gather and remembers them; one that comes again is no news."""

    def __init__(self, take: Callable[[], Iterable[str]] = tuple) -> None:
        """``take`` gives the notes that gathered since it was last called; by default there are none."""
        self._take = take
        self._known: dict[str, None] = {}

    def news(self) -> list[str]:
        """Return the notes that came since this was last called and never before."""
        came = [note for note in dict.fromkeys(self._take()) if note not in self._known]
        self._known.update(dict.fromkeys(came))
        return came

    def all(self) -> list[str]:
        """Return all notes there were until now, in the order in which they came."""
        self.news()
        return list(self._known)


@contextmanager
def telling(take: Callable[[], Iterable[str]], on_notice: Callable[[str], None]) -> Iterator[Notices]:
    """Give what takes the notes that gather somewhere; at the end, also after a failure, all are told."""
    notices = Notices(take)
    try:
        yield notices
    finally:
        for note in notices.all():
            on_notice(note)
