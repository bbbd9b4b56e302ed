import pytest

from maas_cli.render.figures import glasses
from maas_cli.render.figures.eyes import WHITE
from maas_cli.render.figures.look import Part
from tests.unit.render.figures.canvas import FACE, all_differ, blank, bounds, drawn, has

FRAME = "#8e2f44"
ALL = [
    glasses.round_glasses(FRAME),
    glasses.square_glasses(FRAME),
    glasses.sunglasses(FRAME),
    glasses.monocle(FRAME),
    glasses.eye_mask(FRAME),
]


@pytest.mark.parametrize("part", ALL)
def test_glasses_are_around_the_eyes(part: Part) -> None:
    _, top, right, bottom = bounds(drawn(part))
    assert top < FACE.eye < bottom
    assert right > 50 + FACE.gap + FACE.size
    assert has(drawn(part), FRAME)


@pytest.mark.parametrize("part", [ALL[0], ALL[1], ALL[3]])
def test_one_sees_the_eyes_through_spectacles(part: Part) -> None:
    middle = (round(50 + FACE.gap), round(FACE.eye))
    assert drawn(part).getpixel(middle) == blank().getpixel(middle)


def test_the_eyes_look_out_of_a_mask_but_not_of_sunglasses() -> None:
    assert has(drawn(glasses.eye_mask(FRAME)), WHITE)
    middle = (round(50 + FACE.gap), round(FACE.eye))
    assert drawn(glasses.sunglasses(FRAME)).getpixel(middle) == (0x8E, 0x2F, 0x44)


def test_no_two_glasses_look_the_same() -> None:
    assert all_differ(ALL)
