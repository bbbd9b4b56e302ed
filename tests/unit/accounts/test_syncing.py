import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from maas_cli.accounts import Accounts
from maas_cli.errors import AuthenticationError, UsersFileError
from maas_cli.models.users import SyncReport

Edit = Callable[..., None]
NOTHING = SyncReport()


def _spend(accounts: Accounts, times: int, uid: int = 10) -> None:
    for _ in range(times):
        accounts.spend(uid, "cli/search")


def test_a_file_that_was_not_edited_changes_nothing(accounts: Accounts) -> None:
    _spend(accounts, 3)

    assert accounts.sync() == NOTHING
    assert accounts.get(10).balance == 997


def test_a_raised_count_is_granted_on_top_of_what_was_spent_and_topped_up(accounts: Accounts, edit: Edit) -> None:
    _spend(accounts, 3)
    accounts.top_up(10, 50)
    edit(10, tokenCount=1200)

    assert accounts.sync() == SyncReport(granted={10: 200})
    assert accounts.get(10).balance == 1247
    assert accounts.sync() == NOTHING


def test_a_lowered_count_is_taken(accounts: Accounts, edit: Edit) -> None:
    _spend(accounts, 3)
    edit(10, tokenCount=900)

    assert accounts.sync() == SyncReport(granted={10: -100})
    assert accounts.get(10).balance == 897


def test_no_more_is_taken_than_is_left_and_the_rest_is_not_given_back_by_the_next_edit(
    accounts: Accounts, edit: Edit
) -> None:
    _spend(accounts, 3)
    edit(10, tokenCount=1)
    assert accounts.sync() == SyncReport(granted={10: -997})
    assert accounts.get(10).balance == 0

    edit(10, tokenCount=0)
    assert accounts.sync() == NOTHING

    edit(10, tokenCount=500)
    assert accounts.sync() == SyncReport(granted={10: 497})
    assert accounts.get(10).balance == 497, "as if it had been 500 from the start, and 3 spent"


def test_an_old_file_put_back_changes_no_balance(accounts: Accounts, edit: Edit, users_file: Path) -> None:
    accounts.list_users()
    old = users_file.read_bytes()
    edit(10, tokenCount=2000)
    assert accounts.sync() == SyncReport(granted={10: 1000})
    users_file.write_bytes(old)

    assert accounts.sync() == NOTHING
    assert accounts.get(10).balance == 2000

    edit(10, tokenCount=3000)
    assert accounts.sync() == SyncReport(granted={10: 1000})
    assert accounts.get(10).balance == 3000, "the old file was not forgotten as the newer state"


def test_an_export_used_as_users_file_changes_nothing_also_with_calls_meanwhile(
    accounts: Accounts, users_file: Path, tmp_path: Path
) -> None:
    _spend(accounts, 5)
    accounts.top_up(10, 100)
    accounts.export(tmp_path / "flushed.json")
    _spend(accounts, 2)
    (tmp_path / "flushed.json").replace(users_file)

    assert accounts.sync() == NOTHING
    assert accounts.get(10).balance == 1093
    assert accounts.get(10).hits == {"cli/search": 7}


def test_an_edited_export_is_measured_from_the_export(accounts: Accounts, users_file: Path, edit: Edit) -> None:
    _spend(accounts, 5)
    accounts.top_up(10, 100)
    accounts.export(users_file)
    _spend(accounts, 2)
    edit(10, tokenCount=1095 + 10)

    assert accounts.sync() == SyncReport(granted={10: 10})
    assert accounts.get(10).balance == 1103


def test_calls_made_elsewhere_are_taken_over_once(accounts: Accounts, edit: Edit) -> None:
    accounts.list_users()
    edit(20, tokenCount=490, hits={"/api/memes": 51})

    assert accounts.sync() == SyncReport(granted={20: -10})
    assert accounts.get(20).hits == {"/api/memes": 51}
    assert accounts.sync() == NOTHING


