"""Running an application on the terminal, from the first frame until the terminal is as it was."""

from __future__ import annotations

import asyncio
import gc
import os
import select
import signal
import sys
from contextlib import contextmanager
from io import TextIOWrapper
from threading import Thread
from typing import TYPE_CHECKING

from textual import screen

from maas_cli.tui.threads import LeavableThreads

if TYPE_CHECKING:
    from collections.abc import Iterator

    from maas_cli.models.meme import Meme
    from maas_cli.tui.app import MaasApp

_FRAME_SECONDS = 1 / 500
"""After a frame the next comes no sooner, and up to twice as late: Textual's 1/60 can keep a key waiting for 33 ms."""

_SWITCH_SECONDS = 0.0005
"""A thread at work lets a waiting one go on after so long, instead of after ten times as long."""

_GARBAGE_LOOK_AFTER = 5_000
"""Objects made; looking through so many takes some milliseconds."""

_IN, _OUT, _ERR = 0, 1, 2
"""The descriptors of standard input, output and error."""


def run(app: MaasApp) -> Meme | None:
    """Show an application until it is left; return what it was left with.

    Raises:
        KeyboardInterrupt: a signal ended it.
        Exception: whatever nobody foresaw while it ran.
    """
    _favour_keys()
    with ending_with_terminal(), standard_output_on_terminal():
        _speak_utf8()
        chosen, is_interrupted = asyncio.run(_shown(app))
    if app.fault is not None:
        raise app.fault
    if is_interrupted:
        raise KeyboardInterrupt
    return chosen


async def _shown(app: MaasApp) -> tuple[Meme | None, bool]:
    """Return what an application was left with, and whether a signal ended it.

    Left alone, SIGTERM would leave the terminal without echo and line ends.
    """
    interrupted = asyncio.Event()

    def interrupt() -> None:
        interrupted.set()
        app.exit()

    loop = asyncio.get_running_loop()
    loop.set_default_executor(LeavableThreads())
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, interrupt)
    chosen = await app.run_async()
    return chosen, interrupted.is_set()


@contextmanager
def standard_output_on_terminal() -> Iterator[None]:
    """Let standard output be the terminal that standard error is, for a while.

    Textual draws on the one and measures the other, and whatever a library prints must not come among the data.
    """
    kept = os.dup(_OUT)
    os.dup2(_ERR, _OUT)
    try:
        yield
    finally:
        os.dup2(kept, _OUT)
        os.close(kept)


@contextmanager
def ending_with_terminal() -> Iterator[None]:
    """Let the process end when its terminal is closed, for a while, also where SIGHUP is ignored or does not come.

    Else it would wait for ever until what it draws is read, and look for keys without a pause meanwhile.
    """
    before = signal.signal(signal.SIGHUP, signal.SIG_DFL)
    until, end = os.pipe()
    watch = Thread(target=_watch_terminal, args=(until,), name="terminal")
    watch.start()
    try:
        yield
    finally:
        os.close(end)
        watch.join()
        os.close(until)
        signal.signal(signal.SIGHUP, before)


def _watch_terminal(until: int) -> None:
    """Wait until the terminal is closed, which ends the process, or the other end of a pipe, which ends the watch."""
    poll = select.poll()
    for descriptor in (_IN, until):
        poll.register(descriptor, 0)  # that it was closed is told unasked
    if any(descriptor == _IN for descriptor, _ in poll.poll()):
        signal.raise_signal(signal.SIGHUP)


def _favour_keys() -> None:
    """Let no pause be long enough to be felt: for the next frame, for a search in a thread, for a look for garbage.

    Of the latter what was loaded until now is left out, and what came since is looked at a little at a time.
    """
    screen.UPDATE_PERIOD = _FRAME_SECONDS  # type: ignore[misc]  # a constant of the library, of which there is no setting
    sys.setswitchinterval(_SWITCH_SECONDS)
    gc.freeze()
    gc.set_threshold(_GARBAGE_LOOK_AFTER)


def _speak_utf8() -> None:
    """Write UTF-8, whatever the locale says: frames and pictures are made of characters that ASCII has not."""
    if isinstance(sys.__stderr__, TextIOWrapper):
        sys.__stderr__.reconfigure(encoding="utf-8")
