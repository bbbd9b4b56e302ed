import pytest

from maas_cli.render.figures import snouts
from maas_cli.render.figures.look import Part
from maas_cli.render.figures.mouths import TEETH
from tests.unit.render.figures.canvas import FACE, all_differ, bounds, drawn, has, is_symmetrical

LIGHT, NOSE = "#f3e6c8", "#5b4032"
SNOUTS = [
    snouts.cat_snout(LIGHT, NOSE),
    snouts.muzzle(LIGHT, NOSE),
    snouts.tall_nose(LIGHT, NOSE),
    snouts.long_muzzle(LIGHT),
    snouts.pig_snout(LIGHT, NOSE),
    snouts.buck_teeth(LIGHT, NOSE),
    snouts.tusks(LIGHT, NOSE),
    snouts.trunk(LIGHT),
]


@pytest.mark.parametrize("part", SNOUTS)
def test_a_snout_is_below_the_eyes_and_symmetrical_but_for_what_shines(part: Part) -> None:
    image = drawn(part)
    assert bounds(image)[1] >= FACE.eye - 4
    assert is_symmetrical(image, 0.03)
    assert has(image, LIGHT)


def test_no_two_snouts_look_the_same() -> None:
    assert all_differ(SNOUTS)


@pytest.mark.parametrize("part", [snouts.buck_teeth(LIGHT, NOSE), snouts.tusks(LIGHT, NOSE)])
def test_rodents_and_walruses_show_their_teeth_even_when_calm(part: Part) -> None:
    assert has(drawn(part), TEETH)


@pytest.mark.parametrize("part", [s for i, s in enumerate(SNOUTS) if i != 6])
def test_the_mood_shows_at_the_mouth(part: Part) -> None:
    assert drawn(part, FACE._replace(mood="happy")).tobytes() != drawn(part, FACE._replace(mood="sad")).tobytes()