def test_living_hits_are_not_lowered_by_a_file(accounts: Accounts, edit: Edit) -> None:
    accounts.spend(20, "/api/memes")
    edit(20, hits={"/api/memes": 3, "/old": 2}, tokenCount=500)
    accounts.sync()

    assert accounts.get(20).hits == {"/api/memes": 42, "/old": 2}


def test_a_new_user_is_added_as_they_stand_there(accounts: Accounts, edit: Edit) -> None:
    accounts.list_users()
    edit(30, name="Carol", authToken="secret3", tokenCount=7, hits={"/x": 2}, disabled=True)

    assert accounts.sync() == SyncReport(added=(30,))
    carol = accounts.get(30)
    assert (carol.name, carol.balance, carol.disabled, carol.hits) == ("Carol", 7, True, {"/x": 2})
    assert accounts.sync() == NOTHING


def test_a_user_missing_from_the_file_is_kept(accounts: Accounts, users_file: Path) -> None:
    accounts.list_users()
    users_file.write_text("{}")

    assert accounts.sync() == SyncReport(kept=(10, 20))
    assert accounts.authenticate("secret2").uid == 20


def test_a_new_name_and_a_new_token_are_taken_over(accounts: Accounts, edit: Edit) -> None:
    accounts.list_users()
    edit(10, name="Alicia", authToken="fresh")

    assert accounts.sync() == SyncReport(renamed=(10,), rotated=(10,))
    assert accounts.authenticate("fresh").name == "Alicia"
    with pytest.raises(AuthenticationError):
        accounts.authenticate("secret1")


def test_a_revoked_token_is_not_brought_back_by_a_file_that_still_has_it(accounts: Accounts, edit: Edit) -> None:
    token = accounts.rotate(10).token
    edit(10, tokenCount=1001)

    assert accounts.sync() == SyncReport(granted={10: 1})
    assert accounts.authenticate(token).uid == 10
    with pytest.raises(AuthenticationError):
        accounts.authenticate("secret1")


@pytest.mark.parametrize("revoked", [False, True])
def test_the_token_of_another_user_living_or_revoked_refuses_the_whole_file(
    accounts: Accounts, edit: Edit, users_file: Path, revoked: bool
) -> None:
    accounts.list_users()
    if revoked:
        accounts.rotate(20)
    edit(10, tokenCount=5000)
    edit(30, name="Carol", authToken="secret2", tokenCount=7)
    users = json.loads(users_file.read_text())
    del users["20"]
    users_file.write_text(json.dumps(users))

    with pytest.raises(UsersFileError, match="authToken of user 30 is, or once was, that of user 20") as caught:
        accounts.sync()

    assert "secret2" not in str(caught.value)
    assert accounts.get(10).balance == 1000
    assert [user.uid for user in accounts.list_users()] == [10, 20]


def test_a_disabled_user_is_not_enabled_by_a_file(accounts: Accounts, edit: Edit) -> None:
    accounts.set_disabled(10, disabled=True)
    edit(10, tokenCount=1001)
    accounts.sync()

    assert accounts.get(10).disabled


def test_more_than_can_be_counted_refuses_the_whole_file(accounts: Accounts, edit: Edit) -> None:
    accounts.top_up(20, 5)
    edit(10, tokenCount=5000)
    edit(20, tokenCount=2**63 - 1)

    with pytest.raises(UsersFileError, match="user 20 was granted 505 tokens so far"):
        accounts.sync()

    assert accounts.get(10).balance == 1000


def test_a_malformed_file_changes_nothing_and_stays_to_be_read(accounts: Accounts, edit: Edit) -> None:
    accounts.list_users()
    edit(10, tokenCount=5000)
    edit(20, tokenCount="many")

    with pytest.raises(UsersFileError, match="user '20': tokenCount must be a whole number"):
        accounts.sync()

    assert accounts.get(10).balance == 1000
    assert accounts.file_changed()


