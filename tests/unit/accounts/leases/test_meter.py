import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from maas_cli.accounts import Accounts
from maas_cli.accounts.leases import Meter
from maas_cli.accounts.leases import meter as meter_module
from maas_cli.accounts.leases.holding import LEASE_SECONDS
from maas_cli.errors import AuthenticationError, InvalidInputError, StorageError, UsersFileError
from maas_cli.models.users import User
from tests.unit.accounts.conftest import Clock
from tests.unit.accounts.leases.conftest import MEMES, OpenMeter, Stopwatch, call


def test_a_call_has_to_be_covered_before_it_is_charged(open_meter: OpenMeter) -> None:
    meter = open_meter()
    alice = meter.authenticate("secret1")

    assert not meter.has(alice)
    assert meter.spend(alice, MEMES) is None
    meter.renew(alice)
    assert meter.has(alice)
    assert [meter.spend(alice, MEMES) for _ in range(3)] == [999, 998, 997]


def test_a_wrong_token_is_refused_and_a_replaced_one_at_once_when_users_were_read_again(
    open_meter: OpenMeter, accounts: Accounts
) -> None:
    meter = open_meter()
    meter.authenticate("secret1")
    accounts.rotate(10)
    meter.refresh()

    with pytest.raises(AuthenticationError):
        meter.authenticate("secret1")


@pytest.mark.parametrize("cost", [0, -1, 2**63])
def test_a_cost_that_makes_no_sense_is_refused(open_meter: OpenMeter, cost: int) -> None:
    meter = open_meter()
    with pytest.raises(InvalidInputError):
        meter.renew(meter.authenticate("secret1"), cost)


def test_what_was_settled_is_in_the_database(open_meter: OpenMeter, other: sqlite3.Connection) -> None:
    meter = open_meter()
    alice = meter.authenticate("secret1")
    for _ in range(5):
        call(meter, alice)
    meter.settle()

    assert other.execute("SELECT balance, spent, oversold FROM users WHERE uid = 10").fetchone() == (995, 5, 0)
    assert other.execute("SELECT endpoint, calls FROM hits WHERE uid = 10").fetchall() == [(MEMES, 5)]
    assert other.execute("SELECT day, calls FROM days WHERE uid = 10").fetchall() == [("2024-05-17", 5)]


def test_nothing_new_writes_nothing(open_meter: OpenMeter, other: sqlite3.Connection) -> None:
    meter = open_meter()
    meter.settle()
    call(meter, meter.authenticate("secret1"))
    meter.settle()
    other.execute("PRAGMA data_version").fetchone()
    before = other.execute("PRAGMA data_version").fetchone()
    meter.settle()
    meter.settle(durable=True)

    assert other.execute("PRAGMA data_version").fetchone() == before


def test_a_durable_settling_is_flushed_also_if_another_has_told_it_before(
    open_meter: OpenMeter, monkeypatch: pytest.MonkeyPatch
) -> None:
    meter = open_meter()
    flushed: list[bool] = []
    monkeypatch.setattr(meter._ledger, "flush", lambda: flushed.append(True))  # noqa: SLF001  # no power to cut here
    call(meter, meter.authenticate("secret1"))
    meter.settle()
    assert flushed == []
    meter.settle(durable=True)
    meter.settle(durable=True)

    assert flushed == [True]


def test_leases_grow_with_the_pace_of_calls_so_that_few_calls_have_to_wait(
    open_meter: OpenMeter, stopwatch: Stopwatch, accounts: Accounts
) -> None:
    accounts.top_up(10, 10**6)
    meter = open_meter()
    alice = meter.authenticate("secret1")
    renewed = 0
    for tick in range(200):
        for _ in range(100):
            if meter.spend(alice, MEMES) is None:
                meter.renew(alice)
                renewed += tick > 20
                meter.spend(alice, MEMES)
        stopwatch.seconds += 0.05
        meter.settle()

    assert renewed == 0
    assert accounts.get(10).balance == 1_001_000 - 20_000


