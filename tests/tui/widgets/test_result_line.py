import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.style import Style

from maas_cli.models.search import Hit
from maas_cli.tui.widgets.result_line import Columns, LineStyles, columns_for, distance_text, result_line
from tests.factories import meme

STYLES = LineStyles(Style(), Style(dim=True), Style(bold=True), Style(bold=True, dim=True))
BESIDE_THE_PANE, IN_80 = 79, 45
"""Cells of a line where the terminal has 120 columns, and where it has 80."""


def _line(hit: Hit, width: int, *, rank: int = 1, rows: int = 10, is_selected: bool = False, far: bool = False) -> str:
    columns = columns_for(width, rows, has_distances=far)
    return "".join(segment.text for segment in result_line(hit, rank, columns, STYLES, is_selected=is_selected))


@pytest.mark.parametrize("rows", [8, 57_685])
@pytest.mark.parametrize("far", [False, True])
def test_a_caption_gets_45_cells_at_120_columns_and_34_at_80(rows: int, far: bool) -> None:
    assert columns_for(BESIDE_THE_PANE, rows, has_distances=far).caption >= 45
    assert columns_for(IN_80, rows, has_distances=far).caption >= 34


def test_what_stands_beside_the_caption_gives_way_to_it() -> None:
    assert columns_for(BESIDE_THE_PANE, 8, has_distances=False) == Columns(3, 52, 18, 0)
    assert columns_for(BESIDE_THE_PANE, 8, has_distances=True) == Columns(3, 45, 14, 9)
    assert columns_for(BESIDE_THE_PANE, 57_685, has_distances=True) == Columns(6, 45, 11, 9)
    assert columns_for(BESIDE_THE_PANE, 1_000_000, has_distances=True) == Columns(9, 55, 0, 9)
    assert columns_for(IN_80, 8, has_distances=True) == Columns(3, 38, 0, 0)


@given(st.integers(1, 300), st.integers(0, 10**9), st.booleans())
def test_columns_fill_the_line_whatever_its_width(width: int, rows: int, far: bool) -> None:
    columns = columns_for(width, rows, has_distances=far)
    beside = [column for column in (columns.name, columns.distance) if column]
    assert columns.caption >= (45 if beside else 1)
    assert columns.caption == 1 or 2 + columns.rank + 2 + columns.caption + sum(beside) + 2 * len(beside) == width


def test_a_line_has_rank_caption_and_template() -> None:
    hit = Hit(meme(text="keyboard cat plays you out", name="Keyboard Cat"), 1.0, ())
    line = _line(hit, 80)
    assert line.split("  ")[0].strip() == ""
    assert line.split() == ["1", "keyboard", "cat", "plays", "you", "out", "Keyboard", "Cat"]


def test_the_selected_line_is_marked_not_only_by_colour() -> None:
    hit = Hit(meme(text="cat"), 1.0, ())
    assert _line(hit, 60, is_selected=True).startswith("›")
    assert not _line(hit, 60).startswith("›")


def test_the_distance_stands_at_the_end_where_the_position_is_known() -> None:
    hit = Hit(meme(text="cat", name="Cat"), 1.0, (), distance_km=1234.4)
    assert _line(hit, 80, far=True).endswith("1,234 km")
    assert "km" not in _line(hit, 80)


def test_where_the_template_has_no_room_the_distance_follows_the_caption() -> None:
    hit = Hit(meme(text="cat", name="Grumpy Cat"), 1.0, (), distance_km=12.4)
    line = _line(hit, BESIDE_THE_PANE, rows=1_000_000, far=True)
    assert line.split() == ["1", "cat", "12", "km"]
    assert len(line) == BESIDE_THE_PANE


def test_narrow_lines_have_the_caption_alone() -> None:
    hit = Hit(meme(text="cat", name="Grumpy Cat"), 1.0, (), distance_km=3.0)
    assert "Grumpy" not in _line(hit, 50, far=True)
    assert "km" not in _line(hit, 50, far=True)