def test_a_missing_file_is_told_and_the_accounts_live_on(accounts: Accounts, users_file: Path) -> None:
    accounts.list_users()
    users_file.unlink()

    with pytest.raises(UsersFileError, match="is missing"):
        accounts.sync()
    assert accounts.spend(10, "cli/search") == 999


class SyncMachine(RuleBasedStateMachine):
    """Calls, top-ups, exports, old files and edits in any order: nothing is lost and nothing is doubled."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.file = Path(self.folder.name) / "users.json"
        self._write(self._entry(tokenCount=20, hits=None))
        self.accounts = Accounts(self.file, now=lambda: datetime(2024, 5, 17, tzinfo=UTC))
        self.balance = 20
        self.spent = 0
        self.accounts.list_users()
        self.files = [self.file.read_bytes()]
        self.known = {(0, 20)}

    def teardown(self) -> None:
        self.accounts.close()
        self.folder.cleanup()

    def _entry(self, **changes: object) -> dict[str, object]:
        return {"id": 1, "name": "Alice", "authToken": "secret1"} | changes

    def _write(self, entry: dict[str, object]) -> None:
        self.file.write_text(json.dumps({"1": entry}))

    @precondition(lambda self: self.balance)
    @rule(times=st.integers(1, 3))
    def spend(self, times: int) -> None:
        for _ in range(min(times, self.balance)):
            self.balance -= 1
            self.spent += 1
            assert self.accounts.spend(1, "cli/search") == self.balance

    @rule(amount=st.integers(1, 5))
    def top_up(self, amount: int) -> None:
        self.balance += amount
        assert self.accounts.top_up(1, amount).balance == self.balance

    @rule()
    def export(self) -> None:
        target = self.file.with_name("export.json")
        assert self.accounts.export(target) == 1
        self.files.append(target.read_bytes())
        self.known.add((self.spent, self.balance))

    @rule(data=st.data())
    def put_any_old_file_or_export_in_place(self, data: st.DataObject) -> None:
        self.file.write_bytes(data.draw(st.sampled_from(self.files)))
        assert self.accounts.sync() == NOTHING

    @rule(change=st.integers(-30, 10), calls=st.integers(0, 3), sync_first=st.booleans())
    def edit_a_fresh_export_with_calls_meanwhile(self, change: int, calls: int, sync_first: bool) -> None:
        self.accounts.export(self.file)
        hits, count = self.spent, self.balance
        self.known.add((hits, count))
        self.files.append(self.file.read_bytes())
        if sync_first:
            assert self.accounts.sync() == NOTHING
        self.spend_some(calls)
        edited = json.loads(self.file.read_bytes())["1"] | {"tokenCount": max(0, count + change)}
        self._write(edited)
        applied = max(max(0, count + change) - count, -self.balance)
        if (hits, edited["tokenCount"]) in self.known:
            applied = 0
        self.known.add((hits, edited["tokenCount"]))
        self.files.append(self.file.read_bytes())

        assert self.accounts.sync() == SyncReport(granted={1: applied} if applied else {})
        self.balance += applied

    def spend_some(self, calls: int) -> None:
        for _ in range(min(calls, self.balance)):
            self.accounts.spend(1, "cli/search")
            self.balance -= 1
            self.spent += 1

    @rule()
    def sync_again(self) -> None:
        assert self.accounts.sync() == NOTHING

    @invariant()
    def nothing_is_lost_and_nothing_doubled(self) -> None:
        user = self.accounts.get(1)
        assert user.balance == self.balance
        assert sum(user.hits.values()) == self.spent
        with closing(sqlite3.connect(self.file.with_suffix(".db"))) as books:
            row = books.execute("SELECT granted, (SELECT sum(amount) FROM grants), spent FROM users").fetchone()
        assert row == (self.balance + self.spent, self.balance + self.spent, self.spent)


TestSyncing = SyncMachine.TestCase
TestSyncing.settings = settings(max_examples=15, stateful_step_count=20, deadline=None)