def test_many_users_take_turns_in_being_settled(
    open_meter: OpenMeter, other: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(meter_module, "MOST_SETTLED_AT_ONCE", 1)
    meter = open_meter()
    for token in ("secret1", "secret2"):
        call(meter, meter.authenticate(token))
    spent = "SELECT spent FROM users ORDER BY uid"
    meter.settle()
    assert other.execute(spent).fetchall() == [(1,), (0,)]
    meter.settle()
    assert other.execute(spent).fetchall() == [(1,), (1,)]

    for token in ("secret1", "secret2"):
        call(meter, meter.authenticate(token))
    meter.settle(durable=True)
    assert other.execute(spent).fetchall() == [(2,), (2,)]


def test_a_closed_meter_has_given_everything_back_and_leaves_nothing(
    open_meter: OpenMeter, other: sqlite3.Connection, journals: Path
) -> None:
    meter = open_meter()
    alice = meter.authenticate("secret1")
    call(meter, alice)
    meter.close()
    meter.close()

    row = other.execute("SELECT balance, spent, leased, oversold FROM users WHERE uid = 10").fetchone()
    assert row == (999, 1, 0, 0)
    assert list(journals.iterdir()) == []
    assert meter.spend(alice, MEMES) is None
    meter.settle()
    with pytest.raises(StorageError, match="closed"):
        meter.renew(alice)


def test_a_meter_that_was_never_used_opens_no_database(open_meter: OpenMeter, users_file: Path, journals: Path) -> None:
    meter = open_meter()
    meter.settle()
    meter.close()

    assert sorted(path.name for path in users_file.parent.iterdir()) == ["users.json", "users.leases"]
    assert list(journals.iterdir()) == []


def test_a_users_file_without_a_name_is_refused_and_leaves_no_journal(journals: Path, clock: Clock) -> None:
    with pytest.raises(UsersFileError):
        Meter(Path("users.db"), journals, now=clock)
    assert not journals.exists()


def test_tokens_that_were_not_used_for_long_go_back(
    open_meter: OpenMeter, stopwatch: Stopwatch, other: sqlite3.Connection
) -> None:
    meter = open_meter()
    call(meter, meter.authenticate("secret1"))
    meter.settle()
    leased = "SELECT leased > 0 FROM users WHERE uid = 10"
    assert other.execute(leased).fetchone() == (1,)
    stopwatch.seconds += 6
    meter.settle()
    assert other.execute(leased).fetchone() == (1,)
    stopwatch.seconds += 6
    meter.settle()

    assert other.execute(leased).fetchone() == (0,)
    assert call(meter, meter.authenticate("secret1")) == 998


def test_leases_go_on_while_the_database_is_locked_and_nothing_is_lost(
    open_meter: OpenMeter, other: sqlite3.Connection, accounts: Accounts
) -> None:
    meter = open_meter(timeout_seconds=0.01)
    alice = meter.authenticate("secret1")
    meter.renew(alice)
    other.execute("BEGIN IMMEDIATE")
    for _ in range(3):
        assert meter.spend(alice, MEMES) is not None
        with pytest.raises(StorageError, match="locked"):
            meter.settle()
    with pytest.raises(StorageError, match="locked"):
        meter.renew(alice, 900)
    with pytest.raises(StorageError, match="locked"):
        meter.close()
    with pytest.raises(StorageError, match="closed"):
        meter.renew(alice)
    assert accounts.get(10).balance == 997, "what is read counts the journals"
    other.execute("ROLLBACK")
    meter.close()

    row = other.execute("SELECT balance, spent, leased, oversold FROM users WHERE uid = 10").fetchone()
    assert row == (997, 3, 0, 0)


def test_a_message_that_failed_is_repeated_and_what_came_after_it_is_told_too(
    open_meter: OpenMeter, other: sqlite3.Connection
) -> None:
    meter = open_meter(timeout_seconds=0.01)
    alice = meter.authenticate("secret1")
    call(meter, alice)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StorageError):
        meter.settle()
    other.execute("ROLLBACK")
    call(meter, alice)
    meter.settle()

    assert other.execute("SELECT spent FROM users WHERE uid = 10").fetchone() == (2,)


def test_a_lease_ends_when_the_ledger_is_not_heard_from_for_a_minute(
    open_meter: OpenMeter, stopwatch: Stopwatch, other: sqlite3.Connection
) -> None:
    meter = open_meter(timeout_seconds=0.01)
    alice = meter.authenticate("secret1")
    call(meter, alice)
    other.execute("BEGIN IMMEDIATE")
    stopwatch.seconds += LEASE_SECONDS + 1

    assert meter.spend(alice, MEMES) is None
    with pytest.raises(StorageError):
        meter.renew(alice)
    other.execute("ROLLBACK")
    assert call(meter, alice) == 998


