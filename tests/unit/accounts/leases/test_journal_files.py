from pathlib import Path

import pytest

from maas_cli.accounts.leases.journal import Journal
from maas_cli.accounts.leases.journal_files import journals_in, opened, orphaned, read, set_aside, unfinished_in
from maas_cli.accounts.leases.journal_format import JournalError


def test_a_folder_that_is_not_there_holds_no_journals(tmp_path: Path) -> None:
    assert journals_in(tmp_path / "none") == []
    assert unfinished_in(tmp_path / "none") == []


def test_journals_are_told_from_what_is_not_one_yet_or_no_more(tmp_path: Path) -> None:
    for name in ("2.journal", "1.journal", "3.journal.new", "4.refused", "readme"):
        (tmp_path / name).touch()

    assert [path.name for path in journals_in(tmp_path)] == ["1.journal", "2.journal"]
    assert [path.name for path in unfinished_in(tmp_path)] == ["3.journal.new"]


def test_a_journal_has_an_owner_as_long_as_that_lives(tmp_path: Path) -> None:
    journal = Journal(tmp_path, 7)
    with orphaned(journal.path) as descriptor:
        assert descriptor is None
    journal.leave()
    with orphaned(journal.path) as descriptor:
        assert descriptor is not None
        with orphaned(journal.path) as twice:
            assert twice is None, "whoever settles it keeps others from it"


def test_a_journal_that_is_gone_is_neither_read_nor_settled(tmp_path: Path) -> None:
    with opened(tmp_path / "1.journal") as descriptor:
        assert descriptor is None
    with orphaned(tmp_path / "1.journal") as descriptor:
        assert descriptor is None


def test_a_journal_deleted_while_its_lock_was_awaited_is_gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "1.journal"
    path.touch()
    monkeypatch.setattr("fcntl.flock", lambda *_: path.unlink())

    with orphaned(path) as descriptor:
        assert descriptor is None


@pytest.mark.parametrize("content", [b"", b"x" * 63, b"x" * 6400])
def test_what_is_no_journal_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "1.journal"
    path.write_bytes(content)

    with path.open("rb") as file, pytest.raises(JournalError, match="not a journal of maas"):
        read(file.fileno())


def test_a_journal_set_aside_is_no_journal_any_more(tmp_path: Path) -> None:
    path = tmp_path / "1.journal"
    path.write_bytes(b"what")

    assert set_aside(path) == tmp_path / "1.refused"
    assert (tmp_path / "1.refused").read_bytes() == b"what"
    assert journals_in(tmp_path) == []
