import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from maas_cli.tui.widgets.bars import Bars, bar, bar_lines
from tests.tui.widgets.shown import shown, texts

VALUES = st.integers(0, 10**9)
NAMES = st.text(max_size=30) | st.sampled_from(["/api/memes", "検索エンジン", "tui/search", "x" * 80])
ROWS = st.lists(st.tuples(NAMES, VALUES), max_size=12)
CALLS = (("/api/memes", 1204), ("tui/search", 702))


def eighths(text: str) -> int:
    return sum(8 - (ord(char) - ord("█")) for char in text)


@given(VALUES, VALUES, VALUES, st.integers(0, 60))
def test_a_greater_value_never_has_a_shorter_bar_and_none_is_wider_than_asked(
    one: int, other: int, more: int, width: int
) -> None:
    most = max(one, other, more)
    less, greater = bar(min(one, other), most, width), bar(max(one, other), most, width)
    assert eighths(less) <= eighths(greater) <= 8 * width
    assert len(greater) <= width


@given(VALUES, st.integers(1, 60))
def test_nothing_has_no_bar_and_little_has_a_little_one(value: int, width: int) -> None:
    assert bar(0, value, width) == ""
    assert bar(1, value + 1, width) != ""
    assert bar(value + 1, value + 1, width) == "█" * width


def test_bars_are_drawn_in_eighths_of_a_cell() -> None:
    assert [bar(value, 16, 2) for value in (1, 7, 8, 9, 16)] == ["▏", "▉", "█", "█▏", "██"]


@given(ROWS, st.integers(0, 60), st.integers(0, 12))
def test_lines_have_the_width_they_were_asked_for_in_any_script(
    rows: list[tuple[str, float]], width: int, height: int
) -> None:
    lines = bar_lines(rows, width, height)
    assert len(lines) == min(len(rows), height)
    number = max((len(f"{value:,}") for _, value in rows), default=0)
    for line in lines:
        assert cell_len("".join(line)) <= max(width, number + 2)
        if width >= number + 2 and line.number:
            assert cell_len("".join(line)) == width


def test_bars_and_numbers_stand_in_columns() -> None:
    lines = ["".join(line) for line in bar_lines(CALLS, 31, 5)]
    assert lines == ["/api/memes  ████████████  1,204", "tui/search  ███████         702"]


def test_what_has_no_room_is_counted() -> None:
    rows = [(f"user {number}", number) for number in range(9)]
    lines = ["".join(line).strip() for line in bar_lines(rows, 30, 4)]
    assert lines[-1] == "and 6 more"
    assert len(bar_lines(rows, 30, 9)) == 9
    assert "".join(bar_lines(rows, 30, 1)[0]).strip() == "and 9 more"


def test_bars_shown_are_measured_by_what_is_not_shown_too() -> None:
    rows = [("small", 1), ("middle", 5), ("large", 10)]
    assert eighths(bar_lines(rows, 40, 2)[0].bar.strip()) * 9 < eighths(bar_lines(rows[:1], 40, 2)[0].bar.strip())


def test_a_long_name_is_cut_and_leaves_room_for_the_bar() -> None:
    name, drawn, number = bar_lines([("a name that goes on and on", 10)], 30, 1)[0]
    assert name.rstrip().endswith("…")
    assert (len(name), drawn.strip(), number) == (17, "█" * 9, "10")
    assert bar_lines([("検索エンジンの名前", 10)], 30, 1)[0].name == "検索エンジンの…  "


def test_where_there_is_no_room_for_a_bar_the_number_stays() -> None:
    assert "".join(bar_lines([("/api/memes", 1204)], 14, 1)[0]) == "/api/m…  1,204"


def test_a_name_is_shown_in_one_line_and_harmless() -> None:
    assert "\x1b" not in "".join(bar_lines([("a\x1b[31m\nb", 3)], 30, 1)[0])


def test_the_widget_shows_its_rows_and_nothing_where_there_are_none() -> None:
    lines = texts(shown(Bars, lambda bars: setattr(bars, "rows", CALLS), (31, 4)))
    assert lines == ["/api/memes  ████████████  1,204", "tui/search  ███████         702", " " * 31, " " * 31]
    assert texts(shown(Bars, lambda _: None, (10, 2))) == [" " * 10] * 2


def test_without_colours_every_part_has_a_style(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    lines = shown(Bars, lambda bars: setattr(bars, "rows", CALLS), (31, 4))
    assert all(segment.style is not None for line in lines for segment in line)
