import pytest

from maas_cli.render.figures.look import Face, Look


def test_a_look_is_a_value_and_calm_unless_told_otherwise() -> None:
    look = Look(fur="#ffffff", light="#eeeeee", dark="#000000")
    assert look == Look(fur="#ffffff", light="#eeeeee", dark="#000000", mood="calm")
    with pytest.raises(AttributeError):
        look.mood = "mad"  # type: ignore[misc]  # that it cannot be set is what is tested


def test_the_eyes_of_a_usual_face_lie_within_its_head_and_above_its_mouth() -> None:
    face = Face("#ffffff")
    assert face.top < face.eye - face.size
    assert face.eye + face.size < face.mouth
    assert face.gap + face.size < face.wide
