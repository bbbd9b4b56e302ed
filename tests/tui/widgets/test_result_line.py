import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.style import Style

from maas_cli.models.search import Hit
from maas_cli.tui.widgets.result_line import LineStyles, columns_for, distance_text, result_line
from tests.factories import meme

STYLES = LineStyles(Style(), Style(dim=True), Style(bold=True))


def _line(hit: Hit, width: int, *, rank: int = 1, rows: int = 10, is_selected: bool = False, far: bool = False) -> str:
    columns = columns_for(width, rows, has_distances=far)
    return result_line(hit, rank, columns, STYLES, is_selected=is_selected).plain


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
    marked = [line.plain[span.start : span.end] for span in line.spans if span.style == STYLES.match]
    assert marked == ["cat", "Cat"]


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
