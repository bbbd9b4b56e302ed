import pytest

from maas_cli.render.figures import beaks
from maas_cli.render.figures.look import Part
from maas_cli.render.figures.mouths import THROAT
from tests.unit.render.figures.canvas import FACE, all_differ, drawn, has, is_symmetrical

BEAKS = [
    beaks.small_beak("#f2c230"),
    beaks.long_beak("#f2c230"),
    beaks.hooked("#f2c230", "#5b4032"),
    beaks.bill("#f2c230"),
]


@pytest.mark.parametrize("part", BEAKS)
def test_a_beak_is_in_the_middle(part: Part) -> None:
    image = drawn(part)
    assert is_symmetrical(image)
    assert has(image, "#f2c230")


def test_no_two_beaks_look_the_same() -> None:
    assert all_differ(BEAKS)


@pytest.mark.parametrize("part", [BEAKS[0], BEAKS[1], BEAKS[3]])
def test_a_bird_in_high_spirits_opens_its_beak(part: Part) -> None:
    assert has(drawn(part, FACE._replace(mood="happy")), THROAT)
    assert not has(drawn(part), THROAT)


def test_the_corners_of_a_bill_fall_with_the_mood() -> None:
    assert drawn(BEAKS[3]).tobytes() != drawn(BEAKS[3], FACE._replace(mood="sad")).tobytes()
