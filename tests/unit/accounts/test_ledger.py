import fcntl
import os
import sqlite3
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from maas_cli.accounts import ledger as module
from maas_cli.accounts.ledger import Ledger
from maas_cli.accounts.seeding import make_image
from maas_cli.accounts.users_file import read_users_file
from maas_cli.errors import LedgerError, StorageError, UsersFileError

_COUNT = "SELECT count(*) FROM users"
_DISABLE = "UPDATE users SET disabled = 1"


@pytest.fixture
def image(users_file: Path) -> bytes:
    return make_image(read_users_file(users_file), "")


@pytest.fixture
def ledger(tmp_path: Path, image: bytes) -> Iterator[Ledger]:
    with closing(Ledger(tmp_path / "users.db", lambda: image, timeout_seconds=0.1)) as opened:
        yield opened


def _users(ledger: Ledger) -> int:
    with ledger.reading() as connection:
        return int(connection.execute(_COUNT).fetchone()[0])


def _count_a_call(ledger: Ledger) -> None:
    with ledger.writing() as connection:
        connection.execute("INSERT INTO hits SELECT uid, name, 1 FROM users")
        connection.execute("INSERT INTO days SELECT uid, name, 1 FROM users")


def _disabled(ledger: Ledger) -> int:
    with ledger.reading() as connection:
        return int(connection.execute("SELECT sum(disabled) FROM users").fetchone()[0])


def test_nothing_is_made_before_the_first_transaction(ledger: Ledger) -> None:
    assert not ledger.exists()
    ledger.close()
    assert not ledger.path.exists()


def test_a_missing_database_is_made_at_first_use_for_its_owner_alone(ledger: Ledger) -> None:
    with ledger.writing() as connection:
        connection.execute(_DISABLE)

        made = {path.name: stat.S_IMODE(path.stat().st_mode) for path in ledger.path.parent.glob("*users.db*")}
    assert made == {"users.db": 0o600, "users.db-wal": 0o600, "users.db-shm": 0o600}
    assert ledger.exists()


def test_a_database_that_cannot_be_made_leaves_nothing_behind(tmp_path: Path) -> None:
    def refuse() -> bytes:
        raise UsersFileError("the users file is missing")

    with pytest.raises(UsersFileError):
        _users(Ledger(tmp_path / "users.db", refuse, timeout_seconds=0.1))

    assert list(tmp_path.iterdir()) == []


def test_a_database_that_is_there_is_not_made_again(ledger: Ledger, tmp_path: Path) -> None:
    with ledger.writing() as connection:
        connection.execute(_DISABLE)

    def refuse() -> bytes:
        raise AssertionError

    with closing(Ledger(tmp_path / "users.db", refuse, timeout_seconds=0.1)) as other:
        assert _disabled(other) == 2


def test_a_database_that_another_process_makes_meanwhile_is_kept(tmp_path: Path, image: bytes) -> None:
    path = tmp_path / "users.db"

    def lose_the_race() -> bytes:
        with closing(Ledger(path, lambda: image, timeout_seconds=0.1)) as winner, winner.writing() as connection:
            connection.execute(_DISABLE)
        return image

    with closing(Ledger(path, lose_the_race, timeout_seconds=0.1)) as loser:
        assert _disabled(loser) == 2


def test_what_fails_is_undone_whole(ledger: Ledger) -> None:
    def fail() -> None:
        with ledger.writing() as connection:
            connection.execute(_DISABLE)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()

    assert _disabled(ledger) == 0


def test_what_sqlite_has_undone_itself_is_told_as_what_it_was(ledger: Ledger) -> None:
    undone = "INSERT OR ROLLBACK INTO users SELECT * FROM users"
    with pytest.raises(LedgerError, match="UNIQUE constraint failed"), ledger.writing() as connection:
        connection.execute(undone)

    assert _users(ledger) == 2


def test_a_closed_ledger_opens_again(ledger: Ledger) -> None:
    assert _users(ledger) == 2
    ledger.close()
    assert _users(ledger) == 2


def test_threads_take_turns(ledger: Ledger) -> None:
    def work() -> None:
        for _ in range(20):
            with ledger.writing() as connection:
                connection.execute("UPDATE users SET balance = balance + 1, granted = granted + 1 WHERE uid = 10")

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    with ledger.reading() as connection:
        assert connection.execute("SELECT balance FROM users WHERE uid = 10").fetchone() == (1080,)


@pytest.mark.parametrize("durable", [False, True])
def test_a_writer_chooses_whether_a_commit_survives_a_power_cut(ledger: Ledger, durable: bool) -> None:
    with ledger.writing(durable=not durable):
        pass
    with ledger.writing(durable=durable) as connection:
        assert connection.execute("PRAGMA synchronous").fetchone() == (2 if durable else 1,)


