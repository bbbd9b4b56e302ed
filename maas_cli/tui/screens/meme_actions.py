"""What can be done with the meme in sight, on every screen that shows one."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from textual import work
from textual.screen import Screen

from maas_cli.errors import MaasError
from maas_cli.terminal_text import one_line
from maas_cli.tui.links import link_of, page_of
from maas_cli.tui.pictures import has_real_picture

if TYPE_CHECKING:
    from pathlib import Path

    from PIL.Image import Image

    from maas_cli.models.meme import Meme
    from maas_cli.tui.session import Session


class MemeActions(Screen[None]):
    """A screen that shows one meme; who derives from it says which, and what to do with news of it."""

    session: Session

    @property
    def meme(self) -> Meme | None:
        """Return the meme in sight."""
        raise NotImplementedError

    def picture_came(self, meme: Meme, image: Image) -> None:
        """Take another picture of a meme."""
        raise NotImplementedError

    def kept_changed(self, meme: Meme, *, is_kept: bool) -> None:
        """Take that a meme is now a favourite, or no longer."""
        raise NotImplementedError

    def action_copy_link(self) -> None:
        """Copy the meme's link, or its caption where it has none."""
        if self.meme is None:
            return
        link = link_of(self.meme, self.session.server)
        self._copy(link or self.meme.text, "link" if link else "text (it has no link)")

    def action_copy_text(self) -> None:
        """Copy the meme's caption."""
        if self.meme is not None:
            self._copy(self.meme.text, "text")

    def _copy(self, text: str, what: str) -> None:
        self.app.copy_to_clipboard(one_line(text))
        self.notify(f"copied the {what}", timeout=2)

    @work(exclusive=True, group="page")
    async def action_open_page(self) -> None:
        """Open the meme's page in the web browser; its picture, drawn into a file, where it has no address."""
        meme = self.meme
        if meme is None:
            return
        address = page_of(meme, self.session.server)
        if not address:
            try:
                address = (await asyncio.to_thread(self._drawn_file, meme)).as_uri()
            except MaasError as error:
                self.tell_error(error)
                return
        self.app.open_url(address)
        self.notify("opened in the web browser", timeout=2)

    def _drawn_file(self, meme: Meme) -> Path:
        return self.session.pictures.drawn_file(meme)

    def action_keep(self) -> None:
        """Make the meme a favourite, or take it out of them."""
        if self.meme is not None:
            self._keep_or_not(self.meme)

    @work(exclusive=True, group="keep")
    async def _keep_or_not(self, meme: Meme) -> None:
        try:
            is_kept = await asyncio.to_thread(self._toggle_kept, meme)
        except MaasError as error:
            self.tell_error(error)
            return
        self.kept_changed(meme, is_kept=is_kept)
        self.notify("★ now a favourite" if is_kept else "no longer a favourite", timeout=2)

    def _toggle_kept(self, meme: Meme) -> bool:
        favourites = self.session.favourites
        if favourites.add(meme):
            return True
        favourites.remove(meme)
        return False

    @work(exclusive=True, group="real picture")
    async def action_real_picture(self) -> None:
        """Fetch the meme's real picture from its address."""
        meme = self.meme
        if meme is None:
            return
        if not has_real_picture(meme):
            self.notify("this meme's picture has no address: it is drawn", severity="warning")
            return
        self.notify("fetching the picture", timeout=2)
        try:
            image = await asyncio.to_thread(self.session.pictures.real_picture, meme)
        except MaasError as error:
            self.tell_error(error)
            return
        self.picture_came(meme, image)

    def tell_error(self, error: MaasError) -> None:
        """Say what went wrong, and what helps."""
        text = f"{error}\n{error.hint}" if error.hint else str(error)
        self.notify(text, severity="error", timeout=8, markup=False)
