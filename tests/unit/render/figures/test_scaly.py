import pytest

from maas_cli.render.figures import scaly
from maas_cli.render.figures.look import Kind
from tests.unit.render.figures.canvas import LOOK, bounds, faces_of, has, painted, share

KINDS = [
    scaly.raptor,
    scaly.dragon,
    scaly.tortoise,
    scaly.frog,
    scaly.murloc,
    scaly.fish,
    scaly.octopus,
    scaly.crab,
    scaly.snail,
    scaly.spider,
]


@pytest.mark.parametrize("kind", KINDS)
def test_a_creature_fills_a_good_part_of_the_picture_and_stands_at_its_lower_edge(kind: Kind) -> None:
    image = painted(kind(LOOK))
    assert 0.3 <= share(image) <= 0.85
    assert bounds(image)[3] >= 92


@pytest.mark.parametrize("kind", KINDS)
def test_a_creature_shows_its_mood_and_the_colour_of_its_coat(kind: Kind) -> None:
    assert len(set(faces_of(kind, ("calm", "shouting", "sad", "resting")))) == 4
    assert has(painted(kind(LOOK)), LOOK.fur)


def test_no_two_kinds_look_the_same() -> None:
    assert len({painted(kind(LOOK)).tobytes() for kind in KINDS}) == len(KINDS)
