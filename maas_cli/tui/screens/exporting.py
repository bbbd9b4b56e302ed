"""Writing what is shown to a file, asked for by name."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

from textual import work

from maas_cli.errors import MaasError
from maas_cli.request_checks import MAX_LIMIT
from maas_cli.tui.exports import HITS, PICTURE, export_path, write_bytes, write_hits
from maas_cli.tui.screens.ask import AskScreen
from maas_cli.tui.screens.meme_actions import MemeActions

if TYPE_CHECKING:
    from pathlib import Path

    from maas_cli.models.meme import Meme
    from maas_cli.models.search import SearchPage, SearchRequest


class Exporting(MemeActions):
    """A screen whose hits, picture or whole look can be written to a file."""

    request: SearchRequest

    @work(exclusive=True, group="ask")
    async def action_export(self) -> None:
        """Ask for a file's name and write what it is good for."""
        screen = self.app.export_screenshot()  # before the question covers it
        name = await self.app.push_screen_wait(
            AskScreen(
                "Write to which file?", text="memes.json", hint=".json .ndjson: hits  .png: picture  .svg: screen"
            )
        )
        if name is None:
            return
        try:
            written = await asyncio.to_thread(self._export, name, screen, self.meme)
        except MaasError as error:
            self.tell_error(error)
            return
        self.notify(written, markup=False)

    def _export(self, name: str, screen: str, meme: Meme | None) -> str:
        """Write a file and return what it holds."""
        path = export_path(name)
        if path.suffix in HITS:
            page = self._all_hits()
            write_hits(path, page)
            return f"{len(page.hits):,} of {page.total:,} hits are in {path}"
        if path.suffix != PICTURE:
            write_bytes(path, screen.encode())
            return f"the screen is in {path}"
        return self._export_picture(path, meme)

    def _export_picture(self, path: Path, meme: Meme | None) -> str:
        if meme is None:
            return "no meme is selected"
        self.session.pictures.write_drawn(meme, path)
        return f"the picture of #{meme.id} is in {path}"

    def _all_hits(self) -> SearchPage:
        """Return the hits of the request, as many as one answer may have; a server is not asked again: that costs."""
        backend = self.session.backend
        if not backend.is_free_to_look:
            return self.shown_page()
        return backend.look(replace(self.request, limit=MAX_LIMIT, offset=0))

    def shown_page(self) -> SearchPage:
        """Return the answer that is shown."""
        raise NotImplementedError
