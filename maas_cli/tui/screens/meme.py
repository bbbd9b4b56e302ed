"""An opened meme: its picture as large as there is room, and all that is known of it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar

from rich.table import Table
from rich.text import Text
from textual import work
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Static

from maas_cli.errors import MaasError
from maas_cli.terminal_text import one_line
from maas_cli.tui.actions import ACTIONS, bindings_of, key_of
from maas_cli.tui.links import link_of, page_of
from maas_cli.tui.screens.meme_actions import MemeActions
from maas_cli.tui.widgets.meme_pane import caption_text
from maas_cli.tui.widgets.picture import set_image
from maas_cli.tui.widgets.result_line import distance_text

if TYPE_CHECKING:
    from PIL.Image import Image
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from maas_cli.models.meme import Meme
    from maas_cli.models.search import Hit, WordMatch
    from maas_cli.tui.session import Session

_ALSO_HERE = ("copy_link", "copy_text", "open_page", "keep", "real_picture")
"""What is done here by the same keys as beside the search box."""


class MemeScreen(MemeActions):
    """One meme. Letters are keys here, for nothing is typed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape,q,backspace", "close", "back"),
        *bindings_of(ACTIONS[name] for name in _ALSO_HERE),
        ("c,l", "copy_link", "copy link"),
        ("t", "copy_text", "copy text"),
        ("o", "open_page", "page"),
        ("f", "keep", "favourite"),
        ("r", "real_picture", "real picture"),
    ]

    def __init__(self, session: Session, hit: Hit, paid: int | None) -> None:
        """``paid`` is what opening it cost, None where nothing was charged."""
        super().__init__()
        self.session = session
        self._hit = hit
        self._paid = paid
        self._is_kept = False
        self._picture = session.new_picture()

    @property
    def meme(self) -> Meme:
        """Return the opened meme."""
        return self._hit.meme

    def compose(self) -> ComposeResult:
        """Make the picture and the words."""
        with Horizontal():
            with Vertical(classes="panel picture"):
                yield self._picture
            with VerticalScroll(classes="panel words") as words:
                words.border_title = "Meme"
                words.can_focus = False
                yield Static(caption_text(self.meme), classes="caption", markup=False)
                yield Static(classes="facts")
        copying = (
            f"{key_of('copy_link', self.session.keys)} copy link   {key_of('copy_text', self.session.keys)} copy text"
        )
        line = f"Esc back   {copying}   o page   f favourite   r real picture"
        yield Static(line, classes="keys", markup=False)

    def on_mount(self) -> None:
        """Say what is known, and have the picture drawn."""
        self._say()
        self._draw()

    @work(exclusive=True, group="picture")
    async def _draw(self) -> None:
        try:
            image = await asyncio.to_thread(self.session.pictures.picture, self.meme)
            self._is_kept = await asyncio.to_thread(self.session.favourites.__contains__, self.meme)
        except MaasError as error:
            self.tell_error(error)
            return
        set_image(self._picture, image)
        self._say()

    def picture_came(self, meme: Meme, image: Image) -> None:  # noqa: ARG002  # there is only this one
        """Show another picture."""
        set_image(self._picture, image)

    def kept_changed(self, meme: Meme, *, is_kept: bool) -> None:  # noqa: ARG002  # there is only this one
        """Show or hide the star."""
        self._is_kept = is_kept
        self._say()

    def action_close(self) -> None:
        """Go back to the list."""
        self.dismiss(None)

    def _say(self) -> None:
        facts = facts_table(self._hit, self.session.server, is_kept=self._is_kept, paid=self._paid)
        self.query_one(".facts", Static).update(facts)


def facts_table(hit: Hit, server: str, *, is_kept: bool, paid: int | None) -> Table:
    """Return all that is known of a meme and why it was found, a line each."""
    meme = hit.meme
    size = f"{meme.file_size:,} bytes" if meme.file_size is not None else ""
    facts = (
        ("template", one_line(meme.name)),
        ("number", f"{meme.id}{'  ★ favourite' if is_kept else ''}"),
        ("language", meme.lang),
        ("place", " · ".join(filter(None, (one_line(meme.place), distance_text(hit.distance_km))))),
        ("tags", one_line(" ".join(meme.tags))),
        ("copies", f"{hit.copies:,} with this picture or caption" if hit.copies > 1 else ""),
        ("found by", ", ".join(map(_match_text, hit.matches))),
        ("without", ", ".join(map(one_line, hit.missing))),
        ("picture", one_line(link_of(meme, server))),
        ("page", one_line(page_of(meme, server)) if meme.page else ""),
        ("file", " · ".join(filter(None, (size, meme.md5)))),
        ("paid", "" if paid is None else f"{paid} token" if paid == 1 else f"{paid} tokens"),
    )
    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    for name, value in facts:
        if value:
            table.add_row(name, Text(value))
    return table


def _match_text(match: WordMatch) -> str:
    how = {0: "", 1: " (1 typo)"}.get(match.typos, f" ({match.typos} typos)")
    return one_line(match.word if match.word == match.term else f"{match.word} → {match.term}{how}")
