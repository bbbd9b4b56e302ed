import pytest

from maas_cli.render.figures import hats
from maas_cli.render.figures.look import Part
from tests.unit.render.figures.canvas import FACE, all_differ, bounds, drawn, has

FELT, TRIM = "#3f78b8", "#fbf8ee"
HATS = [
    hats.top_hat(FELT, TRIM),
    hats.cap(FELT, TRIM),
    hats.captain(FELT, TRIM),
    hats.beanie(FELT, TRIM),
    hats.pompom(FELT, TRIM, TRIM),
    hats.nightcap(FELT, TRIM),
    hats.chef(FELT),
    hats.cone(FELT, TRIM),
    hats.crown(FELT, TRIM),
    hats.mortarboard(FELT, TRIM),
    hats.straw(FELT, TRIM),
    hats.flat_cap(FELT, TRIM),
    hats.bow(FELT),
    hats.band(FELT),
    hats.hard_hat(FELT),
]
AROUND = [hats.headscarf(FELT, TRIM), hats.headphones(FELT, TRIM), hats.headset(FELT)]


@pytest.mark.parametrize("part", HATS)
def test_hats_sit_on_the_crown_wherever_it_is(part: Part) -> None:
    low = FACE._replace(top=FACE.top + 10, eye=FACE.eye + 10)
    assert bounds(drawn(part, low))[3] == pytest.approx(bounds(drawn(part))[3] + 10, abs=1)


@pytest.mark.parametrize("part", HATS)
def test_hats_leave_the_eyes_free_in_the_middle(part: Part) -> None:
    image = drawn(part).crop((32, int(FACE.eye - 4), 68, 100))
    assert bounds(image) == (0, 0, 0, 0)


@pytest.mark.parametrize("part", HATS + AROUND)
def test_hats_have_the_colour_asked_for(part: Part) -> None:
    assert has(drawn(part), FELT)


def test_no_two_hats_look_the_same() -> None:
    assert all_differ(HATS + AROUND)
