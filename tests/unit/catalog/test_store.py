import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings

from maas_cli.catalog.store import CatalogHeader, open_catalog, remove_catalog, write_catalog
from maas_cli.errors import CatalogError, StorageError
from maas_cli.models.meme import Meme
from maas_cli.packaged import starter_catalog
from tests.unit.catalog.writers import catalogs, write_starter

NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
HEADER = CatalogHeader("mêmes.csv", "loc", NOW, None)
MEMES = [Meme(1, "Owl", "привет\nвсем"), Meme(0, "", "", url="http://picture"), Meme(3, "Cat", "", lat=0.0, lon=-0.5)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "catalog.ndjson"


@settings(max_examples=25)
@given(memes=catalogs())
def test_a_catalogue_is_read_as_it_was_written(tmp_path_factory: pytest.TempPathFactory, memes: list[Meme]) -> None:
    path = tmp_path_factory.getbasetemp() / "catalog.ndjson"
    assert write_catalog(path, HEADER, memes) == len(memes)
    header, stored = open_catalog(path)
    assert list(stored) == memes
    assert header == CatalogHeader("mêmes.csv", "loc", NOW, len(memes))


def test_the_file_is_lines_of_json_with_the_original_keys(path: Path) -> None:
    write_catalog(path, HEADER, MEMES)
    first, *lines = path.read_text(encoding="utf-8").splitlines()
    assert json.loads(first) == {
        "maas_catalog": 1,
        "source": "mêmes.csv",
        "format": "loc",
        "imported_at": "2026-05-04T12:00:00+00:00",
        "memes": 3,
    }
    assert lines == [
        '{"id":1,"name":"Owl","text":"привет\\nвсем"}',
        '{"id":0,"url":"http://picture","text":"-"}',
        '{"id":3,"name":"Cat","lat":0.0,"lon":-0.5}',
    ]
    assert list(open_catalog(path)[1]) == MEMES


def test_an_error_midway_leaves_what_was_there_and_nothing_else(path: Path) -> None:
    def cut(error: BaseException) -> Iterator[Meme]:
        yield MEMES[0]
        raise error

    write_catalog(path, HEADER, MEMES)
    for error in (CatalogError("no more"), KeyboardInterrupt()):
        with pytest.raises(type(error)):
            write_catalog(path, HEADER, cut(error))
    assert list(open_catalog(path)[1]) == MEMES
    assert list(path.parent.iterdir()) == [path]


def test_header_and_memes_are_of_one_file_also_when_it_is_replaced_meanwhile(path: Path) -> None:
    write_catalog(path, HEADER, MEMES)
    header, memes = open_catalog(path)
    write_catalog(path, HEADER, MEMES[:1])
    assert header.memes == len(list(memes)) == 3
    assert open_catalog(path)[0].memes == 1


def test_the_starter_catalogue_is_opened_as_it_is() -> None:
    header, memes = open_catalog(starter_catalog())
    assert header == CatalogHeader("memes.csv", "starter", None, None)
    assert len(list(memes)) > 1000


def test_a_source_with_a_bad_row_is_no_catalogue(tmp_path: Path) -> None:
    path = tmp_path / "memes.csv"
    path.write_bytes(write_starter(MEMES[:1]) + b"x\n")
    header, memes = open_catalog(path)
    assert header.format == "starter"
    with pytest.raises(CatalogError, match=r"memes\.csv is damaged at line 4: 1 of 14 columns: 'x'"):
        list(memes)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (b'"memes":3', b'"memes":4', "is damaged: it holds 3 of 4 memes"),
        (b'{"id":3', b'{"id":1', "is damaged at line 4: id 1 was there before"),
        (b'{"id":0', b'{"id":\xff', "is damaged at line 3: not a JSON object"),
        (b'"Cat"', b'"C\xfft"', "is damaged at line 4: name is not text: 'C\\udcfft'"),
        (b'"imported_at":"2026', b'"imported_at":"then', "is damaged: its first line is not that of a catalogue"),
        (b'"source"', b'"course"', "is damaged: its first line is not that of a catalogue"),
        (b'"maas_catalog":1', b'"maas_catalog":2', "is a catalogue of version 2, this maas reads 1"),
        (b'{"maas_catalog":1', b'  "maas_catalog":1', "is damaged at line 1: not a JSON object"),
    ],
)
def test_a_damaged_catalogue_is_told_with_the_way_out(path: Path, old: bytes, new: bytes, message: str) -> None:
    write_catalog(path, HEADER, MEMES)
    content = path.read_bytes()
    assert old in content
    path.write_bytes(content.replace(old, new, 1))
    with pytest.raises(CatalogError) as caught:
        list(open_catalog(path)[1])
    assert message in str(caught.value)
    assert "maas data reset" in caught.value.hint


def test_an_empty_or_missing_catalogue_is_told_with_the_way_out(path: Path) -> None:
    with pytest.raises(CatalogError, match=r"cannot read .*: No such file") as caught:
        open_catalog(path)
    assert "maas data reset" in caught.value.hint
    path.parent.mkdir()
    path.touch()
    with pytest.raises(CatalogError, match="is empty"):
        open_catalog(path)


def test_removing_a_catalogue_twice_is_as_good_as_once(path: Path) -> None:
    write_catalog(path, HEADER, MEMES)
    remove_catalog(path)
    remove_catalog(path)
    assert not path.exists()


def test_what_cannot_be_removed_is_told(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="cannot delete"):
        remove_catalog(tmp_path)
