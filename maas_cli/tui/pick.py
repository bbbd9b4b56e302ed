"""Picking one meme: the browser without its panels, under the prompt, that ends with the meme chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.geometry import Offset

from maas_cli.tui.app import MaasApp
from maas_cli.tui.inline_driver import InlineDriver
from maas_cli.tui.screens.browse import BrowseScreen

if TYPE_CHECKING:
    from textual.screen import Screen

    from maas_cli.models.search import Hit
    from maas_cli.tui.session import Session


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
    """Chooses one meme, on the lines below the prompt."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.driver_class = InlineDriver

    @property
    def cursor_position(self) -> Offset:
        """Return where the terminal's own cursor, which is not to be seen, waits: where its driver needs it."""
        return Offset(0, 0)

    @cursor_position.setter
    def cursor_position(self, position: Offset) -> None:
        """Take no notice of where the text cursor is."""

    def get_default_screen(self) -> Screen[None]:
        """Return the screen to choose on."""
        return PickScreen(self.session)
