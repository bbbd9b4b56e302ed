import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from maas_cli.accounts.schema import VERSION, check_signature, create_tables, restore_hint
from maas_cli.errors import LedgerError

_ADD = (
    "INSERT INTO users "
    "(uid, name, token_digest, disabled, balance, spent, granted, file_snapshot, file_hits, file_settled, "
    "leased, oversold) VALUES (:uid, 'Alice', :digest, :disabled, :balance, :spent, :granted, 0, 0, 0, :leased, "
    ":oversold)"
)
_ALICE = {
    "uid": 10,
    "digest": b"d" * 32,
    "disabled": 0,
    "balance": 7,
    "spent": 3,
    "granted": 10,
    "leased": 7,
    "oversold": 0,
}


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as opened:
        create_tables(opened)
        yield opened


def test_a_new_database_is_signed(connection: sqlite3.Connection) -> None:
    assert check_signature(connection, Path("users.db")) == VERSION


def test_the_database_of_another_program_is_refused(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA application_id = 7")

    with pytest.raises(LedgerError, match=r"^users\.db is not a users database of maas$") as caught:
        check_signature(connection, Path("users.db"))

    assert caught.value.hint == restore_hint(Path("users.db"))


def test_a_newer_version_is_refused(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA user_version = 3")

    with pytest.raises(LedgerError, match=r"users\.db is of version 3; this maas reads versions 1 to 2"):
        check_signature(connection, Path("users.db"))


def test_money_that_adds_up_is_stored(connection: sqlite3.Connection) -> None:
    connection.execute(_ADD, _ALICE)
    connection.execute(_ADD, _ALICE | {"uid": 11, "digest": b"e" * 32, "spent": 5, "oversold": 2})


@pytest.mark.parametrize(
    "wrong",
    [
        {"granted": 11},
        {"balance": -1, "granted": 2},
        {"spent": -1, "granted": 6},
        {"disabled": 2},
        {"leased": 8},
        {"leased": -1},
        {"oversold": -1, "granted": 11},
        {"oversold": 1},
        {"digest": b"short"},
        {"uid": 0},
        {"balance": 2**63 - 1, "spent": 2**63 - 1, "granted": -2},
    ],
)
def test_money_that_does_not_add_up_is_refused_by_the_database_itself(
    connection: sqlite3.Connection, wrong: dict[str, object]
) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        connection.execute(_ADD, _ALICE | wrong)


@pytest.mark.parametrize("change", ["UPDATE grants SET amount = 8", "DELETE FROM grants"])
def test_a_grant_once_written_stays(connection: sqlite3.Connection, change: str) -> None:
    connection.execute("INSERT INTO grants (uid, at, amount, reason) VALUES (10, '', 7, 'add')")

    with pytest.raises(sqlite3.IntegrityError, match="grants stay"):
        connection.execute(change)


def test_the_hint_names_the_files_to_move_and_the_ways_back() -> None:
    hint = restore_hint(Path("some/users.db"))

    assert "users.db, users.db-wal and users.db-shm" in hint
    assert "backup" in hint
    assert "export" in hint
