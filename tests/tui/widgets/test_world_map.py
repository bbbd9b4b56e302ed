from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from maas_cli.tui.projection import Projection, projection_for
from maas_cli.tui.widgets.world_map import GLYPHS, Cells, Marks, WorldMap, hit_cells, map_segments, marked_cells
from tests.tui.widgets.shown import shown, texts

ALMATY, PARIS, APIA = (43.25, 76.9), (48.85, 2.35), (-13.8, -171.8)
POSITIONS = st.tuples(st.floats(-90, 90), st.floats(-180, 180))
STYLES = {name: Style(meta={"name": name}) for name in ("land", *GLYPHS)}


def _cells(marks: Marks, world: Projection) -> Cells:
    return marked_cells(hit_cells(marks.hits, world), marks, world)


@given(st.lists(POSITIONS, max_size=40), st.none() | POSITIONS, st.none() | POSITIONS)
def test_each_cell_has_the_mark_of_what_matters_most_there(
    hits: list[tuple[float, float]], caller: tuple[float, float] | None, selected: tuple[float, float] | None
) -> None:
    world = projection_for(40, 8)
    cells = _cells(Marks(tuple(hits), caller, selected), world)
    drawn = {(row, column): name for row, line in cells.items() for column, name in line.items()}
    counts = Counter(world.cell(*hit) for hit in hits)
    special = {
        world.cell(*position): name for position, name in ((caller, "caller"), (selected, "selected")) if position
    }
    assert drawn.keys() == counts.keys() | special.keys()
    for cell, name in drawn.items():
        if cell in special:
            assert name == ("selected" if selected and world.cell(*selected) == cell else "caller")
        else:
            assert (name == "few") == (counts[cell] < max(3, 0.15 * max(counts.values())))


def test_more_hits_in_a_cell_are_a_brighter_mark() -> None:
    world = projection_for(120, 30)
    cells = _cells(Marks((ALMATY,) * 20 + (PARIS,) * 5 + (APIA,)), world)
    names = [cells[row][column] for row, column in (world.cell(*place) for place in (ALMATY, PARIS, APIA))]
    assert names == ["many", "some", "few"]


@given(st.dictionaries(st.integers(0, 19), st.sampled_from(sorted(GLYPHS))))
def test_marks_stand_in_their_columns_and_the_line_stays_as_wide(marked: dict[int, str]) -> None:
    land = "⣿" * 20
    segments = map_segments(land, marked, STYLES)
    text = "".join(segment.text for segment in segments)
    assert text == "".join(GLYPHS[marked[column]] if column in marked else "⣿" for column in range(20))
    assert all(segment.style is not None for segment in segments)
    names = [segment.style.meta["name"] for segment in segments if segment.style and segment.text]
    assert all(name != following for name, following in pairwise(names))


def test_the_map_fills_its_room_with_land_and_marks() -> None:
    lines = texts(shown(WorldMap, lambda world: setattr(world, "marks", Marks((PARIS,), ALMATY, APIA)), (120, 30)))
    assert [len(line) for line in lines] == [120] * 30
    world = projection_for(120, 30)
    for place, glyph in ((PARIS, "•"), (ALMATY, "⌂"), (APIA, "◆")):
        row, column = world.cell(*place)
        assert lines[row][column] == glyph
    assert "".join(lines).count("⣿") > 400


@pytest.mark.parametrize("size", [(1, 1), (200, 3), (10, 40)])
def test_any_room_has_a_map_in_its_middle(size: tuple[int, int]) -> None:
    lines = texts(shown(WorldMap, lambda world: setattr(world, "marks", Marks((PARIS,), ALMATY, APIA)), size))
    assert [len(line) for line in lines] == [size[0]] * size[1]
    assert "◆" in "".join(lines)


@pytest.mark.parametrize("theme", ["maas-dark", "maas-light", "ansi-dark", "textual-light"])
@pytest.mark.parametrize("no_color", [False, True])
def test_land_hits_caller_and_selected_differ_in_every_theme_without_colours_too(
    theme: str, no_color: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if no_color:
        monkeypatch.setenv("NO_COLOR", "1")
    marks = Marks((PARIS,), ALMATY, APIA)
    lines = shown(WorldMap, lambda world: setattr(world, "marks", marks), (80, 20), theme)
    segments = [segment for line in lines for segment in line if segment.text in GLYPHS.values()]
    assert {segment.text for segment in segments} == {"•", "⌂", "◆"}
    land = next(segment for line in lines for segment in line if "⣿" in segment.text)
    styles = [land.style, *(segment.style for segment in segments)]
    assert None not in styles
    assert no_color or len({str(style) for style in styles}) == 4


@given(POSITIONS, POSITIONS)
def test_what_was_marked_before_the_selected_meme_is_marked_again_after_it(
    selected: tuple[float, float], other: tuple[float, float]
) -> None:
    world = projection_for(40, 8)
    of_hits = hit_cells((ALMATY, PARIS), world)
    before = {row: dict(line) for row, line in of_hits.items()}
    for position in (selected, other):
        marked_cells(of_hits, Marks((ALMATY, PARIS), PARIS, position), world)
    assert of_hits == before


@pytest.mark.parametrize("then", [(APIA, PARIS), (APIA, None), (None, PARIS), (None, None)])
def test_only_the_lines_where_a_meme_was_and_is_selected_are_drawn_anew(
    then: tuple[tuple[float, float] | None, tuple[float, float] | None],
) -> None:
    hits, size = (ALMATY, PARIS, APIA), (80, 20)
    drawn: list[int] = []

    class Watched(WorldMap):
        def render_line(self, y: int) -> Strip:
            drawn.append(y)
            return super().render_line(y)

    def change(world: Widget) -> None:
        for selected in then:
            world.marks = Marks(hits, ALMATY, selected)  # type: ignore[attr-defined]  # the map's own
            if selected is then[0]:
                world.render_lines(Region(0, 0, *size))
                drawn.clear()

    lines = texts(shown(Watched, change, size))
    rows = {projection_for(*size).cell(*position)[0] for position in then if position is not None}
    assert set(drawn) == rows
    assert lines == texts(shown(WorldMap, lambda world: setattr(world, "marks", Marks(hits, ALMATY, then[1])), size))


def test_new_marks_replace_the_old() -> None:
    def change(world: object) -> None:
        for marks in (Marks((PARIS,), None, APIA), Marks((), ALMATY)):
            setattr(world, "marks", marks)  # noqa: B010  # the widget's own class is not told here

    assert set("".join(texts(shown(WorldMap, change, (80, 20))))) & set(GLYPHS.values()) == {"⌂"}
