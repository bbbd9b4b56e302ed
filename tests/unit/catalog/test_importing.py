import os
import resource
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from maas_cli.catalog.importing import import_file
from maas_cli.catalog.store import CatalogHeader, open_catalog
from maas_cli.errors import CatalogError, StorageError
from maas_cli.models.catalog import BadRow, ImportReport, Progress
from maas_cli.models.meme import Meme
from tests.unit.catalog.writers import write_original

NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
SLICE = Path(__file__).parents[4] / "shared" / "data" / "memegenerator_slice.csv"


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """A catalogue that is installed already."""
    target = tmp_path / "data" / "catalog.ndjson"
    run(source(tmp_path, b"id,text\n1,old\n"), target)
    return target


def source(tmp_path: Path, content: bytes) -> Path:
    path = tmp_path / "memes.csv"
    path.write_bytes(content)
    return path


def run(path: Path, target: Path) -> ImportReport:
    return import_file(path, target, now=lambda: NOW)


def stored(target: Path) -> list[Meme]:
    return list(open_catalog(target)[1])


def assert_old_catalogue_stays(target: Path) -> None:
    assert stored(target) == [Meme(1, "", "old")]
    assert list(target.parent.iterdir()) == [target]


def test_an_import_replaces_the_catalogue_and_reports(tmp_path: Path, target: Path) -> None:
    memes = [Meme(number, "Owl", f"caption {number}") for number in range(5)]
    report = run(source(tmp_path, write_original([*memes, memes[0]]) + b"9,short\nx,,Owl,,,,hi\n"), target)
    assert (report.source, report.format, report.memes) == ("memes.csv", "original", 5)
    assert report.bad_rows == {"duplicate_id": 1, "short_row": 1, "bad_number": 1}
    assert report.seconds > 0
    assert open_catalog(target)[0] == CatalogHeader("memes.csv", "original", NOW, 5)
    assert stored(target) == memes


def test_bad_rows_and_progress_are_told_on_the_way(tmp_path: Path, target: Path) -> None:
    told: list[Progress] = []
    bad: list[BadRow] = []
    path = source(tmp_path, b"id,text\nx,hi\n1,hi\n")
    import_file(path, target, now=lambda: NOW, on_progress=told.append, on_bad_row=bad.append)
    assert told == [Progress("import", 18, 18)]
    assert [(row.line, row.reason) for row in bad] == [(2, "bad_number")]


@pytest.mark.skipif(not SLICE.exists(), reason="the reference data is not here")
def test_the_slice_of_the_library_of_congress_is_imported_whole(target: Path) -> None:
    report = run(SLICE, target)
    assert (report.memes, report.bad_rows, report.format) == (4666, {}, "loc")
    assert len(stored(target)) == 4666


def test_an_installed_catalogue_can_be_imported_again(tmp_path: Path, target: Path) -> None:
    before = stored(target)
    assert run(target, target).format == "ndjson"
    assert run(target, tmp_path / "copy").memes == 1
    assert stored(target) == stored(tmp_path / "copy") == before


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"id,text\nx,hi\n", "holds no meme: line 2: id is 'x'"),
        (b"id,text\n", "holds no meme but its header"),
        (b"", "is empty, not a catalogue"),
        (b"<html>", "is markup"),
    ],
)
def test_without_a_usable_row_the_old_catalogue_stays(
    tmp_path: Path, target: Path, content: bytes, message: str
) -> None:
    with pytest.raises(CatalogError, match=message):
        run(source(tmp_path, content), target)
    assert_old_catalogue_stays(target)


def test_a_source_that_cannot_be_read_leaves_the_old_catalogue(tmp_path: Path, target: Path) -> None:
    for path in (tmp_path / "missing.csv", tmp_path):
        with pytest.raises(CatalogError, match="cannot read"):
            run(path, target)
    assert_old_catalogue_stays(target)


def test_an_interrupt_leaves_the_old_catalogue(tmp_path: Path, target: Path) -> None:
    def interrupt(_: BadRow) -> None:
        raise KeyboardInterrupt

    path = source(tmp_path, b"id,text\n2,new\nx,hi\n")
    with pytest.raises(KeyboardInterrupt):
        import_file(path, target, now=lambda: NOW, on_bad_row=interrupt)
    assert_old_catalogue_stays(target)


@contextmanager
def files_up_to(size: int) -> Iterator[None]:
    """Let this process write no larger files, as a full disk would."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_full_disk_leaves_the_old_catalogue(tmp_path: Path, target: Path) -> None:
    path = source(tmp_path, b"id,text\n" + b"".join(b"%d,hello\n" % number for number in range(10_000)))
    with files_up_to(50_000), pytest.raises(StorageError, match=r"cannot write .*catalog\.ndjson: File too large"):
        run(path, target)
    assert_old_catalogue_stays(target)


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path, target: Path) -> None:
    with pytest.raises(StorageError, match="cannot write"):
        run(source(tmp_path, b"id,text\n1,hi\n"), target / "catalog.ndjson")


def test_a_killed_import_leaves_the_old_catalogue_and_the_next_one_cleans_up(tmp_path: Path, target: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    code = (
        "import sys; from datetime import UTC, datetime; from pathlib import Path\n"
        "from maas_cli.catalog import import_file\n"
        "import_file(Path(sys.argv[1]), Path(sys.argv[2]), now=lambda: datetime.now(UTC))"
    )
    process = subprocess.Popen([sys.executable, "-c", code, str(pipe), str(target)])
    with pipe.open("wb", buffering=0) as file:
        file.write(b"id,text\n")
        for start in range(0, 20_000, 1000):
            file.write(b"".join(b"%d,hello\n" % number for number in range(start, start + 1000)))
        assert len(list(target.parent.iterdir())) == 2
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert stored(target) == [Meme(1, "", "old")]
    run(source(tmp_path, b"id,text\n2,new\n"), target)
    assert stored(target) == [Meme(2, "", "new")]
    assert list(target.parent.iterdir()) == [target]


def test_of_two_imports_at_once_the_last_one_wins_whole(tmp_path: Path, target: Path) -> None:
    first, second = tmp_path / "first.csv", tmp_path / "second.csv"
    first.write_bytes(b"id,text\nx,stop here\n" + b"".join(b"%d,first\n" % number for number in range(1000)))
    second.write_bytes(b"id,text\n1,second\n2,second\n")

    def import_the_other(_: BadRow) -> None:
        run(second, target)
        assert {meme.text for meme in stored(target)} == {"second"}

    import_file(first, target, now=lambda: NOW, on_bad_row=import_the_other)
    assert [meme.text for meme in stored(target)] == ["first"] * 1000
