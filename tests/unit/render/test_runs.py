import pytest
from hypothesis import given
from hypothesis import strategies as st

from maas_cli.render.faces import EAST_ASIAN, EUROPEAN, FACES, LATIN, faces_for
from maas_cli.render.runs import main_face, runs


@pytest.mark.parametrize(
    ("caption", "lang", "face"),
    [
        ("WHY NOT", "en", LATIN),
        ("GOOGLE, НЕ МОЛЧИ", "ru", EUROPEAN),
        ("GOOGLE を見た", "ja", EAST_ASIAN),
        ("GOOGLE", "ja", EAST_ASIAN),
        ("!? 😀", "", LATIN),
        ("", "", LATIN),
    ],
)
def test_a_caption_is_in_one_face_where_one_has_all_its_letters(caption: str, lang: str, face: object) -> None:
    assert main_face(caption, faces_for(lang)) is face


def test_a_caption_that_no_face_has_all_of_is_in_the_one_that_has_most() -> None:
    assert "Arabic" in repr(main_face("مرحبا بكم WIFI", FACES))


def test_what_the_main_face_lacks_is_in_one_that_has_it() -> None:
    parts = runs("OH 😀 ЁЖ, NO", LATIN, FACES)
    assert [part.text for part in parts] == ["OH ", "😀", " ", "ЁЖ", ", NO"]
    assert [part.face is LATIN for part in parts] == [True, False, True, False, True]


def test_what_is_one_character_for_readers_stays_in_one_face() -> None:
    assert [part.text for part in runs("A👩‍💻B", LATIN, FACES)] == ["A", "👩‍💻", "B"]


def test_what_no_face_has_stays_in_the_main_one() -> None:
    assert [(part.text, part.face) for part in runs("A\ue000", LATIN, FACES)] == [("A\ue000", LATIN)]


@given(st.text(max_size=20))
def test_the_parts_together_are_the_line(line: str) -> None:
    assert "".join(part.text for part in runs(line, LATIN, FACES)) == line
