import json
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from maas_cli.accounts import Accounts, tokens
from maas_cli.accounts.database_place import journals_of
from maas_cli.accounts.leases import Client, Meter
from maas_cli.errors import (
    AuthenticationError,
    BalanceExhaustedError,
    InvalidInputError,
    LedgerError,
    NotFoundError,
    UsersFileError,
)
from maas_cli.models.users import User
from tests.unit.accounts.conftest import Clock

MAX_COUNT = 2**63 - 1


def _books(users_file: Path) -> list[tuple[int, int, int]]:
    """Return uid, balance and spent of all users, after checking that the database is sound and adds up."""
    with closing(sqlite3.connect(users_file.with_suffix(".db"))) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        unequal = (
            "SELECT uid FROM users WHERE granted + oversold != balance + spent "
            "OR granted != (SELECT sum(amount) FROM grants WHERE grants.uid = users.uid)"
        )
        assert database.execute(unequal).fetchall() == []
        return database.execute("SELECT uid, balance, spent FROM users ORDER BY uid").fetchall()


def test_a_token_names_its_user_with_the_hits_made_before(accounts: Accounts) -> None:
    assert accounts.authenticate("secret2") == User(20, "Bob", 500, hits={"/api/memes": 41})


@pytest.mark.parametrize("token", ["", "secret", "secret1 ", "SECRET1", "secret\udcff", "x" * 100_000])
def test_a_wrong_token_is_refused_and_never_repeated(accounts: Accounts, token: str) -> None:
    with pytest.raises(AuthenticationError, match=r"^no user has this token$"):
        accounts.authenticate(token)


def test_the_digest_of_a_token_lets_nobody_in(accounts: Accounts) -> None:
    with pytest.raises(AuthenticationError):
        accounts.authenticate(tokens.write_digest(tokens.digest("secret1")))


def test_a_disabled_user_is_told_so_only_with_the_right_token(accounts: Accounts) -> None:
    assert accounts.set_disabled(10, disabled=True).disabled

    with pytest.raises(AuthenticationError, match="user 10 is disabled"):
        accounts.authenticate("secret1")
    with pytest.raises(AuthenticationError, match="user 10 is disabled"):
        accounts.spend(10, "cli/search")
    assert not accounts.set_disabled(10, disabled=False).disabled
    assert accounts.authenticate("secret1").balance == 1000


def test_a_call_is_charged_and_counted(accounts: Accounts) -> None:
    assert accounts.spend(10, "cli/search") == 999
    assert accounts.spend(10, "tui/search", cost=5) == 994
    assert accounts.get(10) == User(10, "Alice", 994, hits={"cli/search": 1, "tui/search": 1})


def test_a_balance_can_be_spent_to_the_last_token_and_no_further(accounts: Accounts) -> None:
    assert accounts.spend(20, "cli/search", cost=500) == 0

    with pytest.raises(BalanceExhaustedError, match="user 20 has 0 tokens left; the call costs 1"):
        accounts.spend(20, "cli/search")
    assert accounts.get(20).hits == {"/api/memes": 41, "cli/search": 1}


@pytest.mark.parametrize(
    ("endpoint", "cost", "message"),
    [
        ("cli/search", 0, "cost must be a whole number from 1 to 9223372036854775807, not 0"),
        ("cli/search", -5, "not -5"),
        ("cli/search", 2**63, "not 9223372036854775808"),
        ("", 1, "endpoint must be 1 to 200 printable characters"),
        ("a\nb", 1, "endpoint must be 1 to 200 printable characters"),
    ],
)
def test_a_call_that_makes_no_sense_is_refused(accounts: Accounts, endpoint: str, cost: int, message: str) -> None:
    with pytest.raises(InvalidInputError, match=message):
        accounts.spend(10, endpoint, cost)

    assert accounts.get(10) == User(10, "Alice", 1000)


def test_calls_are_counted_by_the_day_in_utc(accounts: Accounts, clock: Clock) -> None:
    accounts.spend(10, "cli/search")
    clock.moment += timedelta(seconds=1)
    accounts.spend(10, "cli/search", cost=3)
    clock.moment = datetime(2024, 5, 18, 1, 0, tzinfo=timezone(timedelta(hours=2)))
    accounts.spend(10, "cli/search")

    assert accounts.daily_calls(10, since=date(2024, 5, 1)) == {date(2024, 5, 17): 2, date(2024, 5, 18): 1}
    assert accounts.daily_calls(10, since=date(2024, 5, 18)) == {date(2024, 5, 18): 1}
    assert accounts.daily_calls(20, since=date(2024, 5, 1)) == {}, "calls from before have no day"


