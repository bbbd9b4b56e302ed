import pytest

from maas_cli.render.figures import scenery
from maas_cli.render.figures.look import Part
from tests.unit.render.figures.canvas import all_differ, bounds, drawn, has

PAINT, TRIM = "#3f78b8", "#f7dc5c"
ALL = [
    scenery.fluff(PAINT),
    scenery.spines(PAINT),
    scenery.tail(PAINT),
    scenery.tail(PAINT, TRIM),
    scenery.plume(PAINT, TRIM),
    scenery.wings(PAINT, TRIM),
    scenery.hump(PAINT),
    scenery.shell(PAINT, TRIM),
    scenery.spiral(PAINT, TRIM),
    scenery.mane(PAINT),
    scenery.moon(PAINT),
    scenery.sun(PAINT),
    scenery.stars(PAINT),
    scenery.rain(PAINT),
    scenery.flakes(PAINT),
    scenery.mark(PAINT),
    scenery.panel(PAINT, TRIM),
]


@pytest.mark.parametrize("part", ALL)
def test_what_stands_behind_can_be_seen(part: Part) -> None:
    image = drawn(part)
    left, top, right, bottom = bounds(image)
    assert has(image, PAINT)
    assert (right - left) * (bottom - top) >= 60


def test_no_two_of_them_look_the_same() -> None:
    assert all_differ(ALL)
