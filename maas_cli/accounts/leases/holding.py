"""The worker's half of the rule: one user's lease as the worker that spends from it knows it. Pure; times are given.

A message is repeated as it is until it is answered, so at most one is under way; calls may be charged meanwhile.
Tokens are given back by owning them no more first, and telling then.
"""

from collections.abc import Mapping
from typing import NamedTuple

from maas_cli.accounts.leases.protocol import LAST_SEQ, LEASE_MS, Message, Reply, Slot, Told

LEASE_SECONDS = LEASE_MS / 1000


class Tally:
    """Calls of one slot that the lease charged; ``word`` is where the journal keeps the same number."""

    __slots__ = ("calls", "word")

    def __init__(self, calls: int = 0, word: int = 0) -> None:
        self.calls = calls
        self.word = word


class Counter(NamedTuple):
    """Calls that another worker counts: ``words[word]``, each of which takes ``cost`` tokens."""

    words: memoryview
    word: int
    cost: int


class Holding:
    """A lease in a worker's hand. Guarded by its owner; ``left`` and ``tallies`` are open to the owner's fast path.

    ``left`` are tokens that may be spent until ``deadline`` (monotonic seconds), below 0 if the ledger could not cover
    what was spent; ``rest`` what the user has beyond them, as far as is known. ``cell`` is where the journal has it.
    ``told`` is what the ledger knew of other workers' leases when it told the rest, by incarnation; ``elsewhere``
    counts what they charged, of which ``counted`` tokens are no part of the rest any more.
    """

    __slots__ = ("_granted", "_outstanding", "_recorded", "_sent", "_seq", "born", "cell", "counted", "deadline",
                 "elsewhere", "incarnation", "left", "rest", "tallies", "told", "uid")  # fmt: skip

    def __init__(self, uid: int, incarnation: int, born: int) -> None:
        """Begin a lease that holds nothing, for a user and a worker process; ``born`` in ms."""
        self.uid = uid
        self.incarnation = incarnation
        self.born = born
        self.cell = 0
        self.left = 0
        self.rest = 0
        self.told: Mapping[int, Told] = {}
        self.elsewhere: tuple[Counter, ...] = ()
        self.counted = 0
        self.deadline = 0.0
        self.tallies: dict[tuple[str, int], Tally] = {}
        self._granted = 0
        self._seq = 0
        self._outstanding: Message | None = None
        self._sent = 0.0
        self._recorded: dict[Slot, int] = {}

    @property
    def used(self) -> int:
        """Tokens the lease has charged."""
        return sum(tally.calls * cost for (_, cost), tally in self.tallies.items())

    @property
    def waits(self) -> bool:
        """Whether a message is under way."""
        return self._outstanding is not None

    @property
    def settled(self) -> bool:
        """Whether the ledger knows all calls, and no message is under way."""
        return self._outstanding is None and self._calls() == self._recorded

    def charge(self, slot: Slot) -> bool:
        """Charge one call if the lease covers it, not asking for the deadline; the slow twin of the fast path."""
        if self.left < slot.cost:
            return False
        self.left -= slot.cost
        self.tallies.setdefault(slot, Tally()).calls += 1
        return True

    def message(self, sent: float, *, need: int = 0, want: int = 0, keep: int | None = None) -> Message:
        """Return the message under way, or else a new one; ``sent`` is monotonic, taken before.

        All but ``keep`` tokens are given back, where that is not None.
        """
        if self._outstanding is None:
            self._give_back(keep)
            self._seq += 1
            self._sent = sent
            self._outstanding = Message(
                self.uid, self.incarnation, self.born, self._seq, self._granted, self._calls(), need, max(need, want)
            )
        return self._outstanding

    def last_message(self) -> Message:
        """Return the message that ends the lease and gives back everything; nothing may be charged any more."""
        self._give_back(0)
        self._sent = 0.0
        self._outstanding = Message(self.uid, self.incarnation, self.born, LAST_SEQ, self._granted, self._calls())
        return self._outstanding

    def apply(self, reply: Reply, told: Mapping[int, Told]) -> bool:
        """Take an answer; return False if the ledger has forgotten the lease, so that :meth:`begin_again` must follow.

        ``told`` is what the ledger knew of other workers' leases at the moment of its answer, by incarnation. Answers
        to anything but the message under way are passed over. Where there is no such user, nothing can be spent, and
        the message stays under way.
        """
        message = self._outstanding
        if message is None or reply.seq != message.seq:
            return True
        if reply.outcome == "unknown":
            self.left = 0
            return True
        if reply.outcome != "done":
            self.left = 0
            self._recorded = dict(reply.recorded) or self._recorded
            return False
        self._outstanding = None
        self._recorded = dict(message.calls)
        used = sum(calls * slot.cost for slot, calls in message.calls.items())
        self.left += reply.granted - message.granted
        self.rest = reply.balance - (reply.granted - used)
        self.told = told
        self._granted = reply.granted
        self.deadline = self._sent + LEASE_SECONDS
        return True

    def begin_again(self, born: int) -> None:
        """Begin a new lease that owns nothing but the calls the ledger does not know yet."""
        calls = self._calls()
        self.tallies = {slot: Tally(calls[slot] - self._recorded.get(slot, 0)) for slot in calls}
        self.born = max(born, self.born + 1)
        self.left = 0
        self._granted = self.used
        self._outstanding = None
        self._recorded = {}

    def _give_back(self, keep: int | None) -> None:
        surplus = 0 if keep is None else max(0, self.left - keep)
        self.left -= surplus
        self.rest += surplus
        self._granted -= surplus

    def _calls(self) -> dict[Slot, int]:
        return {Slot(*slot): tally.calls for slot, tally in self.tallies.items()}
