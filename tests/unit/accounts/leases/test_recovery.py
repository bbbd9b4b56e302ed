import fcntl
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from maas_cli.accounts import Accounts
from maas_cli.accounts.leases.journal import Journal
from maas_cli.accounts.leases.journal_format import CELL
from maas_cli.accounts.leases.protocol import Slot
from maas_cli.accounts.leases.recovery import recover
from maas_cli.errors import StorageError
from tests.unit.accounts.conftest import Clock
from tests.unit.accounts.leases.conftest import OpenMeter

MEMES = Slot("/api/memes", 1)
BORN = 1_700_000_000_000


@pytest.fixture
def told() -> list[str]:
    return []


@pytest.fixture
def settle_dead(users_file: Path, journals: Path, clock: Clock, told: list[str]) -> Callable[[], int]:
    return lambda: recover(users_file, journals, now=clock, on_notice=told.append)


def dead_journal(folder: Path, calls: int, uid: int = 10, incarnation: int = 7) -> Path:
    journal = Journal(folder, incarnation)
    journal.begin(uid, BORN, {MEMES: calls})
    journal.leave()
    return journal.path


def test_calls_of_a_dead_worker_are_charged_once(
    accounts: Accounts, journals: Path, settle_dead: Callable[[], int], told: list[str]
) -> None:
    path = dead_journal(journals, calls=3)
    copy = path.read_bytes()
    assert settle_dead() == 1
    path.write_bytes(copy)
    assert settle_dead() == 1, "whoever settled it died before deleting it"

    assert (accounts.get(10).balance, accounts.get(10).hits) == (997, {"/api/memes": 3})
    assert (list(journals.iterdir()), told) == ([], [])


def test_what_a_dead_worker_held_goes_back(
    accounts: Accounts, open_meter: OpenMeter, users_file: Path, settle_dead: Callable[[], int]
) -> None:
    meter = open_meter()
    client = meter.authenticate("secret1")
    meter.renew(client)
    meter.spend(client, "/api/memes")
    with closing(sqlite3.connect(users_file.with_suffix(".db"))) as database:
        assert database.execute("SELECT leased > 0 FROM users WHERE uid = 10").fetchone() == (1,)
        meter._purse.leave_journal()  # noqa: SLF001  # as if it had been killed
        assert settle_dead() == 1
        row = database.execute("SELECT balance, spent, leased, oversold FROM users WHERE uid = 10").fetchone()
    assert row == (999, 1, 0, 0)
    assert accounts.get(10).balance == 999


def test_the_journal_of_a_living_worker_is_let_be(
    open_meter: OpenMeter, journals: Path, settle_dead: Callable[[], int]
) -> None:
    open_meter()

    assert settle_dead() == 0
    assert len(list(journals.iterdir())) == 1


def test_where_there_are_no_journals_nothing_is_opened(users_file: Path, settle_dead: Callable[[], int]) -> None:
    assert settle_dead() == 0
    assert [path.name for path in users_file.parent.iterdir()] == ["users.json"]


def test_a_journal_without_leases_is_deleted_without_the_database(
    users_file: Path, journals: Path, settle_dead: Callable[[], int]
) -> None:
    Journal(journals, 7).leave()

    assert settle_dead() == 1
    assert not users_file.with_suffix(".db").exists()


def test_what_never_became_a_journal_is_swept_away_unless_it_is_being_made(
    journals: Path, settle_dead: Callable[[], int]
) -> None:
    journals.mkdir()
    (journals / "1.journal.new").write_bytes(b"half")
    with (journals / "2.journal.new").open("wb") as being_made:
        fcntl.flock(being_made, fcntl.LOCK_EX)
        assert settle_dead() == 0

    assert [path.name for path in journals.iterdir()] == ["2.journal.new"]


def test_what_is_no_journal_is_set_aside_and_told(
    journals: Path, settle_dead: Callable[[], int], told: list[str]
) -> None:
    journals.mkdir()
    (journals / "1.journal").write_bytes(b"what is this")

    assert settle_dead() == 0
    kept = journals / "1.refused"
    assert told == [f"the journal of calls 1.journal is not settled: it is not a journal of maas; it is kept as {kept}"]
    assert kept.read_bytes() == b"what is this"


def test_what_can_be_read_of_a_torn_journal_is_charged_and_the_rest_kept(
    accounts: Accounts, journals: Path, settle_dead: Callable[[], int], told: list[str]
) -> None:
    journal = Journal(journals, 7)
    journal.begin(10, BORN, {MEMES: 3})
    journal.begin(20, BORN, {MEMES: 4})
    journal.leave()
    content = bytearray(journal.path.read_bytes())
    content[5 * CELL + 20] ^= 0xFF
    journal.path.write_bytes(content)

    assert settle_dead() == 1
    assert (accounts.get(10).balance, accounts.get(20).balance) == (997, 500)
    assert "its cell 5 is garbled" in told[0]
    assert [path.suffix for path in journals.iterdir()] == [".refused"]


def test_calls_of_a_user_the_database_does_not_know_are_kept_and_told(
    journals: Path, settle_dead: Callable[[], int], told: list[str]
) -> None:
    dead_journal(journals, calls=3, uid=99)

    assert settle_dead() == 1
    assert "the database knows no such lease any more of users 99" in told[0]
    assert [path.suffix for path in journals.iterdir()] == [".refused"]


def test_a_lease_that_is_forgotten_but_charged_nothing_is_no_trouble(
    journals: Path, settle_dead: Callable[[], int], told: list[str]
) -> None:
    dead_journal(journals, calls=0, uid=99)

    assert (settle_dead(), told) == (1, [])


def test_trouble_is_left_in_its_place_where_nobody_listens_and_told_later(
    users_file: Path, journals: Path, clock: Clock, settle_dead: Callable[[], int], told: list[str]
) -> None:
    path = dead_journal(journals, calls=3, uid=99)
    assert recover(users_file, journals, now=clock) == 1
    assert list(journals.iterdir()) == [path]

    assert settle_dead() == 1
    assert len(told) == 1
    assert [path.suffix for path in journals.iterdir()] == [".refused"]


def test_journals_stay_where_the_database_cannot_be_written(
    accounts: Accounts, users_file: Path, journals: Path, clock: Clock
) -> None:
    path = dead_journal(journals, calls=3)
    accounts.list_users()
    with closing(sqlite3.connect(users_file.with_suffix(".db"), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StorageError, match="locked"):
            recover(users_file, journals, now=clock, timeout_seconds=0.05)

    assert path.exists()
    assert accounts.get(10).balance == 997, "what is read counts it all the same"


def test_a_folder_that_cannot_be_read_is_told(journals: Path, settle_dead: Callable[[], int]) -> None:
    journals.write_bytes(b"")

    with pytest.raises(StorageError, match=f"cannot settle the journals in {journals}: {os.strerror(20)}"):
        settle_dead()
