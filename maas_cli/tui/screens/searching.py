"""Asking for what stands in the search box, and showing what answers it: as one types, or at Enter where that costs."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from math import inf
from time import monotonic, perf_counter
from typing import TYPE_CHECKING

from textual import work

from maas_cli.errors import MaasError, ServiceUnreachableError
from maas_cli.tui.backends import NO_HITS, OPEN_COST
from maas_cli.tui.screens.advice import no_hit_words, refused_words
from maas_cli.tui.screens.browse_words import answer_words, former_title, results_title
from maas_cli.tui.screens.exporting import Exporting
from maas_cli.tui.screens.locating import Locating
from maas_cli.tui.screens.refining import Refining
from maas_cli.tui.widgets.found import Found
from maas_cli.tui.widgets.header_line import HeaderLine
from maas_cli.tui.widgets.panel_row import PanelRow
from maas_cli.tui.widgets.result_list import ResultList
from maas_cli.tui.widgets.search_box import SearchBox

if TYPE_CHECKING:
    from rich.text import Text

    from maas_cli.models.search import SearchPage, SearchRequest
    from maas_cli.tui.backends import Mark
    from maas_cli.tui.session import Session

TYPING_PAUSE_SECONDS = 0.03
"""A search begins after so long without a key."""

LOOK_AGAIN_SECONDS = 1.0
"""For so long after other rows came by themselves, no key makes the selected one a favourite."""


class Searching(Refining, Exporting, Locating):
    """A screen whose list shows the answer to a request; it says so where the answer is to an earlier one."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.request: SearchRequest = replace(session.request, limit=session.backend.page_size)
        self._shown: SearchRequest | None = None
        self._page: SearchPage = NO_HITS
        self._mark: Mark = None
        """Which catalogue the rows are of; of no meaning before there are any."""
        self._refusal: MaasError | None = None
        self._replaced_at = -inf

    def shown_request(self) -> SearchRequest | None:
        """Return the request whose answer is shown."""
        return self._shown

    def shown_page(self) -> SearchPage:
        """Return the answer that is shown."""
        return self._page

    @property
    def is_answered(self) -> bool:
        """Whether the list shows the answer to the request."""
        return self._shown == self.request

    # --- asking

    def on_search_box_changed(self, event: SearchBox.Changed) -> None:
        """Search for what stands in the box now."""
        if event.text != self.request.query:
            self.request = replace(self.request, query=event.text)
            self.search()

    def search(self) -> None:
        """Search for what is asked for now, where looking is free; else at the next Enter."""
        if self.session.backend.is_free_to_look:
            self._search_soon()
            return
        told = f"⏎ searches, costs {OPEN_COST}" if self.request.query.strip() else ""
        self.query_one(SearchBox).tell(told)
        self._tell_of_rows()

    @work(exclusive=True, group="search")
    async def _search_soon(self) -> None:
        await asyncio.sleep(TYPING_PAUSE_SECONDS)
        await self.search_now()

    async def search_now(self) -> None:
        """Show the answer to the request; a newer request has cancelled this by the time it could come too late."""
        request, started = self.request, perf_counter()
        mark, answer = await asyncio.to_thread(self._look, request)
        if request != self.request:
            return
        if self._shown is not None and mark != self._mark:
            self._replaced()
        self._mark = mark
        if isinstance(answer, MaasError):
            self._refused(answer)
        else:
            self._show(answer, request, perf_counter() - started)

    def _look(self, request: SearchRequest) -> tuple[Mark, SearchPage | MaasError]:
        """Return which catalogue was asked, and its answer or why there is none; may wait."""
        mark = self.session.backend.catalog_mark()
        try:
            return mark, self.session.backend.look(request)
        except MaasError as error:
            return mark, error

    @work(group="pages")
    async def on_result_list_page_wanted(self, event: ResultList.PageWanted) -> None:
        """Fetch rows that came in sight."""
        request, results = self._shown, self.query_one(ResultList)
        if request is None:
            return
        size = self.session.backend.page_size
        mark, answer = await asyncio.to_thread(self._look, replace(request, offset=event.page * size))
        if mark != self._mark:
            self.search()
        elif isinstance(answer, MaasError):
            results.lost(event.generation, event.page)
            self.tell_error(answer)
        else:
            results.fill(event.generation, event.page, answer.hits)

    # --- showing

    def _refused(self, error: MaasError) -> None:
        """Say why there is no answer; what was shown before stays, for half a query is often no query."""
        self._refusal = error
        self.query_one(SearchBox).tell(str(error), is_wrong=True)
        self._tell_of_rows(refused_words(error, self.request, self.session.keys))

    def found_again(self) -> None:
        """Take back that nobody could be reached, for now somebody can."""
        if isinstance(self._refusal, ServiceUnreachableError):
            self._refusal = None
            self.search()

    def _show(self, page: SearchPage, request: SearchRequest, seconds: float) -> None:
        self._shown = request
        self._page = page
        self._refusal = None
        rows = page.total if self.session.backend.is_free_to_look else len(page.hits)
        self.query_one(ResultList).show(rows, page.hits, has_distances=request.lat is not None)
        self._tell_of_rows()
        self.query_one(SearchBox).tell(answer_words(page, request, seconds))
        if self.query_one(PanelRow).display:
            self.locate()

    def _tell_of_rows(self, advice: Text | None = None) -> None:
        """Say what the rows answer, for that may be an earlier query; advise where there is none."""
        found, shown = self.query_one(Found), self._shown
        if shown is None:
            found.tell("Results", advice)
        elif self.is_answered:
            rows = self.query_one(ResultList).rows
            advice = advice or no_hit_words(self._page, shown, self.session.keys)
            found.tell(results_title(shown, self._page.total, rows), advice)
        else:
            found.tell(former_title(shown, self._page.total), advice, is_former=True)

    # --- another catalogue

    @work(exclusive=True, group="catalogue")
    async def watch_catalog(self) -> None:
        """Search again if the catalogue in use is not the one whose memes are shown."""
        if await self.is_replaced():
            self.search()

    async def is_replaced(self) -> bool:
        """Return whether the catalogue in use is another than the one whose memes are shown."""
        mark = await asyncio.to_thread(self.session.backend.catalog_mark)
        return self._shown is not None and mark != self._mark

    @property
    def is_just_replaced(self) -> bool:
        """Whether the rows became another catalogue's so lately that no key pressed now can mean them."""
        return monotonic() - self._replaced_at < LOOK_AGAIN_SECONDS

    def _replaced(self) -> None:
        """Forget the rows of a catalogue that is no longer in use, and say why."""
        self._shown, self._page = None, NO_HITS
        self._replaced_at = monotonic()
        self.query_one(ResultList).show(0, (), has_distances=False)
        self.name_catalog()
        self.notify("the catalogue changed: these are its memes now", timeout=5)

    @work(exclusive=True, group="catalogue's name")
    async def name_catalog(self) -> None:
        """Say in the first line what is searched, and how many memes that is now."""
        try:
            self.query_one(HeaderLine).catalog = await asyncio.to_thread(self.session.backend.current_name)
        except MaasError as error:
            self.tell_error(error)
