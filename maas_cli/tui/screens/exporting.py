"""Writing what is shown to a file, asked for by name."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual import work
from textual.screen import Screen

from maas_cli.errors import InvalidInputError
from maas_cli.request_checks import MAX_LIMIT
from maas_cli.tui.exports import HITS, PICTURE, SCREEN, export_path, write_bytes, write_hits
from maas_cli.tui.screens.ask import AskScreen
from maas_cli.tui.screens.meme_actions import MemeActions

if TYPE_CHECKING:
    from collections.abc import Callable

    from maas_cli.models.meme import Meme
    from maas_cli.models.search import SearchPage, SearchRequest


class LookExporting(Screen[None]):
    """A screen whose look can be written to a file."""

    export_name = "maas.svg"
    """The file's name that is offered."""

    export_hint = ".svg: screen"
    """What can be written, by the ending of the name."""

    @work(exclusive=True, group="ask")
    async def action_export(self) -> None:
        """Ask for a file's name and write what it is good for."""
        look = self.app.export_screenshot()  # before the question covers it
        question = AskScreen("Write to which file?", self.exporter(look), text=self.export_name, hint=self.export_hint)
        written = await self.app.push_screen_wait(question)
        if written is not None:
            self.notify(written, markup=False)

    def exporter(self, look: str) -> Callable[[str], str]:
        """Return what writes the file of a name and returns what it holds; ``look`` is the screen as SVG."""
        return partial(_export_look, look)


def _export_look(look: str, name: str) -> str:
    if Path(name).suffix != SCREEN:
        raise InvalidInputError(f"cannot export to {name!r}; allowed here is {SCREEN} (screen)")
    path = export_path(name)
    write_bytes(path, look.encode())
    return f"the screen is in {path}"


class Exporting(MemeActions, LookExporting):
    """A screen whose hits, picture or whole look can be written to a file."""

    request: SearchRequest
    export_name = "memes.json"
    export_hint = ".json .ndjson: hits  .png: picture  .svg: screen"

    def exporter(self, look: str) -> Callable[[str], str]:
        """Return what writes hits, the picture of the meme selected now, or the screen."""
        meme = self.meme
        return lambda name: self._export(name, look, meme)

    def _export(self, name: str, look: str, meme: Meme | None) -> str:
        """Write a file and return what it holds."""
        path = export_path(name)
        if path.suffix in HITS:
            page = self._all_hits()
            write_hits(path, page)
            return f"{len(page.hits):,} of {page.total:,} hits are in {path}"
        return self._export_picture(path, meme) if path.suffix == PICTURE else _export_look(look, name)

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
