"""The map on a screen of its own: where one is, where the hits are, where the selected meme is."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.widgets import Static

from maas_cli.terminal_text import one_line
from maas_cli.tui.actions import ACTIONS, bindings_of, words_of
from maas_cli.tui.screens.exporting import LookExporting
from maas_cli.tui.widgets.header_line import HeaderLine
from maas_cli.tui.widgets.result_line import distance_text
from maas_cli.tui.widgets.result_list import ResultList
from maas_cli.tui.widgets.world_map import WorldMap

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from maas_cli.tui.screens.browse import BrowseScreen


class WorldScreen(LookExporting):
    """The map of what the main screen found; up and down select other memes there."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape,q", "close", "back"), ("up", "move(-1)", "previous"), ("down", "move(1)", "next"),
        ("pageup", "move(-10)", "back"), ("pagedown", "move(10)", "on"), *bindings_of([ACTIONS["export"]]),
    ]  # fmt: skip

    def __init__(self, browse: BrowseScreen) -> None:
        super().__init__()
        self._browse = browse

    def compose(self) -> ComposeResult:
        """Make the map and the words under it."""
        yield HeaderLine()
        world = WorldMap(classes="panel")
        world.border_title = "Map"
        yield world
        yield Static(id="selected", markup=False)
        keys = self._browse.session.keys
        others = words_of(("show_help", "show_statistics", "export"), keys)
        yield Static(f"↑ ↓ other memes   Esc back   {others}", classes="keys", markup=False)

    def on_mount(self) -> None:
        """Mark what was found."""
        self.query_one(HeaderLine).catalog = f"hits for {self._browse.request.query.strip() or 'everything'}"
        self.watch(self._browse, "marks", self._mark)
        self._browse.locate()

    def action_move(self, rows: int) -> None:
        """Select another meme."""
        self._browse.action_move(rows)

    def action_close(self) -> None:
        """Go back to the list."""
        self.app.pop_screen()

    def _mark(self) -> None:
        marks = self._browse.marks
        world = self.query_one(WorldMap)
        world.marks = marks
        world.border_subtitle = f"{len(marks.hits):,} places"
        hit = self._browse.query_one(ResultList).selected
        where = (
            () if hit is None else (one_line(hit.meme.text), one_line(hit.meme.place), distance_text(hit.distance_km))
        )
        self.query_one("#selected", Static).update(" · ".join(filter(None, where)) or "no meme selected")
