from maas_cli.models.search import Hit
from maas_cli.tui.widgets.meme_pane import about_text, caption_text
from tests.factories import meme


def test_the_halves_of_a_caption_are_on_lines_of_their_own() -> None:
    assert caption_text(meme(text="one two", upper="one", lower="two")).plain == "one\ntwo"
    assert caption_text(meme(text="one two", upper="one", lower=" ")).plain == "one"


def test_a_caption_without_halves_is_one_line_and_none_is_said() -> None:
    assert caption_text(meme(text="one\ntwo\x1b[2J")).plain.startswith("one two")
    assert "\x1b" not in caption_text(meme(text="\x1b[2J")).plain
    assert caption_text(meme(name="Cat")).plain == "(no caption)"


def test_what_is_known_of_a_meme_is_told_and_nothing_else() -> None:
    known = meme(7, "Cat", place="Almaty", lang="en", tags=("[red]", "mood"))
    hit = Hit(known, 1.0, (), copies=3, distance_km=12.0)
    assert about_text(hit, is_kept=True).plain == (
        "★ favourite · Cat · #7\nAlmaty · 12 km · en · 3 copies · [red] · mood"
    )
    assert about_text(Hit(meme(8), 1.0, ()), is_kept=False).plain == "#8"
