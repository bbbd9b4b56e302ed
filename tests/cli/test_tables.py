"""Tables for people."""

from hypothesis import given
from hypothesis import strategies as st

from maas_cli.cli.layout import unstyled, width
from maas_cli.cli.tables import Cell, Column, plain_table, table

TEXTS = st.text(st.sampled_from("ab 猫é🙂"), max_size=30)


def plain(columns: list[Column], rows: list[list[Cell]], fit: int) -> list[str]:
    return unstyled(table(columns, rows, fit)).splitlines()


def test_columns_are_as_wide_as_they_need_to_be() -> None:
    rows = [("1", "Alice", "1,000"), ("20", "Bo", "5")]
    assert unstyled(plain_table(("id", "name", "left"), rows, 80, numbers={"id", "left"})).splitlines() == [
        "id  name    left",
        "────────────────",
        " 1  Alice  1,000",
        "20  Bo         5",
    ]


def test_wide_characters_keep_the_columns_in_line() -> None:
    rows = [[Cell("猫の手"), Cell("x")], [Cell("cat"), Cell("y")]]
    lines = plain([Column("caption"), Column("end")], rows, 80)
    assert [width(line[: line.index(mark)]) for line, mark in zip(lines[2:], "xy", strict=True)] == [9, 9]


def test_a_narrow_terminal_wraps_the_widest_column() -> None:
    lines = plain([Column("a"), Column("b")], [[Cell("one two three four"), Cell("five")]], 16)
    assert lines[2:] == ["one two     five", "three four"]


def test_a_column_that_yields_gives_way_before_others() -> None:
    columns = [Column("caption"), Column("place", yields=True)]
    lines = plain(columns, [[Cell("c" * 30), Cell("p " * 20)]], 60)
    assert lines[2].startswith("c" * 30)


def test_a_note_stands_below_its_text() -> None:
    shown = table([Column("caption")], [[Cell("cat", ((0, 3),), "why not")]], 80)
    assert shown.splitlines()[2:] == ["\x1b[1;33mcat\x1b[0m", "\x1b[2mwhy not\x1b[0m"]


def test_marks_follow_their_words_onto_the_next_line() -> None:
    shown = table([Column("text")], [[Cell("aaaa bbbbbb", ((2, 7),))]], 6)
    assert shown.splitlines()[2:] == ["aa\x1b[1;33maa\x1b[0m", "\x1b[1;33mbb\x1b[0mbbbb"]


def test_control_sequences_in_cells_are_gone() -> None:
    assert "\x1b[2J" not in table([Column("a")], [[Cell("\x1b[2J", (), "\x1b[2J")]], 80)


@given(st.lists(st.tuples(TEXTS, TEXTS), max_size=5), st.integers(16, 60))
def test_no_table_is_wider_than_the_terminal_and_no_text_is_lost(rows: list[tuple[str, str]], fit: int) -> None:
    lines = plain([Column("left"), Column("right", yields=True)], [[Cell(a), Cell(b)] for a, b in rows], fit)
    assert all(width(line) <= fit for line in lines)
    wanted = sorted("".join("".join(row) for row in rows).replace(" ", ""))
    assert sorted("".join(lines[2:]).replace(" ", "")) == wanted