def test_a_lock_held_for_too_long_is_told(ledger: Ledger) -> None:
    assert _users(ledger) == 2
    with closing(sqlite3.connect(ledger.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LedgerError, match=r"users\.db is locked by another process"), ledger.writing():
            pass
        assert _users(ledger) == 2, "readers do not wait"
        other.execute("COMMIT")

    with ledger.writing():
        pass


def test_a_folder_locked_for_too_long_is_told(ledger: Ledger) -> None:
    descriptor = os.open(ledger.path.parent, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        with pytest.raises(LedgerError, match=r"is locked for more than 0\.1 s"), ledger.reading():
            pass
    finally:
        os.close(descriptor)


@pytest.mark.parametrize("content", [b"", b"not a database", b"x" * 8192])
def test_what_is_no_database_of_maas_is_refused_and_left_alone(ledger: Ledger, content: bytes) -> None:
    ledger.path.write_bytes(content)

    with pytest.raises(LedgerError) as caught, ledger.writing():
        pass

    assert "\n" not in str(caught.value)
    assert "users.db-wal" in caught.value.hint
    assert ledger.path.read_bytes() == content


@pytest.mark.parametrize("kept", [100, 4096, 20_000])
def test_a_truncated_database_is_refused_and_left_alone(ledger: Ledger, image: bytes, kept: int) -> None:
    ledger.path.write_bytes(image[:kept])

    with pytest.raises(LedgerError, match="damaged") as caught:
        _count_a_call(ledger)

    assert "backup" in caught.value.hint
    assert ledger.path.read_bytes() == image[:kept]


def test_garbled_pages_are_refused_and_left_alone(ledger: Ledger, image: bytes) -> None:
    garbled = image[:4096] + b"\x5a" * (len(image) - 4096)
    ledger.path.write_bytes(garbled)

    with pytest.raises(LedgerError, match="damaged"), ledger.writing() as connection:
        connection.execute(_DISABLE)

    assert ledger.path.read_bytes() == garbled


def test_a_folder_in_the_place_of_the_database_is_told(ledger: Ledger) -> None:
    ledger.path.mkdir()

    with pytest.raises(StorageError, match="cannot use the users database"), ledger.reading():
        pass


def test_a_missing_folder_is_told(tmp_path: Path, image: bytes) -> None:
    with pytest.raises(StorageError, match=r"cannot use the users database .*: No such file"):
        _users(Ledger(tmp_path / "none" / "users.db", lambda: image, timeout_seconds=0.1))


def test_a_full_disk_is_told_and_nothing_is_half_done(ledger: Ledger) -> None:
    with ledger.reading() as connection:
        connection.execute("PRAGMA max_page_count = 1")  # SQLite takes the present size: not one page more

    with pytest.raises(StorageError, match="the disk is full") as caught, ledger.writing() as connection:
        connection.execute("UPDATE users SET disabled = 1, name = ?", ("n" * 100_000,))

    assert not isinstance(caught.value, LedgerError)
    assert _disabled(ledger) == 0


def test_a_database_that_may_not_be_written_is_told(ledger: Ledger) -> None:
    with ledger.reading() as connection:
        connection.execute("PRAGMA query_only = 1")

    with pytest.raises(StorageError, match="readonly") as caught, ledger.writing() as connection:
        connection.execute(_DISABLE)

    assert "writable" in caught.value.hint
    assert not isinstance(caught.value, LedgerError)


_TRY_AS_NOBODY = """
import os, sqlite3, sys
from pathlib import Path
import maas_cli.atomic_file  # before the switch: the new user may not read where Python lives
from maas_cli.accounts.ledger import Ledger
from maas_cli.errors import StorageError

started_as = os.geteuid()
if started_as == 0:
    os.seteuid(65534)
for name in sys.argv[1:]:
    try:
        with Ledger(Path(name), lambda: b"", timeout_seconds=0.1).writing():
            print("written")
    except StorageError as error:
        print(type(error).__name__, str(error).count("\\n"), "cannot" in str(error))
os.seteuid(started_as)
"""


def test_folders_that_may_not_be_written_or_entered_are_told_in_one_line(
    image: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    base = tmp_path_factory.mktemp("open")
    for folder in (base, *base.parents[:2]):
        if folder.owner() == base.owner() and "pytest" in str(folder):
            folder.chmod(0o755)
    for name in ("whole", "closed", "new"):
        (base / name).mkdir()
        (base / name / "users.db").write_bytes(image)
    (base / "new" / "users.db").unlink()
    (base / "whole" / "users.db").chmod(0o444)
    for name, mode in (("whole", 0o555), ("closed", 0o700 if os.geteuid() == 0 else 0), ("new", 0o555)):
        (base / name).chmod(mode)

    paths = [str(base / name / "users.db") for name in ("whole", "closed", "new")]
    told = subprocess.run([sys.executable, "-c", _TRY_AS_NOBODY, *paths], capture_output=True, text=True, check=True)
    for name in ("whole", "closed", "new"):
        (base / name).chmod(0o700)

    assert told.stdout.splitlines() == ["StorageError 0 True"] * 3, told.stderr


def test_what_is_flushed_is_on_the_disk(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[str] = []
    monkeypatch.setattr(
        os, "fsync", lambda descriptor: synced.append(str(Path(f"/proc/self/fd/{descriptor}").readlink()))
    )
    with ledger.writing() as connection:
        connection.execute(_DISABLE)
    synced.clear()
    ledger.flush()

    assert synced == [f"{os.path.realpath(ledger.path)}-wal"]


def test_a_database_that_is_one_whole_file_needs_no_flushing(ledger: Ledger) -> None:
    _users(ledger)
    ledger.close()

    ledger.flush()


@pytest.fixture
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SETTLED_SECONDS", 0.0)


def replace(ledger: Ledger, content: bytes) -> None:
    new = ledger.path.with_name("backup")
    new.write_bytes(content)
    new.replace(ledger.path)


@pytest.mark.usefixtures("_at_once")
def test_a_backup_put_in_the_place_of_an_open_database_is_used_from_then_on(ledger: Ledger, image: bytes) -> None:
    assert ledger.follow() == 0
    with ledger.writing() as connection:
        connection.execute(_DISABLE)
    assert ledger.follow() == 0
    replace(ledger, image)

    assert _disabled(ledger) == 0
    assert ledger.follow() == 1
    _count_a_call(ledger)
    with closing(sqlite3.connect(ledger.path)) as other:
        assert other.execute("SELECT count(*) FROM days").fetchone() == (2,)


@pytest.mark.parametrize("waits", [True, False])
def test_a_new_database_is_opened_once_it_was_there_for_a_while(
    ledger: Ledger, image: bytes, monkeypatch: pytest.MonkeyPatch, waits: bool
) -> None:
    monkeypatch.setattr(module, "SETTLED_SECONDS", 0.2)
    with closing(Ledger(ledger.path, lambda: image, timeout_seconds=0.1, waits=waits)) as opened:
        _users(opened)
        replace(ledger, image)
        began = time.monotonic()
        while opened.follow() == 0 if waits else _is_refused(opened):
            time.sleep(0.01)
        assert time.monotonic() - began >= 0.2
        assert opened.follow() == 1


def _is_refused(ledger: Ledger) -> bool:
    try:
        return ledger.follow() == 0
    except LedgerError as error:
        assert "is being replaced" in str(error)  # noqa: PT017  # the end of it is waited for
        return True


def test_a_database_that_is_replaced_twice_is_never_read_with_the_log_of_the_one_between(
    tmp_path: Path, image: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "SETTLED_SECONDS", 0.1)
    first, second = (Ledger(tmp_path / "users.db", lambda: image, timeout_seconds=0.1) for _ in range(2))
    with closing(first), closing(second):
        assert (_users(first), _users(second)) == (2, 2)
        replace(first, image)
        assert first.follow() == 1
        with first.writing() as connection:
            connection.execute(_DISABLE)
        replace(first, image)
        following = threading.Thread(target=second.follow)
        following.start()
        assert first.follow() == 2
        following.join()
        assert (_disabled(first), _disabled(second)) == (0, 0)
        with first.writing() as connection:
            connection.execute(_DISABLE)
        assert _disabled(second) == 2


@pytest.mark.usefixtures("_at_once")
def test_a_log_that_is_deleted_or_exchanged_is_a_replacement_too(ledger: Ledger) -> None:
    assert _users(ledger) == 2
    ledger.path.with_name("users.db-wal").unlink()
    assert ledger.follow() == 1
    assert _users(ledger) == 2


def test_a_deleted_database_is_neither_read_nor_made_anew_while_it_is_open(ledger: Ledger) -> None:
    assert _users(ledger) == 2
    place = ledger.path.rename(ledger.path.with_name("elsewhere"))
    for _ in range(2):
        with pytest.raises(LedgerError, match="is gone while it is in use"):
            _users(ledger)
    place.rename(ledger.path)

    assert _users(ledger) == 2
    assert ledger.follow() == 0


@pytest.fixture
def keeper(tmp_path: Path, image: bytes) -> Iterator[Ledger]:
    with closing(Ledger(tmp_path / "users.db", lambda: image, timeout_seconds=0.1, keeps=True)) as opened:
        yield opened


@pytest.mark.usefixtures("_at_once")
def test_a_deleted_database_is_put_back_after_a_while_by_who_keeps_it(
    keeper: Ledger, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    with keeper.writing() as connection:
        connection.execute(_DISABLE)
    assert _disabled(ledger) == 2
    keeper.path.unlink()
    with pytest.raises(LedgerError, match="after 5 s"):
        keeper.follow()
    assert not keeper.path.exists()
    monkeypatch.setattr(module, "PUT_BACK_SECONDS", 0.0)
    with pytest.raises(LedgerError, match="is gone"):
        ledger.follow()

    assert keeper.follow() == 1
    assert (_disabled(keeper), _disabled(ledger)) == (2, 2)


@pytest.mark.usefixtures("_at_once")
def test_a_deleted_database_is_put_back_at_once_where_its_keeper_ends(keeper: Ledger) -> None:
    keeper.keep()
    assert not keeper.exists()
    with keeper.writing() as connection:
        connection.execute(_DISABLE)
    keeper.keep()
    keeper.path.unlink()
    keeper.keep()

    assert _disabled(keeper) == 2
