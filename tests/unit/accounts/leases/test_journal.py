import errno
import fcntl
import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from maas_cli.accounts.leases.journal import Journal, cells_of
from maas_cli.accounts.leases.journal_files import opened, read
from maas_cli.accounts.leases.journal_format import CELL, Content, Recorded
from maas_cli.accounts.leases.protocol import Slot
from maas_cli.errors import StorageError

MEMES = Slot("/api/memes", 1)
DEAR = Slot("/api/explain", 5)


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    made = Journal(tmp_path / "users.leases", 7)
    yield made
    made.remove()


def content_of(path: Path) -> Content:
    with opened(path) as descriptor:
        assert descriptor is not None
        return read(descriptor)


def test_a_journal_is_its_owners_alone(journal: Journal) -> None:
    assert stat.S_IMODE(journal.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(journal.path.parent.stat().st_mode) == 0o700
    assert [path.name for path in journal.path.parent.iterdir()] == ["0000000000000007.journal"]


def test_what_is_recorded_is_there_for_others_at_once(journal: Journal) -> None:
    lease, words = journal.begin(10, 1000, {MEMES: 3})
    word = journal.add(DEAR, lease)
    assert word is not None
    journal.words[words[0]] = 4
    journal.words[word] = 1

    content = content_of(journal.path)
    assert (content.incarnation, content.torn) == (7, "")
    assert content.leases == {10: Recorded(10, 1000, {MEMES: 4, DEAR: 1})}


def test_the_name_of_an_endpoint_is_recorded_once(journal: Journal) -> None:
    lease, _ = journal.begin(10, 1000, {MEMES: 3})
    room = journal.room
    journal.add(Slot(MEMES.endpoint, 2), lease)

    assert journal.room == room - 1


def test_a_full_journal_takes_no_tally_until_it_is_made_longer(tmp_path: Path) -> None:
    journal = Journal(tmp_path, 7, first_bytes=CELL * (1 + cells_of(1)))
    lease, _ = journal.begin(10, 1000, {})
    assert journal.add(MEMES, lease) is None

    journal.use(journal.extended())
    word = journal.add(MEMES, lease)
    assert word is not None
    journal.words[word] = 5
    assert content_of(journal.path).leases[10].calls == {MEMES: 5}
    assert journal.path.stat().st_size == 2 * CELL * (1 + cells_of(1))
    journal.remove()


def test_a_store_into_the_map_before_it_grew_is_not_lost(journal: Journal) -> None:
    _, (word,) = journal.begin(10, 1000, {MEMES: 3})
    before = journal.words
    journal.use(journal.extended())
    before[word] = 9

    assert content_of(journal.path).leases[10].calls == {MEMES: 9}


def test_a_removed_journal_leaves_nothing(tmp_path: Path) -> None:
    Journal(tmp_path, 7).remove()

    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(StorageError, match=r"cannot write the journal .*0007\.journal: Not a directory"):
        Journal(tmp_path / "file" / "users.leases", 7)


def test_a_journal_for_which_there_is_no_space_is_told_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "posix_fallocate", full)
    with pytest.raises(StorageError, match="No space left on device"):
        Journal(tmp_path, 7)

    assert list(tmp_path.iterdir()) == []


def test_a_journal_that_cannot_get_its_name_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "0000000000000007.journal").mkdir()

    with pytest.raises(StorageError, match="Is a directory"):
        Journal(tmp_path, 7)
    assert [path.name for path in tmp_path.iterdir()] == ["0000000000000007.journal"]


def test_a_new_journal_swept_away_before_its_lock_held_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock = fcntl.flock
    swept: list[bool] = []

    def sweep_first(descriptor: int, how: int) -> None:
        if not swept:
            swept.append(True)
            (tmp_path / "0000000000000007.journal.new").unlink()
        lock(descriptor, how)

    monkeypatch.setattr(fcntl, "flock", sweep_first)
    journal = Journal(tmp_path, 7)

    assert content_of(journal.path).leases == {}
    journal.remove()


_CHARGE_UNTIL_KILLED = """
import os, sys
from pathlib import Path
from maas_cli.accounts.leases.journal import Journal
from maas_cli.accounts.leases.protocol import Slot

journal = Journal(Path(sys.argv[1]), 7)
calls = 0
for uid in range(1, 10**9):
    while journal.room < 100:
        journal.use(journal.extended())
    lease, _ = journal.begin(uid, 1000, {})
    word = journal.add(Slot("/api/memes", 1), lease)
    for calls in range(1, 100):
        journal.words[word] = calls
        os.write(1, b".")
"""


def test_a_writer_that_is_killed_at_any_moment_leaves_a_whole_journal_of_all_it_answered(tmp_path: Path) -> None:
    for answers in (1, 150, 12_345):
        folder = tmp_path / str(answers)
        with subprocess.Popen(
            [sys.executable, "-c", _CHARGE_UNTIL_KILLED, str(folder)], stdout=subprocess.PIPE
        ) as process:
            assert process.stdout is not None
            told = len(process.stdout.read(answers))
            process.kill()
            told += len(process.stdout.read())
        (path,) = folder.iterdir()
        content = content_of(path)

        assert content.torn == ""
        charged = sum(sum(lease.calls.values()) for lease in content.leases.values())
        assert told <= charged <= told + 1
