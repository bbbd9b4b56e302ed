from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from maas_cli.render.background import Color, burst_colors, draw_burst

SIDE = 120


def burst(template: str) -> Image.Image:
    image = Image.new("RGB", (SIDE, SIDE))
    draw_burst(ImageDraw.Draw(image), template, SIDE)
    return image


def brightness(color: Color) -> float:
    red, green, blue = (part / 255 for part in color)
    return 0.299 * red + 0.587 * green + 0.114 * blue


@given(st.text(max_size=40))
def test_any_template_has_two_colours_neither_glaring_nor_dark(template: str) -> None:
    lighter, darker = burst_colors(template)
    assert lighter != darker
    assert 0.3 < brightness(darker) < brightness(lighter) < 0.75


@given(st.text(max_size=40))
def test_rays_of_the_two_colours_fill_the_picture_about_evenly(template: str) -> None:
    counts = {color: count for count, color in burst(template).getcolors() or []}
    assert set(counts) == set(burst_colors(template))
    assert all(0.4 < count / SIDE**2 < 0.6 for count in counts.values())


def test_a_template_is_known_by_its_colours_however_it_is_capitalised() -> None:
    assert burst("Grumpy Cat").tobytes() == burst(" grumpy cat").tobytes()
    assert burst_colors("Grumpy Cat") != burst_colors("Courage Wolf")


def test_colours_are_the_same_in_every_process_and_version() -> None:
    assert burst_colors("Paranoid Parrot") == ((83, 167, 223), (35, 136, 195))


def test_many_templates_have_many_colours() -> None:
    assert len({burst_colors(f"template {number}") for number in range(200)}) > 60
