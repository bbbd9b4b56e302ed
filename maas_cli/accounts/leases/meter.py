"""The meter of one worker process: calls are charged here, and settled with the ledger a few times a second."""

import secrets
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from maas_cli.accounts.checks import check_count
from maas_cli.accounts.leases.client import Client
from maas_cli.accounts.leases.desk import Desk
from maas_cli.accounts.leases.doorkeeper import Doorkeeper
from maas_cli.accounts.leases.purse import Purse
from maas_cli.accounts.leases.recovery import recover
from maas_cli.accounts.leases.renewals import PATIENCE_SECONDS, Renewals
from maas_cli.accounts.opening import open_ledger
from maas_cli.errors import StorageError

MOST_SETTLED_AT_ONCE = 100
"""Leases told of in one go, which takes some milliseconds."""

TOLD_AGAIN = "the users database was replaced while in use; all that leases charged is told to the new one"

_INCARNATION_BITS = 63
_CELLS_AHEAD = 256


class Meter:
    """The lease holder of one worker process. Not to be carried through a fork; safe for several threads.

    ``spend`` and ``has`` only compute, ``authenticate`` now and then reads the database; ``renew``, ``settle`` and
    ``close`` write and may wait, so they belong into another thread than the one that answers. ``settle`` is to be
    called about every 50 ms: a worker that does not keeps others waiting who ask for tokens back.

    While the database cannot be written, calls are served from what is held, for a minute at most.
    """

    def __init__(
        self,
        users_file: Path,
        journal_dir: Path,
        *,
        now: Callable[[], datetime],
        monotonic: Callable[[], float] = time.monotonic,
        timeout_seconds: float = 10,
        patience_seconds: float = PATIENCE_SECONDS,
    ) -> None:
        """Make the journal; the database is opened at the first call. ``now`` gives aware times.

        Raises:
            UsersFileError: the path of the users file has no name, or one that is a database's.
            StorageError: the journal cannot be written.
        """
        self._ledger = open_ledger(users_file, now=now, timeout_seconds=timeout_seconds, keeps=True)
        self._door_ledger = open_ledger(users_file, now=now, timeout_seconds=timeout_seconds, waits=False)
        self._doorkeeper = Doorkeeper(self._door_ledger, monotonic)
        self._purse = Purse(journal_dir, secrets.randbits(_INCARNATION_BITS), monotonic)
        self._desk = Desk(self._ledger, self._purse, now=now, monotonic=monotonic)
        self._turn = threading.Lock()
        self._renewals = Renewals(
            self._desk,
            self._purse,
            turn=self._turn,
            monotonic=monotonic,
            patience_seconds=patience_seconds,
            settle_orphans=lambda: recover(users_file, journal_dir, now=now, timeout_seconds=timeout_seconds),
        )
        self._closed = False

    def authenticate(self, token: str) -> Client:
        """Return whose token this is. One that was replaced, or whose user was disabled, is refused within a second.

        Raises:
            AuthenticationError: no user has this token, or the user is disabled.
            StorageError: the database cannot be read, and the token was not let in before.
        """
        return self._doorkeeper.authenticate(token)

    def refresh(self) -> None:
        """Ask the database again about every token."""
        self._doorkeeper.forget()

    def spend(self, client: Client, endpoint: str, cost: int = 1) -> int | None:
        """Charge a call; return the user's tokens left, what other workers of this machine charged taken off.

        What was done to the balance beside the workers is known since the last answer of the ledger. None if
        :meth:`renew` must come first; nothing was charged then. The charge survives kill -9.

        Raises:
            InvalidInputError: the endpoint or cost cannot be used.
        """
        return self._purse.spend(client, endpoint, cost)

    def has(self, client: Client, cost: int = 1) -> bool:
        """Tell whether :meth:`spend` would charge now."""
        return self._purse.has(client, cost)

    def renew(self, client: Client, cost: int = 1) -> None:
        """Get tokens for a call, and some more; where others hold them all, have them given back.

        Raises:
            InvalidInputError: the cost cannot be used.
            AuthenticationError: there is no such user any more.
            BalanceExhaustedError: not enough are left, or they were not given back in time.
            StorageError: the database or the journal cannot be written.
        """
        check_count(cost, "cost", at_least=1)
        self._renewals.renew(client, cost)

    def settle(self, *, durable: bool = False) -> str:
        """Tell the ledger of calls charged, in one transaction; give back what is asked back or long unused.

        Where very many users are active, they take turns, so that settling never takes long. With ``durable``, all
        that was charged before is told and survives a power cut when this returns. Returns a note for people if there
        is something to tell them, else nothing; ``durable`` leaves it to the next who asks without.

        Raises:
            StorageError: the database cannot be written; everything is told again next time.
        """
        with self._turn:
            if self._renewals.closed:
                return ""
            self._desk.settle(None if durable else MOST_SETTLED_AT_ONCE)
            if durable:
                self._desk.flush()
            with suppress(StorageError):  # whoever needs the room is told
                self._purse.make_room(_CELLS_AHEAD)
            if durable or not self._desk.is_told_again:
                return ""
            self._desk.is_told_again = False
            return TOLD_AGAIN

    def close(self) -> None:
        """Settle everything and give back the rest; nothing can be spent from now on. Again, where it failed.

        Raises:
            StorageError: the database cannot be written; the journal is kept, and settled by whoever recovers it.
        """
        with self._turn:
            self._renewals.closed = True
            if self._closed:
                return
            if self._desk.end():
                self._purse.remove_journal()
            else:
                self._purse.leave_journal()
            self._closed = True
            self._ledger.close()
            self._door_ledger.close()
