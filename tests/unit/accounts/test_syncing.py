import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
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


def test_an_edit_that_was_a_mistake_is_taken_back_by_the_count_that_stood_there_before(
    accounts: Accounts, edit: Edit
) -> None:
    _spend(accounts, 3)
    edit(10, tokenCount=10_000)
    assert accounts.sync() == SyncReport(granted={10: 9000})
    _spend(accounts, 2)
    accounts.top_up(10, 500)
    edit(10, tokenCount=1000)

    assert accounts.sync() == SyncReport(granted={10: -9000})
    assert accounts.get(10).balance == 1495, "as if it had always been 1000, with 5 calls and 500 topped up"
    assert accounts.sync() == NOTHING

    edit(10, tokenCount=10_000)
    assert accounts.sync() == SyncReport(granted={10: 9000})


def test_an_edit_back_takes_no_more_than_is_left_and_gives_no_more_than_was_taken(
    accounts: Accounts, edit: Edit
) -> None:
    _spend(accounts, 3)
    edit(10, tokenCount=1)
    assert accounts.sync() == SyncReport(granted={10: -997})
    edit(10, tokenCount=1000)
    assert accounts.sync() == SyncReport(granted={10: 997})
    edit(10, tokenCount=1)
    assert accounts.sync() == SyncReport(granted={10: -997})
    assert accounts.get(10).balance == 0


def test_what_could_not_be_taken_is_not_taken_later_by_the_same_file(accounts: Accounts, edit: Edit) -> None:
    _spend(accounts, 3)
    edit(10, tokenCount=1)
    accounts.sync()
    accounts.top_up(10, 50)

    assert accounts.sync() == NOTHING
    assert accounts.get(10).balance == 50


def test_a_top_up_can_be_taken_back_in_an_export_over_the_users_file(
    accounts: Accounts, users_file: Path, edit: Edit
) -> None:
    accounts.top_up(10, 500)
    accounts.export(users_file)
    edit(10, tokenCount=1000)

    assert accounts.sync() == SyncReport(granted={10: -500})
    assert accounts.get(10).balance == 1000


def test_an_edit_back_is_measured_from_the_file_whatever_was_exported_elsewhere(
    accounts: Accounts, edit: Edit, tmp_path: Path
) -> None:
    accounts.list_users()
    edit(10, tokenCount=10_000)
    accounts.sync()
    accounts.export(tmp_path / "same.json")
    accounts.top_up(10, 500)
    accounts.export(tmp_path / "more.json")
    edit(10, tokenCount=1000)

    assert accounts.sync() == SyncReport(granted={10: -9000})
    assert accounts.get(10).balance == 1500


def test_an_export_from_before_any_call_changes_nothing_as_users_file(
    accounts: Accounts, users_file: Path, tmp_path: Path
) -> None:
    accounts.top_up(10, 500)
    accounts.export(tmp_path / "flushed.json")
    (tmp_path / "flushed.json").replace(users_file)

    assert accounts.sync() == NOTHING
    assert accounts.get(10).balance == 1500


def test_an_old_file_with_other_hits_changes_no_balance_and_is_told_as_often_as_it_is_read(
    accounts: Accounts, edit: Edit, users_file: Path
) -> None:
    accounts.list_users()
    old = users_file.read_bytes()
    edit(10, tokenCount=10_000)
    accounts.sync()
    _spend(accounts, 5)
    accounts.export(users_file)
    new = users_file.read_bytes()
    users_file.write_bytes(old)

    told = SyncReport(not_applied={10: "the file's count 1,000 is an earlier state; the balance stays 9,995"})
    assert accounts.sync() == told
    assert accounts.sync() == told
    edit(10, tokenCount=10_000)
    assert set(accounts.sync().not_applied) == {10}
    users_file.write_bytes(new)
    assert accounts.sync() == NOTHING
    assert accounts.get(10).balance == 9995


def test_an_old_file_that_happens_to_say_the_living_balance_is_not_told(accounts: Accounts, users_file: Path) -> None:
    accounts.list_users()
    old = users_file.read_bytes()
    _spend(accounts, 5)
    accounts.export(users_file)
    accounts.top_up(10, 5)
    users_file.write_bytes(old)

    assert accounts.sync() == NOTHING


@given(
    steps=st.lists(
        st.tuples(st.sampled_from(["call", "topup", "edit"]), st.sampled_from([1000, 1001, 2000, 10_000])), max_size=8
    )
)
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_after_any_edits_it_is_as_if_the_last_count_had_always_stood_there(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, int]]
) -> None:
    file = tmp_path_factory.mktemp("edits") / "users.json"
    entry = {"id": 10, "name": "Alice", "authToken": "secret1", "tokenCount": 1000}
    file.write_text(json.dumps({"10": entry}))
    moved = 0
    with closing(Accounts(file, now=lambda: datetime(2024, 5, 17, tzinfo=UTC))) as accounts:
        accounts.list_users()
        for what, amount in [*steps, ("edit", 1000)]:
            if what == "call":
                _spend(accounts, 1)
                moved -= 1
            elif what == "topup":
                accounts.top_up(10, amount)
                moved += amount
            else:
                file.write_text(json.dumps({"10": entry | {"tokenCount": amount}}))
                accounts.sync()
        assert accounts.get(10).balance == 1000 + moved


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


