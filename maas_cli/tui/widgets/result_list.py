"""The list of results: any number of rows, of which only pages near those in sight are held.

Scrolling, moving and refilling cost the same for ten hits and for a million, for only lines in sight are made. Rows
that are not at hand are asked for by :class:`ResultList.PageWanted` and shown as dots until they come.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import var
from textual.scroll_view import ScrollView
from textual.strip import Strip

from maas_cli.tui.widgets.result_line import LineStyles, columns_for, result_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events

    from maas_cli.models.search import Hit

_MOST_PAGES = 32
"""Pages held at most; those used longest ago go first."""


class ResultList(ScrollView, can_focus=False):
    """Rows of hits, one of them selected. The text cursor stays elsewhere: keys are the screen's to translate."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "result-list--row", "result-list--faint", "result-list--match", "result-list--selected",
    }  # fmt: skip
    DEFAULT_CSS = """
    ResultList { overflow-x: hidden; scrollbar-gutter: stable; scrollbar-size-vertical: 1; }
    ResultList > .result-list--row { color: $foreground; }
    ResultList > .result-list--faint { color: $text-muted; }
    ResultList > .result-list--match { color: $text-accent; text-style: bold underline; }
    ResultList > .result-list--selected { background: $primary-muted; color: $foreground; text-style: bold; }
    """

    cursor: var[int] = var(0, init=False)
    """The selected row, from 0; meaningless without rows."""

    @dataclass
    class PageWanted(Message):
        """A page of rows is in sight and not at hand; ``generation`` tells which fill it belongs to."""

        generation: int
        page: int

    @dataclass
    class Selected(Message):
        """Another hit is selected; None where there is none, or it is not at hand yet."""

        hit: Hit | None
        row: int

    @dataclass
    class Opened(Message):
        """The selected hit is asked for, by the mouse."""

        hit: Hit

    def __init__(self, page_size: int, *, id: str | None = None) -> None:  # noqa: A002  # Textual's name for it
        self._styles: dict[bool, LineStyles] = {}
        """How lines look that are selected and that are not; empty where it must be worked out."""
        super().__init__(id=id)
        self.rows = 0
        self.generation = 0
        self._page_size = page_size
        self._pages: dict[int, Sequence[Hit]] = {}
        self._wanted: set[int] = set()
        self._has_distances = False

    def show(self, rows: int, first: Sequence[Hit], *, has_distances: bool) -> None:
        """Fill the list anew: so many rows in all, of which the first page is at hand; the first is selected."""
        self.generation += 1
        self.rows = rows
        self._pages = {0: first}
        self._wanted.clear()
        self._has_distances = has_distances
        self._resize(rows)
        self.scroll_to(y=0, animate=False, force=True)
        self.set_reactive(ResultList.cursor, 0)
        self.refresh()
        self._tell_selected()

    def _resize(self, rows: int) -> None:
        """Take another number of rows; the screen is laid out anew only if the scrollbar comes or goes."""
        if self.show_vertical_scrollbar and rows > self.size.height:
            self.set_reactive(ResultList.virtual_size, Size(0, rows))
            self.vertical_scrollbar.window_virtual_size = rows
        else:
            self.virtual_size = Size(0, rows)

    def fill(self, generation: int, page: int, hits: Sequence[Hit]) -> None:
        """Take a page that was asked for; one of an earlier fill is left alone."""
        if generation != self.generation:
            return
        self._wanted.discard(page)
        self._pages[page] = hits
        while len(self._pages) > _MOST_PAGES:
            del self._pages[next(iter(self._pages))]
        self.refresh()
        if self.cursor // self._page_size == page:
            self._tell_selected()

    def lost(self, generation: int, page: int) -> None:
        """Note that a page could not be had, so that it is asked for again when it is next in sight."""
        if generation == self.generation:
            self._wanted.discard(page)

    @property
    def selected(self) -> Hit | None:
        """Return the selected hit; None where there is none, or it is not at hand yet."""
        return self.hit_at(self.cursor)

    def hit_at(self, row: int) -> Hit | None:
        """Return the hit of a row if it is at hand; else its page is asked for."""
        if not 0 <= row < self.rows:
            return None
        number, place = divmod(row, self._page_size)
        page = self._pages.get(number)
        if page is None:
            self._want(number)
            return None
        return page[place] if place < len(page) else None

    def hits_at_hand(self) -> list[Hit]:
        """Return the hits that are held, in the order of rows."""
        return [hit for number in sorted(self._pages) for hit in self._pages[number]]

    def move(self, rows: int) -> None:
        """Select another row, so many further down, and bring it in sight."""
        if self.rows:
            self.cursor = min(max(self.cursor + rows, 0), self.rows - 1)

    def move_pages(self, pages: int) -> None:
        """Select another row, so many screens further down."""
        self.move(pages * max(1, self.size.height - 1))

    def watch_cursor(self, old: int, new: int) -> None:
        """Bring the newly selected row in sight and tell of it."""
        self.scroll_to_region(Region(0, new, 1, 1), animate=False, force=True)
        for row in (old, new):
            self.refresh(Region(0, row - self.scroll_offset.y, self.size.width, 1))
        self._tell_selected()

    def on_resize(self) -> None:
        """Keep the selected row in sight."""
        self.scroll_to_region(Region(0, self.cursor, 1, 1), animate=False, force=True)

    def notify_style_update(self) -> None:
        """Work the styles of lines out anew: the theme or the colours of the terminal are others."""
        super().notify_style_update()
        self._styles.clear()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the lines in sight; what is the same for all of them is worked out first."""
        self._width = self.scrollable_content_region.width
        self._columns = columns_for(self._width, self.rows, has_distances=self._has_distances)
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """Return the line of the row that stands there now."""
        row = y + self.scroll_offset.y
        if row >= self.rows:
            return Strip.blank(self._width, self.rich_style)
        is_selected = row == self.cursor
        styles = self._styles_of(is_selected=is_selected)
        hit = self.hit_at(row)
        if hit is None:
            line = [Segment(f"  {row + 1:>{self._columns.rank},}  ·····", styles.faint)]
        else:
            line = result_line(hit, row + 1, self._columns, styles, is_selected=is_selected)
        return Strip(line).adjust_cell_length(self._width, styles.text)

    def on_click(self, event: events.Click) -> None:
        """Select the row under the pointer; twice opens it."""
        place = event.get_content_offset(self)
        if place is None:
            return
        row = place.y + self.scroll_offset.y
        if row >= self.rows:
            return
        self.cursor = row
        hit = self.selected
        if event.chain > 1 and hit is not None:
            self.post_message(self.Opened(hit))

    def _styles_of(self, *, is_selected: bool) -> LineStyles:
        styles = self._styles.get(is_selected)
        if styles is None:
            over = self.get_component_rich_style("result-list--selected", partial=True) if is_selected else None
            text, faint, match = (
                self.get_component_rich_style(f"result-list--{part}") + over for part in ("row", "faint", "match")
            )
            styles = self._styles[is_selected] = LineStyles(text, faint, text + match, faint + match)
        return styles

    def _want(self, page: int) -> None:
        if page not in self._wanted:
            self._wanted.add(page)
            self.call_later(self._ask_for, self.generation, page)

    def _ask_for(self, generation: int, page: int) -> None:
        """Ask in the list's own name: what is posted while the screen draws is the screen's and never arrives."""
        self.post_message(self.PageWanted(generation, page))

    def _tell_selected(self) -> None:
        self.post_message(self.Selected(self.selected, self.cursor))
