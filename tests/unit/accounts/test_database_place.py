import os
from pathlib import Path

import pytest

from maas_cli.accounts.database_place import check_free, database_files, database_of, journals_of
from maas_cli.errors import LedgerError, UsersFileError


@pytest.mark.parametrize(
    ("name", "database"),
    [
        ("users.json", "users.db"),
        ("users.v2.json", "users.v2.db"),
        ("users.txt", "users.txt.db"),
        ("users.json.bak", "users.json.bak.db"),
        ("users.JSON", "users.JSON.db"),
    ],
)
def test_only_the_ending_json_is_replaced(tmp_path: Path, name: str, database: str) -> None:
    assert database_of(tmp_path / name) == Path(os.path.realpath(tmp_path)) / database


def test_the_database_is_beside_the_file_that_links_lead_to(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "folder").symlink_to("real")
    (tmp_path / "link.json").symlink_to("folder/users.json")

    assert database_of(tmp_path / "link.json") == database_of(tmp_path / "real" / "users.json")


@pytest.mark.parametrize("path", ["users.db", ".", "", "link.json"])
def test_a_path_that_is_a_database_or_no_file_is_refused(
    path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("link.json").symlink_to("users.db")

    with pytest.raises(UsersFileError, match=r"needs a name that does not end in \.db"):
        database_of(Path(path))


def test_a_log_without_its_database_is_named_with_the_ways_out(tmp_path: Path) -> None:
    (tmp_path / "users.db-wal").write_bytes(b"")

    with pytest.raises(LedgerError, match=r"users\.db-wal is there without its users database users\.db$") as caught:
        check_free(tmp_path / "users.db")

    assert "backup of users.db" in caught.value.hint
    assert "move users.db-wal and users.db-shm away" in caught.value.hint


def test_a_link_to_what_is_missing_is_named_with_its_target(tmp_path: Path) -> None:
    (tmp_path / "users.db").symlink_to(tmp_path / "volume" / "users.db")

    with pytest.raises(LedgerError, match=r"users\.db points to .*volume/users\.db, which is missing") as caught:
        check_free(tmp_path / "users.db")

    assert "remove the link" in caught.value.hint


def test_a_free_place_and_a_database_with_its_log_are_let_be(tmp_path: Path) -> None:
    check_free(tmp_path / "users.db")
    for name in ("users.db", "users.db-wal"):
        (tmp_path / name).write_bytes(b"")
    check_free(tmp_path / "users.db")


def test_a_database_has_three_files_beside_the_users_file_that_a_link_points_to(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "users.json").symlink_to(tmp_path / "real" / "users.json")
    names = ("users.db", "users.db-wal", "users.db-shm")
    assert database_files(tmp_path / "users.json") == tuple(tmp_path / "real" / name for name in names)


@pytest.mark.parametrize(("name", "folder"), [("users.json", "users.leases"), ("users.txt", "users.txt.leases")])
def test_journals_have_a_folder_beside_the_database(tmp_path: Path, name: str, folder: str) -> None:
    assert journals_of(tmp_path / name) == Path(os.path.realpath(tmp_path)) / folder
