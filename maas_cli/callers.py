"""What follows from who calls: what they read, and what their account looks like."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from maas_cli.errors import BalanceExhaustedError, InvalidInputError

if TYPE_CHECKING:
    from datetime import datetime

    from maas_cli.accounts import Accounts
    from maas_cli.models.search import SearchRequest
    from maas_cli.models.users import User, UserStats

STATS_DAYS = 30
"""How many days of calls the statistics show."""


def with_languages(request: SearchRequest) -> SearchRequest:
    """Return a request that says where the caller is, but not what he reads, with the languages spoken there.

    Raises:
        StorageError: the tables of places that came with maas cannot be read.
    """
    if request.lat is None or request.lon is None or request.languages:
        return request
    from maas_cli.places.nearest import languages_near  # noqa: PLC0415  # most searches name no position

    return replace(request, languages=languages_near(request.lat, request.lon))


def find_user(accounts: Accounts, uid: int | None, token: str | None) -> User:
    """Return one user by id or by token.

    Raises:
        InvalidInputError: neither or both are given.
        NotFoundError: no user has this id.
        AuthenticationError: no user has this token, or the user is disabled.
        StorageError: the users cannot be read.
    """
    if uid is not None and token is None:
        return accounts.get(uid)
    if token is not None and uid is None:
        return accounts.authenticate(token)
    raise InvalidInputError("give either a user's id or a token")


def who_can_pay(accounts: Accounts, token: str, cost: int) -> User:
    """Return whose token this is if they can pay what a call costs.

    Raises:
        AuthenticationError: no user has this token, or the user is disabled.
        BalanceExhaustedError: the user has fewer tokens left.
        StorageError: the users cannot be read.
    """
    user = accounts.authenticate(token)
    if user.balance < cost:
        raise BalanceExhaustedError(
            f"user {user.uid} has no tokens left", hint=f"top up: maas users topup {user.uid} 100"
        )
    return user


def stats_of(accounts: Accounts, user: User, now: datetime) -> UserStats:
    """Return the statistics of a user; days are those of UTC, ``now`` is aware.

    Raises:
        NotFoundError: there is no such user any more.
        StorageError: the users cannot be read.
    """
    from maas_cli.stats import user_stats  # noqa: PLC0415  # a search counts nothing

    today = now.date()
    daily = accounts.daily_calls(user.uid, since=today - timedelta(days=STATS_DAYS - 1))
    return user_stats(user, daily, today, days=STATS_DAYS)
