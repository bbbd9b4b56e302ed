import sqlite3
import threading
import time
from collections.abc import Callable

import pytest

from maas_cli.accounts import Accounts
from maas_cli.accounts.leases.holding import Holding
from maas_cli.errors import BalanceExhaustedError, StorageError
from maas_cli.models.users import User
from tests.unit.accounts.leases.conftest import MEMES, OpenMeter, call


def test_what_another_thread_renewed_already_is_not_asked_for_again(
    open_meter: OpenMeter, other: sqlite3.Connection
) -> None:
    meter = open_meter(timeout_seconds=0.01)
    alice = meter.authenticate("secret1")
    meter.renew(alice)
    other.execute("BEGIN IMMEDIATE")
    meter.renew(alice)
    other.execute("ROLLBACK")

    assert call(meter, alice) == 999


def test_a_balance_is_spent_to_the_last_token_and_then_refused(open_meter: OpenMeter, accounts: Accounts) -> None:
    meter = open_meter()
    bob = meter.authenticate("secret2")

    assert [call(meter, bob) for _ in range(500)] == list(range(499, -1, -1))
    with pytest.raises(BalanceExhaustedError, match="user 20 has 0 tokens left; the call costs 1"):
        call(meter, bob)
    assert accounts.get(20) == User(20, "Bob", 0, hits={MEMES: 541})


def test_a_call_that_costs_more_than_is_left_takes_nothing_and_cheaper_ones_go_on(open_meter: OpenMeter) -> None:
    meter = open_meter()
    bob = meter.authenticate("secret2")
    assert call(meter, bob, 497) == 3

    with pytest.raises(BalanceExhaustedError, match="user 20 has 3 tokens left; the call costs 4"):
        call(meter, bob, 4)
    assert call(meter, bob, 3) == 0


def test_topped_up_tokens_are_there_at_once(open_meter: OpenMeter, accounts: Accounts) -> None:
    meter = open_meter()
    bob = meter.authenticate("secret2")
    call(meter, bob, 500)
    with pytest.raises(BalanceExhaustedError):
        meter.renew(bob)
    accounts.top_up(20, 7)

    assert call(meter, bob) == 6


def test_the_last_tokens_of_one_worker_are_given_back_to_the_other_that_needs_them(
    open_meter: OpenMeter, settling: Callable[..., None], accounts: Accounts
) -> None:
    one, two = (open_meter(patience_seconds=5, timeout_seconds=5, monotonic=time.monotonic) for _ in range(2))
    bob = one.authenticate("secret2")
    call(one, bob, 480)
    one.renew(bob, 20)
    assert call(two, two.authenticate("secret1")) == 999
    settling(one, two)

    assert call(two, bob, 20) == 0
    with pytest.raises(BalanceExhaustedError):
        one.renew(bob)
    assert accounts.get(20).balance == 0


def test_a_worker_that_does_not_give_back_keeps_nobody_waiting_forever(open_meter: OpenMeter) -> None:
    one, two = open_meter(), open_meter(patience_seconds=0.05, monotonic=time.monotonic)
    bob = one.authenticate("secret2")
    one.renew(bob, 500)
    started = time.monotonic()

    with pytest.raises(BalanceExhaustedError, match="user 20 has 500 tokens left; the call costs 1"):
        two.renew(bob)
    assert time.monotonic() - started >= 0.05


def test_what_a_dead_worker_held_is_found_before_a_call_is_refused(open_meter: OpenMeter) -> None:
    one, two = open_meter(), open_meter(patience_seconds=5, timeout_seconds=5, monotonic=time.monotonic)
    bob = one.authenticate("secret2")
    one.renew(bob, 500)
    one.spend(bob, MEMES, 100)
    one._purse.leave_journal()  # noqa: SLF001  # as if it had been killed

    assert call(two, bob) == 399
    one._closed = True  # noqa: SLF001  # its journal is gone


def test_calls_that_wait_together_are_refused_by_one_answer(
    open_meter: OpenMeter, accounts: Accounts, monkeypatch: pytest.MonkeyPatch
) -> None:
    meter = open_meter(monotonic=time.monotonic)
    bob = meter.authenticate("secret2")
    call(meter, bob, 500)
    asked: list[int] = []
    desk = meter._desk  # noqa: SLF001  # to count how often the database is asked
    peek = desk.peek

    def peek_slowly(holding: Holding) -> tuple[int, int]:
        asked.append(holding.uid)
        time.sleep(0.05)
        return peek(holding)

    monkeypatch.setattr(desk, "peek", peek_slowly)
    refused: list[BalanceExhaustedError] = []

    def try_one() -> None:
        try:
            meter.renew(bob)
        except BalanceExhaustedError as error:
            refused.append(error)

    threads = [threading.Thread(target=try_one) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(refused) == 20
    assert len(asked) < 20
    accounts.top_up(20, 1)
    meter.renew(bob)


def test_a_lease_whose_message_failed_asks_again_without_looking_first(
    open_meter: OpenMeter, other: sqlite3.Connection
) -> None:
    meter = open_meter(timeout_seconds=0.01)
    bob = meter.authenticate("secret2")
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StorageError):
        meter.renew(bob, 500)
    other.execute("ROLLBACK")

    assert call(meter, bob, 500) == 0


def test_a_call_is_refused_only_after_tokens_were_asked_back_also_where_a_message_had_failed_before(
    open_meter: OpenMeter, other: sqlite3.Connection
) -> None:
    one, two = open_meter(), open_meter(timeout_seconds=0.01)
    bob = one.authenticate("secret2")
    call(two, bob)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StorageError):
        two.settle()
    other.execute("ROLLBACK")
    one.renew(bob, 480)
    with pytest.raises(BalanceExhaustedError, match="user 20 has 499 tokens left; the call costs 490"):
        two.renew(bob, 490)
    one.settle()

    assert call(two, bob, 490) == 9


def test_a_lease_that_was_ended_while_a_call_waits_goes_on_as_a_new_one(
    open_meter: OpenMeter, accounts: Accounts, other: sqlite3.Connection
) -> None:
    meter = open_meter()
    bob = meter.authenticate("secret2")
    call(meter, bob)
    other.execute("UPDATE leases SET seq = seq + 100, granted = used")
    other.execute("UPDATE users SET leased = 0")

    assert call(meter, bob, 300) == 199
    meter.settle()
    assert accounts.get(20) == User(20, "Bob", 199, hits={MEMES: 43})
