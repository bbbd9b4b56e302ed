import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest

from maas_cli.accounts import rows, snapshots, tokens
from maas_cli.accounts.file_mark import mark_of
from maas_cli.accounts.schema import create_tables
from maas_cli.accounts.user_entry import UserEntry


def _alice(balance: int, hits: int = 0) -> UserEntry:
    return UserEntry(10, "Alice", tokens.digest("secret1"), balance, {"/a": hits})


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as opened:
        create_tables(opened)
        rows.insert_user(opened, _alice(1000), "file", "then")
        yield opened


def test_what_a_user_was_added_with_is_known(connection: sqlite3.Connection) -> None:
    known = snapshots.find(connection, _alice(1000))
    assert known is not None
    assert (known.hits_total, known.settled) == (0, 1000)
    assert snapshots.last_read(connection, 10) == known
    assert snapshots.find(connection, _alice(1001)) is None
    assert snapshots.find(connection, _alice(1000, hits=1)) is None


def test_an_edit_is_measured_from_the_latest_pair_with_as_many_hits(connection: sqlite3.Connection) -> None:
    snapshots.remember(connection, _alice(1500), 1500)
    snapshots.remember(connection, _alice(990, hits=10), 990)
    assert snapshots.get_baseline(connection, _alice(1600)) == 1500

    snapshots.remember(connection, _alice(1000), 1000)
    assert snapshots.get_baseline(connection, _alice(1600)) == 1000, "a pair remembered again is the latest"


def test_an_edit_of_the_hits_is_measured_from_the_last_file(connection: sqlite3.Connection) -> None:
    assert snapshots.get_baseline(connection, _alice(7, hits=77)) == 1000
    snapshots.remember_read(connection, 10, snapshots.remember(connection, _alice(1200, hits=5), 1200))
    assert snapshots.get_baseline(connection, _alice(7, hits=77)) == 1200


def test_a_pair_may_be_settled_at_more_than_it_says(connection: sqlite3.Connection) -> None:
    remembered = snapshots.remember(connection, _alice(400), 900)

    assert remembered.settled == 900
    assert snapshots.find(connection, _alice(400)) == remembered
    assert snapshots.get_baseline(connection, _alice(500)) == 900


def test_the_last_mark_is_the_one_remembered_last(connection: sqlite3.Connection) -> None:
    for content in (b"one", b"two"):
        snapshots.remember_mark(connection, mark_of(content))

    assert snapshots.last_mark(connection) == mark_of(b"two")


def test_an_export_over_the_users_file_counts_as_read(connection: sqlite3.Connection) -> None:
    exported = snapshots.remember(connection, _alice(1500), 1500)
    snapshots.remember_export_as_read(connection, mark_of(b"export"))

    assert snapshots.last_mark(connection) == mark_of(b"export")
    assert snapshots.last_read(connection, 10) == exported
    assert snapshots.get_baseline(connection, _alice(7, hits=77)) == 1500


def test_what_was_last_read_grows_no_younger_by_being_remembered_again(connection: sqlite3.Connection) -> None:
    read = snapshots.last_read(connection, 10)

    assert snapshots.remember(connection, _alice(1000), 1000).number > read.number
    assert snapshots.last_read(connection, 10) == read
