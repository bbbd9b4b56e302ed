"""The help: the keys as they are now, and how queries are written."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.table import Table
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from maas_cli.tui.actions import ACTIONS, key_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.app import ComposeResult
    from textual.binding import BindingType

_MOVING = (("↑ ↓", "Move the selection while typing"), ("PgUp PgDn", "Move it by a screen"),
           ("^home ^end", "To the first or the last hit"))  # fmt: skip
_QUERIES = (
    ("grumpy cat", "both words, whole or as beginnings; typos and parts of words follow"),
    ('"good morning"', "these words side by side"),
    ("cat -dog", "no meme with dog"),
    ("template:philosoraptor", "only this template; in quotes if it has several words"),
    ("lang:pt", "only captions in Portuguese"),
)


class HelpScreen(ModalScreen[None]):
    """Lists the keys in force and the query language. Any of the usual keys closes it."""

    BINDINGS: ClassVar[list[BindingType]] = [("escape,q,enter,f1", "dismiss(None)", "close")]

    def __init__(self, keys: Mapping[str, str]) -> None:
        """``keys`` are the keys that were remapped, by the action's name."""
        super().__init__()
        self._keys = keys

    def compose(self) -> ComposeResult:
        """Make the window."""
        with VerticalScroll(classes="window -wide") as window:
            window.border_title = "Help"
            window.border_subtitle = "Esc closes"
            yield Static("Keys", classes="heading")
            yield Static(self._key_table())
            yield Static("Queries", classes="heading")
            yield Static(_table(_QUERIES))

    def on_mount(self) -> None:
        """Let the arrow keys scroll."""
        self.query_one(VerticalScroll).focus()

    def _key_table(self) -> Table:
        mine = [(key_of(name, self._keys), action.meaning) for name, action in ACTIONS.items()]
        return _table((*mine, ("^p", "All of this by name"), *_MOVING))


def _table(rows: tuple[tuple[str, str], ...]) -> Table:
    table = Table.grid(padding=(0, 3))
    table.add_column(style="bold", no_wrap=True)
    table.add_column()
    for row in rows:
        table.add_row(*row)
    return table
