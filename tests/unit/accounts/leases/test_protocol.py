"""The rule, step by step; schedules of faults against it are in test_simulator."""

import pytest

from maas_cli.accounts.leases.protocol import (
    FORGET_AFTER_MS,
    LAST_SEQ,
    LEASE_MS,
    RECALL_MS,
    REFUND_AFTER_MS,
    Account,
    Lease,
    Message,
    Slot,
    sync,
)

AT = 1_700_000_000_000
MEMES = Slot("/api/memes", 1)
DEAR = Slot("/api/explain", 5)


def tell(account: Account, **changes: object) -> tuple[str, int]:
    """Send a message of the first worker; return the outcome and all tokens granted so far."""
    fields: dict[str, object] = {"uid": 1, "incarnation": 7, "born": AT, "seq": 1, "granted": 0, "calls": {}}
    reply = sync(account, Message(**(fields | changes)), AT)  # type: ignore[arg-type]  # a test names what matters
    return reply.outcome, reply.granted


def test_a_lease_gets_what_it_wants_but_at_most_half_of_its_share() -> None:
    account = Account(balance=100)

    assert tell(account, need=1, want=30) == ("done", 30)
    assert tell(account, incarnation=8, need=1, want=30) == ("done", 17)
    assert (account.balance, account.available, account.held) == (100, 53, 47)


def test_the_last_tokens_go_to_whoever_needs_them() -> None:
    account = Account(balance=3)

    assert tell(account, need=3, want=10) == ("done", 3)
    assert tell(Account(balance=1), want=10) == ("done", 0), "nobody needs it yet"


def test_less_than_a_call_needs_is_not_granted_but_recalled_from_others() -> None:
    account = Account(balance=7, leases={8: Lease(AT, granted=3, deadline=AT)})

    assert tell(account, need=5, want=10) == ("done", 0)
    assert account.recalled == AT
    assert account.recalls(AT + RECALL_MS - 1)
    assert not account.recalls(AT + RECALL_MS)
    assert not account.recalls(AT - 1), "the clock was set back"


def test_where_nobody_else_holds_any_there_is_nothing_to_recall() -> None:
    account = Account(balance=2)

    assert tell(account, need=5) == ("done", 0)
    assert account.recalled is None


def test_during_a_recall_nobody_gets_more_than_a_call_needs() -> None:
    account = Account(balance=100, recalled=AT)

    assert tell(account, need=2, want=30) == ("done", 2)


def test_calls_are_charged_once_however_often_they_are_told() -> None:
    account = Account(balance=100)
    tell(account, need=1, want=20)

    for seq in (2, 2, 3):
        tell(account, seq=seq, granted=20, calls={MEMES: 3, DEAR: 2})
    assert (account.balance, account.spent, account.held) == (87, 13, 7)
    assert account.leases[7].calls == {MEMES: 3, DEAR: 2}


def test_an_answer_says_which_calls_are_new() -> None:
    account = Account(balance=100)
    sync(account, Message(1, 7, AT, 1, 0, {}, 1, 20), AT)
    sync(account, Message(1, 7, AT, 2, 20, {MEMES: 3}), AT)
    reply = sync(account, Message(1, 7, AT, 3, 20, {MEMES: 5, DEAR: 1}), AT)

    assert reply.counted == {MEMES: 2, DEAR: 1}
    assert (reply.balance, reply.available, reply.elsewhere) == (90, 80, 0)


def test_a_late_message_changes_nothing_and_is_answered_with_what_is_recorded() -> None:
    account = Account(balance=100)
    tell(account, need=1, want=20)
    tell(account, seq=LAST_SEQ, granted=2, calls={MEMES: 2})
    reply = sync(account, Message(1, 7, AT, 2, 20, {MEMES: 9}), AT)

    assert (reply.outcome, reply.recorded, account.spent, account.held) == ("late", {MEMES: 2}, 2, 0)


def test_what_a_worker_owns_no_more_goes_back() -> None:
    account = Account(balance=100)
    tell(account, need=1, want=20)

    assert tell(account, seq=2, granted=5) == ("done", 5)
    assert account.available == 95


def test_a_ledger_put_back_takes_the_worker_at_its_word_as_far_as_there_are_tokens() -> None:
    account = Account(balance=10)

    assert tell(account, seq=9, granted=30, calls={MEMES: 25}) == ("done", 25)
    assert (account.balance, account.spent, account.oversold) == (0, 25, 15)


def test_what_others_hold_is_taken_back_after_a_day_of_silence_and_they_are_forgotten_after_a_week() -> None:
    silent = Lease(AT, seq=3, granted=9, used=4, deadline=AT - REFUND_AFTER_MS - 1)
    forgotten = Lease(AT - 5, granted=6, deadline=AT - FORGET_AFTER_MS - 1)
    account = Account(balance=100, leases={8: silent, 9: forgotten, 10: Lease(AT, granted=2, deadline=AT - 5)})
    tell(account)

    assert (account.held, account.forgotten) == (2, AT - 5)
    assert set(account.leases) == {7, 8, 10}


def test_a_forgotten_lease_is_refused_and_told_when_a_new_one_may_be_born() -> None:
    account = Account(balance=100, forgotten=AT)
    reply = sync(account, Message(1, 7, AT, 5, 10, {MEMES: 3}), AT)

    assert (reply.outcome, reply.newest, account.spent) == ("stale", AT, 0)
    assert tell(account, born=AT + 1, seq=6) == ("done", 0)


def test_a_lease_ends_when_its_worker_begins_another() -> None:
    account = Account(balance=100)
    tell(account, need=1, want=20)

    assert tell(account, born=AT + 1, need=1, want=5) == ("done", 5)
    assert account.held == 5
    assert tell(account, seq=9, granted=20, calls={MEMES: 9})[0] == "stale"


def test_every_answered_message_extends_the_lease() -> None:
    account = Account(balance=100)
    for at in (AT, AT + 5):
        sync(account, Message(1, 7, AT, 1, 0, {}), at)
        assert account.leases[7].deadline == at + LEASE_MS


@pytest.mark.parametrize("seq", [1, LAST_SEQ])
def test_tokens_that_were_used_stay_used_whatever_a_worker_says_it_owns(seq: int) -> None:
    account = Account(balance=10, spent=5, leases={7: Lease(AT, granted=8, used=5)})
    tell(account, seq=seq, granted=0)

    assert (account.available, account.held) == (10, 0)
