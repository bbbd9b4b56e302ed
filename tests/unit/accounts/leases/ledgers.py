"""What keeps the money in a simulation: the pure rule, the users database, or both, held against each other."""

import copy
import sqlite3
from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Protocol

from maas_cli.accounts import rows
from maas_cli.accounts.leases import protocol, store
from maas_cli.accounts.leases.protocol import Account, Lease, Message, Reply, Slot
from maas_cli.accounts.schema import create_tables
from maas_cli.accounts.user_entry import UserEntry

UIDS = (1, 2)


def moment(at: int) -> datetime:
    """Return the time that is so many ms after 1970."""
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=at)


class Ledger(Protocol):
    """What keeps the money: the pure rule, or a database."""

    def sync(self, message: Message, at: int) -> Reply: ...
    def account(self, uid: int) -> Account: ...
    def hits(self, uid: int) -> Counter[str]: ...
    def top_up(self, uid: int, amount: int) -> None: ...
    def remember(self) -> object: ...
    def put_back(self, state: object) -> None: ...


class PureLedger:
    """The rule alone, with hits counted beside it."""

    def __init__(self) -> None:
        self._accounts = {uid: Account(0) for uid in UIDS}
        self._hits = {uid: Counter[str]() for uid in UIDS}

    def sync(self, message: Message, at: int) -> Reply:
        reply = protocol.sync(self._accounts[message.uid], message, at)
        for slot, calls in reply.counted.items():
            self._hits[message.uid][slot.endpoint] += calls
        return reply

    def account(self, uid: int) -> Account:
        return self._accounts[uid]

    def hits(self, uid: int) -> Counter[str]:
        return self._hits[uid]

    def top_up(self, uid: int, amount: int) -> None:
        self._accounts[uid].balance += amount

    def remember(self) -> object:
        return copy.deepcopy((self._accounts, self._hits))

    def put_back(self, state: object) -> None:
        assert isinstance(state, tuple)
        self._accounts, self._hits = copy.deepcopy(state)


class SqliteLedger:
    """The users database, in memory."""

    def __init__(self) -> None:
        self.connection = sqlite3.connect(":memory:", isolation_level=None)
        create_tables(self.connection)
        for uid in UIDS:
            rows.insert_user(self.connection, UserEntry(uid, "Alice", bytes([uid]) * 32, 0), "add", "")

    def sync(self, message: Message, at: int) -> Reply:
        self.connection.execute("BEGIN IMMEDIATE")
        (reply,) = store.sync_all(self.connection, [message], moment(at))
        self.connection.execute("COMMIT")
        return reply

    def account(self, uid: int) -> Account:
        execute = self.connection.execute
        row = execute("SELECT balance, spent, oversold, NULL, forgotten FROM users WHERE uid = ?", (uid,)).fetchone()
        found = execute(
            "SELECT incarnation, born, seq, granted, used, deadline FROM leases WHERE uid = ?", (uid,)
        ).fetchall()
        account = Account(*row)
        account.leases = {incarnation: Lease(*values) for incarnation, *values in found}
        for incarnation, endpoint, cost, calls in execute(
            "SELECT incarnation, endpoint, cost, calls FROM lease_calls WHERE uid = ?", (uid,)
        ):
            account.leases[incarnation].calls[Slot(endpoint, cost)] = calls
        recall = execute("SELECT at FROM recalls WHERE uid = ?", (uid,)).fetchone()
        account.recalled = None if recall is None else recall[0]
        leased = execute("SELECT leased FROM users WHERE uid = ?", (uid,)).fetchone()
        assert leased == (account.held,), "the sum beside the balance is that of the leases"
        days = execute("SELECT coalesce(sum(calls), 0) FROM days WHERE uid = ?", (uid,)).fetchone()
        assert days == (sum(self.hits(uid).values()),), "each call is of one day"
        return account

    def hits(self, uid: int) -> Counter[str]:
        return Counter(rows.get_user(self.connection, uid).hits)

    def top_up(self, uid: int, amount: int) -> None:
        rows.grant(self.connection, uid, amount, "topup", "")

    def remember(self) -> object:
        return self.connection.serialize()

    def put_back(self, state: object) -> None:
        assert isinstance(state, bytes)
        self.connection.close()
        self.connection = sqlite3.connect(":memory:", isolation_level=None)
        self.connection.deserialize(state)

    def close(self) -> None:
        self.connection.close()


class BothLedgers:
    """Both at once; whatever is asked, they must answer the same."""

    def __init__(self) -> None:
        self.pure = PureLedger()
        self.sqlite = SqliteLedger()

    def sync(self, message: Message, at: int) -> Reply:
        reply = self.pure.sync(message, at)
        assert self.sqlite.sync(message, at) == reply
        return reply

    def account(self, uid: int) -> Account:
        account = self.pure.account(uid)
        stored = self.sqlite.account(uid)
        if stored.recalled is None:  # outdated ones are deleted
            stored.recalled = account.recalled
        assert stored == account
        return account

    def hits(self, uid: int) -> Counter[str]:
        hits = self.pure.hits(uid)
        assert self.sqlite.hits(uid) == hits
        return hits

    def top_up(self, uid: int, amount: int) -> None:
        self.pure.top_up(uid, amount)
        self.sqlite.top_up(uid, amount)

    def remember(self) -> object:
        return self.pure.remember(), self.sqlite.remember()

    def put_back(self, state: object) -> None:
        assert isinstance(state, tuple)
        self.pure.put_back(state[0])
        self.sqlite.put_back(state[1])

    def close(self) -> None:
        self.sqlite.close()
