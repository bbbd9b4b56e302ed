import pytest

from maas_cli.render.figures import hair
from maas_cli.render.figures.look import Part
from tests.unit.render.figures.canvas import FACE, all_differ, bounds, drawn, has, is_symmetrical

LOCKS = "#8f5a30"
HAIR = [
    hair.short(LOCKS),
    hair.bowl(LOCKS),
    hair.swept(LOCKS),
    hair.spiky(LOCKS),
    hair.wild(LOCKS),
    hair.balding(LOCKS),
    hair.long_back(LOCKS),
    hair.bob_back(LOCKS),
    hair.curls_back(LOCKS),
    hair.fringe(LOCKS),
    hair.side_fringe(LOCKS),
    hair.bun(LOCKS),
    hair.braids(LOCKS, "#d8433c"),
]
BEARDS = [hair.beard(LOCKS), hair.beard(LOCKS, 90), hair.moustache(LOCKS), hair.stubble(LOCKS)]


@pytest.mark.parametrize("part", HAIR)
def test_hair_has_its_colour_and_both_sides_of_the_head(part: Part) -> None:
    left, _, right, _ = bounds(drawn(part))
    assert has(drawn(part), LOCKS)
    assert left < 35
    assert right > 65


@pytest.mark.parametrize("part", BEARDS)
def test_beards_are_symmetrical_and_below_the_eyes(part: Part) -> None:
    image = drawn(part)
    assert is_symmetrical(image)
    assert bounds(image)[1] >= 42


def test_the_mouth_shows_in_a_beard() -> None:
    assert drawn(BEARDS[0], FACE._replace(mood="sad")).tobytes() != drawn(BEARDS[0]).tobytes()


def test_no_two_heads_of_hair_look_the_same() -> None:
    assert all_differ(HAIR + BEARDS)
