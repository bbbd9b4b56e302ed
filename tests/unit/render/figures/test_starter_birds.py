import pytest

from maas_cli.render.figures.starter_birds import BIRDS, SCALY
from tests.unit.render.figures.canvas import painted, share

ALL = {**BIRDS, **SCALY}


@pytest.mark.parametrize("name", ALL)
def test_every_bird_and_creature_of_the_starter_catalogue_fills_a_good_part_of_the_picture(name: str) -> None:
    assert 0.3 <= share(painted(ALL[name])) <= 0.85
