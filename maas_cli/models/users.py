"""Clients of maas and their accounts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class User:
    """A client of maas. ``balance`` is tokens left to spend, 0 and up; ``hits`` counts calls by endpoint."""

    uid: int
    name: str
    balance: int
    disabled: bool = False
    hits: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class IssuedToken:
    """A user with a token just issued. The token is stored nowhere: show it once."""

    user: User
    token: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class DailyCalls:
    """Calls on one UTC day."""

    day: date
    calls: int


@dataclass(frozen=True, slots=True)
class UserStats:
    """A user's account at a glance.

    ``daily`` has one entry a day, oldest first, days without calls included, the last one being today. ``per_day``
    is the mean number of calls a day at the current rate; ``days_left`` is how long the balance lasts at that rate,
    None when nothing was called lately.
    """

    user: User
    daily: tuple[DailyCalls, ...]
    today: int
    per_day: float
    days_left: float | None


@dataclass(frozen=True, slots=True)
class SyncReport:
    """What reading the users file again changed, by user id in ascending order.

    ``added`` are new users; ``granted`` maps users to the tokens added (or, below 0, taken) because their count was
    edited; ``renamed`` and ``rotated`` have a new name or token; ``kept`` are users no longer in the file, left as
    they are; ``not_applied`` says in one line why something that stands in the file was left alone.
    """

    added: tuple[int, ...] = ()
    granted: Mapping[int, int] = field(default_factory=dict)
    renamed: tuple[int, ...] = ()
    rotated: tuple[int, ...] = ()
    kept: tuple[int, ...] = ()
    not_applied: Mapping[int, str] = field(default_factory=dict)
