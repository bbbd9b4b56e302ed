"""Telling how far long work has come, often enough for a bar and not more."""

import time
from collections.abc import Callable

from maas_cli.models.catalog import Progress

OnProgress = Callable[[Progress], None]
OnBytes = Callable[[int, int | None], None]

_PAUSE_SECONDS = 0.05


def reporter(stage: str, on_progress: OnProgress | None) -> OnBytes:
    """Return what takes bytes done and in all, and tells ``on_progress`` at most 20 times a second and at the end."""
    next_time = 0.0

    def on_bytes(done: int, total: int | None) -> None:
        nonlocal next_time
        if on_progress and (done == total or time.monotonic() >= next_time):
            on_progress(Progress(stage, done, total))
            next_time = time.monotonic() + _PAUSE_SECONDS

    return on_bytes
