import csv
import io

from hypothesis import example, given
from hypothesis import strategies as st

from maas_cli.catalog.records import Layout, read_records, split_cells

WIDE = Layout(",", 7, 0)


def records(text: str, layout: Layout = WIDE) -> list[tuple[int, list[str]]]:
    return list(read_records(iter(text.split("\n")), layout))


def row(number: int, caption: str) -> str:
    return f"{number},url,name,page,md5,1,{caption}"


def captions(text: str) -> list[str]:
    return [",".join(cells[6:]) for _, cells in records(text)]


def test_blank_lines_are_passed_over_and_counted() -> None:
    assert records("a,b\n\n  \nc,d", Layout(",", 2, 0)) == [(1, ["a", "b"]), (4, ["c", "d"])]


def test_quoted_cells_hold_separators_quotes_and_line_ends() -> None:
    text = "\n".join([row(1, '"a, ""b""\n\nc"'), row(2, "d")])
    assert captions(text) == ['a, "b"\n\nc', "d"]
    assert [number for number, _ in records(text)] == [1, 4]


def test_a_quote_within_a_cell_is_a_character() -> None:
    assert captions(row(1, '5" wide "really"')) == ['5" wide "really"']


def test_a_lone_quote_swallows_no_row_to_the_end_of_the_file() -> None:
    lines = [row(1, '"Hello'), *(row(number, "world") for number in range(2, 500))]
    assert captions("\n".join(lines)) == ['"Hello', *["world"] * 498]


def test_a_lone_quote_swallows_no_row_up_to_the_next_lone_quote() -> None:
    assert captions("\n".join([row(1, '"Hello'), row(2, "there"), row(3, 'world"')])) == ['"Hello', "there", 'world"']


def test_quotes_opened_and_closed_in_different_cells_are_characters() -> None:
    line = '1,url,name,page,md5,"I am,the law"'
    assert records(line) == [(1, line.split(","))]


def test_text_after_a_closing_quote_makes_quotes_characters() -> None:
    assert captions(row(1, '"a" b')) == ['"a" b']


def test_quotes_that_mislead_in_a_narrow_file_are_characters_too() -> None:
    text = '1,"Hello\n2,5","\nthere"\n3,x'
    assert [cells for _, cells in records(text, Layout(",", 2, 0))] == [
        ["1", '"Hello'], ["2", '5"', '"'], ['there"'], ["3", "x"],
    ]  # fmt: skip


def test_a_record_has_no_more_than_a_hundred_further_lines() -> None:
    assert len(records(row(1, '"' + "\n" * 100 + '"'))) == 1
    assert len(records(row(1, '"' + "x\n" * 101 + '"'))) == 103 - 1


def test_a_record_of_bounded_lines_is_bounded_in_size_too() -> None:
    text = row(1, '"' + ("x" * 600_000 + "\n") * 4 + '"')
    assert [number for number, _ in records(text)] == [1, 2, 3, 4, 5]


def test_a_line_alone_is_split_as_well_as_can_be() -> None:
    assert split_cells('"a,b",c', ",") == ["a,b", "c"]
    assert split_cells('"a,b', ",") == ['"a', "b"]


CELLS = st.lists(st.text('ab",\n;1', max_size=6), min_size=7, max_size=7)


@given(st.lists(CELLS, max_size=5), st.sampled_from(",;\t"))
@example([["1", "", "", "", "", "", '"\n",']], ",")
def test_what_a_csv_writer_writes_is_read_as_it_was(rows: list[list[str]], delimiter: str) -> None:
    rows = [[str(number), *cells[1:]] for number, cells in enumerate(rows)]
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=delimiter, lineterminator="\n").writerows(rows)
    lines = file.getvalue().split("\n")
    assert [cells for _, cells in read_records(iter(lines), Layout(delimiter, 7, 0))] == rows


@given(st.text('1",\n\r\0ab', max_size=60))
def test_whatever_the_text_every_line_without_a_quote_around_it_is_read(text: str) -> None:
    found = records(text + "\n" + row(77, "last"))
    assert ["77", "url", "name", "page", "md5", "1", "last"] in [cells for _, cells in found]
