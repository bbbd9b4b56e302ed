"""What workers charged and have not settled yet, so that reading is exact at every moment on this machine."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from maas_cli.accounts.leases.journal_files import journals_in, opened, read
from maas_cli.accounts.leases.journal_format import JournalError, Recorded
from maas_cli.accounts.leases.protocol import Slot
from maas_cli.errors import StorageError
from maas_cli.models.users import User

if TYPE_CHECKING:
    from sqlite3 import Connection


class LiveLease(NamedTuple):
    """A user's lease as a journal has it."""

    incarnation: int
    lease: Recorded


Usage = Mapping[int, list[LiveLease]]
"""Living leases by user id."""


def live_usage(journal_dir: Path) -> Usage:
    """Return what the journals say, of living workers and of dead ones that wait to be settled.

    Take it before the database is read: what is settled in between is then known to both, and counted once. Journals
    that cannot be read are passed over; settling them tells.

    Raises:
        StorageError: the folder cannot be read.
    """
    usage: dict[int, list[LiveLease]] = {}
    try:
        for path in journals_in(journal_dir):
            for live in _leases(path):
                usage.setdefault(live.lease.uid, []).append(live)
    except OSError as error:
        raise StorageError(f"cannot read the journals in {journal_dir}: {error.strerror}") from error
    return usage


def _leases(path: Path) -> list[LiveLease]:
    with opened(path) as descriptor:
        if descriptor is None:
            return []
        try:
            content = read(descriptor)
        except JournalError:
            return []
    return [LiveLease(content.incarnation, lease) for lease in content.leases.values()]


def exact_user(connection: "Connection", user: User, usage: Usage) -> User:
    """Return a user with what is not settled counted and charged; a balance does not go below 0."""
    calls = unsettled(connection, user.uid, usage)
    cost = sum(count * slot.cost for slot, count in calls.items())
    hits = dict(user.hits)
    for slot, count in calls.items():
        hits[slot.endpoint] = hits.get(slot.endpoint, 0) + count
    return replace(user, balance=max(0, user.balance - cost), hits=dict(sorted(hits.items())))


def exact_days(days: Mapping[date, int], calls: Mapping[Slot, int], today: date) -> dict[date, int]:
    """Return calls by day with those that are not settled counted today, as settling will."""
    new = sum(calls.values())
    return {**days, today: days.get(today, 0) + new} if new else dict(days)


def unsettled(connection: "Connection", uid: int, usage: Usage) -> dict[Slot, int]:
    """Return a user's calls that the database does not know yet."""
    new: dict[Slot, int] = {}
    for incarnation, lease in usage.get(uid, ()):
        known = _recorded(connection, incarnation, lease)
        for slot, calls in lease.calls.items():
            if known is not None and calls > known.get(slot, 0):
                new[slot] = new.get(slot, 0) + calls - known.get(slot, 0)
    return new


def _recorded(connection: "Connection", incarnation: int, lease: Recorded) -> dict[Slot, int] | None:
    """Return the calls of a lease that the database knows, None if it takes no more of this lease."""
    row = connection.execute(
        "SELECT coalesce(born, 0), forgotten FROM users LEFT JOIN leases "
        "ON leases.uid = users.uid AND incarnation = ? WHERE users.uid = ?",
        (incarnation, lease.uid),
    ).fetchone()
    born, forgotten = row
    if lease.born < born or (not born and lease.born <= forgotten):
        return None
    if lease.born > born:
        return {}
    calls = connection.execute(
        "SELECT endpoint, cost, calls FROM lease_calls WHERE uid = ? AND incarnation = ?", (lease.uid, incarnation)
    )
    return {Slot(endpoint, cost): count for endpoint, cost, count in calls}
