"""Users' statistics as text: one user at a glance, or all in a table. Fits 80 columns."""

from typing import TYPE_CHECKING, Final

from rich.bar import Bar
from rich.console import Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from maas_cli.cli.charts import sparkline
from maas_cli.cli.counting import counted
from maas_cli.cli.tables import BOLD, CHART, DIM, GAP, plain_table, safe_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.console import RenderableType

    from maas_cli.models.users import User, UserStats

_BAR_WIDTH: Final = 30
_TABLE_DAYS: Final = 14
_INDENT: Final = (0, 0, 0, 2)
_FEW_DAYS: Final = 9.95
"""Below, a number of days has a decimal; it rounds to 10 from here."""


def user_view(stats: "UserStats") -> Group:
    """Return one user: what is left, calls by endpoint with bars, calls a day as a sparkline."""
    user = stats.user
    return Group(
        _name(user),
        Text(f"{counted(user.balance, 'token')} left, {_days_left(stats)}"),
        Text(f"{counted(stats.today, 'call')} today, {stats.per_day:.1f} a day lately"),
        *_endpoints(user),
        *_days(stats),
    )


def bare_user_view(user: "User") -> Group:
    """Return one user of whose calls a day nothing is known: what is left, calls by endpoint with bars."""
    return Group(
        _name(user),
        Text(f"{counted(user.balance, 'token')} left"),
        Text("calls a day are not known"),
        *_endpoints(user),
    )


def _name(user: "User") -> Text:
    name = safe_text(user.name)
    name.stylize(BOLD)
    return name.append(f"  user {user.uid}{', disabled' if user.disabled else ''}", DIM)


def _days_left(stats: "UserStats") -> str:
    if stats.days_left is None:
        return "no calls lately"
    return f"enough for {format_days(stats.days_left)} days at this rate"


def format_days(days: float) -> str:
    """Return a number of days: one decimal below 10, whole above."""
    return f"{days:.1f}" if days < _FEW_DAYS else f"{days:,.0f}"


def _endpoints(user: "User") -> "Iterator[RenderableType]":
    """Yield a title and a bar for each endpoint, the most called first."""
    calls = sorted(user.hits.items(), key=lambda item: (-item[1], item[0]))
    if not calls:
        return
    yield Text("\ncalls by endpoint", BOLD)
    grid = Table.grid(padding=(0, GAP, 0, 0))
    grid.add_column(overflow="fold")
    grid.add_column(justify="right")
    most = calls[0][1]
    for endpoint, count in calls:
        length = max(count, most / (_BAR_WIDTH * 8))  # few calls are still drawn, as an eighth of a column
        grid.add_row(safe_text(endpoint), f"{count:,}", Bar(most, 0, length, width=_BAR_WIDTH, color=CHART))
    yield Padding(grid, _INDENT)


def _days(stats: "UserStats") -> "Iterator[RenderableType]":
    if not any(entry.calls for entry in stats.daily):
        return
    most = max(stats.daily, key=lambda entry: entry.calls)
    yield Text(f"\ncalls a day, at most {most.calls:,} on {most.day}", BOLD)
    yield Padding(Text(sparkline([entry.calls for entry in stats.daily]), CHART), _INDENT)
    first, last = stats.daily[0].day, stats.daily[-1].day
    yield Padding(Text(f"{len(stats.daily)} days, {first} to {last}, UTC", DIM), _INDENT)


def users_table(all_stats: "Iterable[UserStats]") -> Table:
    """Return all users in a table, with their calls of the last days as sparklines."""
    columns = ("id", "name", "balance", "calls", "today", "a day", "days left", f"last {_TABLE_DAYS} days")
    return plain_table(columns, list(map(_table_row, all_stats)), numbers=set(columns[2:-1]) | {"id"})


def _table_row(stats: "UserStats") -> tuple[str, ...]:
    user = stats.user
    return (
        str(user.uid),
        f"{user.name} (disabled)" if user.disabled else user.name,
        f"{user.balance:,}",
        f"{sum(user.hits.values()):,}",
        f"{stats.today:,}",
        f"{stats.per_day:.1f}",
        "" if stats.days_left is None else format_days(stats.days_left),
        sparkline([entry.calls for entry in stats.daily[-_TABLE_DAYS:]]),
    )
