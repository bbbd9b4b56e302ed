"""What changes what is searched for: filters, order, position, safe mode, earlier queries and favourites."""

from __future__ import annotations

import asyncio
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from textual import work

from maas_cli.errors import MaasError
from maas_cli.models.search import Hit, SortOrder
from maas_cli.search.query import FIELDS, unquoted
from maas_cli.tui.screens.ask import AskScreen, ChoiceScreen
from maas_cli.tui.screens.meme import MemeScreen
from maas_cli.tui.screens.meme_actions import MemeActions
from maas_cli.tui.widgets.search_box import SearchBox

if TYPE_CHECKING:
    from collections.abc import Callable

    from maas_cli.models.meme import Meme
    from maas_cli.models.place import Place
    from maas_cli.models.search import SearchRequest

HISTORY_SHOWN = 200
"""Earlier queries to choose from."""

_FILTER = r'(?:^|(?<=\s))%s:(?:"[^"]*"?|\S*)\s*'


class Refining(MemeActions):
    """A screen with a search box whose request can be refined. Filters stand in the box, in the query language."""

    request: SearchRequest

    def search(self) -> None:
        """Search for what is asked for now."""
        raise NotImplementedError

    def _change(self, **values: object) -> None:
        self.request = replace(self.request, **values)  # type: ignore[arg-type]  # names of its own fields, below
        self.search()

    def action_change_sort(self) -> None:
        """Sort by distance instead of relevance, or back."""
        if self.request.sort is SortOrder.DISTANCE:
            self._change(sort=SortOrder.RELEVANCE)
        elif self.request.lat is None:
            self.action_set_place()
        else:
            self._change(sort=SortOrder.DISTANCE)

    def action_change_safe(self) -> None:
        """Show unsafe memes, or hide them."""
        self._change(safe=not self.request.safe)
        self.notify("unsafe memes are hidden" if self.request.safe else "unsafe memes are shown", timeout=3)

    @work(exclusive=True, group="ask")
    async def action_set_place(self) -> None:
        """Ask where the caller is, and sort by distance from there."""
        found = await self.app.push_screen_wait(
            AskScreen("Where are you?", self._places, hint="a city, as Almaty or 'Paris, Texas'; empty forgets it")
        )
        if found is None:
            return
        if not found:
            self._change(lat=None, lon=None, sort=SortOrder.RELEVANCE)
        for place in found:
            self.notify(f"near {place.name}, {place.country_name}", timeout=3, markup=False)
            self._change(lat=place.lat, lon=place.lon, sort=SortOrder.DISTANCE)

    def _places(self, name: str) -> list[Place]:
        """Return the city that a name means, none for an empty one."""
        return [self.session.backend.find_place(name)] if name else []

    @work(exclusive=True, group="ask")
    async def action_filter_template(self) -> None:
        """Ask for a template, of those among the hits or of all, and put it into the query."""
        await self._filter_by("Which template?", "template", self._templates)

    @work(exclusive=True, group="ask")
    async def action_filter_language(self) -> None:
        """Ask for a language and put it into the query."""
        await self._filter_by("Which language?", "lang", self._languages)

    async def _filter_by(self, question: str, field: str, choices_of: Callable[[], list[tuple[str, str]]]) -> None:
        try:
            choices = await asyncio.to_thread(choices_of)
        except MaasError as error:
            self.tell_error(error)
            return
        if without_filter(self.request.query, field) != self.request.query.strip():
            choices = [("", "any: take the filter away"), *choices]
        chosen = await self.app.push_screen_wait(ChoiceScreen(question, choices, nothing="a server lists none"))
        if chosen is not None:
            box = self.query_one(SearchBox)
            box.text = with_filter(box.text, field, chosen) if chosen else without_filter(box.text, field)

    def _templates(self) -> list[tuple[str, str]]:
        """Return the templates among the hits; among all memes where the query cannot be used."""
        backend, is_safe = self.session.backend, self.request.safe
        try:
            counts = backend.templates(without_filter(self.request.query, "template"), safe=is_safe)
        except MaasError:
            counts = backend.templates("", safe=is_safe)
        return [(count.name, f"{count.name}  {count.memes:,}") for count in counts]

    def _languages(self) -> list[tuple[str, str]]:
        return [(code, code) for code in self.session.backend.languages()]

    @work(exclusive=True, group="ask")
    async def action_show_favourites(self) -> None:
        """Ask for one of the favourites and show it."""
        try:
            kept = await asyncio.to_thread(self.session.favourites.list)
        except MaasError as error:
            self.tell_error(error)
            return
        choices = [(str(place), _favourite_line(favourite.meme)) for place, favourite in enumerate(kept)]
        chosen = await self.app.push_screen_wait(
            ChoiceScreen("Favourites", choices, nothing="ctrl+s makes the selected meme one")
        )
        if chosen is not None:
            self.app.push_screen(MemeScreen(self.session, Hit(kept[int(chosen)].meme, 0.0, ()), None))

    @work(exclusive=True, group="ask")
    async def action_show_history(self) -> None:
        """Ask which of the earlier queries to search for again."""
        try:
            past = await asyncio.to_thread(self.session.history.list, HISTORY_SHOWN)
        except MaasError as error:
            self.tell_error(error)
            return
        choices = [(entry.query, entry.query) for entry in past]
        chosen = await self.app.push_screen_wait(
            ChoiceScreen("Search again", choices, nothing="what you open is remembered here")
        )
        if chosen is not None:
            self.query_one(SearchBox).text = chosen


def _favourite_line(meme: Meme) -> str:
    return f"{meme.text or '(no caption)'}  ·  {meme.name}" if meme.name else meme.text


def with_filter(query: str, field: str, value: str) -> str:
    """Return a query with one filter of a field, in place of those it had."""
    quoted = f'"{unquoted(value)}"' if re.search(r"[^\w-]", value) else value
    return " ".join(filter(None, (without_filter(query, field), f"{field}:{quoted}"))) + " "


def filters_in(query: str) -> list[tuple[str, str]]:
    """Return the filters in a query, in order of their fields: each field's name, and the whole as it stands there."""
    return [(field, found.group().strip()) for field in FIELDS for found in re.finditer(_FILTER % field, query)]


def without_filter(query: str, field: str) -> str:
    """Return a query without the filters of a field."""
    return re.sub(_FILTER % field, "", query).strip()
