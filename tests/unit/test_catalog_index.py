import os
import struct
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest

from maas_cli.catalog import import_file
from maas_cli.catalog_index import CatalogIndex
from maas_cli.errors import CatalogError
from maas_cli.models.catalog import Progress
from maas_cli.models.search import SearchRequest
from maas_cli.search import IndexFile, search

NOW = datetime(2026, 7, 1, 12, 0, tzinfo=UTC)
COLUMNS = "id,url,name,page,md5,fileSize,text,lang,lat,lon\n"
ROWS = ("1,,Parrot,,,,becky said,en,0,0\n", "2,,Parrot,,,,becky sang,,,\n", "3,,Кот,,,,becky спит,ru,,\n")


class Place:
    """A folder with a starter catalogue, and what is needed to have an index over it."""

    def __init__(self, folder: Path) -> None:
        self.starter = folder / "memes.csv"
        self.imported = folder / "data" / "catalog.ndjson"
        self.cache = folder / "cache"
        self.notices: list[str] = []
        self.write(ROWS)

    def write(self, rows: Sequence[str]) -> None:
        self.starter.write_text(COLUMNS + "".join(rows), encoding="utf-8")

    def index(self) -> CatalogIndex:
        """Return a fresh one, as another process would have it."""
        return CatalogIndex(
            imported=self.imported,
            starter=self.starter,
            cache_dir=self.cache,
            now=lambda: NOW,
            on_notice=self.notices.append,
        )

    def import_rows(self, rows: Sequence[str]) -> None:
        source = self.starter.with_name("other.csv")
        source.write_text(COLUMNS + "".join(rows), encoding="utf-8")
        import_file(source, self.imported, now=lambda: NOW)

    def cached(self) -> list[str]:
        """Return the names of all files in the cache folder."""
        return sorted(path.name for path in self.cache.iterdir())

    @property
    def starter_index(self) -> Path:
        return self.cache / "starter.idx"


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


def found(index: IndexFile, query: str = "becky") -> list[int]:
    return sorted(hit.meme.id for hit in search(index, SearchRequest(query)).hits)


def test_the_index_is_built_when_it_is_missing(place: Place) -> None:
    assert found(place.index().get()) == [1, 2, 3]
    assert place.cached() == ["starter.idx"]
    assert place.notices == []


def test_a_fresh_index_is_used_again(place: Place) -> None:
    place.index().get()
    before = place.starter_index.stat()
    index = place.index()
    assert index.get() is index.get()
    assert (place.starter_index.stat().st_mtime_ns, place.starter_index.stat().st_ino) == (
        before.st_mtime_ns,
        before.st_ino,
    )


def test_the_index_is_built_again_when_the_catalogue_changes(place: Place) -> None:
    index = place.index()
    index.get()
    place.write(ROWS[:2])
    assert found(index.get()) == [1, 2]
    assert found(place.index().get()) == [1, 2]
    assert place.notices == []


def test_a_catalogue_of_the_same_size_with_another_time_is_another_one(place: Place) -> None:
    place.index().get()
    place.write([row.replace("becky", "tiger") for row in ROWS])
    os.utime(place.starter, ns=(0, 7))
    assert found(place.index().get(), "tiger") == [1, 2, 3]


def test_a_catalogue_may_be_older_than_1970(place: Place) -> None:
    os.utime(place.starter, ns=(-(10**18), -(10**18)))
    assert found(place.index().get()) == [1, 2, 3]


def test_an_imported_catalogue_goes_before_the_starter_until_it_is_removed(place: Place) -> None:
    index = place.index()
    index.get()
    place.import_rows(ROWS[:1])
    assert found(index.get()) == [1]
    place.imported.unlink()
    assert found(index.get()) == [1, 2, 3]
    assert place.cached() == ["catalog.idx", "starter.idx"]


@pytest.mark.parametrize("kept", [0, 40, 1000, -1])
def test_a_truncated_index_is_built_again_and_that_is_said_once(place: Place, kept: int) -> None:
    place.index().get()
    whole = place.starter_index.read_bytes()
    place.starter_index.write_bytes(whole[:kept])
    index = place.index()
    assert found(index.get()) == [1, 2, 3]
    assert found(index.get()) == [1, 2, 3]
    assert found(place.index().get()) == [1, 2, 3]
    assert place.notices == ["the search index was damaged and has been rebuilt"]
    assert place.starter_index.stat().st_size == len(whole)


