from concurrent.futures import ThreadPoolExecutor

import pytest

from maas_cli.render.faces import EAST_ASIAN, EUROPEAN, FACES, LATIN, Face, faces_for, first_that_has


@pytest.mark.parametrize("face", FACES, ids=repr)
def test_every_face_is_installed_and_tells_what_it_has(face: Face) -> None:
    assert face.path.is_file()
    assert face.em >= 1000
    assert not face.has("\U000e01ef")


def test_the_look_of_memes_is_for_latin_letters() -> None:
    assert first_that_has("WHY NOT? ẞĐỘ", FACES) is LATIN
    assert first_that_has("ЁЖИК ΩΣ", FACES) is EUROPEAN


@pytest.mark.parametrize(
    "text", ["مرحبا", "שלום", "हिन्दी", "বাংলা", "ไทย", "ᲐᲑᲒ", "ԱԲԳ", "தமிழ்", "አማርኛ", "漢字かな", "한국"]
)
def test_every_script_of_the_starter_catalogue_and_more_has_a_face(text: str) -> None:
    assert first_that_has(text, FACES) is not None


def test_east_asian_captions_take_all_of_their_characters_from_one_face() -> None:
    assert faces_for("zh-Hans")[0] is faces_for("ja")[0] is faces_for("ko")[0] is EAST_ASIAN
    assert faces_for("en") == faces_for("") == FACES
    assert first_that_has("“ABC”", faces_for("zh")) is EAST_ASIAN


def test_what_no_face_has_has_none() -> None:
    assert first_that_has("\ue000", FACES) is None


def test_variable_fonts_are_heavy_and_narrow() -> None:
    tags = {axis.tag for axis in EUROPEAN.font.face.axis_infos}
    assert tags == {"wght", "wdth"}
    assert any(EUROPEAN.font.get_var_coords_normalized())


def test_a_font_that_is_not_installed_is_named() -> None:
    with pytest.raises(ModuleNotFoundError, match="no package 'no_such_font'"):
        _ = Face("no_such_font", "a.ttf").path


def test_many_threads_can_ask_at_once() -> None:
    face = Face("fontpkg_anton", "files/Anton-Regular.ttf")
    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(face.has, "ABCDEFGHIJ" * 20))