def test_a_disabled_user_is_not_enabled_by_a_file_which_is_told(accounts: Accounts, edit: Edit) -> None:
    accounts.set_disabled(10, disabled=True)
    edit(10, tokenCount=1001)

    assert accounts.sync() == SyncReport(
        granted={10: 1}, not_applied={10: "not disabled in the file; `maas users enable 10` does it"}
    )
    assert accounts.get(10).disabled


def test_a_known_user_is_not_disabled_by_a_file_which_is_told(accounts: Accounts, edit: Edit) -> None:
    accounts.list_users()
    edit(10, disabled=True)

    told = SyncReport(not_applied={10: "disabled in the file; `maas users disable 10` does it"})
    assert accounts.sync() == told
    assert not accounts.get(10).disabled
    assert accounts.sync() == told
    accounts.set_disabled(10, disabled=True)
    assert accounts.sync() == NOTHING


def test_all_that_was_not_applied_to_a_user_is_told_in_one_line(
    accounts: Accounts, edit: Edit, users_file: Path
) -> None:
    accounts.list_users()
    old = users_file.read_bytes()
    _spend(accounts, 5)
    accounts.export(users_file)
    users_file.write_bytes(old)
    edit(10, disabled=True)

    assert accounts.sync().not_applied == {
        10: "the file's count 1,000 is an earlier state; the balance stays 995; "
        "disabled in the file; `maas users disable 10` does it"
    }


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


def test_no_more_is_taken_than_a_running_service_leaves_which_is_told(
    accounts: Accounts, edit: Edit, users_file: Path
) -> None:
    accounts.list_users()
    with closing(sqlite3.connect(users_file.with_suffix(".db"))) as database:
        database.execute("UPDATE users SET leased = 300 WHERE uid = 10")
        database.commit()
    edit(10, tokenCount=200)

    assert accounts.sync() == SyncReport(
        granted={10: -700}, not_applied={10: "100 more tokens were to be taken, which a running service holds"}
    )
    assert accounts.get(10).balance == 300
    edit(10, tokenCount=1000)
    assert accounts.sync() == SyncReport(granted={10: 700})


def test_what_was_spent_already_is_not_blamed_on_a_running_service(
    accounts: Accounts, edit: Edit, users_file: Path
) -> None:
    _spend(accounts, 100)
    with closing(sqlite3.connect(users_file.with_suffix(".db"))) as database:
        database.execute("UPDATE users SET leased = 300 WHERE uid = 10")
        database.commit()
    edit(10, tokenCount=0)

    assert accounts.sync().not_applied == {10: "300 more tokens were to be taken, which a running service holds"}


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
        self.settled = {(0, 20): 20}
        """What each pair of hits and count was settled at, the latest last."""
        self.ages = {(0, 20): 0}
        self.read = (0, 0, 20)
        """Age, hits and settled count of what was last read from the users file."""

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
        self._remember((self.spent, self.balance), self.balance)

    @rule()
    def export_over_the_users_file(self) -> None:
        self.accounts.export(self.file)
        self.files.append(self.file.read_bytes())
        self._remember((self.spent, self.balance), self.balance)
        self._remember_read((self.spent, self.balance))

    @rule(data=st.data())
    def put_any_old_file_or_export_in_place(self, data: st.DataObject) -> None:
        self.file.write_bytes(data.draw(st.sampled_from(self.files)))
        self._sync_by_the_rule()

    @rule(change=st.integers(-30, 10), calls=st.integers(0, 3), sync_first=st.booleans())
    def edit_a_fresh_export_with_calls_meanwhile(self, change: int, calls: int, sync_first: bool) -> None:
        self.export_over_the_users_file()
        count = self.balance
        if sync_first:
            assert self.accounts.sync() == NOTHING
        self.spend_some(calls)
        self._write(json.loads(self.file.read_bytes())["1"] | {"tokenCount": max(0, count + change)})
        self.files.append(self.file.read_bytes())
        self._sync_by_the_rule()

    def _remember(self, pair: tuple[int, int], settled: int) -> None:
        self.settled.pop(pair, None)
        self.settled[pair] = settled
        self.ages[pair] = max(self.ages.values()) + 1

    def _remember_read(self, pair: tuple[int, int]) -> None:
        self.read = (self.ages[pair], pair[0], self.settled[pair])

    def _sync_by_the_rule(self) -> None:
        entry = json.loads(self.file.read_bytes())["1"]
        pair = hits, count = sum((entry["hits"] or {}).values()), entry["tokenCount"]
        read_age, read_hits, read_settled = self.read
        report = self.accounts.sync()
        if pair not in self.settled:
            self._expect_edit(report, pair, [self.settled[one] for one in self.settled if one[0] == hits][-1])
        elif self.ages[pair] >= read_age:
            assert report == NOTHING
            self._remember_read(pair)
        elif hits == read_hits:
            self._expect_edit(report, pair, read_settled)
        else:
            assert (report.granted, set(report.not_applied)) == ({}, set() if count == self.balance else {1})

    def _expect_edit(self, report: SyncReport, pair: tuple[int, int], baseline: int) -> None:
        applied = max(pair[1] - baseline, -self.balance)
        assert report == SyncReport(granted={1: applied} if applied else {})
        self.balance += applied
        self._remember(pair, baseline + applied)
        self._remember_read(pair)

    def spend_some(self, calls: int) -> None:
        for _ in range(min(calls, self.balance)):
            self.accounts.spend(1, "cli/search")
            self.balance -= 1
            self.spent += 1

    @rule()
    def sync_again(self) -> None:
        self.accounts.sync()
        assert self.accounts.get(1).balance == self.balance

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