def test_an_index_of_another_version_is_built_again_without_a_word(place: Place) -> None:
    place.index().get()
    content = bytearray(place.starter_index.read_bytes())
    struct.pack_into("=I", content, 8, 999)
    place.starter_index.write_bytes(content)
    assert found(place.index().get()) == [1, 2, 3]
    assert place.notices == []


def test_an_index_found_damaged_while_searching_can_be_built_again(place: Place) -> None:
    index = place.index()
    damaged = index.get()
    rebuilt = index.rebuild()
    assert rebuilt is not damaged
    assert index.get() is rebuilt
    assert place.notices == ["the search index was damaged and has been rebuilt"]


def test_where_nothing_can_be_kept_the_index_is_built_in_memory_and_that_is_said(place: Place) -> None:
    place.cache = place.starter / "cache"
    index = place.index()
    assert found(index.get()) == [1, 2, 3]
    assert index.get() is index.get()
    assert len(place.notices) == 1
    assert place.notices[0].startswith(
        f"the search index cannot be kept and is built for each search: cannot write {place.cache}"
    )


def test_what_is_loaded_is_told(place: Place) -> None:
    info = place.index().info()
    assert (info.source, info.format, info.imported_at) == ("memes.csv", "starter", None)
    assert (info.memes, info.templates, info.placed) == (3, 2, 1)
    assert list(info.languages.items()) == [("en", 1), ("ru", 1), ("und", 1)]
    assert info.index_path == str(place.starter_index)
    assert info.index_bytes == place.starter_index.stat().st_size
    assert info.built_at == NOW
    assert 0 <= info.build_seconds < 60


def test_languages_are_told_most_first(place: Place) -> None:
    place.write([*ROWS, "4,,Кот,,,,ещё,ru,,\n"])
    assert list(place.index().info().languages.items()) == [("ru", 2), ("en", 1), ("und", 1)]


def test_an_import_is_told_with_its_time(place: Place) -> None:
    place.import_rows(ROWS[:2])
    info = place.index().info()
    assert (info.source, info.imported_at, info.memes) == ("other.csv", NOW, 2)


def test_damage_anywhere_is_found_when_what_is_loaded_is_told(place: Place) -> None:
    place.index().get()
    content = place.starter_index.read_bytes()
    place.starter_index.write_bytes(content.replace(b"becky sang", b"becky sank"))
    assert place.index().info().memes == 3
    assert place.notices == ["the search index was damaged and has been rebuilt"]
    assert place.starter_index.read_bytes().count(b"becky sang") == 1


def test_building_tells_how_far_it_has_come(place: Place) -> None:
    place.write([f"{number},,Parrot,,,,becky {number},,,\n" for number in range(2500)])
    seen: list[Progress] = []
    place.index().get(seen.append)
    assert seen == [Progress("index", done, total) for done, total in ((1000, None), (2000, None), (2500, 2500))]
    place.index().get(seen.append)
    assert len(seen) == 3


def test_building_over_an_imported_catalogue_knows_how_much_there_is(place: Place) -> None:
    place.import_rows([f"{number},,Parrot,,,,becky {number},,,\n" for number in range(1001)])
    seen: list[Progress] = []
    place.index().get(seen.append)
    assert seen == [Progress("index", 1000, 1001), Progress("index", 1001, 1001)]


def test_a_missing_starter_catalogue_is_an_error_with_advice(place: Place) -> None:
    place.starter.unlink()
    with pytest.raises(CatalogError, match=r"memes\.csv is missing") as caught:
        place.index().get()
    assert caught.value.hint == "install maas again"


def test_a_catalogue_that_cannot_be_read_is_an_error(place: Place) -> None:
    place.imported = place.starter / "catalog.ndjson"
    with pytest.raises(CatalogError, match=r"cannot read the catalogue .*catalog\.ndjson: Not a directory"):
        place.index().get()


