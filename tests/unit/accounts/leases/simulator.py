"""Schedules of faults against the rule of leases: what is lost, doubled, late, killed, put back, and clocks that jump.

Everything a schedule does follows from its number. After every step the books are checked, and at the end, once all
that can be delivered was, they must say exactly what was answered. Run alone, for many schedules on both ledgers::

    python -m tests.unit.accounts.leases.simulator 10000
"""

import random  # noqa: TID251  # seeded only: a schedule that fails is found again by its number
import sys
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field

from maas_cli.accounts.leases import protocol
from maas_cli.accounts.leases.holding import Holding
from maas_cli.accounts.leases.protocol import Account, Message, Reply, Slot
from tests.unit.accounts.leases.ledgers import UIDS, BothLedgers, Ledger

SLOTS = (Slot("/api/memes", 1), Slot("/api/random", 3))
HOUR_MS = 3600 * 1000
STEPS = 150


@dataclass
class Worker:
    """A process with its leases; the tallies in them stand for its journal."""

    incarnation: int
    holdings: dict[int, Holding] = field(default_factory=dict)


@dataclass
class Truth:
    """What really happened to one user, and by how much the ledger may be off for want of a better one."""

    topped_up: int = 0
    answered: Counter[Slot] = field(default_factory=Counter)
    lost: int = 0
    """Cost of calls whose only record is gone: the machine and its journal were lost."""
    may_oversell: int = 0
    may_double: int = 0
    grants: int = 0
    """Tokens granted since the state that the ledger could be put back to."""
    charged: int = 0
    """Tokens charged since then."""
    undone: int = 0
    """Tokens whose charge was undone by putting the ledger back; leases say it again, unless one is gone."""
    lease_gone: bool = False

    @property
    def cost(self) -> int:
        return sum(calls * slot.cost for slot, calls in self.answered.items())


