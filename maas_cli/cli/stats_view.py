"""Users' statistics as text: one user at a glance, or all in a table. Fits 80 columns."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from maas_cli.cli.charts import bar, sparkline
from maas_cli.cli.layout import BOLD, CHART, DIM, styled, width
from maas_cli.cli.tables import plain_table
from maas_cli.cli.terminal_text import one_line

if TYPE_CHECKING:
    from maas_cli.models.users import UserStats

_BAR_WIDTH: Final = 30
_TABLE_DAYS: Final = 14
_FEW_DAYS: Final = 9.95
"""Below, a number of days has a decimal; it rounds to 10 from here."""


def user_view(stats: "UserStats") -> str:
    """Return one user: what is left, calls by endpoint with bars, calls a day as a sparkline."""
    user = stats.user
    state = f"user {user.uid}{', disabled' if user.disabled else ''}"
    lines = [
        f"{styled(one_line(user.name), BOLD)}  {styled(state, DIM)}",
        f"{_counted(user.balance, 'token')} left, {_days_left(stats)}",
        f"{_counted(stats.today, 'call')} today, {stats.per_day:.1f} a day lately",
        *_endpoints(stats),
        *_days(stats),
    ]
    return "".join(f"{line}\n" for line in lines)


def _counted(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def _days_left(stats: "UserStats") -> str:
    if stats.days_left is None:
        return "no calls lately"
    return f"enough for {format_days(stats.days_left)} days at this rate"


def format_days(days: float) -> str:
    """Return a number of days: one decimal below 10, whole above."""
    return f"{days:.1f}" if days < _FEW_DAYS else f"{days:,.0f}"


def _endpoints(stats: "UserStats") -> Iterator[str]:
    """Yield a bar for each endpoint, the most called first."""
    calls = sorted(stats.user.hits.items(), key=lambda item: (-item[1], item[0]))
    if not calls:
        return
    names = {endpoint: one_line(endpoint) for endpoint, _ in calls}
    widest = max(map(width, names.values()))
    figures = max(len(f"{count:,}") for _, count in calls)
    yield styled("\ncalls by endpoint", BOLD)
    for endpoint, count in calls:
        name = names[endpoint] + " " * (widest - width(names[endpoint]))
        yield f"  {name}  {count:>{figures},}  {styled(bar(count, calls[0][1], _BAR_WIDTH), CHART)}"


def _days(stats: "UserStats") -> Iterator[str]:
    if not any(entry.calls for entry in stats.daily):
        return
    most = max(stats.daily, key=lambda entry: entry.calls)
    yield styled(f"\ncalls a day, at most {most.calls:,} on {most.day}", BOLD)
    yield f"  {styled(sparkline([entry.calls for entry in stats.daily]), CHART)}"
    yield styled(f"  {len(stats.daily)} days, {stats.daily[0].day} to {stats.daily[-1].day}, UTC", DIM)


def users_table(all_stats: "Iterable[UserStats]", fit: int) -> str:
    """Return all users in a table ``fit`` columns wide, with their calls of the last days as sparklines."""
    columns = ("id", "name", "balance", "calls", "today", "a day", "days left", f"last {_TABLE_DAYS} days")
    return plain_table(columns, list(map(_table_row, all_stats)), fit, numbers=set(columns[2:-1]) | {"id"})


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
