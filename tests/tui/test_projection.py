import sys
from collections import Counter, defaultdict
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maas_cli.places.land import land_rows
from maas_cli.tui.projection import NORTH, SOUTH, WEST, Projection, land_lines, projection_for

SIZES = st.tuples(st.integers(1, 200), st.integers(1, 60))
LATS = st.floats(-90, 90)
LONS = st.floats(-180, 180)


@given(SIZES, LATS, LONS)
def test_every_position_is_on_the_map_and_the_map_in_its_rectangle(
    size: tuple[int, int], lat: float, lon: float
) -> None:
    width, height = size
    world = projection_for(width, height)
    row, column = world.cell(lat, lon)
    assert 0 <= world.top <= row < world.top + world.height <= height
    assert 0 <= world.left <= column < world.left + world.width <= width


@given(SIZES, LATS, st.integers(-180, 180), st.integers(-3, 3))
def test_a_longitude_that_went_round_the_earth_is_the_same(
    size: tuple[int, int], lat: float, lon: int, turns: int
) -> None:
    world = projection_for(*size)
    assert world.cell(lat, lon) == world.cell(lat, lon + 360 * turns)


@given(SIZES, LATS, LATS)
def test_who_is_farther_south_is_not_farther_up(size: tuple[int, int], one: float, other: float) -> None:
    world = projection_for(*size)
    (north_row, _), (south_row, _) = world.cell(max(one, other), 0), world.cell(min(one, other), 0)
    assert north_row <= south_row


@given(SIZES, st.lists(st.tuples(LATS, st.floats(-600, 600)), min_size=1, max_size=30), st.sampled_from([1, 200]))
def test_many_positions_counted_together_are_those_counted_one_by_one(
    size: tuple[int, int], positions: list[tuple[float, float]], times: int
) -> None:
    import numpy  # noqa: F401, PLC0415  # many are counted together once it is loaded

    world = projection_for(*size)
    expected: Counter[tuple[int, int]] = Counter()
    for position in positions:
        expected[world.cell(*position)] += times
    assert world.counted(positions * times) == expected


def test_without_numpy_many_positions_are_counted_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "numpy", raising=False)
    assert list(projection_for(120, 30).counted([(43.25, 76.9), (-33.9, 151.2)] * 200).values()) == [200, 200]
    assert "numpy" not in sys.modules


def test_both_sides_of_the_180th_meridian_are_neighbours_and_the_edge_is_in_the_bering_strait() -> None:
    world = projection_for(120, 30)
    assert world.cell(0, 179.9)[1] == world.cell(0, -179.9)[1]
    assert world.cell(66, WEST + 0.1)[1] == 0
    assert world.cell(66, WEST - 0.1)[1] == 119


def test_poles_are_shown_at_the_edge() -> None:
    world = projection_for(120, 30)
    assert world.cell(90, 0)[0] == world.cell(NORTH, 0)[0] == 0
    assert world.cell(-90, 0)[0] == world.cell(SOUTH, 0)[0] == 29


def test_a_map_fills_an_ordinary_panel_and_keeps_its_shape_in_others() -> None:
    assert projection_for(118, 28) == Projection(118, 28, 0, 0)
    assert projection_for(34, 6) == Projection(34, 6, 0, 0)
    assert projection_for(100, 6).width < 50
    assert projection_for(20, 40).height < 10
    wide, high = projection_for(100, 6), projection_for(20, 40)
    assert wide.left == (100 - wide.width) // 2
    assert high.top == (40 - high.height) // 2


def dots_in(char: str) -> int:
    return 0 if char == " " else (ord(char) - 0x2800).bit_count()


@pytest.mark.parametrize(("width", "height"), [(120, 30), (36, 6), (250, 70)])
def test_a_cell_is_full_where_all_around_is_land_and_blank_where_all_is_water(width: int, height: int) -> None:
    lines, world = land_lines(width, height), Projection(width, height, 0, 0)
    assert [len(line) for line in lines] == [width] * height
    around: dict[tuple[int, int], set[int]] = defaultdict(set)
    for row, land in enumerate(land_rows()[90 - NORTH : 90 - SOUTH]):
        for column, is_land in enumerate(land):
            for down, across in product((0.01, 0.99), repeat=2):
                around[world.cell(NORTH - row - down, column - 180 + across)].add(is_land)
    for (row, column), kinds in around.items():
        assert kinds == {0, 1} or dots_in(lines[row][column]) == (8 if kinds == {1} else 0)


def test_at_a_dot_a_degree_the_map_is_the_mask() -> None:
    lines = land_lines(180, (NORTH - SOUTH) // 4 + 1)
    drawn = sum(dots_in(char) for line in lines for char in line)
    known = sum(map(sum, land_rows()[90 - NORTH : 90 - SOUTH]))
    assert drawn == pytest.approx(known, rel=0.03)


@pytest.mark.parametrize("size", [(1, 1), (1, 40), (200, 1), (3, 2)])
def test_the_smallest_maps_are_maps(size: tuple[int, int]) -> None:
    world = projection_for(*size)
    assert len(land_lines(world.width, world.height)) == world.height
