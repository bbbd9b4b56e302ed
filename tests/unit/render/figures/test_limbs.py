import pytest

from maas_cli.render.figures import limbs
from maas_cli.render.figures.look import Part
from tests.unit.render.figures.canvas import all_differ, bounds, drawn, has

PAINT, TRIM = "#3f78b8", "#f7dc5c"
ALL = [
    limbs.paw(PAINT),
    limbs.paws(PAINT),
    limbs.arm(((20, 98), (12, 78), (12, 54)), TRIM, PAINT),
    limbs.raised(TRIM, PAINT),
]


@pytest.mark.parametrize("part", ALL)
def test_paws_and_arms_have_the_colour_of_their_owner(part: Part) -> None:
    image = drawn(part)
    left, top, right, bottom = bounds(image)
    assert has(image, PAINT)
    assert (right - left) * (bottom - top) >= 60


def test_no_two_of_them_look_the_same() -> None:
    assert all_differ(ALL)
