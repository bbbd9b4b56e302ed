"""The panel of whoever searches: calls a second as a line, and the balance in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text
from textual.containers import Vertical
from textual.reactive import var
from textual.widgets import Static

from maas_cli.models.users import User, UserStats
from maas_cli.tui.widgets.sparkline import RateLine

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from maas_cli.tui.backends import Statistics

_LONG = 10_000
"""Days left that are as good as for ever."""


class AccountPanel(Vertical):
    """Calls a second over the last seconds above the balance, today's calls and the days left."""

    DEFAULT_CSS = """
    AccountPanel RateLine { height: 1fr; }
    AccountPanel Static { height: auto; }
    """

    statistics: var[Statistics | None] = var(None, init=False)
    rates: var[tuple[float, ...]] = var((), init=False)

    def compose(self) -> ComposeResult:
        """Make the line and the words."""
        yield RateLine()
        yield Static(markup=False)

    def watch_statistics(self) -> None:
        """Say how things stand."""
        self.query_one(Static).update("" if self.statistics is None else account_text(self.statistics))

    def watch_rates(self) -> None:
        """Draw the line on."""
        self.query_one(RateLine).rates = self.rates


def account_text(statistics: Statistics) -> Text:
    """Return the account in one line: what is left, today's calls, how long the balance lasts."""
    mine = statistics.mine
    if mine is None:
        users = statistics.users
        left, calls = sum(user.balance for user in users), sum(sum(user.hits.values()) for user in users)
        return Text(f"{_counted(len(users), 'user')} · {left:,} tokens left · {_counted(calls, 'call')}")
    if isinstance(mine, User):
        return Text(f"{mine.balance:,} left · {_counted(sum(mine.hits.values()), 'call')}")
    return Text(" · ".join([f"{mine.user.balance:,} left", f"{mine.today:,} today", *_days_left(mine)]))


def _days_left(stats: UserStats) -> list[str]:
    if stats.days_left is None or stats.days_left > _LONG:
        return []
    return [f"lasts {_counted(int(stats.days_left), 'day')}"] if stats.days_left >= 1 else ["lasts under a day"]


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
