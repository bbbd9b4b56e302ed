import pytest

from maas_cli.render.figures import heads
from maas_cli.render.figures.curves import Points
from tests.unit.render.figures.canvas import bounds, drawn, has, is_symmetrical

HEADS = [
    heads.ROUND,
    heads.WIDE,
    heads.NARROW,
    heads.LONG,
    heads.WEDGE,
    heads.BROAD,
    heads.EGG,
    heads.TUFTED,
    heads.MAN,
]
COLOUR = "#8d6241"


@pytest.mark.parametrize("head", HEADS)
def test_a_head_is_symmetrical_and_within_the_middle(head: Points) -> None:
    image = drawn(heads.shape(head, COLOUR))
    left, top, right, bottom = bounds(image)
    assert is_symmetrical(image)
    assert 10 <= left < right <= 90
    assert 12 <= top < bottom <= 84


@pytest.mark.parametrize("body", [heads.SHOULDERS, heads.WHOLE, heads.NECK])
def test_a_body_reaches_the_lower_edge(body: Points) -> None:
    assert bounds(drawn(heads.shape(body, COLOUR)))[3] == 100


def test_what_is_given_for_one_side_is_drawn_on_both() -> None:
    ear = ((70, 20), (80, 10), (85, 30))
    for part in (heads.pair(ear, COLOUR), heads.patches(ear, COLOUR), heads.lines((ear,), COLOUR)):
        assert is_symmetrical(drawn(part))
        assert has(drawn(part), COLOUR)


def test_patches_and_spots_have_no_outline() -> None:
    ear = ((70, 20), (80, 10), (85, 30))
    for part in (heads.patch(ear, COLOUR), heads.patches(ear, COLOUR), heads.spots(((30, 30, 5),), COLOUR)):
        assert not has(drawn(part), "#26222f")
