"""The main screen: the search box, the list of results, the meme beside it, and the live panels below."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from time import monotonic
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.containers import Container, Horizontal
from textual.message import Message
from textual.widgets import Static

from maas_cli.errors import MaasError, NotFoundError
from maas_cli.tui.actions import BROWSING, bindings_of, move_bindings
from maas_cli.tui.screens.browse_words import account_words, placeholder
from maas_cli.tui.screens.meme import MemeScreen
from maas_cli.tui.screens.searching import Searching
from maas_cli.tui.widgets.found import Found
from maas_cli.tui.widgets.header_line import HeaderLine
from maas_cli.tui.widgets.key_line import KeyLine
from maas_cli.tui.widgets.lost_line import LostLine
from maas_cli.tui.widgets.meme_pane import MemePane
from maas_cli.tui.widgets.panel_row import PanelRow
from maas_cli.tui.widgets.result_list import ResultList
from maas_cli.tui.widgets.search_box import SearchBox

if TYPE_CHECKING:
    from PIL.Image import Image
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.timer import Timer

    from maas_cli.models.meme import Meme
    from maas_cli.models.search import Hit
    from maas_cli.tui.backends import Statistics
    from maas_cli.tui.session import Session

PICTURE_PAUSE_SECONDS = 0.09
"""A picture is drawn after a meme was selected for so long: holding an arrow key draws none."""

ONE_TOO_MANY_SECONDS = 0.5
"""An Esc so soon after one that closed another screen was meant for that one."""


class BrowseScreen(Searching):
    """Search as you type. Keys always go to the search box; what moves the list are keys it has no use for."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings_of(BROWSING), *move_bindings(), ("tab", "take_suggestion", "take the suggestion"),
    ]  # fmt: skip

    class Resumed(Message):
        """The screen is in sight again."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._picture_timer: Timer | None = None
        self._kept: set[Meme] = set()
        self._is_opening = False

    def compose(self) -> ComposeResult:
        """Make the screen."""
        yield HeaderLine()
        yield LostLine()
        yield SearchBox(self.request.query, placeholder(self.session.backend))
        with Horizontal(id="middle"):
            yield Found(self.session.backend.page_size)
            meme = MemePane(self.session.new_picture(), classes="panel")
            meme.border_title = "Meme"
            yield meme
        yield PanelRow()
        yield KeyLine(self.session.keys)
        yield Container(Static("maas needs 60 columns and 16 lines", markup=False), id="too-small")

    def on_mount(self) -> None:
        """Search for what the command line asked, and begin to watch the statistics."""
        self.query_one(SearchBox).focus_line()
        self.name_catalog()
        self.search()

    def on_screen_resume(self) -> None:
        """Look at statistics and favourites at once when other screens are left: opening a meme cost something."""
        self.post_message(self.Resumed())
        self._read_kept()

    # --- the selected meme

    @property
    def meme(self) -> Meme | None:
        """Return the selected meme."""
        hit = self.query_one(ResultList).selected
        return None if hit is None else hit.meme

    def on_result_list_selected(self, event: ResultList.Selected) -> None:
        """Show the words of the meme at once, its picture when it stays selected."""
        pane = self.query_one(MemePane)
        pane.is_kept = event.hit is not None and event.hit.meme in self._kept
        pane.hit = event.hit
        if self._picture_timer is not None:
            self._picture_timer.stop()
        if event.hit is None:
            return
        known = self.session.pictures.at_hand(event.hit.meme)
        if known is not None:
            pane.show_picture(event.hit.meme, known)
        elif pane.display and not pane.has_class("-without-picture"):
            self._picture_timer = self.set_timer(PICTURE_PAUSE_SECONDS, self._draw)
        self.mark()

    @work(exclusive=True, group="picture")
    async def _draw(self) -> None:
        meme = self.meme
        if meme is None:
            return
        try:
            image = await asyncio.to_thread(self.session.pictures.picture, meme)
        except MaasError as error:
            self.tell_error(error)
            return
        self.picture_came(meme, image)

    def picture_came(self, meme: Meme, image: Image) -> None:
        """Show a meme's picture, if it is still selected."""
        self.query_one(MemePane).show_picture(meme, image)

    def action_keep(self) -> None:
        """Make the meme a favourite, or take it out; not one that only just took another's place."""
        if not self.is_just_replaced:
            super().action_keep()

    def kept_changed(self, meme: Meme, *, is_kept: bool) -> None:
        """Show or hide the star."""
        (self._kept.add if is_kept else self._kept.discard)(meme)
        self.query_one(MemePane).is_kept = is_kept

    @work(exclusive=True, group="kept")
    async def _read_kept(self) -> None:
        try:
            kept = await asyncio.to_thread(self.session.favourites.list)
        except MaasError as error:
            self.tell_error(error)
            return
        self._kept = {favourite.meme for favourite in kept}
        self.query_one(MemePane).is_kept = self.meme in self._kept

    def watch_marks(self) -> None:
        """Mark them on the map in the panels, if that is in sight."""
        panels = self.query_one(PanelRow)
        if panels.display:
            panels.mark(self.marks)

    # --- opening

    def on_result_list_opened(self, event: ResultList.Opened) -> None:
        """Open the meme that was clicked twice."""
        self._open(event.hit)

    def action_open(self) -> None:
        """Open the selected meme, of the answer to what stands in the box now."""
        self._open(None)

    def _open(self, hit: Hit | None) -> None:
        """Begin to open a hit; nothing is done while one is being opened, for each opening is charged."""
        if not self._is_opening:
            self._is_opening = True
            self._open_hit(hit)

    @work(group="open")
    async def _open_hit(self, hit: Hit | None) -> None:
        try:
            chosen = hit or await self._settled_hit()
            if chosen is not None:
                await self._pay_and_open(chosen)
        finally:
            self._is_opening = False

    async def _settled_hit(self) -> Hit | None:
        """Return the selected hit, once the answer to what was typed is shown; None where that alone was billed."""
        self.request = replace(self.request, query=await self.query_one(SearchBox).settled_text())
        if not self.is_answered:
            await self.search_now()
            if not self.session.backend.is_free_to_look:
                return None
        if not self.is_answered:
            return None
        if not self.shown_page().total:
            self.action_take_suggestion()
        return self.query_one(ResultList).selected

    async def _pay_and_open(self, hit: Hit) -> None:
        if self.is_just_replaced:
            return
        if await self.is_replaced():  # the number may be another meme's now, and opening is charged
            await self.search_now()
            return
        try:
            paid = await asyncio.to_thread(self.session.backend.open, hit.meme)
        except NotFoundError:
            self.notify("the catalogue changed: this meme is gone", severity="warning", timeout=5)
            self.search()
            return
        except MaasError as error:
            self.tell_error(error)
            return
        self._remember()
        self.opened(hit, paid)

    def opened(self, hit: Hit, paid: int | None) -> None:
        """Show an opened meme."""
        self.app.push_screen(MemeScreen(self.session, hit, paid))

    @work(group="history")
    async def _remember(self) -> None:
        query = self.request.query.strip()
        if query:
            try:
                await asyncio.to_thread(self.session.history.add, query)
            except MaasError as error:
                self.tell_error(error)

    # --- moving and showing

    def action_move(self, rows: int) -> None:
        """Select another row."""
        self.query_one(ResultList).move(rows)

    def action_move_pages(self, pages: int) -> None:
        """Select another row, a screen further."""
        self.query_one(ResultList).move_pages(pages)

    def action_clear(self) -> None:
        """Clear the query; leave if there is none, unless Esc closed something a moment ago."""
        is_one_too_many = monotonic() - self.app.escaped_at < ONE_TOO_MANY_SECONDS  # type: ignore[attr-defined]  # of this browser
        if is_one_too_many:
            self.app.escaped_at = monotonic()  # type: ignore[attr-defined]  # as above; a key held down repeats
        box = self.query_one(SearchBox)
        if box.text:
            box.text = ""
        elif not is_one_too_many:
            self.app.exit()

    def action_take_suggestion(self) -> None:
        """Search for what was probably meant."""
        suggestion = self.shown_page().suggestion
        if suggestion:
            self.query_one(SearchBox).text = suggestion

    def action_show_picture(self) -> None:
        """Show or hide the picture."""
        pane = self.query_one(MemePane)
        pane.toggle_class("-without-picture")
        if not pane.has_class("-without-picture"):
            self._draw()

    def action_show_panels(self) -> None:
        """Show or hide the panels."""
        panels = self.query_one(PanelRow)
        panels.display = not panels.display
        if panels.display:
            self.locate()
        else:
            self.query_one(HeaderLine).time = ""

    @property
    def shows_statistics(self) -> bool:
        """Return whether the panels are in sight; while they are not, nothing is read for them."""
        return self.query_one(PanelRow).display

    def show_statistics(self, statistics: Statistics, rates: tuple[float, ...], time: str) -> None:
        """Take the statistics of this moment."""
        header = self.query_one(HeaderLine)
        header.account, header.time = account_words(statistics, self.session.backend), time
        panels = self.query_one(PanelRow)
        if panels.display:
            panels.show(statistics, rates)

    def show_lost(self, reason: str) -> None:
        """Say that what is shown is old, and why; an empty reason is that it no longer is."""
        line = self.query_one(LostLine)
        if line.reason and not reason:
            self.found_again()
        line.reason = reason
