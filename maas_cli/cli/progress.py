"""How far long work has come, as one line on standard error that rewrites itself; on a terminal only."""

import time
from types import TracebackType
from typing import TYPE_CHECKING, Final, Self

from maas_cli.cli import diagnostics

if TYPE_CHECKING:
    from maas_cli.models.catalog import Progress

_REDRAW_SECONDS: Final = 0.1
_BAR_WIDTH: Final = 30
_CLEAR_LINE: Final = "\r\x1b[2K"


class ProgressLine:
    """Call it with each :class:`maas_cli.models.catalog.Progress`; it draws at most ten times a second.

    Used as a context manager: the line is gone at the end, however that comes. Not for use from several threads.
    """

    def __init__(self) -> None:
        from maas_cli.config import is_dumb_terminal  # noqa: PLC0415  # loaded by whoever has a Config

        self._is_shown = diagnostics.is_terminal() and not is_dumb_terminal()
        self._drawn_at = 0.0
        self._stage = ""

    def __enter__(self) -> Self:
        """Return the line; it is drawn at the first call."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Take the line away."""
        self.clear()

    def __call__(self, progress: "Progress") -> None:
        """Draw, unless that was just done."""
        now = time.monotonic()
        is_due = progress.stage != self._stage or now - self._drawn_at >= _REDRAW_SECONDS
        if self._is_shown and is_due:
            self._drawn_at, self._stage = now, progress.stage
            diagnostics.write_raw(_CLEAR_LINE + progress_text(progress.stage, progress.done, progress.total))

    def clear(self) -> None:
        """Take the line away, before something else is said."""
        if self._stage:
            diagnostics.write_raw(_CLEAR_LINE)
            self._stage = ""


def progress_text(stage: str, done: int, total: int | None) -> str:
    """Return one line of at most 79 columns: the stage, and a bar with a percentage or, if unknown, the count."""
    if not total:
        return f"{stage[:20]:<20} {done:,}"
    share = min(1.0, max(0.0, done / total))
    filled = int(share * _BAR_WIDTH)
    return f"{stage[:20]:<20} {'━' * filled}{' ' * (_BAR_WIDTH - filled)} {share:4.0%}"
