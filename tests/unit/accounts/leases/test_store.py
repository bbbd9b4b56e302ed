import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maas_cli.accounts.leases import store
from maas_cli.accounts.leases.protocol import FORGET_AFTER_MS, LAST_SEQ, RECALL_MS, Message, Slot
from tests.unit.accounts.leases.ledgers import UIDS, BothLedgers, SqliteLedger, moment

AT = 1_700_000_000_000
MEMES = Slot("/api/memes", 1)
DEAR = Slot("/api/memes", 5)


@pytest.fixture
def ledger() -> Iterator[SqliteLedger]:
    with closing(SqliteLedger()) as opened:
        opened.top_up(1, 100)
        yield opened


_MESSAGES = st.builds(
    Message,
    uid=st.sampled_from(UIDS),
    incarnation=st.sampled_from([7, 8]),
    born=st.sampled_from([AT, AT + 1, AT + 2]),
    seq=st.sampled_from([1, 2, 3, 4, LAST_SEQ]),
    granted=st.integers(0, 40),
    calls=st.dictionaries(st.sampled_from([MEMES, DEAR, Slot("/api/random", 1)]), st.integers(0, 9)),
    need=st.sampled_from([0, 1, 5]),
    want=st.sampled_from([5, 20]),
)
_JUMPS = st.sampled_from([0, 1, RECALL_MS, FORGET_AFTER_MS // 6, FORGET_AFTER_MS + 60_001, -5_000])


@given(
    tokens=st.integers(0, 60),
    messages=st.lists(st.tuples(_JUMPS, _MESSAGES), max_size=12),
)
@settings(max_examples=150, deadline=None)
def test_any_messages_leave_the_database_as_the_pure_rule_says(
    tokens: int, messages: list[tuple[int, Message]]
) -> None:
    with closing(BothLedgers()) as both:
        at = AT
        for uid in UIDS:
            both.top_up(uid, tokens)
        for jump, message in messages:
            at += jump
            both.sync(message, at)
            for uid in UIDS:
                both.account(uid)
                both.hits(uid)


def test_many_leases_settle_in_one_go_and_an_unknown_user_is_told(ledger: SqliteLedger) -> None:
    messages = [Message(uid, 7, AT, 1, 0, {}, 1, 9) for uid in (1, 99, 2)]
    replies = store.sync_all(ledger.connection, messages, moment(AT))

    assert [(reply.outcome, reply.granted) for reply in replies] == [("done", 9), ("unknown", 0), ("done", 0)]


def test_settled_calls_are_counted_by_the_day_in_utc(ledger: SqliteLedger) -> None:
    late = datetime(2024, 5, 18, 1, 0, tzinfo=timezone(timedelta(hours=2)))
    store.sync_all(ledger.connection, [Message(1, 7, AT, 1, 0, {}, 9, 9)], late)
    store.sync_all(ledger.connection, [Message(1, 7, AT, 2, 9, {MEMES: 2, DEAR: 1})], late)

    days = ledger.connection.execute("SELECT day, calls FROM days WHERE uid = 1").fetchall()
    assert days == [("2024-05-17", 3)]
    assert ledger.hits(1) == {"/api/memes": 3}


def test_a_recall_stands_for_a_while_and_is_cleaned_up_by_the_next(ledger: SqliteLedger) -> None:
    store.recall(ledger.connection, 1, moment(AT))
    assert store.recalled(ledger.connection, moment(AT)) == {1}
    assert store.recalled(ledger.connection, moment(AT + RECALL_MS - 1)) == {1}
    assert store.recalled(ledger.connection, moment(AT + RECALL_MS)) == set()
    assert store.recalled(ledger.connection, moment(AT - 1)) == set(), "the clock was set back"

    store.recall(ledger.connection, 2, moment(AT + RECALL_MS + 1))
    assert ledger.connection.execute("SELECT uid FROM recalls").fetchall() == [(2,)]


def test_one_sees_what_is_free_and_what_others_hold_without_writing(ledger: SqliteLedger) -> None:
    for incarnation in (7, 8):
        ledger.sync(Message(1, incarnation, AT, 1, 0, {}, 1, 10), AT)

    assert store.peek(ledger.connection, 1, 7) == (80, 10)
    assert store.peek(ledger.connection, 1, 9) == (80, 20)
    assert store.peek(ledger.connection, 99, 7) == (0, 0)


def test_times_are_whole_milliseconds() -> None:
    assert store.milliseconds(datetime(1970, 1, 1, 0, 0, 1, 2500, tzinfo=UTC)) == 1002


def test_the_database_itself_refuses_a_lease_that_used_more_than_it_was_granted(ledger: SqliteLedger) -> None:
    ledger.sync(Message(1, 7, AT, 1, 0, {}, 1, 10), AT)

    with pytest.raises(sqlite3.IntegrityError):
        ledger.connection.execute("UPDATE leases SET used = 11")