class World:
    """One schedule."""

    def __init__(self, seed: int, ledger: Ledger) -> None:
        self.rng = random.Random(seed)  # noqa: S311  # chance, not secrecy
        self.ledger = ledger
        self.at = 1_700_000_000_000
        self.mono = 1000.0
        self.incarnations = 0
        self.workers = [self._new_worker() for _ in range(3)]
        self.wire: list[tuple[Worker, int, Message | Reply]] = []
        self.journals: list[Worker] = []
        self.truth = {uid: Truth() for uid in UIDS}
        self.seen: set[tuple[int, int, int, int]] = set()
        for uid in UIDS:
            self.top_up(uid, self.rng.choice([0, 1, 5, 30, 200, 1000]))
        self._keep_state()

    def _new_worker(self) -> Worker:
        self.incarnations += 1
        return Worker(self.incarnations)

    def _keep_state(self) -> None:
        self.state = self.ledger.remember()
        for truth in self.truth.values():
            truth.grants = truth.charged = 0

    # what may happen

    def step(self) -> None:
        happens = self.rng.choices(
            (self.call, self.settle, self.deliver, self.lose, self.double, self.give_back, self.pass_time,
             self.jump, self.kill, self.lose_machine, self.recover, self.put_ledger_back, self.top_up_one, self.keep),
            (30, 10, 50, 3, 3, 4, 4, 1, 1, 0.5, 2, 0.5, 1, 1),
        )  # fmt: skip
        happens[0]()
        self.check()

    def call(self) -> None:
        worker, holding = self._any_holding()
        if holding.waits and self.rng.random() < 0.8:
            return
        slot = self.rng.choice(SLOTS)
        for _ in range(self.rng.choice([1, 1, 5, 20])):
            if self.mono <= holding.deadline and holding.charge(slot):
                self.truth[holding.uid].answered[slot] += 1
            else:
                self._send(worker, holding.message(self.mono, need=slot.cost, want=self.rng.choice([1, 10, 100])))
                return

    def settle(self) -> None:
        worker, holding = self._any_holding()
        self._send(worker, holding.message(self.mono, want=self.rng.choice([0, 0, 10])))

    def give_back(self) -> None:
        worker, holding = self._any_holding()
        self._send(worker, holding.message(self.mono, keep=self.rng.choice([0, 0, 2])))

    def deliver(self) -> None:
        if self.wire:
            self._arrive(*self.wire.pop(self._any_on_wire()))

    def lose(self) -> None:
        if self.wire:
            self.wire.pop(self._any_on_wire())

    def double(self) -> None:
        if self.wire:
            self.wire.append(self.wire[self._any_on_wire()])

    def pass_time(self) -> None:
        seconds = self.rng.choice([1, 30, 70])
        self.at += seconds * 1000
        self.mono += seconds

    def jump(self) -> None:
        """Set the wall clock wrong, or let a machine sleep: the monotonic clock knows nothing of either."""
        self.at += self.rng.choice([-HOUR_MS, -30 * HOUR_MS, HOUR_MS, 25 * HOUR_MS, 8 * 24 * HOUR_MS])

    def kill(self) -> None:
        """End a worker by kill -9: its journal stays."""
        self.journals.append(self._replace_worker())

    def lose_machine(self) -> None:
        for holding in self._replace_worker().holdings.values():
            self.truth[holding.uid].lost += unsettled(holding)
            self.truth[holding.uid].lease_gone = True

    def recover(self) -> None:
        if self.journals:
            worker = self.journals.pop(self.rng.randrange(len(self.journals)))
            self._recover(worker)
            if self.rng.random() < 0.2:
                self.journals.append(worker)  # who settled it died before deleting it
            self._keep_state()

    def put_ledger_back(self) -> None:
        self.ledger.put_back(self.state)
        for truth in self.truth.values():
            truth.may_oversell += truth.grants
            truth.undone += truth.charged
        for worker in self.workers:
            for holding in worker.holdings.values():
                self._send(worker, holding.message(self.mono))

    def top_up_one(self) -> None:
        self.top_up(self.rng.choice(UIDS), self.rng.choice([1, 10, 100]))
        self._keep_state()

    def keep(self) -> None:
        self._keep_state()

    # how it happens

    def top_up(self, uid: int, amount: int) -> None:
        self.truth[uid].topped_up += amount
        self.ledger.top_up(uid, amount)

    def _any_holding(self) -> tuple[Worker, Holding]:
        worker, uid = self.rng.choice(self.workers), self.rng.choice(UIDS)
        if uid not in worker.holdings:
            worker.holdings[uid] = Holding(uid, worker.incarnation, self.at)
        return worker, worker.holdings[uid]

    def _any_on_wire(self) -> int:
        return 0 if self.rng.random() < 0.7 else self.rng.randrange(len(self.wire))

    def _send(self, worker: Worker, message: Message) -> None:
        self.wire.append((worker, message.uid, message))

    def _replace_worker(self) -> Worker:
        number = self.rng.randrange(len(self.workers))
        worker, self.workers[number] = self.workers[number], self._new_worker()
        self.wire = [one for one in self.wire if one[0] is not worker or isinstance(one[2], Message)]
        return worker

    def _arrive(self, worker: Worker, uid: int, what: Message | Reply) -> None:
        if isinstance(what, Reply):
            self._take_reply(worker.holdings[uid], what)
            return
        reply = self._sync(what)
        if worker in self.workers:
            self.wire.append((worker, uid, reply))

    def _take_reply(self, holding: Holding, reply: Reply) -> None:
        unknown = unsettled(holding)
        last = (holding.uid, holding.incarnation, holding.born, reply.seq)
        if not holding.apply(reply, {}):
            if reply.outcome == "stale":
                truth = self.truth[holding.uid]
                truth.lease_gone = True
                truth.may_double += unknown if last in self.seen else 0
            holding.begin_again(max(self.at, reply.newest + 1))

    def _sync(self, message: Message) -> Reply:
        before = self.ledger.account(message.uid)
        silent_since = self.at - protocol.LEASE_MS - protocol.REFUND_AFTER_MS
        others = {
            one: (lease.held, lease.deadline) for one, lease in before.leases.items() if one != message.incarnation
        }
        reply = self.ledger.sync(message, self.at)
        truth, after = self.truth[message.uid], self.ledger.account(message.uid)
        now = {one: lease.held for one, lease in after.leases.items()}
        refunded = {one: held - now.get(one, 0) for one, (held, _) in others.items() if held != now.get(one, 0)}
        assert all(others[one][1] - protocol.LEASE_MS < silent_since for one in refunded), "only the silent are reaped"
        truth.may_oversell += sum(refunded.values())
        truth.grants += sum(refunded.values()) + max(0, reply.granted - message.granted)
        truth.charged += sum(calls * slot.cost for slot, calls in reply.counted.items())
        self.seen.add((message.uid, message.incarnation, message.born, message.seq))
        return reply

    def _recover(self, worker: Worker) -> None:
        for holding in worker.holdings.values():
            unknown = unsettled(holding)
            reply = self._sync(holding.last_message())
            if reply.outcome == "stale":
                self.truth[holding.uid].lost += unknown
                self.truth[holding.uid].lease_gone = True

    def finish(self) -> None:
        """Deliver what there is, let everybody settle and close, recover all journals; then the books are exact."""
        for worker in self.journals:
            self._recover(worker)
        for worker in self.workers:
            for holding in worker.holdings.values():
                for _ in range(4):
                    self._take_reply(holding, self._sync(holding.message(self.mono)))
                    self.check()
                assert holding.settled
                self._sync(holding.last_message())
        for _, _, late in self.wire:
            if isinstance(late, Message):
                self._sync(late)
        self.check()
        for uid, truth in self.truth.items():
            self._check_end(uid, truth)

    def _check_end(self, uid: int, truth: Truth) -> None:
        account = self.ledger.account(uid)
        lost = truth.lost + (truth.undone if truth.lease_gone else 0)
        assert truth.cost - lost <= account.spent <= truth.cost + truth.may_double
        if not lost and not truth.may_double:
            told = Counter[str]()
            for slot, calls in truth.answered.items():
                told[slot.endpoint] += calls
            assert self.ledger.hits(uid) == +told
        assert account.held == 0 or any_lost(self, uid)

    def check(self) -> None:
        for uid, truth in self.truth.items():
            account = self.ledger.account(uid)
            check_books(account, truth, self.ledger.hits(uid))
            for worker in self.workers:
                holding, lease = worker.holdings.get(uid), account.leases.get(worker.incarnation)
                if holding and lease and holding.born == lease.born and not truth.may_oversell:
                    owned = holding.left + sum(tally.calls * slot[1] for slot, tally in holding.tallies.items())
                    assert owned <= lease.granted, "a worker may only own what was set aside for it"


