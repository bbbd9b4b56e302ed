import pytest
from hypothesis import given
from hypothesis import strategies as st

from maas_cli.catalog.lines import LONGEST_LINE, decode, encoding_of, split_lines

ENCODINGS = ["utf-8", "utf-16-le", "utf-16-be"]


def in_pieces(content: bytes, size: int) -> list[bytes]:
    return [content[start : start + size] for start in range(0, len(content), size)]


@pytest.mark.parametrize("encoding", ENCODINGS)
@given(lines=st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\r\n\ufeff"))), size=st.integers(3, 9))
def test_lines_come_out_as_they_went_in_wherever_the_pieces_are_cut(encoding: str, lines: list[str], size: int) -> None:
    content = "".join(line + "\r\n" for line in lines).encode(encoding)
    assert list(split_lines(decode(in_pieces(content, size), encoding))) == lines


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_the_byte_order_mark_tells_the_encoding_and_is_no_part_of_the_text(encoding: str) -> None:
    content = "\ufeffid".encode(encoding)
    assert encoding_of(content) == encoding
    assert "".join(decode([content], encoding)) == "id"


def test_without_a_byte_order_mark_it_is_utf_8() -> None:
    assert encoding_of(b"id,name") == "utf-8"
    assert encoding_of(b"") == "utf-8"


@pytest.mark.parametrize(
    ("encoding", "content"),
    [
        ("utf-8", b"one\nt\xffwo\nthree"),
        ("utf-8", b"one\nt\xe2\x82\nthree"),
        ("utf-16-le", "one\nt".encode("utf-16-le") + b"\x00\xd8" + "wo\nthree".encode("utf-16-le")),
    ],
)
def test_undecodable_bytes_mark_their_line_and_harm_no_other(encoding: str, content: bytes) -> None:
    first, second, third = split_lines(decode([content], encoding))
    assert (first, third) == ("one", "three")
    assert any("\ud800" <= char <= "\udfff" for char in second)


@pytest.mark.parametrize(
    ("encoding", "content"), [("utf-8", b"one\ntw\xe2"), ("utf-16-be", "one\ntw".encode("utf-16-be") + b"\0")]
)
def test_a_last_character_cut_off_marks_the_last_line(encoding: str, content: bytes) -> None:
    first, second = split_lines(decode([content], encoding))
    assert first == "one"
    assert second.startswith("tw")
    assert second.encode(errors="ignore") != second.encode(errors="replace")


def test_only_line_feeds_end_lines() -> None:
    assert list(split_lines(["a\x0bb\x85c\u2028d\re\n\nf"])) == ["a\x0bb\x85c\u2028d\re", "", "f"]


def test_a_line_without_end_is_cut_and_still_known_as_too_long() -> None:
    pieces = ["x" * LONGEST_LINE] * 5
    line, after = split_lines([*pieces, "\nafter"])
    assert LONGEST_LINE < len(line) <= 2 * LONGEST_LINE + 1
    assert after == "after"
