import pytest

from maas_cli.render.figures.eyes import WHITE, brows, eyes, lone_eye
from maas_cli.render.figures.moods import MOODS
from tests.unit.render.figures.canvas import FACE, bounds, drawn, has, is_symmetrical

OPEN = [name for name, mood in MOODS.items() if mood.lid < 0.95]


@pytest.mark.parametrize("mood", OPEN)
def test_open_eyes_show_white_under_lids_in_the_colour_of_the_skin(mood: str) -> None:
    image = drawn(eyes, FACE._replace(mood=mood))
    assert has(image, WHITE)
    assert not (MOODS[mood].lid > 0.2) or has(image, FACE.skin)


@pytest.mark.parametrize("mood", ["resting", "weeping", "cheering"])
def test_shut_eyes_are_lines(mood: str) -> None:
    assert not has(drawn(eyes, FACE._replace(mood=mood)), WHITE)


@pytest.mark.parametrize("mood", ["grumpy", "sad", "mad"])
def test_lids_and_brows_slope_alike_on_both_sides(mood: str) -> None:
    assert is_symmetrical(drawn(eyes, FACE._replace(mood=mood)), 0.01)


def test_a_glance_goes_the_same_way_with_both_eyes() -> None:
    image = drawn(eyes, FACE._replace(mood="sly", iris="#f2c230"))
    gold = [x for x in range(100) for y in range(100) if image.getpixel((x, y)) == (0xF2, 0xC2, 0x30)]
    left, right = [x for x in gold if x < 50], [x for x in gold if x >= 50]
    assert sum(left) / len(left) > 50 - FACE.gap
    assert sum(right) / len(right) > 50 + FACE.gap


def test_coloured_eyes_show_their_colour() -> None:
    assert has(drawn(eyes, FACE._replace(iris="#f2c230")), "#f2c230")


def test_every_mood_of_the_eyes_and_mouth_looks_different() -> None:
    pictures = {drawn(eyes, FACE._replace(mood=mood)).tobytes() for mood in MOODS}
    assert len(pictures) >= len(MOODS) - 1


def test_one_eye_is_in_the_middle() -> None:
    left, _, right, _ = bounds(drawn(lone_eye))
    assert abs(left + right - 100) <= 2


def test_thick_brows_have_their_own_colour() -> None:
    assert has(drawn(brows("#b8b4b0"), FACE._replace(mood="happy")), "#b8b4b0")
