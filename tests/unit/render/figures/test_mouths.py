import pytest

from maas_cli.render.figures.moods import MOODS
from maas_cli.render.figures.mouths import MOUTHS, TEETH, mouth
from tests.unit.render.figures.canvas import FACE, bounds, drawn, has


def test_every_mouth_belongs_to_a_mood_and_looks_different() -> None:
    assert {mood.mouth for mood in MOODS.values()} == set(MOUTHS)
    by_mouth = {mood.mouth: name for name, mood in MOODS.items()}
    assert len({drawn(mouth, FACE._replace(mood=name)).tobytes() for name in by_mouth.values()}) == len(MOUTHS)


@pytest.mark.parametrize("mood", MOODS)
def test_a_mouth_is_where_the_face_has_it(mood: str) -> None:
    left, top, right, bottom = bounds(drawn(mouth, FACE._replace(mood=mood)))
    assert FACE.eye < top < bottom < FACE.mouth + 16
    assert abs((left + right) / 2 - 50) <= 2
    assert right - left <= 2 * FACE.broad * 1.6


@pytest.mark.parametrize(("mood", "shown"), [("happy", True), ("mad", True), ("brave", True), ("sad", False)])
def test_who_grins_or_snarls_shows_teeth(mood: str, *, shown: bool) -> None:
    assert has(drawn(mouth, FACE._replace(mood=mood)), TEETH) == shown
