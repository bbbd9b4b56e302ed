import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date

import pytest

from maas_cli.accounts import rows, tokens
from maas_cli.accounts.checks import MAX_COUNT
from maas_cli.accounts.schema import create_tables
from maas_cli.accounts.user_entry import UserEntry
from maas_cli.errors import AuthenticationError, BalanceExhaustedError, InvalidInputError, NotFoundError
from maas_cli.models.users import User

ALICE = UserEntry(10, "Alice", tokens.digest("secret1"), 3, {"/b": 1, "/a": 41})
BOB = UserEntry(2, "Bob", tokens.digest("secret2"), 0)
TODAY = date(2024, 5, 17)


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as opened:
        create_tables(opened)
        rows.insert_user(opened, ALICE, "file", "then")
        rows.insert_user(opened, BOB, "add", "then")
        yield opened


def _money(connection: sqlite3.Connection, uid: int) -> tuple[int, int, int]:
    row: tuple[int, int, int] = connection.execute(
        "SELECT balance, spent, granted FROM users WHERE uid = ?", (uid,)
    ).fetchone()
    assert connection.execute("SELECT sum(amount) FROM grants WHERE uid = ?", (uid,)).fetchone() == (row[2],)
    return row


def test_users_are_listed_by_id_with_their_hits_by_endpoint(connection: sqlite3.Connection) -> None:
    listed = rows.list_users(connection)

    assert listed == (User(2, "Bob", 0), User(10, "Alice", 3, hits={"/a": 41, "/b": 1}))
    assert list(listed[1].hits) == ["/a", "/b"]
    assert rows.get_user(connection, 10) == listed[1]


@pytest.mark.parametrize("uid", [11, 0, -10, 2**63, 2**200])
def test_an_unknown_user_is_named(connection: sqlite3.Connection, uid: int) -> None:
    with pytest.raises(NotFoundError, match=f"there is no user {uid}$"):
        rows.get_user(connection, uid)


def test_a_living_token_finds_its_user(connection: sqlite3.Connection) -> None:
    assert rows.find_by_digest(connection, ALICE.token_digest) == (10, ALICE.token_digest)
    assert rows.digest_of(connection, 10) == ALICE.token_digest
    assert rows.find_by_digest(connection, tokens.digest("")) is None


def test_a_replaced_token_is_found_no_more_but_keeps_its_owner(connection: sqlite3.Connection) -> None:
    new = tokens.digest("new")
    assert rows.find_owner(connection, new) is None
    rows.replace_token(connection, 10, new)

    assert rows.find_by_digest(connection, ALICE.token_digest) is None
    assert rows.find_owner(connection, ALICE.token_digest) == 10
    assert rows.find_owner(connection, new) == 10


def test_a_grant_adds_to_balance_and_books_alike(connection: sqlite3.Connection) -> None:
    rows.grant(connection, 10, 7, "topup", "now")
    assert _money(connection, 10) == (10, 0, 10)
    rows.grant(connection, 10, -4, "sync", "now")
    assert _money(connection, 10) == (6, 0, 6)


def test_grants_stop_at_what_can_be_counted_also_after_spending(connection: sqlite3.Connection) -> None:
    rows.grant(connection, 10, MAX_COUNT - 3, "topup", "now")
    rows.charge(connection, 10, 5)

    with pytest.raises(InvalidInputError, match="1 more would be beyond 9223372036854775807"):
        rows.grant(connection, 10, 1, "topup", "now")
    assert _money(connection, 10) == (MAX_COUNT - 5, 5, MAX_COUNT)


def test_a_charge_is_taken_from_the_balance_to_the_last_token(connection: sqlite3.Connection) -> None:
    assert rows.charge(connection, 10, 2) == 1
    assert rows.charge(connection, 10, 1) == 0
    assert _money(connection, 10) == (0, 3, 3)


