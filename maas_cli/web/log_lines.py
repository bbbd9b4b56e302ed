"""The log: lines of JSON on standard error, gathered for a moment and written together.

Writing happens in a thread, so that a slow reader of the log holds up nobody; what does not fit in memory meanwhile is
dropped and counted.
"""

from __future__ import annotations

import asyncio
import sys
from typing import TYPE_CHECKING, Any

from maas_cli.config.settings import LOG_LEVELS
from maas_cli.serialize import to_json

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

GATHER_SECONDS = 0.05
MOST_WAITING = 50_000
"""Lines kept while the ones before are being written."""


def write_to_stderr(lines: bytes) -> None:
    """Write lines to standard error, whole.

    Raises:
        ValueError: it is closed.
        OSError: nobody reads any more.
    """
    if sys.stderr is None:  # it was closed before maas began
        raise ValueError("there is no standard error")
    sys.stderr.buffer.write(lines)
    sys.stderr.buffer.flush()


class LogLines:
    """One worker's log. For its event loop; without one, lines are written at once.

    ``now`` gives aware times in UTC; ``on_dropped`` hears how many lines could not be written.
    """

    def __init__(
        self,
        level: str,
        *,
        now: Callable[[], datetime],
        write: Callable[[bytes], None] = write_to_stderr,
        on_dropped: Callable[[int], None] = lambda _: None,
    ) -> None:
        self._threshold = LOG_LEVELS.index(level)
        self._now = now
        self._write = write
        self._on_dropped = on_dropped
        self._waiting: list[bytes] = []
        self._more: Callable[[datetime], Iterable[bytes]] = lambda _: ()
        self._is_due = False

    def wants(self, level: str) -> bool:
        """Whether lines of a level are written."""
        return LOG_LEVELS.index(level) >= self._threshold

    def before_flush(self, more: Callable[[datetime], Iterable[bytes]]) -> None:
        """Let something add ready lines, line feeds included, whenever lines are about to be written."""
        self._more = more

    def has_room(self, waiting: int) -> bool:
        """Whether one more line may wait where so many wait elsewhere; if not, it counts as dropped."""
        if len(self._waiting) + waiting < MOST_WAITING:
            return True
        self._on_dropped(1)
        return False

    def event(self, level: str, text: str, **fields: Any) -> None:  # noqa: ANN401  # anything JSON can hold
        """Log that something happened."""
        if self.wants(level) and self.has_room(0):
            time = f"{self._now().isoformat(timespec='milliseconds')[:-6]}Z"
            self._waiting.append(to_json({"time": time, "level": level, "event": text, **fields}) + b"\n")
            self.schedule()

    def schedule(self) -> None:
        """See to it that what waits is written soon."""
        if self._is_due:
            return
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            self.flush()
            return
        self._is_due = True
        loop.call_later(GATHER_SECONDS, self._hand_over, loop)

    def _hand_over(self, loop: asyncio.AbstractEventLoop) -> None:
        lines = self._taken()
        if lines:
            written = loop.run_in_executor(None, self._write_lines, lines)
            written.add_done_callback(lambda _: loop.call_later(GATHER_SECONDS, self._hand_over, loop))
        else:
            self._is_due = False

    def flush(self) -> None:
        """Write all that waits, now."""
        lines = self._taken()
        if lines:
            self._write_lines(lines)

    def _taken(self) -> list[bytes]:
        lines, self._waiting = [*self._waiting, *self._more(self._now())], []
        return lines

    def _write_lines(self, lines: list[bytes]) -> None:
        try:
            self._write(b"".join(lines))
        except (OSError, ValueError):  # nobody reads any more, or it is closed
            self._on_dropped(len(lines))
