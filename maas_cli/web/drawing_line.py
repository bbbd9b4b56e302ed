"""The line in which pictures wait to be drawn: one is drawn at a time, and whoever wants the same gets the same."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from maas_cli.answer_cache import AnswerCache

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from maas_cli.models.meme import Meme

CACHE_BYTES = 16 * 2**20
MOST_WAITING = 64
"""So many different pictures may wait: some seconds of drawing."""


class DrawingLine:
    """Draws pictures one after the other, beside the event loop it is for, and keeps those asked for lately."""

    def __init__(
        self,
        draw: Callable[[Meme, int], bytes],
        *,
        cache_bytes: int = CACHE_BYTES,
        most_waiting: int = MOST_WAITING,
    ) -> None:
        """Take what draws a meme so many pixels wide; it may take its time, and is called in a thread of its own.

        ``cache_bytes`` is the most to keep; ``most_waiting`` is how many pictures may wait, the one being drawn among
        them, 1 and up.
        """
        self._make = draw
        self._kept: AnswerCache[bytes] = AnswerCache(cache_bytes)
        self._most_waiting = most_waiting
        self._waiting: dict[Hashable, asyncio.Task[bytes]] = {}
        self._hand = ThreadPoolExecutor(1, "drawing")

    def at_hand(self, name: Hashable) -> bytes | None:
        """Return the picture of a name if it need not be drawn, else None."""
        return self._kept.find(name)

    async def drawn(self, name: Hashable, meme: Meme, size: int) -> bytes | None:
        """Return the picture of a meme, None if too many wait; of one name the picture must always be the same.

        What goes wrong with a picture is raised by all who wait for it.
        """
        kept = self._kept.find(name)
        if kept is not None:
            return kept
        drawing = self._waiting.get(name)
        if drawing is None:
            if len(self._waiting) >= self._most_waiting:
                return None
            drawing = self._waiting[name] = asyncio.ensure_future(self._draw(name, meme, size))
        return await asyncio.shield(drawing)  # one caller that hangs up stops nothing for the others

    async def _draw(self, name: Hashable, meme: Meme, size: int) -> bytes:
        try:
            picture = await asyncio.get_running_loop().run_in_executor(self._hand, self._make, meme, size)
        finally:
            del self._waiting[name]
        self._kept.keep(name, picture, len(picture))
        return picture
