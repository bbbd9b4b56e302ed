"""The rule of leases: what a worker tells about one user, and what the ledger makes of it. Pure; times are given.

A worker owns the truth of its lease, the ledger owns the balance. A message is cumulative: it holds all calls the
lease ever charged, and a number that grows with each new message. So messages may be lost, doubled or late.
What a lease holds is granted and not yet used. For every user and at every moment::

    topped up + oversold = balance + spent     balance >= held by all leases >= 0     spent = sum of calls x cost

``oversold`` counts calls that were answered although their tokens were given to someone else meanwhile. That takes a
ledger put back to an older state or a worker cut off for more than a day; it is booked, never hidden.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

SECOND_MS = 1000
LEASE_MS = 60 * SECOND_MS
"""How long a worker may spend from a lease after it last heard from the ledger."""

REFUND_AFTER_MS = 24 * 3600 * SECOND_MS
"""How long after its deadline a lease must be silent before the ledger takes back what it holds."""

FORGET_AFTER_MS = 7 * 24 * 3600 * SECOND_MS
"""How long after its deadline a lease is forgotten."""

RECALL_MS = SECOND_MS
"""How long a recall stands: leases give back what they hold, and get no more than one call needs."""

LAST_SEQ = 2**62
"""The number of the message that ends a lease; no other may follow."""

Outcome = Literal["done", "late", "stale", "unknown"]
"""``late``: a later message was seen before; ``stale``: the lease is forgotten or has a successor; ``unknown``: there
is no such user. None of the three changes anything."""


class Slot(NamedTuple):
    """What calls are counted by: the endpoint and what one call of it costs, 1 and up."""

    endpoint: str
    cost: int


@dataclass(frozen=True, slots=True)
class Message:
    """What a worker tells of its lease for one user, cumulative.

    ``incarnation`` is the worker process, ``born`` when it began this lease (ms, growing), ``granted`` all tokens the
    worker knows to be its own so far, ``calls`` all that it ever charged. ``need`` tokens are asked for because a call
    waits for them, ``want`` (no less) so that there will be some in hand.
    """

    uid: int
    incarnation: int
    born: int
    seq: int
    granted: int
    calls: Mapping[Slot, int]
    need: int = 0
    want: int = 0


@dataclass(frozen=True, slots=True)
class Reply:
    """What the ledger answers. ``granted`` is all of this lease's tokens so far, used ones included.

    ``balance`` is all the user has left, ``available`` what of it no lease holds, ``elsewhere`` what other leases
    hold. ``recorded`` are the lease's calls as the ledger knows them, empty where it knows none; ``counted`` those
    that are new to it. ``newest`` is, in a stale answer, the ``born`` that a new lease must be above (ms).
    """

    seq: int
    outcome: Outcome
    granted: int = 0
    balance: int = 0
    available: int = 0
    elsewhere: int = 0
    recorded: Mapping[Slot, int] = field(default_factory=dict)
    counted: Mapping[Slot, int] = field(default_factory=dict)
    newest: int = 0


class Told(NamedTuple):
    """What the ledger knew of another worker's lease: when it was born (ms, 0 if there was none), tokens charged."""

    born: int = 0
    used: int = 0


@dataclass(slots=True)
class Lease:
    """A lease as the ledger knows it. ``deadline`` in ms; ``0 <= used <= granted``."""

    born: int
    seq: int = 0
    granted: int = 0
    used: int = 0
    deadline: int = 0
    calls: dict[Slot, int] = field(default_factory=dict)

    @property
    def held(self) -> int:
        """Tokens of the lease that were not yet used."""
        return self.granted - self.used


@dataclass(slots=True)
class Account:
    """One user's money as the ledger knows it; ``leases`` by incarnation.

    ``recalled`` is when tokens were last asked back (ms), None if never; ``forgotten`` the latest ``born`` of all
    leases forgotten.
    """

    balance: int
    spent: int = 0
    oversold: int = 0
    recalled: int | None = None
    forgotten: int = 0
    leases: dict[int, Lease] = field(default_factory=dict)

    @property
    def held(self) -> int:
        """Tokens held by all leases."""
        return sum(lease.held for lease in self.leases.values())

    @property
    def available(self) -> int:
        """Tokens left that no lease holds."""
        return self.balance - self.held

    def recalls(self, at: int) -> bool:
        """Tell whether a recall stands; one from the future was made before the clock was set back, and does not."""
        return self.recalled is not None and 0 <= at - self.recalled < RECALL_MS


def sync(account: Account, message: Message, at: int) -> Reply:
    """Apply one message at a time in ms, and return the answer."""
    _reap(account, message.incarnation, at)
    lease = account.leases.get(message.incarnation)
    if lease is None or lease.born != message.born:
        newest = account.forgotten if lease is None else lease.born
        if message.born <= newest:
            return Reply(message.seq, "stale", newest=newest)
        lease = account.leases[message.incarnation] = Lease(message.born)
    if message.seq < lease.seq:
        return _reply(account, lease, message.seq, "late", {})
    lease.deadline = at + LEASE_MS
    counted: dict[Slot, int] = {}
    if message.seq > lease.seq:
        lease.seq = message.seq
        _adopt(account, lease, message.granted)
        counted = _charge(account, lease, message.calls)
        _grant(account, lease, message, at)
    return _reply(account, lease, message.seq, "done", counted)


def _reap(account: Account, incarnation: int, at: int) -> None:
    """Take back what other leases hold that were silent for a day, and forget those silent for a week."""
    for other in [one for one in account.leases if one != incarnation]:
        lease = account.leases[other]
        if at > lease.deadline + REFUND_AFTER_MS:
            lease.granted = lease.used
        if at > lease.deadline + FORGET_AFTER_MS:
            account.forgotten = max(account.forgotten, lease.born)
            del account.leases[other]


def _adopt(account: Account, lease: Lease, granted: int) -> None:
    """Make the worker's grant the ledger's, as far as there are tokens: replies were lost, or the ledger put back."""
    difference = max(granted, lease.used) - lease.granted
    lease.granted += min(difference, account.available)


def _charge(account: Account, lease: Lease, calls: Mapping[Slot, int]) -> dict[Slot, int]:
    """Take the cost of all calls not recorded yet, and return them; what the lease cannot cover is oversold."""
    counted = {slot: new for slot, count in calls.items() if (new := count - lease.calls.get(slot, 0)) > 0}
    due = sum(new * slot.cost for slot, new in counted.items())
    missing = max(0, due - lease.held)
    account.oversold += missing
    account.balance -= due - missing
    account.spent += due
    lease.granted += missing
    lease.used += due
    lease.calls.update({slot: calls[slot] for slot in counted})
    return counted


def _grant(account: Account, lease: Lease, message: Message, at: int) -> None:
    """Grant what is wanted, but at most half of a fair share and at least what is needed.

    Where less is available than a call needs, nothing is granted, for two workers that each got a part of it would
    wait for each other; instead what others hold is recalled.
    """
    available = account.available
    if available < message.need:
        if account.held > lease.held:
            account.recalled = at
        return
    holders = 1 + sum(other is not lease and other.held > 0 for other in account.leases.values())
    want = message.need if account.recalls(at) else message.want
    lease.granted += min(want, available, max(message.need, available // (2 * holders)))


def _reply(account: Account, lease: Lease, seq: int, outcome: Outcome, counted: Mapping[Slot, int]) -> Reply:
    return Reply(
        seq=seq,
        outcome=outcome,
        granted=lease.granted,
        balance=account.balance,
        available=account.available,
        elsewhere=account.held - lease.held,
        recorded=dict(lease.calls),
        counted=counted,
    )
