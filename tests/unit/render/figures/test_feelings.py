from maas_cli.render.figures import feelings
from tests.unit.render.figures.canvas import FACE, all_differ, bounds, drawn, has, is_symmetrical


def test_tears_run_from_both_eyes() -> None:
    image = drawn(feelings.tear)
    assert is_symmetrical(image)
    assert bounds(image)[1] >= FACE.eye


def test_sweat_is_at_the_temple() -> None:
    left, _, _, bottom = bounds(drawn(feelings.sweat))
    assert left > 60
    assert bottom < FACE.eye


def test_cheeks_blush_and_notes_sound_in_the_colour_asked_for() -> None:
    assert has(drawn(feelings.blush("#ef9aa6")), "#ef9aa6")
    assert has(drawn(feelings.notes("#f2c230")), "#f2c230")


def test_no_two_of_them_look_the_same() -> None:
    assert all_differ([feelings.tear, feelings.sweat, feelings.blush("#ef9aa6"), feelings.notes("#ef9aa6")])
