import json
from io import BytesIO
from itertools import chain
from typing import Any, BinaryIO

import pytest
from hypothesis import given

from maas_cli.catalog import stored_rows
from maas_cli.catalog.meme_row import meme_from_fields
from maas_cli.catalog.stored_rows import OddRowError, read_stored_rows
from maas_cli.models.meme import Meme
from tests.unit.catalog.writers import catalogs

HEADER = b'{"maas_catalog":1}\n'
USUAL = {"id": 1, "url": "http://u", "name": "Owl", "text": "hi"}


def stored(*rows: dict[str, Any]) -> BinaryIO:
    lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    return BytesIO(HEADER + "".join(lines).encode("utf-8", "surrogatepass"))


def row_of(meme: Meme) -> dict[str, Any]:
    fields = {name: getattr(meme, name) for name in Meme.__slots__}
    return {"fileSize" if name == "file_size" else name: value for name, value in fields.items() if value or value == 0}


@given(catalogs())
def test_rows_become_the_memes_that_the_reader_of_sources_makes_of_them(memes: list[Meme]) -> None:
    rows = [row_of(meme) for meme in memes]
    read = list(read_stored_rows(stored(*rows)))
    assert read == memes == [meme_from_fields(json.loads(json.dumps(row))) for row in rows]
    assert {type(meme) for meme in read} == {Meme}
    assert list(map(hash, read)) == list(map(hash, memes))


@given(catalogs())
def test_rows_are_read_also_where_they_are_cut_by_the_end_of_a_chunk(memes: list[Meme]) -> None:
    file = stored(*map(row_of, memes))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stored_rows, "_CHUNK_BYTES", 50)
        assert list(read_stored_rows(file)) == memes


def test_the_last_line_may_lack_its_end() -> None:
    file = BytesIO(HEADER + b'{"id":1,"name":"Owl"}\n{"id":2,"name":"Cat"}')
    assert [meme.name for meme in read_stored_rows(file)] == ["Owl", "Cat"]


def test_a_picture_of_which_nothing_is_known_has_no_text() -> None:
    assert list(read_stored_rows(stored({"id": 1, "url": "http://u", "text": "-"}))) == [Meme(1, "", "", "http://u")]


@pytest.mark.parametrize(
    "odd",
    [
        {"id": -1},
        {"id": 2**63},
        {"id": "1"},
        {"fileSize": 1.5},
        {"text": "x" * 10_001},
        {"text": "\udcff"},
        {"text": None},
        {"tags": "a"},
        {"lat": 91.0, "lon": 0.0},
        {"lat": 0.0, "lon": -181.0},
        {"lat": 0.0},
        {"name": "", "text": ""},
        {"name": "", "text": "-", "url": ""},
        {"text": "", "upper": "A"},
        {"text": "", "lower": "a"},
    ],
)
def test_a_row_as_maas_does_not_write_it_is_odd(odd: dict[str, Any]) -> None:
    with pytest.raises(OddRowError):
        list(read_stored_rows(stored(USUAL | odd)))


@pytest.mark.parametrize(
    "line", [b"no JSON\n", b"[" * 100_000, b'{"id":1,"name":"\xff"}\n', b'{"name":"Owl"}\n', b"[]\n"]
)
def test_a_line_that_is_no_row_is_odd(line: bytes) -> None:
    with pytest.raises(OddRowError):
        list(read_stored_rows(BytesIO(HEADER + line)))


def test_a_row_whose_id_was_there_before_is_odd_and_those_before_it_are_given() -> None:
    rows = read_stored_rows(stored(USUAL, USUAL | {"id": 2}, USUAL))
    assert [next(rows).id, next(rows).id] == [1, 2]
    with pytest.raises(OddRowError):
        next(rows)


def test_a_file_that_cannot_be_read_is_odd() -> None:
    class Broken(BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            raise OSError(size)

    with pytest.raises(OddRowError):
        list(read_stored_rows(Broken(HEADER)))


def test_a_file_of_its_first_line_alone_has_no_rows() -> None:
    assert list(chain(read_stored_rows(BytesIO(HEADER)), read_stored_rows(BytesIO(HEADER.strip())))) == []
