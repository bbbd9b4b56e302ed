from collections.abc import Callable

import pytest

from maas_cli.render.figures import wardrobe
from maas_cli.render.figures.dice import Dice
from maas_cli.render.figures.look import Look
from tests.unit.render.figures.canvas import all_differ, drawn, has

NAMES = [f"Guy {number}" for number in range(60)]


@pytest.mark.parametrize("looks", [wardrobe.man, wardrobe.woman, wardrobe.child])
def test_people_differ_and_are_dressed_with_hair(looks: Callable[[Dice], Look]) -> None:
    seen = [looks(Dice(name)) for name in NAMES]
    assert all(look.clothes and look.worn for look in seen)
    assert len({(look.fur, look.light, look.dark) for look in seen}) == len(NAMES)


def test_animals_differ_within_the_coats_they_may_have() -> None:
    seen = [wardrobe.beast(Dice(name), wardrobe.EARTHS) for name in NAMES]
    assert len({look.fur for look in seen}) > 50
    assert any(look.clothes for look in seen)
    assert not all(look.clothes for look in seen)


def test_every_hat_differs_from_the_others() -> None:
    assert all_differ([worn("#3f78b8", "#fbf8ee") for worn in wardrobe.HEADWEAR.values()])
    assert set(wardrobe.CASUAL) <= set(wardrobe.HEADWEAR)


def test_every_top_shows_its_colour() -> None:
    assert all(has(drawn(top("#3f78b8", "#fbf8ee")), "#3f78b8") for top in wardrobe.TOPS)


def test_every_extra_shows_its_colour() -> None:
    assert all(has(drawn(extra("#3f78b8", "#fbf8ee")), "#3f78b8") for extra in wardrobe.EXTRAS)
