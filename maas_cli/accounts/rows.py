"""The statements that read and change users. All run inside a transaction of the caller's."""

from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Literal

from maas_cli.accounts import snapshots, tokens
from maas_cli.accounts.checks import MAX_COUNT
from maas_cli.errors import AuthenticationError, BalanceExhaustedError, InvalidInputError, NotFoundError
from maas_cli.models.users import User

if TYPE_CHECKING:
    from sqlite3 import Connection

    from maas_cli.accounts.user_entry import UserEntry

Reason = Literal["file", "add", "topup", "sync"]
"""Why tokens were granted: found in the users file, or by which command."""


def get_user(connection: "Connection", uid: int) -> User:
    """Return a user with their hits.

    Raises:
        NotFoundError: no user has this id.
    """
    found = _users(connection, "WHERE uid = ?", uid) if 0 < uid <= MAX_COUNT else ()
    if not found:
        raise NotFoundError(f"there is no user {uid}", hint="list them: maas users list")
    return found[0]


def list_users(connection: "Connection") -> tuple[User, ...]:
    """Return all users with their hits, by id."""
    return _users(connection, "")


def _users(connection: "Connection", where: str, *values: int) -> tuple[User, ...]:
    calls = connection.execute(
        f"SELECT uid, endpoint, calls FROM hits {where} ORDER BY uid, endpoint",  # noqa: S608  # both are constants
        values,
    )
    hits = {uid: {endpoint: count for _, endpoint, count in rows} for uid, rows in groupby(calls, itemgetter(0))}
    users = connection.execute(
        f"SELECT uid, name, balance, disabled FROM users {where} ORDER BY uid",  # noqa: S608  # both are constants
        values,
    )
    return tuple(User(uid, name, balance, bool(off), hits.get(uid, {})) for uid, name, balance, off in users)


def digest_of(connection: "Connection", uid: int) -> bytes:
    """Return the digest of the living token of a user, who must exist."""
    (token_digest,) = connection.execute("SELECT token_digest FROM users WHERE uid = ?", (uid,)).fetchone()
    return bytes(token_digest)


def find_by_digest(connection: "Connection", token_digest: bytes) -> tuple[int, bytes] | None:
    """Return the id of the user with a living token, and its digest as stored; None if there is none."""
    row = connection.execute("SELECT uid, token_digest FROM users WHERE token_digest = ?", (token_digest,)).fetchone()
    return None if row is None else (row[0], row[1])


def user_with(connection: "Connection", token_digest: bytes) -> User:
    """Return the user whose living token has a digest.

    Raises:
        AuthenticationError: there is none, or the user is disabled; only who has the right token is told the latter.
    """
    found = find_by_digest(connection, token_digest)
    if found is None or not tokens.same_digest(found[1], token_digest):
        raise AuthenticationError("no user has this token", hint="a lost token is replaced by: maas users rotate ID")
    user = get_user(connection, found[0])
    check_enabled(user)
    return user


def find_owner(connection: "Connection", token_digest: bytes) -> int | None:
    """Return the id of the user whose token this is or ever was, None if it is new."""
    row = connection.execute(
        "SELECT uid FROM users WHERE token_digest = :digest "
        "UNION ALL SELECT uid FROM revoked_tokens WHERE token_digest = :digest",
        {"digest": token_digest},
    ).fetchone()
    return None if row is None else int(row[0])


def insert_user(connection: "Connection", entry: "UserEntry", reason: Reason, at: str) -> None:
    """Add a user whose id and token are new, with their balance as a first grant and their hits as past calls."""
    connection.execute(
        "INSERT INTO users "
        "(uid, name, token_digest, disabled, balance, granted, file_snapshot, file_hits, file_settled) "
        "VALUES (?, ?, ?, ?, 0, 0, ?, ?, ?)",
        (
            entry.uid,
            entry.name,
            entry.token_digest,
            entry.disabled,
            *snapshots.remember(connection, entry, entry.balance),
        ),
    )
    grant(connection, entry.uid, entry.balance, reason, at)
    merge_hits(connection, entry)


def grant(connection: "Connection", uid: int, amount: int, reason: Reason, at: str) -> None:
    """Add tokens to a balance, or take some where ``amount`` is below 0, but never more than there are.

    Raises:
        InvalidInputError: the user would have been granted more than a database can count.
    """
    (granted,) = connection.execute("SELECT granted FROM users WHERE uid = ?", (uid,)).fetchone()
    if granted + amount > MAX_COUNT:
        raise InvalidInputError(
            f"user {uid} was granted {granted} tokens so far; {amount} more would be beyond {MAX_COUNT}"
        )
    values = {"uid": uid, "amount": amount, "reason": reason, "at": at}
    connection.execute(
        "UPDATE users SET balance = balance + :amount, granted = granted + :amount WHERE uid = :uid", values
    )
    connection.execute("INSERT INTO grants (uid, at, amount, reason) VALUES (:uid, :at, :amount, :reason)", values)


