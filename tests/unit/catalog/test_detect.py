import json

import pytest

from maas_cli.catalog.detect import SourceFormat, detect
from maas_cli.errors import CatalogError
from maas_cli.models.meme import Meme
from tests.unit.catalog.writers import (
    LOC_HEADER,
    ORIGINAL_HEADER,
    STARTER_HEADER,
    Write,
    separated,
    write_loc,
    write_ndjson,
    write_original,
    write_original_with_header,
    write_starter,
)

MEMES = [Meme(1, "Owl", "so; late,\tyou see", "http://a/b"), Meme(2, "Cat", "hi")]


@pytest.mark.parametrize(
    ("write", "name"),
    [
        (write_loc, "loc"),
        (write_original, "original"),
        (write_original_with_header, "original"),
        (write_starter, "starter"),
        (write_ndjson, "ndjson"),
    ],
)
def test_every_format_is_told_by_its_content(write: Write, name: str) -> None:
    assert detect(write(MEMES), "x.jpg").name == name


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("header", [LOC_HEADER, STARTER_HEADER, ORIGINAL_HEADER])
def test_any_separator_goes_with_any_encoding(delimiter: str, encoding: str, header: list[str]) -> None:
    found = detect(separated([header, ["1"] * len(header)], delimiter, encoding), "x")
    assert (found.delimiter, found.encoding.startswith(encoding[:5])) == (delimiter, True)
    assert len(found.columns) == len(header)


def test_json_lines_are_known_in_utf_16_and_behind_damaged_lines() -> None:
    assert detect('{"ID": 1, "text": "hi"}\n'.encode("utf-16"), "x") == SourceFormat("ndjson", "utf-16-le")
    assert detect(b'{"id":\n{"id": 1}\n', "x").name == "ndjson"


def test_a_header_behind_a_title_is_found() -> None:
    assert detect(b"My memes\n\ntext,id\nhi,1\n", "x").columns == ("text", "id")


def test_rows_without_a_header_are_known_behind_a_damaged_one() -> None:
    assert detect(b"\xff\n1,-,n,p,m,5,hi\n", "x").name == "original"


def test_seven_columns_of_something_else_are_not_taken_for_the_originals() -> None:
    for lines in (b"foo,bar,baz,qux,a,b,c\n1,2,3,4,5,6,7\n", b"1\tcaption\tOwl\ten\tOslo\t5251.187\t\n"):
        with pytest.raises(CatalogError):
            detect(lines, "x")


def test_the_columns_of_a_listing_of_hits_are_known() -> None:
    header = b"id,caption,template,lang,place,distance_km,url\n"
    assert detect(header, "x").columns == ("id", "text", "name", "lang", "place", "", "url")


def test_a_source_is_judged_by_its_beginning_only() -> None:
    with pytest.raises(CatalogError):
        detect(b"words\n" * 20 + b"id,text\n", "x")


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf\n \n", "empty"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "a JPEG picture"),
        (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
        (b"PK\x03\x04\n1,u,n,p,m,5,hi\n", "a ZIP archive"),
        (b"\n<!DOCTYPE html>\n<style>{}</style>", "markup (HTML or XML)"),
        (json.dumps([{"id": 1, "text": "hi"}]).encode(), "a JSON array"),
        (b"\x7fELF\0\0\0", "binary data"),
        ("id,text\n".encode("utf-32"), "text in UTF-32"),
        (b"To whom it may concern, hello;\n", "text without the columns of a catalogue"),
        (b"id,text\r1,hi\r", "text whose lines end in carriage returns alone"),
        (b'{"name": "no id"}\n', "text without the columns of a catalogue"),
        (b"{" + b'"a":[' * 30_000, "text without the columns of a catalogue"),
    ],
)
def test_anything_else_is_refused_saying_what_it_looks_like_and_what_is_allowed(content: bytes, what: str) -> None:
    with pytest.raises(CatalogError) as caught:
        detect(content, "some.csv")
    assert str(caught.value).startswith(f"some.csv is {what}, not a catalogue: allowed are ")
    assert "id,url,name,page,md5,fileSize,text" in str(caught.value)
    assert "\n" not in str(caught.value)
