import os
import threading
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maas_cli.catalog.source import open_source
from maas_cli.errors import CatalogError
from maas_cli.models.catalog import BadRow
from maas_cli.models.meme import Meme
from tests.unit.catalog.writers import (
    Write,
    catalogs,
    write_loc,
    write_ndjson,
    write_original,
    write_original_with_header,
    write_starter,
)

SLICE = Path(__file__).parents[4] / "shared" / "data" / "memegenerator_slice.csv"
STARTER = Path(__file__).parents[3] / "data" / "memes.csv"

EXAMPLES = [Meme(1, "Owl", 'so "late"\nпривет', "u", tags=("a",), lat=1.0, lon=2.0), Meme(2, "Cat", "hi")]
SEVEN = ("id", "url", "name", "page", "md5", "file_size", "text")


def read(path: Path, content: bytes) -> list[Meme | BadRow]:
    path.write_bytes(content)
    with open_source(path) as source:
        return list(source.rows)


def bad(rows: list[Meme | BadRow]) -> list[tuple[int, str]]:
    return [(row.line, row.reason) for row in rows if isinstance(row, BadRow)]


def ids(rows: list[Meme | BadRow]) -> list[int]:
    return [row.id for row in rows if isinstance(row, Meme)]


def within(meme: Meme, fields: tuple[str, ...]) -> Meme:
    return Meme(**{field: getattr(meme, field) for field in fields})


@pytest.mark.parametrize(
    ("write", "fields"),
    [
        (write_original, SEVEN),
        (write_original_with_header, SEVEN),
        (write_loc, (*SEVEN, "upper", "lower")),
        (write_starter, tuple(Meme.__dataclass_fields__)),
        (write_ndjson, tuple(Meme.__dataclass_fields__)),
    ],
)
@settings(max_examples=50)
@given(memes=catalogs())
def test_what_a_format_can_hold_comes_back(
    tmp_path_factory: pytest.TempPathFactory, write: Write, fields: tuple[str, ...], memes: list[Meme]
) -> None:
    rows = read(tmp_path_factory.getbasetemp() / "memes", write(memes))
    assert rows == [within(meme, fields) for meme in memes]


@settings(max_examples=50)
@given(
    content=st.binary(max_size=200)
    | st.builds(
        lambda whole, place, noise: whole[:place] + noise + whole[place:],
        st.sampled_from([write(EXAMPLES) for write in (write_loc, write_original, write_starter, write_ndjson)]),
        st.integers(0, 300),
        st.binary(max_size=9),
    )
)
def test_whatever_the_bytes_a_source_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    try:
        rows = read(tmp_path_factory.getbasetemp() / "memes", content)
    except CatalogError as error:
        message = str(error)
    else:
        message = " ".join(row.detail for row in rows if isinstance(row, BadRow))
    assert "\n" not in message


@pytest.mark.skipif(not SLICE.exists(), reason="the reference data is not here")
def test_the_slice_of_the_library_of_congress_has_4666_memes() -> None:
    with open_source(SLICE) as source:
        rows = list(source.rows)
    assert source.format == "loc"
    assert len(rows) == len(ids(rows)) == 4666
    assert len({row.name for row in rows if isinstance(row, Meme) and row.name}) == 802
    assert rows[0] == Meme(
        id=32207992,
        name="Baby Courage Wolf",
        text="si no das like te mato",
        url="http://webarchive.loc.gov/all/0/http://cdn.meme.am/instances/250x250/32207992.jpg",
        page="http://webarchive.loc.gov/all/0/http://memegenerator.net/instance/32207992",
        md5="ffaa9efff6262e6cbe18f60514a3bc0e",
        file_size=56047,
        upper="si no das like",
        lower="te mato",
    )


def test_the_starter_catalogue_has_no_bad_row() -> None:
    with open_source(STARTER) as source:
        rows = list(source.rows)
    assert source.format == "starter"
    assert bad(rows) == []
    assert len(rows) > 1000


