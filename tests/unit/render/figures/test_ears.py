import pytest

from maas_cli.render.figures import ears
from maas_cli.render.figures.look import Part
from tests.unit.render.figures.canvas import all_differ, bounds, drawn, has, is_symmetrical

PAIRS = [
    ears.pointed("#8d6241", "#eba9a6"),
    ears.huge("#8d6241", "#eba9a6"),
    ears.round_ears("#8d6241", "#eba9a6"),
    ears.floppy("#8d6241"),
    ears.folded("#8d6241", "#eba9a6"),
    ears.tall("#8d6241", "#eba9a6"),
    ears.banana("#8d6241", "#eba9a6"),
    ears.flaps("#8d6241", "#eba9a6"),
    ears.horns("#8d6241"),
    ears.ram_horns("#8d6241"),
    ears.antlers("#8d6241"),
    ears.knobs("#8d6241", "#5b4032"),
    ears.tufts("#8d6241"),
]


@pytest.mark.parametrize("part", PAIRS)
def test_ears_and_horns_are_the_same_on_both_sides_and_above_the_shoulders(part: Part) -> None:
    image = drawn(part)
    assert is_symmetrical(image)
    assert bounds(image)[3] <= 68
    assert has(image, "#8d6241")


def test_no_two_kinds_of_ears_look_the_same() -> None:
    assert all_differ(PAIRS)
