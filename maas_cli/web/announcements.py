"""What the operator is told of the start and the end, which no request causes.

At a terminal in words for people; elsewhere as lines of the log, so that whoever collects them can read every one.
These are told whatever the level of the log is: without the first nobody knows the address, without the last nobody
knows whether all was written.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple, Protocol

from maas_cli import __version__

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from maas_cli.errors import MaasError
    from maas_cli.web.log_lines import LogLines


class Serving(NamedTuple):
    """What is served, and at which address."""

    url: str
    memes: int
    users: int
    workers: int


class Announcements(Protocol):
    """How the operator is told. For a process that runs no event loop."""

    def notice(self, text: str) -> None:
        """Tell of something that needs an eye."""

    def serving(self, facts: Serving) -> None:
        """Tell that all workers serve."""

    def written(self, users: int, place: Path) -> None:
        """Tell that all users were written out."""

    def failed(self, error: MaasError) -> bool:
        """Tell why it ended; return whether that was done, so that nobody else has to."""


class InWords:
    """Announcements for people. An error is left to whoever tells all errors."""

    def __init__(self, note: Callable[[str], None]) -> None:
        """Take what shows one line."""
        self._note = note

    def notice(self, text: str) -> None:
        """Show a note."""
        self._note(f"note: {text}")

    def serving(self, facts: Serving) -> None:
        """Show the address, what is there, and how to ask."""
        counted = zip(facts[1:], ("meme", "user", "worker"), strict=True)
        served = ", ".join(_counted(count, noun) for count, noun in counted)
        example = f"curl -H \"X-Token: $MAAS_TOKEN\" '{facts.url}/api/memes?query=becky'"
        self._note(f"serving at {facts.url}: {served}; try: {example}")

    def written(self, users: int, place: Path) -> None:
        """Show how many there were."""
        self._note(f"{_counted(users, 'user')} written to {place}")

    def failed(self, _: MaasError) -> bool:
        """Return False."""
        return False


class AsLines:
    """Announcements as events of the log. An error before anything is served is left to whoever tells all errors."""

    def __init__(self) -> None:
        self._is_serving = False

    def notice(self, text: str) -> None:
        """Log a warning."""
        _log().event("warning", text)

    def serving(self, facts: Serving) -> None:
        """Log the address, what is there, and what serves it."""
        self._is_serving = True
        _log().event("info", "serving", **facts._asdict(), version=__version__, pid=os.getpid())

    def written(self, users: int, place: Path) -> None:
        """Log how many there were."""
        _log().event("info", "users written", users=users, file=str(place))

    def failed(self, error: MaasError) -> bool:
        """Log an error, if it served before."""
        if self._is_serving:
            _log().event("error", str(error), **({"hint": error.hint} if error.hint else {}))
        return self._is_serving


def _log() -> LogLines:
    from maas_cli.web.log_lines import LogLines  # noqa: PLC0415  # the start is quick, and nothing is logged before it

    return LogLines("info", now=lambda: datetime.now(UTC))


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