def test_an_added_user_is_let_in_by_the_token_shown_once(accounts: Accounts) -> None:
    issued = accounts.add("Carol", 7)

    assert issued.user == User(21, "Carol", 7)
    assert accounts.authenticate(issued.token) == issued.user
    assert issued.token not in repr(issued)
    assert accounts.add("Dave", 0, uid=5).user == User(5, "Dave", 0)
    assert [user.uid for user in accounts.list_users()] == [5, 10, 20, 21]


def test_the_first_user_of_all_has_the_id_1(accounts: Accounts, users_file: Path) -> None:
    users_file.write_text("{}")

    assert accounts.add("Carol", 7).user.uid == 1


def test_an_id_that_waits_in_the_users_file_is_taken(accounts: Accounts, edit: Callable[..., None]) -> None:
    accounts.list_users()
    edit(30, name="Carol", authToken="secret3", tokenCount=7)

    assert accounts.add("Dave", 0).user.uid == 31
    with pytest.raises(InvalidInputError, match="user 30 exists already, in the database or the users file"):
        accounts.add("Dave", 0, uid=30)


@pytest.mark.parametrize(
    ("name", "balance", "uid", "message"),
    [
        ("", 0, None, "name must be 1 to 100 printable characters, not empty"),
        ("n" * 101, 0, None, "not 101"),
        ("Carol", -1, None, "balance must be a whole number from 0 to 9223372036854775807, not -1"),
        ("Carol", 2**63, None, "not 9223372036854775808"),
        ("Carol", 0, 0, "id must be a whole number from 1 to 9223372036854775807, not 0"),
        ("Carol", 0, 2**63, "not 9223372036854775808"),
        ("Carol", 0, 10, "user 10 exists already"),
    ],
)
def test_a_user_who_cannot_be_added_is_refused(
    accounts: Accounts, name: str, balance: int, uid: int | None, message: str
) -> None:
    with pytest.raises(InvalidInputError, match=message):
        accounts.add(name, balance, uid)

    assert len(accounts.list_users()) == 2


def test_after_the_greatest_id_there_is_none_free(accounts: Accounts) -> None:
    accounts.add("Last", 0, uid=MAX_COUNT)

    with pytest.raises(InvalidInputError, match=r"^no id is free above 9223372036854775807$") as caught:
        accounts.add("One more", 0)
    assert "--uid" in caught.value.hint
    assert accounts.add("One more", 0, uid=30).user.uid == 30


def test_a_top_up_adds_to_what_is_left(accounts: Accounts) -> None:
    accounts.spend(10, "cli/search")

    assert accounts.top_up(10, 5).balance == 1004


@pytest.mark.parametrize("amount", [0, -5, 2**63])
def test_a_top_up_of_nothing_or_less_or_too_much_is_refused(accounts: Accounts, amount: int) -> None:
    with pytest.raises(InvalidInputError, match=f"amount must be a whole number from 1 to {MAX_COUNT}, not {amount}"):
        accounts.top_up(10, amount)


def test_a_balance_does_not_overflow(accounts: Accounts) -> None:
    assert accounts.top_up(10, MAX_COUNT - 1000).balance == MAX_COUNT

    with pytest.raises(InvalidInputError, match="1 more would be beyond"):
        accounts.top_up(10, 1)


def test_a_rotated_token_replaces_the_old_one(accounts: Accounts) -> None:
    issued = accounts.rotate(10)

    assert issued.user == User(10, "Alice", 1000)
    assert accounts.authenticate(issued.token).uid == 10
    with pytest.raises(AuthenticationError):
        accounts.authenticate("secret1")


def test_every_way_to_an_unknown_user_names_the_id(accounts: Accounts) -> None:
    ways: list[Callable[[], object]] = [
        lambda: accounts.get(11),
        lambda: accounts.spend(11, "cli/search"),
        lambda: accounts.daily_calls(11, date(2024, 5, 17)),
        lambda: accounts.top_up(11, 5),
        lambda: accounts.rotate(11),
        lambda: accounts.set_disabled(11, disabled=True),
    ]
    for way in ways:
        with pytest.raises(NotFoundError, match="there is no user 11"):
            way()


