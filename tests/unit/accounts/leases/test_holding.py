from maas_cli.accounts.leases.holding import LEASE_SECONDS, Holding, Tally
from maas_cli.accounts.leases.protocol import LAST_SEQ, Account, Message, Reply, Slot, sync

AT = 1_700_000_000_000
MEMES = Slot("/api/memes", 1)
DEAR = Slot("/api/explain", 5)


def holding_of(account: Account, want: int) -> Holding:
    holding = Holding(1, 7, AT)
    assert holding.apply(sync(account, holding.message(100, need=1, want=want), AT), {})
    return holding


def test_a_new_lease_holds_nothing() -> None:
    holding = Holding(1, 7, AT)

    assert not holding.charge(MEMES)
    assert (holding.left, holding.used, holding.settled) == (0, 0, True)


def test_a_lease_covers_calls_to_its_last_token_and_knows_what_is_left_in_all() -> None:
    holding = holding_of(Account(balance=100), want=12)

    assert [holding.charge(DEAR), holding.charge(DEAR), holding.charge(DEAR), holding.charge(MEMES)] == [
        True, True, False, True,
    ]  # fmt: skip
    assert (holding.left, holding.used, holding.left + holding.rest) == (1, 11, 89)


def test_the_deadline_counts_from_before_the_message_was_first_sent() -> None:
    account, holding = Account(balance=100), Holding(1, 7, AT)
    holding.message(100, need=1)
    message = holding.message(200, need=9)
    holding.apply(sync(account, message, AT), {})

    assert message.need == 1, "a message is repeated as it is"
    assert holding.deadline == 100 + LEASE_SECONDS


def test_calls_charged_while_a_message_is_under_way_are_neither_lost_nor_doubled() -> None:
    account = Account(balance=100)
    holding = holding_of(account, want=10)
    holding.charge(MEMES)
    message = holding.message(100, want=5)
    holding.charge(MEMES)
    assert holding.waits
    holding.apply(sync(account, message, AT), {})

    assert (holding.left, holding.left + holding.rest, holding.settled) == (13, 98, False)
    holding.apply(sync(account, holding.message(100), AT), {})
    assert (account.spent, account.balance, holding.settled) == (2, 98, True)


def test_what_is_given_back_is_no_less_the_user_s_while_the_message_is_under_way() -> None:
    account = Account(balance=100)
    holding = holding_of(account, want=10)
    message = holding.message(100, keep=2)

    assert (holding.left, holding.left + holding.rest) == (2, 100)
    holding.apply(sync(account, message, AT), {})
    assert (holding.left, holding.left + holding.rest) == (2, 100)


def test_answers_to_other_messages_are_passed_over() -> None:
    holding = holding_of(Account(balance=100), want=10)
    assert holding.apply(Reply(1, "done", granted=99), {})
    holding.message(100)
    assert holding.apply(Reply(1, "stale"), {})

    assert (holding.left, holding.waits) == (10, True)


def test_what_is_given_back_cannot_be_spent_from_the_moment_it_is_told() -> None:
    account = Account(balance=100)
    holding = holding_of(account, want=10)
    message = holding.message(100, keep=3)

    assert holding.left == 3
    holding.apply(sync(account, message, AT), {})
    assert (account.held, holding.left) == (3, 3)
    assert holding.message(100, keep=50).granted == 3, "no more is kept than is there"


def test_the_last_message_gives_everything_back_whatever_is_under_way() -> None:
    account = Account(balance=100)
    holding = holding_of(account, want=10)
    holding.charge(MEMES)
    holding.message(100, want=50)

    assert holding.last_message() == Message(1, 7, AT, LAST_SEQ, 1, {MEMES: 1})
    sync(account, holding.last_message(), AT)
    assert (account.held, account.spent) == (0, 1)


def test_a_forgotten_lease_begins_again_with_the_calls_that_were_not_confirmed() -> None:
    account = Account(balance=100)
    holding = holding_of(account, want=10)
    holding.charge(MEMES)
    holding.apply(sync(account, holding.message(100), AT), {})
    holding.charge(MEMES)
    holding.charge(DEAR)
    account.leases.clear()
    account.forgotten = AT

    assert not holding.apply(sync(account, holding.message(100), AT), {})
    assert holding.left == 0
    holding.begin_again(AT)
    assert (holding.born, holding.used, holding.waits) == (AT + 1, 6, False)
    assert holding.apply(sync(account, holding.message(100), AT), {})
    assert (account.spent, account.oversold, holding.settled) == (7, 0, True)


def test_a_lease_that_somebody_ended_begins_again_with_what_they_did_not_know() -> None:
    account = Account(balance=100)
    holding = holding_of(account, want=10)
    holding.charge(MEMES)
    sync(account, Message(1, 7, AT, LAST_SEQ, 1, {MEMES: 1}), AT)
    holding.charge(MEMES)

    assert not holding.apply(sync(account, holding.message(100), AT), {})
    holding.begin_again(AT + 50)
    holding.apply(sync(account, holding.message(100), AT), {})
    assert (account.spent, holding.settled) == (2, True)


def test_of_a_user_who_is_gone_nothing_can_be_spent() -> None:
    holding = holding_of(Account(balance=100), want=10)
    message = holding.message(100)

    assert holding.apply(Reply(message.seq, "unknown"), {})
    assert (holding.left, holding.waits) == (0, True)


def test_a_tally_begins_at_nothing() -> None:
    assert (Tally().calls, Tally().word) == (0, 0)
