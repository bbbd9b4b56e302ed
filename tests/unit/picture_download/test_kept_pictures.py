import os
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maas_cli.picture_download.kept_pictures import KeptPictures
from tests.unit.catalog.test_importing import files_up_to


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "pictures"


def test_a_picture_is_found_by_its_address_in_any_process(folder: Path) -> None:
    KeptPictures(folder, 1_000).keep("http://a/1", b"one")
    assert KeptPictures(folder, 1_000).find("http://a/1") == b"one"
    assert KeptPictures(folder, 1_000).find("http://a/2") is None
    assert [path.name for path in folder.iterdir()] == [sha256(b"http://a/1").hexdigest()]


def test_a_picture_kept_anew_replaces_the_old_one(folder: Path) -> None:
    kept = KeptPictures(folder, 1_000)
    kept.keep("http://a/1", b"old")
    kept.keep("http://a/1", b"new")
    assert kept.find("http://a/1") == b"new"


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 5), st.integers(1, 60)), max_size=20))
def test_what_was_not_looked_at_for_the_longest_gives_way(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[bool, int, int]]
) -> None:
    folder = tmp_path_factory.mktemp("pictures")
    kept = KeptPictures(folder, 100)
    plain: dict[int, bytes] = {}  # the one looked at last is the last
    for moment, (is_kept, number, size) in enumerate(steps, start=1):
        url = f"http://a/{number}"
        if is_kept:
            kept.keep(url, bytes(size))
            plain.pop(number, None)
            plain[number] = bytes(size)
            while sum(map(len, plain.values())) > 100:
                del plain[next(iter(plain))]
        else:
            assert kept.find(url) == plain.get(number)
            if number in plain:
                plain[number] = plain.pop(number)
        _set_clock(folder, url, moment)
    assert {number: kept.find(f"http://a/{number}") for number in plain} == plain
    assert len(list(folder.iterdir())) == len(plain)


def _set_clock(folder: Path, url: str, moment: int) -> None:
    """Let the last use have been long ago, and moments apart, for a file system's clock may be coarse."""
    path = folder / sha256(url.encode()).hexdigest()
    if path.exists():
        os.utime(path, (moment, moment))


def test_a_picture_that_was_looked_at_stays_longer(folder: Path) -> None:
    kept = KeptPictures(folder, 100)
    for number in (1, 2):
        kept.keep(f"http://a/{number}", bytes(40))
        _set_clock(folder, f"http://a/{number}", number)
    kept.find("http://a/1")
    kept.keep("http://a/3", bytes(40))
    assert [kept.find(f"http://a/{number}") for number in (1, 2, 3)] == [bytes(40), None, bytes(40)]


def test_a_picture_larger_than_all_that_may_be_kept_is_not_kept(folder: Path) -> None:
    kept = KeptPictures(folder, 100)
    kept.keep("http://a/1", bytes(101))
    assert kept.find("http://a/1") is None
    assert list(folder.iterdir()) == []


def test_what_a_killed_writer_left_gives_way_and_what_is_of_others_stays(folder: Path) -> None:
    folder.mkdir(parents=True)
    left = folder / f".{'a' * 64}.{'b' * 12}.tmp"
    left.write_bytes(bytes(90))
    os.utime(left, (1, 1))
    (folder / "holiday.jpg").write_bytes(bytes(500))
    kept = KeptPictures(folder, 100)
    kept.keep("http://a/1", bytes(50))
    assert kept.find("http://a/1") == bytes(50)
    assert {path.name for path in folder.iterdir()} == {"holiday.jpg", sha256(b"http://a/1").hexdigest()}


def test_where_nothing_can_be_kept_nothing_is_there_and_nothing_fails(tmp_path: Path, folder: Path) -> None:
    (tmp_path / "cache").touch()
    kept = KeptPictures(folder, 100)
    kept.keep("http://a/1", b"one")
    assert kept.find("http://a/1") is None


def test_on_a_full_disk_a_picture_is_not_kept_rather_than_cut_off(folder: Path) -> None:
    kept = KeptPictures(folder, 10_000)
    kept.keep("http://a/1", b"one")
    with files_up_to(1_000):
        kept.keep("http://a/2", bytes(2_000))
    assert kept.find("http://a/2") is None
    assert kept.find("http://a/1") == b"one"
    assert len(list(folder.iterdir())) == 1


def test_an_address_of_any_characters_has_its_place(folder: Path) -> None:
    kept = KeptPictures(folder, 1_000)
    kept.keep("http://a/\ud800/../..", b"odd")
    assert kept.find("http://a/\ud800/../..") == b"odd"


def test_a_picture_that_another_process_removes_meanwhile_does_no_harm(folder: Path) -> None:
    kept = KeptPictures(folder, 100)
    kept.keep("http://a/1", bytes(60))
    (folder / ("f" * 64)).symlink_to(folder / "gone")  # it is listed, but not there
    kept.keep("http://a/2", bytes(60))
    assert [kept.find("http://a/1"), kept.find("http://a/2")] == [None, bytes(60)]


def test_several_threads_may_keep_pictures_and_stay_within_bounds(folder: Path) -> None:
    kept = KeptPictures(folder, 200)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda number: kept.keep(f"http://a/{number}", bytes(60)), range(60)))
    assert sum(path.stat().st_size for path in folder.iterdir()) <= 200