def test_the_file_has_changed_when_its_content_has(accounts: Accounts, edit: Callable[..., None]) -> None:
    assert not accounts.file_changed(), "it was never read"
    accounts.list_users()
    assert not accounts.file_changed()
    edit(10, tokenCount=2000)
    assert accounts.file_changed()
    accounts.sync()
    assert not accounts.file_changed()


def test_a_call_never_writes_the_users_file(accounts: Accounts, users_file: Path) -> None:
    before = users_file.read_bytes(), users_file.stat().st_mtime_ns
    accounts.spend(10, "cli/search")
    accounts.rotate(10)

    assert (users_file.read_bytes(), users_file.stat().st_mtime_ns) == before


def test_the_database_lives_on_without_the_users_file(accounts: Accounts, users_file: Path) -> None:
    accounts.list_users()
    users_file.unlink()

    assert accounts.spend(10, "cli/search") == 999
    assert not accounts.file_changed()


def test_without_file_and_database_there_are_no_accounts(accounts: Accounts, users_file: Path) -> None:
    users_file.unlink()

    with pytest.raises(UsersFileError, match="is missing") as caught:
        accounts.authenticate("secret1")
    assert caught.value.hint
    assert list(users_file.parent.iterdir()) == []


def test_a_malformed_users_file_makes_no_database_and_can_be_mended(accounts: Accounts, users_file: Path) -> None:
    whole = users_file.read_bytes()
    users_file.write_bytes(whole[:-1])
    with pytest.raises(UsersFileError, match=r"users\.json:1:\d+"):
        accounts.authenticate("secret1")

    users_file.write_bytes(whole)
    assert accounts.authenticate("secret1").uid == 10


def test_a_damaged_database_is_not_replaced_by_a_new_one(accounts: Accounts, users_file: Path) -> None:
    users_file.with_suffix(".db").write_bytes(b"")

    with pytest.raises(LedgerError, match="is not a users database of maas"):
        accounts.authenticate("secret1")
    assert users_file.with_suffix(".db").read_bytes() == b""


def test_the_log_of_a_lost_database_is_neither_replayed_nor_touched(
    accounts: Accounts, users_file: Path, tmp_path: Path, clock: Clock
) -> None:
    accounts.spend(10, "cli/search")
    lost = tmp_path / "lost"
    lost.mkdir()
    for name in ("users.json", "users.db-wal", "users.db-shm"):
        (lost / name).write_bytes(users_file.with_name(name).read_bytes())
    log = (lost / "users.db-wal").read_bytes()

    with pytest.raises(LedgerError, match=r"users\.db-wal is there without its users database users\.db"):
        Accounts(lost / "users.json", now=clock).authenticate("secret1")
    assert (lost / "users.db-wal").read_bytes() == log
    assert not (lost / "users.db").exists()

    for end in ("-wal", "-shm"):
        (lost / f"users.db{end}").unlink()
    with closing(Accounts(lost / "users.json", now=clock)) as anew:
        assert anew.get(10).balance == 1000


def test_a_link_to_a_database_that_is_missing_is_not_replaced(accounts: Accounts, users_file: Path) -> None:
    database = users_file.with_suffix(".db")
    database.symlink_to("volume/users.db")

    with pytest.raises(LedgerError, match=r"points to .*volume/users\.db, which is missing"):
        accounts.authenticate("secret1")
    assert database.is_symlink()
    assert not accounts.file_changed()


def test_a_closed_database_alone_is_a_whole_backup(
    accounts: Accounts, users_file: Path, tmp_path: Path, clock: Clock
) -> None:
    accounts.spend(10, "cli/search")
    accounts.top_up(20, 7)
    accounts.close()
    assert sorted(path.name for path in users_file.parent.iterdir()) == ["users.db", "users.json"]

    backup = tmp_path / "backup"
    backup.mkdir()
    (backup / "users.db").write_bytes(users_file.with_suffix(".db").read_bytes())
    with closing(Accounts(backup / "users.json", now=clock)) as restored:
        assert restored.list_users() == accounts.list_users()
        assert restored.get(10).balance == 999


