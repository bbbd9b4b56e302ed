import pytest

from maas_cli.render.shaping import Shaper


def numbers(text: str, lang: str = "") -> list[int]:
    return [glyph.number for glyph in Shaper(text, lang).line(text).glyphs]


def test_letters_follow_each_other_and_the_width_is_theirs() -> None:
    line = Shaper("WHY", "en").line("WHY")
    places = [glyph.x for glyph in line.glyphs]
    assert len(places) == 3
    assert places == sorted(places)
    assert places[-1] < line.width < 3


def test_arabic_letters_are_joined_and_stand_from_right_to_left() -> None:
    alone, joined = numbers("م"), numbers("ممم")
    assert len(set(joined)) == 3
    assert alone[0] not in joined


def test_hebrew_stands_from_right_to_left_whatever_faces_it_takes() -> None:
    assert numbers("אב") == [*numbers("ב"), *numbers("א")]
    mixed = Shaper("אב😀", "he").line("אב😀").glyphs
    assert ["Emoji" in repr(glyph.face) for glyph in mixed] == [True, False, False]


def test_indic_vowels_stand_where_they_are_written() -> None:
    assert numbers("कि")[1] == numbers("क")[0]


def test_han_characters_have_the_shapes_of_the_language() -> None:
    assert numbers("骨", "zh") != numbers("骨", "ja")


def test_other_letters_within_right_to_left_text_stay_from_left_to_right() -> None:
    latin = numbers("WIFI")
    line = numbers("שלום WIFI", "he")
    assert line[: len(latin)] == latin


@pytest.mark.parametrize("lang", ["", "en", "pt_BR", "zh-Hant", "no language", "x" * 99, "é"])
def test_any_language_is_taken(lang: str) -> None:
    assert Shaper("A", lang).line("A").width > 0


def test_marks_make_a_text_higher_and_tails_deeper() -> None:
    plain, marked, tailed = (Shaper(text, "vi").measure(text) for text in ("O", "Ộ", "Q,"))
    assert marked.above > plain.above
    assert tailed.below > plain.below
    assert Shaper("", "").measure("") == (0, 0, 0)