def test_a_damaged_catalogue_is_an_error_and_leaves_nothing_behind(place: Place) -> None:
    place.import_rows(ROWS)
    lines = place.imported.read_bytes().splitlines(keepends=True)
    place.imported.write_bytes(b"".join(lines[:-1]))
    with pytest.raises(CatalogError):
        place.index().get()
    assert place.cached() == []
    assert place.notices == []


@pytest.mark.parametrize("share", [0.05, 0.3, 0.6, 0.95])
def test_a_single_bit_changed_anywhere_is_noticed_before_the_next_search(place: Place, share: float) -> None:
    place.index().get()
    content = bytearray(place.starter_index.read_bytes())
    content[int(share * len(content))] ^= 1
    place.starter_index.write_bytes(content)
    found = search(place.index().get(), SearchRequest("becky"))
    assert (found.total, place.notices) == (3, ["the search index was damaged and has been rebuilt"])


def test_damage_that_no_writer_did_is_found_when_the_catalogue_is_looked_at(place: Place) -> None:
    place.index().get()
    sealed = place.starter_index.stat()
    content = bytearray(place.starter_index.read_bytes())
    content[len(content) // 2] ^= 1
    place.starter_index.write_bytes(content)
    os.utime(place.starter_index, ns=(sealed.st_atime_ns, sealed.st_mtime_ns))
    assert place.index().info().memes == 3
    assert place.notices == ["the search index was damaged and has been rebuilt"]


def test_an_index_found_whole_is_checked_again_only_after_something_wrote_to_it(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    checks: list[str] = []
    monkeypatch.setattr(IndexFile, "verify", lambda *_: checks.append("all"))
    place.index().get()
    place.index().get()
    assert checks == ["all"], "once, after it was built"
    place.starter_index.touch()
    place.index().get()
    place.index().get()
    assert checks == ["all", "all"]
    assert place.notices == []


def test_an_index_is_found_only_where_it_can_be_used_and_none_is_built(place: Place) -> None:
    index = place.index()
    assert index.find() is None
    assert not place.cache.exists()
    assert index.get() is index.find()
    again = place.index().find()
    assert again is not None
    assert found(again, "sang") == [2]
    place.write(ROWS[:1])
    assert index.find() is None
    assert place.notices == []


def test_threads_that_ask_at_once_get_one_index_built_once(place: Place) -> None:
    place.write([f"{number},,Parrot,,,,becky {number},,,\n" for number in range(1500)])
    index, seen = place.index(), list[Progress]()
    with ThreadPoolExecutor(4) as threads:
        indexes = set(threads.map(index.get, [seen.append] * 4))
    assert len(indexes) == 1
    assert len(seen) == 2


def test_processes_that_build_at_once_all_get_a_whole_index(place: Place) -> None:
    place.write([f"{number},,Parrot,,,,becky {number},,,\n" for number in range(1500)])
    code = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from maas_cli.catalog_index import CatalogIndex
starter, imported, cache = map(Path, sys.argv[1:])
now = lambda: datetime.now(UTC)
index = CatalogIndex(imported=imported, starter=starter, cache_dir=cache, now=now, on_notice=print)
print(index.info().memes)
"""
    command = [sys.executable, "-c", code, *map(str, (place.starter, place.imported, place.cache))]
    processes = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    assert [process.communicate()[0] for process in processes] == ["1500\n"] * 3
    assert place.cached() == ["starter.idx"]
    assert found(place.index().get(), "1499") == [1499]


def test_an_index_that_another_process_built_again_takes_the_place_of_the_open_one(place: Place) -> None:
    index = place.index()
    before = index.get()
    assert index.get() is before
    place.index().rebuild()
    after = index.get()
    assert after is not before
    assert index.get() is after
    assert found(after) == [1, 2, 3]


def test_an_open_index_goes_on_if_its_file_is_gone_or_another_takes_its_place_that_cannot_be_used(place: Place) -> None:
    index = place.index()
    before = index.get()
    place.starter_index.rename(place.cache / "elsewhere")
    assert index.get() is before
    place.starter_index.write_bytes(b"not an index")
    assert index.get() is before
    (place.cache / "elsewhere").replace(place.starter_index)
    assert index.get() is before
    assert place.notices == []