def test_a_users_file_reached_by_a_link_has_one_database(
    accounts: Accounts, users_file: Path, tmp_path: Path, clock: Clock
) -> None:
    (tmp_path / "elsewhere").mkdir()
    link = tmp_path / "elsewhere" / "link.json"
    link.symlink_to(users_file)
    accounts.spend(10, "cli/search")

    with closing(Accounts(link, now=clock)) as linked:
        assert linked.spend(10, "cli/search") == 998
    assert list(link.parent.iterdir()) == [link]


def test_two_users_files_of_one_stem_share_no_database(
    accounts: Accounts, users_file: Path, clock: Clock, edit: Callable[..., None]
) -> None:
    accounts.list_users()
    edit(10, tokenCount=7)
    other = users_file.with_name("users.txt")
    users_file.rename(other)

    with closing(Accounts(other, now=clock)) as others:
        assert others.get(10).balance == 7
    assert accounts.get(10).balance == 1000


@pytest.mark.parametrize("path", ["users.db", ".", ""])
def test_a_path_that_is_the_database_or_no_file_is_refused(path: str, clock: Clock) -> None:
    with pytest.raises(UsersFileError, match=r"needs a name that does not end in \.db"):
        Accounts(Path(path), now=clock)


def test_accounts_open_again_after_they_were_closed(accounts: Accounts) -> None:
    accounts.spend(10, "cli/search")
    accounts.close()

    assert accounts.get(10).balance == 999


def test_no_token_is_stored_in_the_database(accounts: Accounts, users_file: Path) -> None:
    issued = accounts.add("Carol", 7).token
    accounts.close()
    content = users_file.with_suffix(".db").read_bytes()

    for token in ("secret1", "secret2", issued):
        assert token.encode() not in content


