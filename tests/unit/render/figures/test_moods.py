import pytest

from maas_cli.render.figures.moods import MOODS, Mood
from maas_cli.render.figures.mouths import MOUTHS


@pytest.mark.parametrize("mood", MOODS.values(), ids=list(MOODS))
def test_a_mood_stays_within_what_an_eye_can_do(mood: Mood) -> None:
    assert 0 <= mood.low < mood.lid + mood.low <= 1 or mood.lid == mood.low == 0 or mood.lid == 0
    assert 0 <= mood.pupil < 1
    assert max(map(abs, mood.gaze)) + mood.pupil <= 1
    assert mood.mouth in MOUTHS


def test_no_two_moods_are_the_same() -> None:
    assert len(set(MOODS.values())) == len(MOODS)
