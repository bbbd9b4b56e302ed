from datetime import date
from pathlib import Path

import pytest

from maas_cli.accounts import Accounts
from maas_cli.accounts.leases.journal import Journal
from maas_cli.accounts.leases.live import exact_days, live_usage
from maas_cli.accounts.leases.protocol import Slot
from maas_cli.errors import StorageError
from maas_cli.models.users import User
from tests.unit.accounts.leases.conftest import OpenMeter

MEMES = Slot("/api/memes", 1)
BORN = 1_700_000_000_000


def test_without_workers_there_is_no_living_usage(tmp_path: Path) -> None:
    assert live_usage(tmp_path / "none") == {}


def test_what_is_not_settled_is_read_from_the_journals(accounts: Accounts, open_meter: OpenMeter) -> None:
    one, other = open_meter(), open_meter()
    for meter, calls in ((one, 3), (other, 2)):
        client = meter.authenticate("secret2")
        meter.renew(client)
        for _ in range(calls):
            meter.spend(client, "/api/memes")
        meter.spend(client, "/api/random", cost=4)
    exact = User(20, "Bob", 487, hits={"/api/memes": 46, "/api/random": 2})

    assert accounts.get(20) == exact
    one.settle()
    assert accounts.get(20) == exact
    other.close()
    assert accounts.get(20) == exact
    assert accounts.list_users() == (User(10, "Alice", 1000), exact)


def test_calls_are_settled_before_a_lease_begins_again_so_that_only_the_last_one_counts(
    accounts: Accounts, journals: Path
) -> None:
    journal = Journal(journals, 7)
    journal.begin(10, BORN, {MEMES: 3})
    assert accounts.get(10).balance == 997
    journal.begin(10, BORN + 1, {MEMES: 2})
    assert accounts.get(10).balance == 998
    journal.remove()
    assert accounts.get(10).balance == 1000


def test_a_lease_that_the_database_has_ended_or_forgotten_does_not_count(
    accounts: Accounts, open_meter: OpenMeter
) -> None:
    meter = open_meter()
    client = meter.authenticate("secret1")
    meter.renew(client)
    meter.spend(client, "/api/memes")
    assert accounts.get(10).balance == 999

    with accounts._ledger.writing() as connection:  # noqa: SLF001  # what a clock that jumps a week would do
        connection.execute("UPDATE leases SET born = born + 1")
    assert accounts.get(10).balance == 1000
    with accounts._ledger.writing() as connection:  # noqa: SLF001  # the same
        connection.execute("DELETE FROM leases")
    assert accounts.get(10).balance == 999, "a database that was put back will be told again"
    with accounts._ledger.writing() as connection:  # noqa: SLF001  # the same
        connection.execute("UPDATE users SET forgotten = 9e12")
    assert accounts.get(10).balance == 1000


def test_a_balance_is_never_shown_below_zero(accounts: Accounts, journals: Path) -> None:
    journal = Journal(journals, 7)
    journal.begin(20, BORN, {MEMES: 501})

    assert accounts.get(20).balance == 0
    journal.remove()


def test_users_who_are_gone_and_journals_that_cannot_be_read_are_passed_over(
    accounts: Accounts, journals: Path
) -> None:
    journal = Journal(journals, 7)
    journal.begin(99, BORN, {MEMES: 501})
    (journals / "1.journal").write_bytes(b"what is this")

    assert [user.balance for user in accounts.list_users()] == [1000, 500]
    journal.remove()


def test_a_journal_that_is_deleted_meanwhile_is_passed_over(journals: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = journals / "1.journal"
    monkeypatch.setattr("maas_cli.accounts.leases.live.journals_in", lambda _: [gone])

    assert live_usage(journals) == {}


def test_a_folder_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "users.leases").write_text("")

    with pytest.raises(StorageError, match=r"cannot read the journals in .*users\.leases: Not a directory"):
        live_usage(tmp_path / "users.leases")


def test_what_is_not_settled_counts_as_of_today() -> None:
    today, before = date(2024, 5, 17), date(2024, 5, 16)

    assert exact_days({before: 4}, {}, today) == {before: 4}
    assert exact_days({before: 4}, {MEMES: 2, Slot("/b", 5): 1}, today) == {before: 4, today: 3}
    assert exact_days({today: 4}, {MEMES: 2}, today) == {today: 6}
