"""Live statistics on a screen of their own: calls a second, by endpoint, by user and by day."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Grid
from textual.widgets import Static

from maas_cli.models.users import UserStats
from maas_cli.tui.actions import ACTIONS, bindings_of, words_of
from maas_cli.tui.screens.exporting import LookExporting
from maas_cli.tui.widgets.account_panel import AccountPanel
from maas_cli.tui.widgets.bars import Bars
from maas_cli.tui.widgets.frames import set_title
from maas_cli.tui.widgets.header_line import HeaderLine
from maas_cli.tui.widgets.lost_line import LostLine

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from maas_cli.tui.backends import Statistics


class StatisticsScreen(LookExporting):
    """Everything about calls and balances, as it moves."""

    BINDINGS: ClassVar[list[BindingType]] = [("escape,q", "close", "back"), *bindings_of([ACTIONS["export"]])]

    shows_statistics = True

    def __init__(self, keys: Mapping[str, str]) -> None:
        """``keys`` are the keys that were remapped, by the action's name."""
        super().__init__()
        self._keys = keys

    def compose(self) -> ComposeResult:
        """Make the panels."""
        yield HeaderLine()
        yield LostLine()
        with Grid(id="statistics"):
            for widget, name, title in (
                (AccountPanel(classes="panel"), "account", "You"),
                (Bars(classes="panel"), "endpoints", "Calls by endpoint"),
                (Bars(classes="panel"), "users", "Calls by user"),
                (Bars(classes="panel"), "balances", "Tokens left"),
                (Bars(classes="panel"), "days", "Calls by day (UTC)"),
            ):
                widget.id = name
                widget.border_title = title
                yield widget
        others = words_of(("show_help", "show_map", "export"), self._keys)
        yield Static(f"Esc back   {others}", classes="keys", markup=False)

    def on_mount(self) -> None:
        """Show what is known already."""
        self.query_one(HeaderLine).catalog = "statistics"
        self.app.show_statistics(self)  # type: ignore[attr-defined]  # the browser's own application

    def show_statistics(self, statistics: Statistics, rates: tuple[float, ...], time: str) -> None:
        """Take the statistics of this moment."""
        user = statistics.user
        self.query_one(HeaderLine).time = time
        self.query_one(HeaderLine).account = "all users" if user is None else f"{user.name} · {user.balance:,} tokens"
        account = self.query_one("#account", AccountPanel)
        set_title(account, "Everyone" if user is None else user.name)
        account.statistics, account.rates = statistics, rates
        self._bars("endpoints", list(statistics.hits_by_endpoint().items()))
        users = sorted(statistics.users, key=lambda one: -sum(one.hits.values()))
        self._bars("users", [(one.name, sum(one.hits.values())) for one in users])
        self._bars("balances", [(one.name, one.balance) for one in users])
        mine = statistics.mine
        days = mine.daily if isinstance(mine, UserStats) else ()
        self._bars("days", [(day.day.isoformat(), day.calls) for day in reversed(days)])

    def _bars(self, name: str, rows: list[tuple[str, int]]) -> None:
        bars = self.query_one(f"#{name}", Bars)
        bars.rows = tuple(rows)
        bars.display = bool(rows)

    def show_lost(self, reason: str) -> None:
        """Say that what is shown is old, and why."""
        self.query_one(LostLine).reason = reason

    def action_close(self) -> None:
        """Go back to the list."""
        self.app.pop_screen()