def test_a_clock_set_wrong_changes_no_money(
    open_meter: OpenMeter, clock: Clock, other: sqlite3.Connection, stopwatch: Stopwatch
) -> None:
    one, two = open_meter(), open_meter()
    alice = one.authenticate("secret1")
    for days in (0, -1, 400, -500, 2, 30):
        clock.moment = clock.moment.replace(year=2024 + days // 365, day=1 + abs(days) % 27)
        stopwatch.seconds += 1
        for meter in (one, two):
            for _ in range(3):
                call(meter, alice)
            meter.settle()
    for meter in (one, two):
        meter.close()

    row = other.execute("SELECT balance, spent, leased, oversold FROM users WHERE uid = 10").fetchone()
    assert row == (964, 36, 0, 0)


def test_a_database_put_back_to_an_older_state_is_told_all_calls_again(
    open_meter: OpenMeter, other: sqlite3.Connection, accounts: Accounts
) -> None:
    meter = open_meter()
    alice = meter.authenticate("secret1")
    state = other.serialize()
    for _ in range(30):
        call(meter, alice)
    meter.settle()
    with closing(sqlite3.connect(":memory:")) as old:
        old.deserialize(state[:18] + b"\x01\x01" + state[20:])
        old.backup(other)
    call(meter, alice)
    meter.close()

    assert accounts.get(10) == User(10, "Alice", 969, hits={MEMES: 31})


def test_calls_of_users_who_are_gone_are_kept_for_a_person_to_look_at(
    open_meter: OpenMeter, other: sqlite3.Connection, journals: Path
) -> None:
    meter = open_meter()
    alice = meter.authenticate("secret1")
    call(meter, alice)
    other.execute("DELETE FROM users WHERE uid = 10")
    meter.settle()

    assert meter.spend(alice, MEMES) is None
    with pytest.raises(AuthenticationError):
        meter.renew(alice)
    meter.close()
    assert len(list(journals.iterdir())) == 1


@pytest.fixture
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("maas_cli.accounts.ledger.SETTLED_SECONDS", 0.0)


def put_in_place(backup: Path, database: Path) -> None:
    """Restore a backup as its owner would: under another name first, then renamed over the database."""
    shutil.copy(backup, database.with_name("restored"))
    database.with_name("restored").replace(database)


@pytest.mark.usefixtures("_at_once")
def test_a_database_put_back_to_an_older_state_is_told_every_call_again_by_all_workers(
    open_meter: OpenMeter, accounts: Accounts, users_file: Path
) -> None:
    database, backup = users_file.with_suffix(".db"), users_file.with_name("backup")
    accounts.list_users()
    meters = [open_meter(), open_meter()]
    alice, bob = (meters[0].authenticate(token) for token in ("secret1", "secret2"))
    for meter in meters:
        call(meter, alice)
        meter.settle()
    with closing(sqlite3.connect(database)) as source, closing(sqlite3.connect(backup)) as target:
        source.backup(target)
    for meter in meters:
        for client in (alice, alice, bob):
            call(meter, client)
        assert meter.settle() == ""
    put_in_place(backup, database)
    said = [[meter.settle() for _ in range(2)] for meter in meters]

    assert said == [[meter_module.TOLD_AGAIN, ""]] * 2
    with closing(sqlite3.connect(database)) as other:
        spent = other.execute("SELECT balance, spent, oversold FROM users ORDER BY uid").fetchall()
    assert spent == [(994, 6, 0), (498, 2, 0)]
    assert [call(meter, alice) for meter in meters] == [993, 992]
    for meter in meters:
        meter.close()
    assert [(user.balance, user.hits[MEMES]) for user in accounts.list_users()] == [(992, 8), (498, 43)]


@pytest.mark.usefixtures("_at_once")
def test_what_a_database_put_back_cannot_cover_is_booked_as_oversold(
    open_meter: OpenMeter, accounts: Accounts, users_file: Path
) -> None:
    database, backup = users_file.with_suffix(".db"), users_file.with_name("backup")
    accounts.list_users()
    accounts.close()
    shutil.copy(database, backup)
    accounts.top_up(10, 100)
    meter = open_meter()
    for _ in range(1100):
        call(meter, meter.authenticate("secret1"))
    put_in_place(backup, database)
    meter.settle(durable=True)
    assert meter.settle() == meter_module.TOLD_AGAIN, "who asks for durable settling leaves the note to the others"

    with closing(sqlite3.connect(database)) as other:
        row = other.execute("SELECT balance, spent, oversold, granted FROM users WHERE uid = 10").fetchone()
    assert row == (0, 1100, 100, 1000)


@pytest.mark.usefixtures("_at_once")
def test_a_deleted_database_is_put_back_when_the_worker_ends_and_nothing_is_lost(
    open_meter: OpenMeter, accounts: Accounts, users_file: Path, journals: Path
) -> None:
    accounts.top_up(10, 7)
    accounts.close()
    meter = open_meter()
    alice = meter.authenticate("secret1")
    for _ in range(3):
        call(meter, alice)
    users_file.with_suffix(".db").unlink()
    with pytest.raises(StorageError, match="is gone"):
        meter.settle()
    assert meter.spend(alice, MEMES) is not None, "what is held can be spent"
    meter.close()

    assert (accounts.get(10).balance, accounts.get(10).hits) == (1003, {MEMES: 4})
    assert list(journals.iterdir()) == []
