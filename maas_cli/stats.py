"""What a user's calls of the last days add up to. Pure: knows no clock, no environment and no storage."""

from collections.abc import Mapping
from datetime import date, timedelta

from maas_cli.errors import InvalidInputError
from maas_cli.models.users import DailyCalls, User, UserStats

RATE_DAYS = 7
"""The current rate looks back this many days at most, today included."""


def user_stats(user: User, daily: Mapping[date, int], today: date, days: int = 30) -> UserStats:
    """Return a user's account at a glance.

    ``daily`` has the calls of days in any order, those without may be absent; days after ``today`` do not count.
    ``days`` is how many days the result lists, today included, 1 and up.

    The rate is calls / days over the last ``RATE_DAYS`` days, today included, or since the day of the first call known
    where that is later; ``days_left`` is balance / rate.

    Raises:
        InvalidInputError: ``days`` is below 1.
    """
    if days < 1:
        raise InvalidInputError(f"days must be 1 and up, not {days}")
    per_day = _rate(daily, today)
    return UserStats(
        user=user,
        daily=tuple(DailyCalls(day, daily.get(day, 0)) for day in _last_days(today, days)),
        today=daily.get(today, 0),
        per_day=per_day,
        days_left=user.balance / per_day if per_day else None,
    )


def _rate(daily: Mapping[date, int], today: date) -> float:
    first = min((day for day, calls in daily.items() if calls and day <= today), default=today)
    span = min(RATE_DAYS, (today - first).days + 1)
    return sum(daily.get(day, 0) for day in _last_days(today, span)) / span


def _last_days(today: date, days: int) -> list[date]:
    """Return the days up to today, oldest first."""
    return [today - timedelta(days=ago) for ago in reversed(range(days))]