def test_a_balance_never_goes_below_zero(connection: sqlite3.Connection) -> None:
    with pytest.raises(BalanceExhaustedError, match="user 10 has 3 tokens left; the call costs 4") as caught:
        rows.charge(connection, 10, 4)

    assert "maas users topup 10" in caught.value.hint
    assert _money(connection, 10) == (3, 0, 3)


def test_a_disabled_user_is_not_charged(connection: sqlite3.Connection) -> None:
    rows.set_disabled(connection, 10, disabled=True)
    with pytest.raises(AuthenticationError, match="user 10 is disabled"):
        rows.charge(connection, 10, 1)

    rows.set_disabled(connection, 10, disabled=False)
    assert rows.charge(connection, 10, 1) == 2


def test_charging_nobody_is_told(connection: sqlite3.Connection) -> None:
    with pytest.raises(NotFoundError, match="there is no user 11"):
        rows.charge(connection, 11, 1)


def test_calls_are_counted_by_endpoint_and_by_day(connection: sqlite3.Connection) -> None:
    yesterday = date(2024, 5, 16)
    for endpoint, day in (("/a", yesterday), ("/a", TODAY), ("/new", TODAY)):
        rows.count_calls(connection, 10, endpoint, day)

    assert rows.get_user(connection, 10).hits == {"/a": 43, "/b": 1, "/new": 1}
    assert rows.calls_by_day(connection, 10, yesterday) == {yesterday: 1, TODAY: 2}
    assert rows.calls_by_day(connection, 10, TODAY) == {TODAY: 2}
    assert rows.calls_by_day(connection, 2, yesterday) == {}


def test_the_greatest_count_of_hits_stays(connection: sqlite3.Connection) -> None:
    rows.merge_hits(connection, UserEntry(10, "Alice", b"", 0, {"/a": MAX_COUNT}))
    rows.count_calls(connection, 10, "/a", TODAY)

    assert rows.get_user(connection, 10).hits["/a"] == MAX_COUNT


def test_merged_hits_are_the_greater_of_both(connection: sqlite3.Connection) -> None:
    rows.merge_hits(connection, UserEntry(10, "Alice", b"", 0, {"/a": 40, "/b": 5, "/c": 2}))

    assert rows.get_user(connection, 10).hits == {"/a": 41, "/b": 5, "/c": 2}


def test_a_renamed_user_has_the_new_name(connection: sqlite3.Connection) -> None:
    rows.rename(connection, 10, "Alicia")

    assert rows.get_user(connection, 10).name == "Alicia"


def test_what_leases_hold_is_not_charged_to_anyone_else(connection: sqlite3.Connection) -> None:
    connection.execute("UPDATE users SET leased = 2 WHERE uid = 10")

    assert rows.leased(connection, 10) == 2
    assert rows.charge(connection, 10, 2) is None
    assert rows.charge(connection, 10, 1) == 2
    with pytest.raises(BalanceExhaustedError, match="user 10 has 2 tokens left; the call costs 3"):
        rows.charge(connection, 10, 3)


def test_many_calls_are_counted_at_once(connection: sqlite3.Connection) -> None:
    rows.count_calls(connection, 10, "/a", TODAY, 5)
    rows.count_calls(connection, 10, "/a", TODAY, 2)

    assert rows.get_user(connection, 10).hits["/a"] == 48
    assert rows.calls_by_day(connection, 10, TODAY) == {TODAY: 7}


def test_who_has_the_right_token_is_told_that_they_are_disabled(connection: sqlite3.Connection) -> None:
    assert rows.user_with(connection, ALICE.token_digest).uid == 10
    with pytest.raises(AuthenticationError, match="no user has this token"):
        rows.user_with(connection, tokens.digest("other"))
    rows.set_disabled(connection, 10, disabled=True)
    with pytest.raises(AuthenticationError, match="user 10 is disabled"):
        rows.user_with(connection, ALICE.token_digest)