def charge(connection: "Connection", uid: int, cost: int) -> int | None:
    """Take the cost of a call from a balance, and return the balance left.

    None, and nothing taken, where the balance covers the cost but not without what leases hold of it.

    Raises:
        NotFoundError: no user has this id.
        AuthenticationError: the user is disabled.
        BalanceExhaustedError: the balance is less than the cost.
    """
    paid = connection.execute(
        "UPDATE users SET balance = balance - :cost, spent = spent + :cost "
        "WHERE uid = :uid AND balance - leased >= :cost AND NOT disabled RETURNING balance",
        {"uid": uid, "cost": cost},
    ).fetchall()
    if paid:
        return int(paid[0][0])
    user = get_user(connection, uid)
    check_enabled(user)
    if user.balance >= cost:
        return None
    raise exhausted(uid, user.balance, cost)


def exhausted(uid: int, balance: int, cost: int) -> BalanceExhaustedError:
    """Return the error for a call that costs more than is left."""
    return BalanceExhaustedError(
        f"user {uid} has {balance} tokens left; the call costs {cost}",
        hint=f"top up: maas users topup {uid} 100",
    )


def leased(connection: "Connection", uid: int) -> int:
    """Return how many tokens of the balance of a user, who must exist, leases hold."""
    (held,) = connection.execute("SELECT leased FROM users WHERE uid = ?", (uid,)).fetchone()
    return int(held)


def check_enabled(user: User) -> None:
    """Refuse a user who is disabled.

    Raises:
        AuthenticationError: the user is.
    """
    if user.disabled:
        raise AuthenticationError(f"user {user.uid} is disabled", hint=f"enable: maas users enable {user.uid}")


def count_calls(connection: "Connection", uid: int, endpoint: str, day: date, calls: int = 1) -> None:
    """Count calls under their endpoint and their day; the greatest count stays where it is."""
    values = {"uid": uid, "endpoint": endpoint, "day": day.isoformat(), "calls": calls, "most": MAX_COUNT - calls}
    connection.execute(
        "INSERT INTO hits (uid, endpoint, calls) VALUES (:uid, :endpoint, :calls) "
        "ON CONFLICT DO UPDATE SET calls = min(calls, :most) + :calls",
        values,
    )
    connection.execute(
        "INSERT INTO days (uid, day, calls) VALUES (:uid, :day, :calls) "
        "ON CONFLICT DO UPDATE SET calls = calls + :calls",
        values,
    )


def calls_by_day(connection: "Connection", uid: int, since: date) -> dict[date, int]:
    """Return the calls of each day that had any, from a day on, in order."""
    rows = connection.execute(
        "SELECT day, calls FROM days WHERE uid = ? AND day >= ? ORDER BY day", (uid, since.isoformat())
    )
    return {date.fromisoformat(day): calls for day, calls in rows}


def merge_hits(connection: "Connection", entry: "UserEntry") -> None:
    """Raise the hits of a user to those of an entry where these are more."""
    rows: list[tuple[Any, ...]] = [(entry.uid, endpoint, calls) for endpoint, calls in entry.hits.items()]
    connection.executemany(
        "INSERT INTO hits (uid, endpoint, calls) VALUES (?, ?, ?) "
        "ON CONFLICT DO UPDATE SET calls = max(calls, excluded.calls)",
        rows,
    )


def replace_token(connection: "Connection", uid: int, token_digest: bytes) -> None:
    """Give a user a new token, which must be new to everyone; the old one is revoked for all time."""
    connection.execute(
        "INSERT INTO revoked_tokens (token_digest, uid) SELECT token_digest, uid FROM users WHERE uid = ?", (uid,)
    )
    connection.execute("UPDATE users SET token_digest = ? WHERE uid = ?", (token_digest, uid))


def rename(connection: "Connection", uid: int, name: str) -> None:
    """Give a user another name."""
    connection.execute("UPDATE users SET name = ? WHERE uid = ?", (name, uid))


def set_disabled(connection: "Connection", uid: int, *, disabled: bool) -> None:
    """Refuse a user's calls from now on, or take them again."""
    connection.execute("UPDATE users SET disabled = ? WHERE uid = ?", (disabled, uid))
