"""The panels under the list: the account, calls by endpoint or users, and the map; one line where there is no room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text
from textual.containers import Horizontal
from textual.widgets import Static

from maas_cli.tui.widgets.account_panel import AccountPanel, account_text
from maas_cli.tui.widgets.bars import Bars
from maas_cli.tui.widgets.frames import set_title
from maas_cli.tui.widgets.world_map import WorldMap

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from maas_cli.models.users import User
    from maas_cli.tui.backends import Statistics
    from maas_cli.tui.widgets.world_map import Marks


class PanelRow(Horizontal):
    """Shows statistics and where the hits are. Only what changed is drawn anew."""

    DEFAULT_CSS = """
    PanelRow { height: 8; }
    PanelRow AccountPanel, PanelRow Bars, PanelRow WorldMap { width: 1fr; height: 100%; }
    PanelRow .account-line { display: none; width: 1fr; height: 1; padding: 0 1; color: $text-muted; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._account_line = Text()

    def compose(self) -> ComposeResult:
        """Make the panels, and the one line that stands for them where there is little room."""
        account = AccountPanel(classes="panel")
        account.border_title = "You"
        bars = Bars(classes="panel")
        bars.border_title = "Calls by endpoint"
        where = WorldMap(classes="panel")
        where.border_title = "Map"
        yield from (account, bars, where)
        yield Static(classes="account-line", markup=False)

    def show(self, statistics: Statistics, rates: tuple[float, ...]) -> None:
        """Take the statistics of this moment, and calls in each of the last seconds."""
        account, bars = self.query_one(AccountPanel), self.query_one(Bars)
        set_title(account, "Everyone" if statistics.user is None else "You")
        account.statistics, account.rates = statistics, rates
        if statistics.user is None:
            set_title(bars, "Calls by user")
            bars.rows = tuple((user.name, sum(user.hits.values())) for user in _busiest_first(statistics))
        else:
            set_title(bars, "Calls by endpoint")
            bars.rows = tuple(statistics.hits_by_endpoint().items())
        text = account_text(statistics)
        if text != self._account_line:
            self._account_line = text
            self.query_one(".account-line", Static).update(text, layout=False)

    def mark(self, marks: Marks) -> None:
        """Take what is marked on the map."""
        self.query_one(WorldMap).marks = marks


def _busiest_first(statistics: Statistics) -> list[User]:
    return sorted(statistics.users, key=lambda user: -sum(user.hits.values()))