def test_each_bad_row_is_told_with_its_line_and_the_rows_around_it_are_read(tmp_path: Path) -> None:
    lines = [
        b"id,name,text,lat,lon,mood",
        b"1,Owl,fine,,,",
        b"2,Owl",
        b"x,Owl,hi,,,",
        b"3,,,,,",
        b"1,Owl,again,,,",
        b"4,Owl,caf\xe9,,,",
        b"5,Owl," + b"x" * 10_001 + b",,,",
        b"x" * 10_001,
        b"6,Owl,hi,91,0,",
        b"ID,Name,Text,Lat,Lon,Mood",
        b'7,Owl,"two',
        b'lines",,,',
        b"8,Owl,more,1,2,merry,than,asked",
        b'9,Owl,"lone,,,',
        b"10,Owl,nul \0,,,",
        b"11,Owl,hi,1,nan,",
    ]
    rows = read(tmp_path / "memes.csv", b"\r\n".join(lines))
    assert bad(rows) == [
        (3, "short_row"), (4, "bad_number"), (5, "empty"), (6, "duplicate_id"), (7, "undecodable"), (8, "too_long"),
        (9, "too_long"), (10, "bad_number"), (17, "bad_number"),
    ]  # fmt: skip
    assert ids(rows) == [1, 7, 8, 9, 10]
    assert rows[2] == BadRow(4, "bad_number", "id is 'x': a whole number from 0 to 9223372036854775807 is allowed")
    assert Meme(7, "Owl", "two\nlines") in rows
    assert Meme(8, "Owl", "more", lat=1, lon=2) in rows
    assert Meme(9, "Owl", '"lone') in rows


def test_each_bad_line_of_json_is_told(tmp_path: Path) -> None:
    lines = [
        b'{"maas_catalog":1}', b'{"id":1,"text":"hi","tags":"a b"}', b"", b"{", b"[]", b'"x"', b'{"id":2,"text":true}',
        b'{"id":3,"text":"\\ud83d"}', b'{"id":4,"text":"\xff"}', b"[" * 100_000, b'{"id":1e400,"text":"hi"}',
        b'{"id":"5","TEXT":"hi","tags":["a b"],"mood":{}}', b'{"id":6,"text":"' + b"x" * (1 << 20) + b'"}',
    ]  # fmt: skip
    rows = read(tmp_path / "memes", b"\n".join(lines))
    assert bad(rows) == [
        (4, "bad_json"), (5, "bad_json"), (6, "bad_json"), (7, "bad_json"), (8, "undecodable"), (9, "undecodable"),
        (10, "bad_json"), (11, "bad_number"), (13, "too_long"),
    ]  # fmt: skip
    assert [row for row in rows if isinstance(row, Meme)] == [
        Meme(1, "", "hi", tags=("a", "b")),
        Meme(5, "", "hi", tags=("a b",)),
    ]


def test_rows_without_a_header_are_no_longer_than_need_be(tmp_path: Path) -> None:
    rows = read(tmp_path / "memes", b"1;a://u;n;p;m;5;hi;ignored\n2;a://u;n;p;m;5\n")
    assert rows == [Meme(1, "n", "hi", "a://u", "p", "m", 5), BadRow(2, "short_row", "6 of 7 columns: '2'")]


def test_a_source_may_be_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_bytes, args=(b"id,text\n" + b"1,hi\n" * 20_000,))
    writer.start()
    told: list[tuple[int, int | None]] = []
    with open_source(pipe, lambda done, total: told.append((done, total))) as source:
        assert ids(list(source.rows)) == [1]
    writer.join()
    assert told[-1] == (100_008, None)


def test_the_bytes_read_are_told(tmp_path: Path) -> None:
    path = tmp_path / "memes.csv"
    path.write_bytes(b"id,text\n" + b"1,hi\n" * 20_000)
    told: list[tuple[int, int | None]] = []
    with open_source(path, lambda done, total: told.append((done, total))) as source:
        list(source.rows)
    assert told == [(65_536, 100_008), (100_008, 100_008)]


def test_a_name_that_is_no_text_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "caf\udce9.csv"
    path.write_bytes(b"id,text\n1,hi\n")
    with open_source(path) as source:
        assert source.name == "caf\ufffd.csv"


def test_what_cannot_be_read_is_told_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(CatalogError, match=r"cannot read .*missing\.csv: No such file or directory"):
        read_all(tmp_path / "missing.csv")
    with pytest.raises(CatalogError, match=r"cannot read .*: Is a directory"):
        read_all(tmp_path)
    with pytest.raises(CatalogError, match="cannot read /proc/self/mem: Input/output error"):
        read_all(Path("/proc/self/mem"))


def read_all(path: Path) -> None:
    with open_source(path) as source:
        list(source.rows)