def test_a_match_far_to_the_right_is_brought_in_sight() -> None:
    text = "word " * 40 + "keyboard and more of it"
    start = text.index("keyboard")
    line = _line(Hit(meme(text=text), 1.0, (), text_spans=((start, start + 8),)), 60)
    assert "keyboard" in line
    assert "…" in line


def test_matches_are_marked_where_they_stand() -> None:
    hit = Hit(meme(text="the cat sat", name="Cat"), 1.0, (), text_spans=((4, 7),), name_spans=((0, 3),))
    line = result_line(hit, 1, columns_for(80, 1, has_distances=False), STYLES, is_selected=False)
    matches = (STYLES.text_match, STYLES.faint_match)
    assert [(part.text, part.style) for part in line if part.style in matches] == [
        ("cat", STYLES.text_match),
        ("Cat", STYLES.faint_match),
    ]


@pytest.mark.parametrize(
    "caption", ["猫はキーボードの上", "القط على لوحة المفاتيح", "кот на клавиатуре", "cat 😹 on 🎹 keys"]
)
def test_wide_and_foreign_letters_keep_the_columns_in_their_place(caption: str) -> None:
    for text in (caption, caption * 9):
        line = _line(Hit(meme(text=text, name="Cat"), 1.0, (), distance_km=12.4), BESIDE_THE_PANE, far=True)
        before = line[: line.index("Cat")]
        assert cell_len(before) == 2 + 3 + 2 + 45 + 2
        assert line.endswith("Cat" + " " * 11 + "  " + "    12 km")


@given(st.lists(st.booleans(), min_size=20, max_size=80), st.integers(10, 30), st.data())
def test_every_letter_of_a_match_is_marked_no_other_and_the_first_match_is_in_sight(
    is_wide: list[bool], width: int, data: st.DataObject
) -> None:
    text = "".join(chr((0x4E00 if wide else 0x100) + place) for place, wide in enumerate(is_wide))  # each letter once
    first = data.draw(st.integers(0, len(text)))
    ends = sorted(data.draw(st.sets(st.integers(first, len(text)), max_size=6)))
    spans = tuple(zip(ends[::2], ends[1::2], strict=False))
    hit = Hit(meme(text=text), 1.0, (), text_spans=spans)
    line = result_line(hit, 1, Columns(1, width, 0, 0), STYLES, is_selected=False)[1:]
    shown = {letter: part.style == STYLES.text_match for part in line for letter in part.text if letter in text}
    matched = {letter for begin, end in spans for letter in text[begin:end]}
    assert {letter for letter, is_marked in shown.items() if is_marked} == matched & shown.keys()
    assert not spans or text[spans[0][0]] in shown
    assert all(part.text for part in line)
    assert sum(cell_len(part.text) for part in line) == width


def test_a_meme_without_a_caption_says_so() -> None:
    assert "(no caption)" in _line(Hit(meme(name="Grumpy Cat"), 1.0, ()), 80)


def test_control_characters_cannot_reach_the_terminal() -> None:
    assert "\x1b" not in _line(Hit(meme(text="\x1b[2Jgone\u202e", name="\x07"), 1.0, ()), 80)


@pytest.mark.parametrize(
    ("kilometres", "text"), [(None, ""), (0.0, "0.0 km"), (9.96, "10.0 km"), (12.4, "12 km"), (12345.6, "12,346 km")]
)
def test_distances_are_exact_only_near_by(kilometres: float | None, text: str) -> None:
    assert distance_text(kilometres) == text


@given(st.text(max_size=80), st.text(max_size=40), st.integers(1, 200), st.integers(1, 10**6), st.booleans(), st.data())
def test_a_line_is_exactly_as_wide_as_asked(
    text: str, name: str, width: int, rows: int, far: bool, data: st.DataObject
) -> None:
    begin = data.draw(st.integers(0, len(text)))
    spans = ((begin, data.draw(st.integers(begin, len(text)))),) if begin < len(text) else ()
    hit = Hit(meme(text=text, name=name), 1.0, (), text_spans=spans, distance_km=20_000.0)
    columns = columns_for(width, rows, has_distances=far)
    line = _line(hit, width, rank=rows, rows=rows, far=far)
    assert cell_len(line) == max(width, cell_len(line) if columns.caption == 1 else width)
