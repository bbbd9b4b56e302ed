import pytest

from maas_cli.render.figures import bodies
from maas_cli.render.figures.look import Part
from tests.unit.render.figures.canvas import all_differ, bounds, drawn, has

CLOTH, TRIM = "#3f78b8", "#fbf8ee"
WHOLE = [
    bodies.shoulders(CLOTH),
    bodies.suit(CLOTH, TRIM, "#d8433c"),
    bodies.shirt(CLOTH, TRIM),
    bodies.pullover(CLOTH, TRIM),
    bodies.hoodie(CLOTH, TRIM),
    bodies.striped(CLOTH, TRIM),
    bodies.checked(CLOTH, TRIM),
    bodies.cloak(CLOTH, TRIM),
]
OVER = [
    bodies.belly(CLOTH),
    bodies.scarf(CLOTH, TRIM),
    bodies.apron(CLOTH),
    bodies.bow_tie(CLOTH),
    bodies.tie(CLOTH),
    bodies.number((((64, 81), (67, 88)),), CLOTH),
]


@pytest.mark.parametrize("part", WHOLE)
def test_clothes_cover_the_shoulders_down_to_the_lower_edge(part: Part) -> None:
    left, top, right, bottom = bounds(drawn(part))
    assert bottom == 100
    assert right - left >= 76
    assert top >= 50


@pytest.mark.parametrize("part", WHOLE + OVER)
def test_clothes_have_the_colour_asked_for_and_leave_the_face_free(part: Part) -> None:
    image = drawn(part)
    assert has(image, CLOTH)
    assert bounds(image)[1] >= 50


def test_no_two_clothes_look_the_same() -> None:
    assert all_differ(WHOLE + OVER)
