import pytest

from maas_cli.render.figures.starter_mammals import MAMMALS
from tests.unit.render.figures.canvas import painted, share


@pytest.mark.parametrize("name", MAMMALS)
def test_every_mammal_of_the_starter_catalogue_fills_a_good_part_of_the_picture(name: str) -> None:
    assert 0.3 <= share(painted(MAMMALS[name])) <= 0.85
