import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maas_cli.render.figures.curves import SAMPLES, closed, grown, mirrored, opened

POINT = st.tuples(st.floats(0, 100), st.floats(0, 100))
SQUARE = ((20.0, 20.0), (80.0, 20.0), (80.0, 80.0), (20.0, 80.0))


@given(st.lists(POINT, min_size=3, max_size=9).map(tuple))
def test_a_closed_curve_goes_through_every_point_it_was_given(points: tuple[tuple[float, float], ...]) -> None:
    curve = closed(points)
    assert len(curve) == SAMPLES * len(points)
    for given_point, on_curve in zip(points, curve[::SAMPLES], strict=True):
        assert on_curve == pytest.approx(given_point, abs=1e-9)


@given(st.lists(POINT, min_size=2, max_size=9).map(tuple))
def test_an_open_curve_starts_and_ends_where_it_was_told_to(points: tuple[tuple[float, float], ...]) -> None:
    curve = opened(points)
    assert curve[0] == pytest.approx(points[0], abs=1e-9)
    assert curve[-1] == points[-1]


def test_an_outline_given_by_half_is_symmetrical_and_has_its_ends_once() -> None:
    outline = mirrored(((50, 10), (80, 40), (50, 90)))
    assert outline == ((50, 10), (80, 40), (50, 90), (20, 40))


@pytest.mark.parametrize("square", [SQUARE, SQUARE[::-1]], ids=["clockwise", "anticlockwise"])
def test_a_grown_square_is_larger_on_every_side_whichever_way_it_was_drawn(
    square: tuple[tuple[float, float], ...],
) -> None:
    flat = [length for point in sorted(grown(square, 2.0)) for length in point]
    assert flat == pytest.approx([18, 18, 18, 82, 82, 18, 82, 82])


@given(st.integers(5, 40), st.floats(5, 40), st.floats(0.5, 4))
def test_a_grown_circle_is_a_circle_of_the_larger_radius(corners: int, radius: float, width: float) -> None:
    circle = tuple(
        (50 + radius * math.cos(math.tau * i / corners), 50 + radius * math.sin(math.tau * i / corners))
        for i in range(corners)
    )
    apothem = radius * math.cos(math.pi / corners)
    for x, y in grown(circle, width):
        assert math.hypot(x - 50, y - 50) * math.cos(math.pi / corners) == pytest.approx(apothem + width)


def test_points_given_twice_do_not_hurt() -> None:
    assert len(grown(((10, 10), (10, 10), (40, 10), (40, 40)), 1.0)) == 4
