import json
import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from maas_cli.accounts import Accounts, tokens
from maas_cli.accounts.exporting import write_export
from maas_cli.errors import AuthenticationError, InvalidInputError, StorageError
from maas_cli.models.users import SyncReport
from tests.unit.accounts.conftest import Clock


def test_an_export_has_the_living_balances_and_hits_in_the_original_shape(accounts: Accounts, tmp_path: Path) -> None:
    accounts.spend(10, "/api/memes")

    assert accounts.export(tmp_path / "flushed.json") == 2
    assert json.loads((tmp_path / "flushed.json").read_text()) == {
        "10": {"id": 10, "name": "Alice", "authToken": "secret1", "tokenCount": 999, "hits": {"/api/memes": 1}},
        "20": {"id": 20, "name": "Bob", "authToken": "secret2", "tokenCount": 500, "hits": {"/api/memes": 41}},
    }


def test_an_export_is_readable_by_its_owner_alone(accounts: Accounts, tmp_path: Path) -> None:
    target = tmp_path / "flushed.json"
    target.write_text("old")
    target.chmod(0o644)
    accounts.export(target)

    assert stat.S_IMODE(target.stat().st_mode) == 0o600


def test_a_token_that_only_its_user_knows_is_exported_as_its_digest_and_works_on(
    accounts: Accounts, users_file: Path, tmp_path: Path, clock: Clock
) -> None:
    rotated = accounts.rotate(10).token
    added = accounts.add("Carol", 5).token
    accounts.export(users_file)
    exported = json.loads(users_file.read_text())
    assert exported["10"]["authToken"] == tokens.write_digest(tokens.digest(rotated))
    assert exported["20"]["authToken"] == "secret2"

    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    users_file.rename(elsewhere / "users.json")
    moved = Accounts(elsewhere / "users.json", now=clock)
    assert [moved.authenticate(token).uid for token in (rotated, "secret2", added)] == [10, 20, 21]
    with pytest.raises(AuthenticationError):
        moved.authenticate(exported["10"]["authToken"])
    moved.close()


def test_a_disabled_user_is_exported_with_all_they_have_and_let_in_by_nobody(
    accounts: Accounts, tmp_path: Path, clock: Clock
) -> None:
    accounts.set_disabled(10, disabled=True)
    accounts.export(tmp_path / "other.json")
    exported = json.loads((tmp_path / "other.json").read_text())["10"]
    assert exported["disabled"] is True
    assert exported["tokenCount"] == 1000
    assert "secret1" not in json.dumps(exported)

    moved = Accounts(tmp_path / "other.json", now=clock)
    with pytest.raises(AuthenticationError, match="disabled"):
        moved.authenticate("secret1")
    moved.set_disabled(10, disabled=False)
    assert moved.authenticate("secret1").balance == 1000
    moved.close()


@pytest.mark.parametrize("content", [None, b"{"])
def test_an_export_does_without_a_usable_users_file(
    accounts: Accounts, users_file: Path, tmp_path: Path, content: bytes | None
) -> None:
    accounts.list_users()
    users_file.unlink()
    if content is not None:
        users_file.write_bytes(content)
    accounts.export(tmp_path / "flushed.json")

    exported = json.loads((tmp_path / "flushed.json").read_text())
    assert exported["10"]["authToken"] == tokens.write_digest(tokens.digest("secret1"))


def test_an_export_over_the_users_file_leaves_nothing_to_sync(
    accounts: Accounts, users_file: Path, edit: Callable[..., None]
) -> None:
    accounts.spend(10, "cli/search")
    accounts.export(users_file)

    assert not accounts.file_changed()
    assert accounts.sync() == SyncReport()
    edit(10, tokenCount=1000)
    assert accounts.file_changed()


def test_a_link_stays_a_link(accounts: Accounts, users_file: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.json"
    link.symlink_to(users_file)
    accounts.spend(10, "cli/search")
    accounts.export(link)

    assert link.is_symlink()
    assert json.loads(users_file.read_text())["10"]["tokenCount"] == 999
    assert not accounts.file_changed()


@pytest.mark.parametrize("name", ["users.db", "users.db-wal", "users.db-shm"])
def test_the_database_is_not_overwritten_by_an_export(accounts: Accounts, tmp_path: Path, name: str) -> None:
    with pytest.raises(InvalidInputError, match="it is the users database"):
        accounts.export(tmp_path / name)

    assert accounts.get(10).balance == 1000


def test_a_folder_is_not_replaced(accounts: Accounts, tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="it is not a file"):
        accounts.export(tmp_path)


def test_a_target_that_cannot_be_reached_is_told(accounts: Accounts, users_file: Path) -> None:
    with pytest.raises(StorageError, match="cannot write"):
        accounts.export(users_file / "inside.json")


_WRITE_WITH_LITTLE_ROOM = """
import resource, signal, sys
from pathlib import Path
from maas_cli.accounts.exporting import write_export
from maas_cli.errors import StorageError
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
room = resource.getrlimit(resource.RLIMIT_FSIZE)
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, room[1]))
try:
    write_export(Path(sys.argv[1]), b"x" * 100_000)
except StorageError as error:
    print(error)
resource.setrlimit(resource.RLIMIT_FSIZE, room)
"""


def test_an_export_without_room_leaves_the_old_one_whole_and_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "flushed.json"
    target.write_text("old")

    told = subprocess.run(
        [sys.executable, "-c", _WRITE_WITH_LITTLE_ROOM, str(target)], capture_output=True, text=True, check=True
    )

    assert told.stdout.startswith(f"cannot write {target}: ")
    assert told.stdout.count("\n") == 1
    assert target.read_text() == "old"
    assert os.listdir(tmp_path) == ["flushed.json"]  # noqa: PTH208  # hidden ones included


def test_the_stray_of_a_killed_export_is_swept_by_the_next(tmp_path: Path) -> None:
    target = tmp_path / "flushed.json"
    (tmp_path / ".flushed.json.0123456789ab.tmp").write_text("half an exp")
    write_export(target, b"whole")

    assert [path.name for path in tmp_path.iterdir()] == ["flushed.json"]
    assert target.read_bytes() == b"whole"
