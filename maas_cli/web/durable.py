"""Group commit: many calls wait for one write to the disk."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


class GroupCommit:
    """Lets all who come while a write is under way wait for the next one. For one event loop."""

    def __init__(self, write: Callable[[], object]) -> None:
        """Take what writes; it blocks, and is called in a thread, one at a time."""
        self._write = write
        self._running: asyncio.Task[None] | None = None
        self._next: asyncio.Task[None] | None = None

    async def written(self) -> None:
        """Return once a write that began after this call has ended; raises what it raises.

        A write that is under way already may have passed by what the caller wants written.
        """
        if self._next is None:
            self._next = asyncio.ensure_future(self._round(self._running))
        await asyncio.shield(self._next)  # one caller that hangs up stops nothing for the others

    async def _round(self, before: asyncio.Task[None] | None) -> None:
        if before is not None:
            await asyncio.wait([before])
        self._running, self._next = self._next, None
        await asyncio.to_thread(self._write)
