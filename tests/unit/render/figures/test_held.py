import pytest

from maas_cli.render.figures import held
from maas_cli.render.figures.look import Part
from tests.unit.render.figures.canvas import all_differ, bounds, drawn, has

PAINT, TRIM = "#3f78b8", "#f7dc5c"
ALL = [
    held.laptop(PAINT, TRIM),
    held.keyboard(PAINT),
    held.phone(PAINT, TRIM),
    held.ball(PAINT, TRIM),
    held.flask(PAINT),
    held.trombone(PAINT),
    held.tool(held.SPADE, PAINT),
    held.tool(held.BROOM, PAINT),
    held.tool(held.SCREWDRIVER, PAINT),
    held.tool(held.BLADE, PAINT),
    held.bags(PAINT, TRIM),
    held.coins(PAINT),
    held.clock(PAINT),
    held.microphone(PAINT),
]


@pytest.mark.parametrize("part", ALL)
def test_what_is_held_can_be_seen(part: Part) -> None:
    image = drawn(part)
    left, top, right, bottom = bounds(image)
    assert has(image, PAINT)
    assert (right - left) * (bottom - top) >= 60


def test_no_two_of_them_look_the_same() -> None:
    assert all_differ(ALL)
