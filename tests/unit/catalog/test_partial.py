import multiprocessing
from pathlib import Path

import pytest

from maas_cli.catalog.partial import PartialFile, only_one, validator_of
from maas_cli.errors import StorageError

URL = "http://user:secret@host/memes.zip?key=secret"


def begun(folder: Path, headers: dict[str, str]) -> PartialFile:
    part = PartialFile(folder, URL)
    part.start_over(headers)
    part.path.write_bytes(b"12345")
    return part


def test_what_came_is_asked_for_no_more_also_in_another_process(tmp_path: Path) -> None:
    begun(tmp_path, {"ETag": '"v1"'})
    part = PartialFile(tmp_path, URL)
    assert part.size() == 5
    assert part.resume_headers() == {"Range": "bytes=5-", "If-Range": '"v1"'}


def test_of_another_address_nothing_is_there(tmp_path: Path) -> None:
    begun(tmp_path, {"ETag": '"v1"'})
    assert PartialFile(tmp_path, URL + "2").resume_headers() == {}


def test_what_has_no_version_is_not_resumed(tmp_path: Path) -> None:
    part = begun(tmp_path, {})
    assert part.resume_headers() == PartialFile(tmp_path, URL).resume_headers() == {}


@pytest.mark.parametrize("notes", [b"", b"{", b"[]", b"{}", b'{"url_sha256": 5}', b"\xff"])
def test_damaged_notes_mean_that_nothing_is_there(tmp_path: Path, notes: bytes) -> None:
    begun(tmp_path, {"ETag": '"v1"'})
    (tmp_path / "download.json").write_bytes(notes)
    assert PartialFile(tmp_path, URL).size() == 0


def test_notes_without_a_file_mean_that_nothing_is_there(tmp_path: Path) -> None:
    begun(tmp_path, {"ETag": '"v1"'}).path.unlink()
    assert PartialFile(tmp_path, URL).resume_headers() == {}


def test_starting_over_and_discarding_leave_nothing_of_before(tmp_path: Path) -> None:
    part = begun(tmp_path, {"ETag": '"v1"'})
    part.start_over({"ETag": '"v2"'})
    assert (part.size(), part.fits({"ETag": '"v1"'}), part.fits({"ETag": '"v2"'}), part.fits({})) == (
        0,
        False,
        True,
        True,
    )
    part.discard()
    part.discard()
    assert list(tmp_path.iterdir()) == []


def test_no_secret_of_the_address_is_written_down(tmp_path: Path) -> None:
    begun(tmp_path, {"ETag": '"v1"'})
    assert b"secret" not in (tmp_path / "download.json").read_bytes()


def test_a_version_is_named_by_a_strong_etag_or_else_by_its_time() -> None:
    assert validator_of({"ETag": '"v1"', "Last-Modified": "Monday"}) == '"v1"'
    assert validator_of({"ETag": 'W/"v1"', "Last-Modified": "Monday"}) == "Monday"
    assert validator_of({"ETag": 'W/"v1"'}) == ""


def hold(folder: Path, held: "multiprocessing.synchronize.Event", done: "multiprocessing.synchronize.Event") -> None:
    with only_one(folder):
        held.set()
        done.wait(10)


def test_one_process_at_a_time_downloads(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    held, done = context.Event(), context.Event()
    process = context.Process(target=hold, args=(tmp_path, held, done))
    process.start()
    assert held.wait(10)
    with pytest.raises(StorageError, match=r"another download to .* is under way"), only_one(tmp_path):
        pytest.fail("two at once")
    done.set()
    process.join()
    with only_one(tmp_path):
        pass


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StorageError, match="cannot download to"), only_one(tmp_path / "file"):
        pytest.fail("it was made")
