"""How far long work has come, as one line on standard error; on a terminal only."""

from types import TracebackType
from typing import TYPE_CHECKING, Self

from maas_cli.cli import diagnostics

if TYPE_CHECKING:
    from rich.progress import Progress as Bars
    from rich.progress import TaskID

    from maas_cli.models.catalog import Progress


class ProgressLine:
    """Call it with each :class:`maas_cli.models.catalog.Progress`; rich draws it, and is loaded by the first call.

    Used as a context manager: the line is gone at the end, however that comes. ``color`` is the setting.
    """

    def __init__(self, color: str) -> None:
        from maas_cli.config import is_dumb_terminal  # noqa: PLC0415  # loaded by whoever has a Config

        self._is_shown = diagnostics.is_terminal() and not is_dumb_terminal()
        self._color = color != "never"
        self._stage = ""
        self._bars: Bars | None = None
        self._task: TaskID | None = None

    def __enter__(self) -> Self:
        """Return the line; it is drawn from the first call on."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Take the line away."""
        if self._bars is not None:
            self._bars.stop()

    def __call__(self, progress: "Progress") -> None:
        """Take notice of how far the work is; it is drawn ten times a second."""
        if not self._is_shown:
            return
        if self._bars is None:
            self._bars = _started_bars(color=self._color)
        if self._task is None or progress.stage != self._stage:
            self._stage = progress.stage
            self._task = _next_task(self._bars, self._task, progress)
        self._bars.update(self._task, completed=progress.done, total=progress.total, amount=amount(progress))


def _started_bars(*, color: bool) -> "Bars":
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn  # noqa: PLC0415  # for long work only

    columns = (
        TextColumn("{task.description:<6}", markup=False),
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[amount]}", markup=False),
    )
    console = diagnostics.live_console(color=color)
    bars = Progress(*columns, console=console, transient=True, redirect_stdout=False, redirect_stderr=False)
    bars.start()
    return bars


def _next_task(bars: "Bars", last: "TaskID | None", progress: "Progress") -> "TaskID":
    if last is not None:
        bars.remove_task(last)
    return bars.add_task(progress.stage, total=progress.total, amount=amount(progress))


def amount(progress: "Progress") -> str:
    """Return how much is done, and of how much if that is known: memes as numbers, all else in bytes."""
    from rich.filesize import decimal  # noqa: PLC0415  # for long work only

    shown = "{:,}".format if progress.stage == "index" else decimal
    return shown(progress.done) if progress.total is None else f"{shown(progress.done)} of {shown(progress.total)}"
