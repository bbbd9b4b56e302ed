"""Picking one meme: the browser without its panels, under the prompt, that ends with the meme chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maas_cli.tui.app import MaasApp
from maas_cli.tui.screens.browse import BrowseScreen

if TYPE_CHECKING:
    from textual.screen import Screen

    from maas_cli.models.search import Hit


class PickScreen(BrowseScreen):
    """The main screen, on which opening is choosing."""

    def on_mount(self) -> None:
        """Begin without panels; what the main screen does at its beginning follows by itself."""
        self.action_show_panels()

    @property
    def shows_statistics(self) -> bool:
        """Return that they are in sight: the first line tells the balance and the cost."""
        return True

    def opened(self, hit: Hit, paid: int | None) -> None:  # noqa: ARG002  # nothing is shown any more
        """End with the meme chosen."""
        self.app.exit(hit.meme)


class PickApp(MaasApp):
    """Chooses one meme."""

    def get_default_screen(self) -> Screen[None]:
        """Return the screen to choose on."""
        return PickScreen(self.session)