def test_threads_spend_a_balance_exactly(accounts: Accounts, users_file: Path) -> None:
    paid: list[int] = []

    def spend() -> None:
        for _ in range(150):
            try:
                paid.append(accounts.spend(20, "cli/search"))
            except BalanceExhaustedError:
                return

    threads = [threading.Thread(target=spend) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(paid) == list(range(500))
    assert _books(users_file)[1] == (20, 0, 500)


_SPEND_ALL = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from maas_cli.accounts import Accounts
from maas_cli.errors import BalanceExhaustedError

accounts = Accounts(Path(sys.argv[1]), now=lambda: datetime.now(UTC))
sys.stdin.read()  # all start at once
print(accounts.authenticate("secret1").uid)
try:
    while True:
        print(accounts.spend(10, "cli/search"))
except BalanceExhaustedError:
    pass
accounts.close()
"""


def test_processes_that_start_at_once_make_one_database_and_spend_one_balance_exactly(
    users_file: Path, edit: Callable[..., None]
) -> None:
    edit(10, tokenCount=300)
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", _SPEND_ALL, str(users_file)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(8)
    ]
    for process in processes:
        assert process.stdin is not None
        process.stdin.close()
        process.stdin = None
    answers = [process.communicate()[0].split() for process in processes]

    assert [process.returncode for process in processes] == [0] * 8
    assert [answer[0] for answer in answers] == ["10"] * 8
    assert sorted(int(left) for answer in answers for left in answer[1:]) == list(range(300))
    assert _books(users_file)[0] == (10, 0, 300)


_SPEND_UNTIL_KILLED = """
import os, sys
from datetime import UTC, datetime
from pathlib import Path
from maas_cli.accounts import Accounts

accounts = Accounts(Path(sys.argv[1]), now=lambda: datetime.now(UTC))
while True:
    os.write(1, b"%d\\n" % accounts.spend(10, "cli/search"))
"""


def test_what_was_answered_before_a_kill_is_charged_and_no_more_than_one_call_beyond(
    accounts: Accounts, users_file: Path
) -> None:
    accounts.top_up(10, 1_000_000)
    accounts.close()
    answered = 0
    for calls in (1, 40, 150):
        with subprocess.Popen(
            [sys.executable, "-c", _SPEND_UNTIL_KILLED, str(users_file)], stdout=subprocess.PIPE
        ) as process:
            assert process.stdout is not None
            lines = [process.stdout.readline() for _ in range(calls)]
            process.send_signal(signal.SIGKILL)
            lines += process.stdout.readlines()
        assert process.returncode == -signal.SIGKILL
        answered += sum(line.endswith(b"\n") for line in lines)
        uid, balance, spent = _books(users_file)[0]

        assert answered <= spent <= answered + 1, "the last call may have been charged just before its answer"
        assert (uid, balance) == (10, 1_001_000 - spent)
        assert accounts.get(10).hits == {"cli/search": spent}
        answered = spent


@pytest.fixture
def meter(users_file: Path, clock: Clock) -> Iterator[Meter]:
    """A worker of a service beside the accounts."""
    with closing(Meter(users_file, journals_of(users_file), now=clock, timeout_seconds=5)) as opened:
        yield opened


def _hold(meter: Meter, cost: int) -> Client:
    """Have the worker hold tokens of Bob."""
    bob = meter.authenticate("secret2")
    meter.renew(bob, cost)
    return bob


def test_beside_a_service_everything_is_exact_at_every_moment(
    accounts: Accounts, meter: Meter, clock: Clock, users_file: Path
) -> None:
    bob = _hold(meter, 3)
    meter.spend(bob, "/api/memes", 3)
    exact = User(20, "Bob", 497, hits={"/api/memes": 42})
    today = clock.moment.date()

    assert accounts.get(20) == accounts.authenticate("secret2") == accounts.list_users()[1] == exact
    assert accounts.daily_calls(20, today) == {today: 1}
    assert accounts.daily_calls(10, today) == {}
    assert accounts.top_up(20, 5).balance == 502
    assert accounts.set_disabled(20, disabled=False).balance == 502
    assert accounts.spend(20, "cli/search") == 501
    assert accounts.spend(10, "cli/search") == 999
    assert accounts.rotate(20).user.hits == {"/api/memes": 42, "cli/search": 1}
    meter.close()
    assert _books(users_file)[1] == (20, 501, 4)


def test_tokens_that_a_service_holds_are_given_back_for_a_call(accounts: Accounts, meter: Meter) -> None:
    bob = _hold(meter, 500)
    meter.spend(bob, "/api/memes", 100)
    stopped = threading.Event()

    def settle() -> None:
        while not stopped.wait(0.02):
            meter.settle()

    settling = threading.Thread(target=settle)
    settling.start()
    try:
        assert accounts.spend(20, "cli/search", cost=400) == 0
    finally:
        stopped.set()
        settling.join()


def test_tokens_that_a_dead_worker_held_are_found_for_a_call(
    accounts: Accounts, users_file: Path, clock: Clock
) -> None:
    dead = Meter(users_file, journals_of(users_file), now=clock)
    bob = _hold(dead, 500)
    dead.spend(bob, "/api/memes", 100)
    dead._purse.leave_journal()  # noqa: SLF001  # as if it had been killed

    assert accounts.spend(20, "cli/search") == 399
    assert _books(users_file)[1] == (20, 399, 101)


def test_a_call_is_refused_where_a_service_gives_nothing_back_in_time(
    accounts: Accounts, meter: Meter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("maas_cli.accounts.accounts.PATIENCE_SECONDS", 0.05)
    _hold(meter, 500)

    with pytest.raises(BalanceExhaustedError, match="user 20 has 500 tokens left; the call costs 1"):
        accounts.spend(20, "cli/search")
    meter.settle()
    assert accounts.spend(20, "cli/search") == 499


def test_opening_accounts_loads_and_opens_nothing(users_file: Path) -> None:
    check = (
        "import sys; from datetime import UTC, datetime; from pathlib import Path; before = set(sys.modules); "
        "from maas_cli.accounts import Accounts; "
        "Accounts(Path(sys.argv[1]), now=lambda: datetime.now(UTC)).close(); "
        "print(*sorted({'sqlite3', 'json', 'hashlib', 'hmac', 'secrets', 'tempfile'} & set(sys.modules) - before))"
    )
    told = subprocess.run([sys.executable, "-c", check, str(users_file)], capture_output=True, text=True, check=True)

    assert told.stdout.strip() == ""
    assert [path.name for path in users_file.parent.iterdir()] == ["users.json"]


def test_the_packaged_sample_is_a_users_file(tmp_path: Path, clock: Clock) -> None:
    sample = Path(__file__).parents[3] / "users.json"
    path = tmp_path / "users.json"
    path.write_bytes(sample.read_bytes())
    with closing(Accounts(path, now=clock)) as accounts:
        assert accounts.authenticate("secret1") == User(10, "Alice", json.loads(sample.read_text())["10"]["tokenCount"])
