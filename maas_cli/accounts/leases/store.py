"""The ledger's half of the rule on the users database. All run inside a writing transaction of the caller's.

What the rule needs of a user is read, the rule is applied, and what it changed is written: there is one rule, not two.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from maas_cli.accounts import rows
from maas_cli.accounts.leases.protocol import (
    FORGET_AFTER_MS,
    RECALL_MS,
    Account,
    Lease,
    Message,
    Reply,
    Slot,
    Told,
    sync,
)

if TYPE_CHECKING:
    from sqlite3 import Connection


def milliseconds(moment: datetime) -> int:
    """Return an aware time in whole milliseconds since 1970 in UTC, as leases count time."""
    return int(moment.timestamp() * 1000)


def sync_all(connection: "Connection", messages: Iterable[Message], now: datetime) -> list[Reply]:
    """Apply messages in order, and return their answers; of a user who does not exist, nothing is taken."""
    return [_sync(connection, message, now) for message in messages]


def recall(connection: "Connection", uid: int, now: datetime) -> None:
    """Ask all workers to give back what they hold of a user's tokens and do not use."""
    at = milliseconds(now)
    connection.execute("DELETE FROM recalls WHERE abs(? - at) > ?", (at, RECALL_MS))
    connection.execute("INSERT OR REPLACE INTO recalls (uid, at) VALUES (?, ?)", (uid, at))


def recalled(connection: "Connection", now: datetime) -> set[int]:
    """Return the users whose tokens are asked back at present."""
    at = milliseconds(now)
    rows = connection.execute("SELECT uid FROM recalls WHERE at > ? AND at <= ?", (at - RECALL_MS, at))
    return {uid for (uid,) in rows}


def peek(connection: "Connection", uid: int, incarnation: int) -> tuple[int, int]:
    """Return how many of a user's tokens no lease holds, and how many the leases of other processes hold."""
    row = connection.execute(
        "SELECT balance - leased, leased - coalesce("
        "(SELECT granted - used FROM leases WHERE uid = :uid AND incarnation = :incarnation), 0) "
        "FROM users WHERE uid = :uid",
        {"uid": uid, "incarnation": incarnation},
    ).fetchone()
    return (0, 0) if row is None else (row[0], row[1])


def told(connection: "Connection", uid: int, incarnations: Sequence[int]) -> dict[int, Told]:
    """Return what is known of a user's leases of some processes."""
    known = dict.fromkeys(incarnations, Told())
    if known:
        marks = ", ".join("?" * len(known))
        rows = connection.execute(
            f"SELECT incarnation, born, used FROM leases WHERE uid = ? AND incarnation IN ({marks})",  # noqa: S608  # marks
            (uid, *known),
        )
        known |= {incarnation: Told(born, used) for incarnation, born, used in rows}
    return known


def _sync(connection: "Connection", message: Message, now: datetime) -> Reply:
    at = milliseconds(now)
    account = _load(connection, message, at)
    if account is None:
        return Reply(message.seq, "unknown")
    known = {incarnation: (lease.born, lease.granted) for incarnation, lease in account.leases.items()}
    recalled_before = account.recalled
    reply = sync(account, message, at)
    _save_leases(connection, message, account, known)
    connection.execute(
        "UPDATE users SET balance = ?, spent = ?, oversold = ?, leased = ?, forgotten = ? WHERE uid = ?",
        (account.balance, account.spent, account.oversold, account.held, account.forgotten, message.uid),
    )
    if account.recalled != recalled_before:
        recall(connection, message.uid, now)
    _save_calls(connection, message, reply, now)
    return reply


def _load(connection: "Connection", message: Message, at: int) -> Account | None:
    """Return a user's money with the leases that matter: one's own, those that hold something, those to forget."""
    uid = message.uid
    row = connection.execute(
        "SELECT balance, spent, oversold, (SELECT at FROM recalls WHERE recalls.uid = users.uid), forgotten "
        "FROM users WHERE uid = ?",
        (uid,),
    ).fetchone()
    if row is None:
        return None
    leases = connection.execute(
        "SELECT incarnation, born, seq, granted, used, deadline FROM leases "
        "WHERE uid = ? AND (granted > used OR incarnation = ? OR deadline < ?)",
        (uid, message.incarnation, at - FORGET_AFTER_MS),
    )
    account = Account(*row)
    account.leases = {incarnation: Lease(*values) for incarnation, *values in leases}
    if message.incarnation in account.leases:
        calls = connection.execute(
            "SELECT endpoint, cost, calls FROM lease_calls WHERE uid = ? AND incarnation = ?",
            (uid, message.incarnation),
        )
        account.leases[message.incarnation].calls = {Slot(endpoint, cost): count for endpoint, cost, count in calls}
    return account


def _save_leases(
    connection: "Connection", message: Message, account: Account, known: dict[int, tuple[int, int]]
) -> None:
    """Write what the rule changed; ``known`` is when each lease was born and what it was granted before."""
    uid, own = message.uid, account.leases.get(message.incarnation)
    for incarnation, (born, granted) in known.items():
        lease = account.leases.get(incarnation)
        if lease is None or lease.born != born:
            connection.execute("DELETE FROM lease_calls WHERE uid = ? AND incarnation = ?", (uid, incarnation))
        if lease is None:
            connection.execute("DELETE FROM leases WHERE uid = ? AND incarnation = ?", (uid, incarnation))
        elif lease is not own and lease.granted != granted:
            connection.execute("UPDATE leases SET granted = used WHERE uid = ? AND incarnation = ?", (uid, incarnation))
    if own is not None:
        connection.execute(
            "INSERT OR REPLACE INTO leases (uid, incarnation, born, seq, granted, used, deadline) "
            "VALUES (?, ?, ?, ?, ?, ?, ?)",
            (uid, message.incarnation, own.born, own.seq, own.granted, own.used, own.deadline),
        )


def _save_calls(connection: "Connection", message: Message, reply: Reply, now: datetime) -> None:
    for slot, new in reply.counted.items():
        rows.count_calls(connection, message.uid, slot.endpoint, now.astimezone(UTC).date(), new)
        connection.execute(
            "INSERT OR REPLACE INTO lease_calls (uid, incarnation, endpoint, cost, calls) VALUES (?, ?, ?, ?, ?)",
            (message.uid, message.incarnation, *slot, reply.recorded[slot]),
        )
