"""Tables for people."""

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.table import Table

from maas_cli.cli.drawing import drawn
from maas_cli.cli.tables import plain_table, safe_text, table

TEXTS = st.text(st.sampled_from("ab 猫é🙂["), max_size=60)


def plain(view: Table, width: int = 80) -> list[str]:
    return drawn(view, width=width, color=False).splitlines()


def test_columns_are_as_wide_as_they_need_to_be_and_numbers_stand_to_the_right() -> None:
    rows = [("1", "Alice", "1,000"), ("20", "Bo", "5")]
    assert plain(plain_table(("id", "name", "left"), rows, numbers={"id", "left"})) == [
        "id  name    left",
        "────────────────",
        " 1  Alice  1,000",
        "20  Bo         5",
    ]


def test_a_table_without_rows_is_its_header() -> None:
    assert plain(plain_table(("id", "name"), [])) == ["id  name", "────────"]


def test_wide_characters_and_combining_marks_keep_the_columns_in_line() -> None:
    lines = plain(plain_table(("caption", "end"), [("猫の手も", "x"), ("cat", "x"), ("cafe\u0301 🙂", "x")]))
    assert [cell_len(line[: line.index("x")]) for line in lines[2:]] == [10, 10, 10]


def test_a_narrow_terminal_wraps_the_widest_column_first() -> None:
    lines = plain(plain_table(("a", "b"), [("one two three four five six seven eight", "nine ten")]), 40)
    assert lines[2:] == ["one two three four five six     nine ten", "seven eight"]


def test_a_column_never_exceeds_its_widest() -> None:
    columns = {"caption": [safe_text("c" * 30)], "place": [safe_text("somewhere over the rainbow")]}
    lines = plain(table(columns, widest={"place": 14}))
    assert lines[2:] == [f"{'c' * 30}  somewhere over", f"{' ' * 30}  the rainbow"]


def test_marks_follow_their_words_onto_the_next_line() -> None:
    view = table({"text": [safe_text("aaaa bbbbbb", ((2, 7),))]}, widest={"text": 6})
    assert drawn(view, width=80, color=True).splitlines()[2:] == ["aa\x1b[1;33maa \x1b[0m", "\x1b[1;33mbb\x1b[0mbbbb"]


def test_texts_are_no_markup_and_cannot_control_the_terminal() -> None:
    text = "[red]x[/red] :cat: \x1b[2J\x9b2J\u202e\r\n\ttail"
    shown = drawn(plain_table(("a",), [(text,)]), width=80, color=False)
    assert shown.splitlines()[2:] == ["[red]x[/red] :cat: �[2J�2J�   tail"]


@given(st.lists(st.tuples(TEXTS, TEXTS, TEXTS), max_size=5), st.integers(40, 100))
def test_no_table_is_wider_than_the_terminal_and_no_text_is_lost(rows: list[tuple[str, ...]], width: int) -> None:
    lines = plain(plain_table(("left", "middle", "right"), rows), width)
    assert all(cell_len(line) <= width for line in lines)
    wanted = sorted("".join("".join(row) for row in rows).replace(" ", ""))
    assert sorted("".join(lines[2:]).replace(" ", "")) == wanted
