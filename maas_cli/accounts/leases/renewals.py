"""How a call gets tokens that its lease does not cover, and when it is refused."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from maas_cli.accounts import rows
from maas_cli.accounts.leases.client import Client
from maas_cli.accounts.leases.desk import Desk
from maas_cli.accounts.leases.holding import Holding
from maas_cli.accounts.leases.purse import Purse
from maas_cli.errors import AuthenticationError, StorageError

PATIENCE_SECONDS = 0.5
"""How long at most a call waits for others to give back what they hold before it is refused."""

_POLL_SECONDS = 0.005
_OTHERS_ARE_DEAD_SECONDS = 0.15
"""A living worker has answered a recall long before; so journals of dead ones are looked for."""


@dataclass(slots=True)
class _Call:
    """A call that waits for tokens since a moment (monotonic seconds), or was refused then with so many ``left``."""

    uid: int
    cost: int
    since: float
    asked: bool = False
    left: int = 0


class Renewals:
    """Calls of one process that wait for tokens. Safe for several threads: they take turns, but do not wait in them."""

    def __init__(
        self,
        desk: Desk,
        purse: Purse,
        *,
        turn: threading.Lock,
        monotonic: Callable[[], float],
        patience_seconds: float,
        settle_orphans: Callable[[], object],
    ) -> None:
        """Take the desk and whose ``turn`` it is there, and what settles the journals of dead workers."""
        self._desk = desk
        self._purse = purse
        self._turn = turn
        self._monotonic = monotonic
        self._patience_seconds = patience_seconds
        self._settle_orphans = settle_orphans
        self._refused: dict[int, _Call] = {}
        """The call of each user that was last refused because there were not enough tokens anywhere."""
        self.closed = False
        """Set, in turn, when nothing may be asked for any more."""

    def renew(self, client: Client, cost: int) -> None:
        """Get tokens for a call, and some more; where others hold them all, have them given back.

        Raises:
            AuthenticationError: there is no such user any more.
            BalanceExhaustedError: not enough are left, or they were not given back in time.
            StorageError: the database or the journal cannot be written, or nothing may be asked for any more.
        """
        call = _Call(client.uid, cost, self._monotonic())
        orphans_settled = False
        while not self._renewed(client, call):
            if self._monotonic() - call.since > _OTHERS_ARE_DEAD_SECONDS and not orphans_settled:
                orphans_settled = True
                self._settle_orphans()
            time.sleep(_POLL_SECONDS)

    def _renewed(self, client: Client, call: _Call) -> bool:
        """Try once to get what a call needs; return False where others may still give it back."""
        with self._turn:
            if self.closed:
                raise StorageError("the meter is closed: nothing can be spent any more")
            holding = self._desk.holding_of(call.uid)
            if self._purse.has(client, call.cost):
                return True
            if not holding.waits:
                if not self._is_worth_asking(holding, call):
                    return False
                call.asked = True
            self._desk.ask(holding, max(0, call.cost - holding.left))
            if holding.waits:
                raise AuthenticationError("no user has this token", hint=f"user {call.uid} is gone")
            return self._purse.has(client, call.cost)

    def _is_worth_asking(self, holding: Holding, call: _Call) -> bool:
        """Look whether there are tokens to ask for; False where others hold them and were asked already.

        Calls that began before one was refused that cost no more are refused with it: all wait for one answer.

        Raises:
            BalanceExhaustedError: there are not enough, or others did not give them back in time.
        """
        refused = self._refused.get(call.uid)
        if refused is not None and refused.since > call.since and call.cost >= refused.cost:
            raise rows.exhausted(call.uid, refused.left, call.cost)
        available, elsewhere = self._desk.peek(holding)
        need, left = call.cost - holding.left, available + elsewhere + max(0, holding.left)
        if available + elsewhere < need:
            self._refused[call.uid] = _Call(call.uid, call.cost, self._monotonic(), left=left)
            raise rows.exhausted(call.uid, left, call.cost)
        if available >= need or not call.asked:
            return True
        if self._monotonic() - call.since >= self._patience_seconds:
            raise rows.exhausted(call.uid, left, call.cost)
        return False
