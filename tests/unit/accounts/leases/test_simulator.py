"""The schedules that belong to the suite, and proof that they notice rules broken on purpose."""

import os
from collections.abc import Callable, Mapping
from contextlib import closing

import pytest

from maas_cli.accounts.leases import protocol
from maas_cli.accounts.leases.holding import Holding
from maas_cli.accounts.leases.protocol import Account, Lease, Message, Reply, Slot, Told
from tests.unit.accounts.leases.ledgers import BothLedgers, PureLedger
from tests.unit.accounts.leases.simulator import run

SCHEDULES = int(os.environ.get("MAAS_SCHEDULES", "300"))  # noqa: TID251  # a knob for long runs, not a setting
"""How many schedules are run."""

ENOUGH_TO_NOTICE = 400


def test_no_schedule_of_faults_loses_or_doubles_a_call() -> None:
    worlds = [run(seed, PureLedger()) for seed in range(SCHEDULES)]

    oversold = [world for world in worlds if any(world.ledger.account(uid).oversold for uid in world.truth)]
    answered = sum(truth.cost for world in worlds for truth in world.truth.values())
    assert len(oversold) < SCHEDULES / 5, "the rare exception, not the rule"
    assert answered > 15 * SCHEDULES, "schedules in which nothing happens prove nothing"


def test_the_database_keeps_the_rule_under_the_same_faults() -> None:
    for seed in range(SCHEDULES // 6):
        with closing(BothLedgers()) as both:
            run(seed, both)


def _never_adopt(account: Account, lease: Lease, granted: int) -> None:
    del account, lease, granted


def _charge_hides_what_is_missing(account: Account, lease: Lease, calls: Mapping[Slot, int]) -> dict[Slot, int]:
    counted = _CHARGE(account, lease, calls)
    account.oversold = 0
    return counted


def _charge_adds_up(account: Account, lease: Lease, calls: Mapping[Slot, int]) -> dict[Slot, int]:
    return _CHARGE(account, lease, {slot: count + lease.calls.get(slot, 0) for slot, count in calls.items()})


def _grant_more_than_there_is(account: Account, lease: Lease, message: Message, at: int) -> None:
    _GRANT(account, lease, message, at)
    lease.granted += message.need


def _forget_without_a_mark(account: Account, incarnation: int, at: int) -> None:
    _REAP(account, incarnation, at)
    account.forgotten = 0


def _refund_at_once(account: Account, incarnation: int, at: int) -> None:
    for other, lease in account.leases.items():
        if other != incarnation and at > lease.deadline:
            lease.granted = lease.used


def _sync_whatever_the_number(account: Account, message: Message, at: int) -> Reply:
    lease = account.leases.get(message.incarnation)
    if lease is not None:
        lease.seq = min(lease.seq, message.seq - 1)
    return _SYNC(account, message, at)


def _sync_an_old_lease_as_new(account: Account, message: Message, at: int) -> Reply:
    lease = account.leases.get(message.incarnation)
    if lease is not None and lease.born > message.born:
        del account.leases[message.incarnation]
        account.forgotten = 0
    return _SYNC(account, message, at)


def _apply_any_answer(self: Holding, reply: Reply, told: Mapping[int, Told]) -> bool:
    message = self._outstanding
    if message is None or reply.outcome != "done":
        return True
    changed = Reply(message.seq, "done", reply.granted, reply.balance, reply.available, reply.elsewhere)
    return _APPLY(self, changed, told)


def _give_back_but_go_on_spending(self: Holding, keep: int | None) -> None:
    left = self.left
    _GIVE_BACK(self, keep)
    self.left = left


def _begin_again_without_what_is_unsettled(self: Holding, born: int) -> None:
    _BEGIN_AGAIN(self, born)
    self.tallies, self._granted = {}, 0


def _last_message_with_a_number_in_sequence(self: Holding) -> Message:
    return self.message(0, keep=0)


_SYNC, _CHARGE, _GRANT, _REAP = protocol.sync, protocol._charge, protocol._grant, protocol._reap  # noqa: SLF001  # whole
_APPLY, _BEGIN_AGAIN, _GIVE_BACK = Holding.apply, Holding.begin_again, Holding._give_back  # noqa: SLF001  # whole


@pytest.mark.parametrize(
    ("where", "name", "broken"),
    [
        (protocol, "_adopt", _never_adopt),
        (protocol, "_charge", _charge_hides_what_is_missing),
        (protocol, "_charge", _charge_adds_up),
        (protocol, "_grant", _grant_more_than_there_is),
        (protocol, "_reap", _forget_without_a_mark),
        (protocol, "_reap", _refund_at_once),
        (protocol, "sync", _sync_whatever_the_number),
        (protocol, "sync", _sync_an_old_lease_as_new),
        (Holding, "apply", _apply_any_answer),
        (Holding, "_give_back", _give_back_but_go_on_spending),
        (Holding, "begin_again", _begin_again_without_what_is_unsettled),
        (Holding, "last_message", _last_message_with_a_number_in_sequence),
    ],
    ids=lambda value: getattr(value, "__name__", str(value)),
)
def test_schedules_notice_a_rule_that_is_broken(
    where: object, name: str, broken: Callable[..., object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(where, name, broken)

    with pytest.raises(AssertionError):
        _run_many()


def _run_many() -> None:
    for seed in range(ENOUGH_TO_NOTICE):
        run(seed, PureLedger())