def any_lost(world: World, uid: int) -> bool:
    """Whether a lease may still be held for a machine that is gone."""
    living = {worker.incarnation for worker in world.workers}
    return all(lease.held == 0 or one not in living for one, lease in world.ledger.account(uid).leases.items())


def unsettled(holding: Holding) -> int:
    """Return the cost of calls that no answer from the ledger has confirmed."""
    known = holding._recorded  # noqa: SLF001  # the simulator looks into heads
    return sum((tally.calls - known.get(Slot(*slot), 0)) * slot[1] for slot, tally in holding.tallies.items())


def check_books(account: Account, truth: Truth, hits: Counter[str]) -> None:
    """Check what holds at every moment."""
    assert truth.topped_up + account.oversold == account.balance + account.spent
    assert 0 <= account.held <= account.balance
    assert all(0 <= lease.used <= lease.granted for lease in account.leases.values())
    cost = {slot.endpoint: slot.cost for slot in SLOTS}
    assert sum(calls * cost[endpoint] for endpoint, calls in hits.items()) == account.spent
    assert account.spent <= truth.cost + truth.may_double
    assert account.oversold <= truth.may_oversell + truth.may_double


def run(seed: int, ledger: Ledger, steps: int = STEPS) -> World:
    """Run one schedule to its end.

    Raises:
        AssertionError: the books were wrong at some step.
    """
    world = World(seed, ledger)
    for _ in range(steps):
        world.step()
    world.finish()
    return world


if __name__ == "__main__":
    for number in range(int(sys.argv[1])):
        with closing(BothLedgers()) as both:
            run(number, both)
