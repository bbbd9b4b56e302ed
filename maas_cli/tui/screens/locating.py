"""Where the caller, the hits and the selected meme are: what a map of the main screen's answer marks."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from textual import work
from textual.reactive import var

from maas_cli.errors import MaasError
from maas_cli.tui.screens.meme_actions import MemeActions
from maas_cli.tui.widgets.world_map import Marks

if TYPE_CHECKING:
    from maas_cli.models.meme import Meme
    from maas_cli.models.search import SearchPage, SearchRequest

MAP_PAUSE_SECONDS = 0.25
"""The hits are looked for on the map when nothing was typed for so long."""


class Locating(MemeActions):
    """A screen whose hits have places. ``marks`` is what is to be marked on a map; who shows one watches it."""

    request: SearchRequest
    marks: var[Marks] = var(Marks(), init=False)

    _positions: tuple[tuple[float, float], ...] = ()

    def shown_request(self) -> SearchRequest | None:
        """Return the request whose answer is shown."""
        raise NotImplementedError

    def shown_page(self) -> SearchPage:
        """Return the answer that is shown."""
        raise NotImplementedError

    @work(exclusive=True, group="positions")
    async def locate(self) -> None:
        """Find out where all the hits are, when no more is typed for a moment."""
        await asyncio.sleep(MAP_PAUSE_SECONDS)
        request = self.shown_request()
        if request is None:
            return
        try:
            positions = await asyncio.to_thread(self.session.backend.positions, request)
        except MaasError as error:
            self.tell_error(error)
            return
        if request == self.shown_request():
            at_hand = filter(None, (_position(hit.meme) for hit in self.shown_page().hits))
            self._positions = tuple(positions) or tuple(at_hand)
            self.mark()

    def mark(self) -> None:
        """Mark the caller, the hits and the selected meme on the map."""
        request, selected = self.request, self.meme
        self.marks = Marks(
            hits=self._positions,
            caller=None if request.lat is None or request.lon is None else (request.lat, request.lon),
            selected=None if selected is None else _position(selected),
        )


def _position(meme: Meme) -> tuple[float, float] | None:
    return None if meme.lat is None or meme.lon is None else (meme.lat, meme.lon)
