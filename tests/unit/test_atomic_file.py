import fcntl
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from maas_cli.atomic_file import PRIVATE, replacing
from maas_cli.errors import StorageError

WRITER = """
import resource, sys
from pathlib import Path
from maas_cli.atomic_file import replacing
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "notes[1].txt"
    path.write_bytes(b"old")
    return path


def neighbours(path: Path) -> list[str]:
    """Return the names of what else is in the folder."""
    return sorted(each.name for each in path.parent.iterdir() if each != path)


def write(path: Path, content: bytes) -> None:
    with replacing(path) as file:
        file.write(content)


@contextmanager
def writer_at_work(path: Path, content: str) -> Iterator[subprocess.Popen[str]]:
    """Run another process that has written, but not yet ended, until it is sent a line."""
    work = f"""
with replacing(Path(sys.argv[1])) as file:
    file.write({content.encode()!r})
    file.flush()
    print("written", flush=True)
    sys.stdin.readline()
"""
    command = [sys.executable, "-c", WRITER + work, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "written\n"
        yield process


def test_the_new_content_takes_the_place_of_the_old(path: Path) -> None:
    with replacing(path) as file:
        file.write(b"new")
        assert path.read_bytes() == b"old"
    assert path.read_bytes() == b"new"
    assert neighbours(path) == []


def test_missing_folders_are_made(tmp_path: Path) -> None:
    write(tmp_path / "a" / "b" / "new", b"new")
    assert (tmp_path / "a" / "b" / "new").read_bytes() == b"new"


def test_no_folder_is_made_for_a_file_that_a_person_named(tmp_path: Path) -> None:
    path = tmp_path / "mispelt" / "new"
    with (
        pytest.raises(StorageError, match=r"cannot write .*: No such file or directory"),
        replacing(path, makes_folders=False),
    ):
        pytest.fail("there is nothing to write to")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt])
def test_an_error_inside_leaves_the_old_file_and_nothing_else(path: Path, error: type[BaseException]) -> None:
    def write_half() -> None:
        with replacing(path) as file:
            file.write(b"half")
            raise error

    with pytest.raises(error):
        write_half()
    assert path.read_bytes() == b"old"
    assert neighbours(path) == []


def test_a_private_file_is_private_from_its_first_byte_on(path: Path) -> None:
    with replacing(path, mode=PRIVATE) as file:
        assert os.fstat(file.fileno()).st_mode & 0o777 == 0o600
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_shared_file_can_be_read_by_all_but_written_only_by_its_owner(path: Path) -> None:
    umask = os.umask(0)
    try:
        write(path, b"new")
    finally:
        os.umask(umask)
    assert path.stat().st_mode & 0o777 == 0o644


def test_a_file_below_a_file_cannot_be_written(path: Path) -> None:
    with pytest.raises(StorageError, match=r"cannot write .*below"), replacing(path / "below"):
        pass
    assert path.read_bytes() == b"old"


def test_a_folder_is_not_replaced(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    (folder / "inside").mkdir(parents=True)
    with pytest.raises(StorageError, match="Is a directory"):
        write(folder, b"new")
    assert neighbours(folder) == []


def test_a_full_disk_leaves_the_old_file_and_nothing_else(path: Path) -> None:
    work = """
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
with replacing(Path(sys.argv[1])) as file:
    file.write(bytes(200_000))
"""
    result = subprocess.run([sys.executable, "-c", WRITER + work, path], capture_output=True, text=True, check=False)
    assert "StorageError: cannot write" in result.stderr
    assert path.read_bytes() == b"old"
    assert neighbours(path) == []


def test_what_a_killed_writer_leaves_is_swept_away_by_the_next(path: Path) -> None:
    with writer_at_work(path, "half") as process:
        process.kill()
    assert process.returncode == -signal.SIGKILL
    assert path.read_bytes() == b"old"
    assert len(neighbours(path)) == 1
    write(path, b"new")
    assert path.read_bytes() == b"new"
    assert neighbours(path) == []


def test_a_writer_still_at_work_is_left_in_peace(path: Path) -> None:
    with writer_at_work(path, "last") as process:
        write(path, b"first")
        assert path.read_bytes() == b"first"
        process.communicate("go on\n")
    assert path.read_bytes() == b"last"
    assert neighbours(path) == []


def test_files_of_somebody_else_are_not_swept_away(path: Path) -> None:
    others = [".notes[1].txt.mine.tmp", ".notes1.txt.0123456789ab.tmp", "notes[1].txt.0123456789ab.tmp"]
    for name in others:
        (path.parent / name).touch()
    write(path, b"new")
    assert neighbours(path) == sorted(others)


def test_a_temporary_file_swept_before_it_could_be_locked_is_made_again(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock = fcntl.flock

    def lock_a_moment_too_late(file: int, operation: int) -> None:
        monkeypatch.setattr(fcntl, "flock", lock)
        write(path, b"first")
        lock(file, operation)

    monkeypatch.setattr(fcntl, "flock", lock_a_moment_too_late)
    write(path, b"last")
    assert path.read_bytes() == b"last"
    assert neighbours(path) == []


def test_whoever_reads_while_many_write_reads_one_whole_content(path: Path) -> None:
    work = """
for _ in range(20):
    with replacing(Path(sys.argv[1])) as file:
        for _ in range(10):
            file.write(sys.argv[2].encode() * 1000)
"""
    write(path, b"a" * 10_000)
    command = [sys.executable, "-c", WRITER + work, str(path)]
    writers = [subprocess.Popen([*command, letter]) for letter in "bcd"]
    while any(writer.poll() is None for writer in writers):
        content = path.read_bytes()
        assert content == content[:1] * 10_000
    assert [writer.returncode for writer in writers] == [0, 0, 0]
    assert path.read_bytes()[:1] in {b"b", b"c", b"d"}
    assert neighbours(path) == []
