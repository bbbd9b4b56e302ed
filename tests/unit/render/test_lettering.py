import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops

from maas_cli.render.fitting import Block
from maas_cli.render.lettering import _Lettering, draw_caption, outlined
from maas_cli.render.shaping import Shaper

GREEN = (0, 160, 80)
SIDE = 200


def drawn(upper: str, lower: str = "", lang: str = "", side: int = SIDE) -> Image.Image:
    image = Image.new("RGB", (side, side), GREEN)
    draw_caption(image, (upper, lower), lang)
    return image


def touched(image: Image.Image) -> tuple[int, int, int, int] | None:
    """Return the box of all that was drawn."""
    return ImageChops.difference(image, Image.new("RGB", image.size, GREEN)).getbbox()


def share(image: Image.Image, color: tuple[int, int, int]) -> float:
    counts = {found: count for count, found in image.getcolors(image.width * image.height) or []}
    return counts.get(color, 0) / (image.width * image.height)


def test_letters_are_white_with_a_black_outline() -> None:
    image = drawn("why not", "both")
    assert share(image, (255, 255, 255)) > 0.03
    assert share(image, (0, 0, 0)) > 0.015


def test_the_upper_half_stands_at_the_top_and_the_lower_at_the_bottom() -> None:
    box = touched(drawn("why"))
    assert box is not None
    assert 0 < box[1] < box[3] < SIDE // 3
    box = touched(drawn("", "why"))
    assert box is not None
    assert 2 * SIDE // 3 < box[1] < box[3] < SIDE


def test_a_line_stands_in_the_middle() -> None:
    box = touched(drawn("OHO"))
    assert box is not None
    assert abs(box[0] - (SIDE - box[2])) <= 2


def test_no_caption_draws_nothing() -> None:
    assert touched(drawn("", "")) is None


CAPTIONS = [
    ("One does not simply walk into a meeting room without coffee", "en"),
    ("Прод молчит уже третий час, кажется, мониторинг тоже упал", "ru"),
    ("گلت استكان چاي وأرجع للشغل", "ar"),
    ("पाँच मिनट की चाय थी अब पूरा स्टैंड-अप टपरी पर है", "hi"),
    ("目が覚めたら高尾の山が出迎えてくれた", "ja"),
    ("I ❤️ coffee ☕ and 👩‍💻 🇺🇦 code", "en"),
    ("word " * 300, "en"),
    ("x" * 900, "en"),
    ("\U00013000\ue000", ""),
]


@pytest.mark.parametrize(("text", "lang"), CAPTIONS)
def test_no_caption_touches_the_edge_or_fills_the_middle(text: str, lang: str) -> None:
    box = touched(drawn(text, text, lang))
    assert box is None or (box[0] > 0 and box[1] > 0 and box[2] < SIDE and box[3] < SIDE)
    assert touched(drawn(text, text, lang).crop((0, 3 * SIDE // 8, SIDE, 5 * SIDE // 8)).resize((SIDE, SIDE))) is None


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=60), st.text(max_size=20), st.sampled_from(["", "ar", "ja", "tr", "no language"]))
def test_any_text_can_be_drawn(upper: str, lower: str, lang: str) -> None:
    text = (upper.encode("utf-8", "ignore").decode(), lower.encode("utf-8", "ignore").decode())
    image = Image.new("RGB", (64, 64), GREEN)
    draw_caption(image, (" ".join(text[0].split()), " ".join(text[1].split())), lang)


def test_one_half_is_not_much_larger_than_the_other() -> None:
    long = "a caption that goes on and on until its letters have to be quite small"
    alone, beside = touched(drawn("hi")), touched(drawn("hi", long).crop((0, 0, SIDE, SIDE // 3)).resize((SIDE, SIDE)))
    assert alone is not None
    assert beside is not None
    assert beside[2] - beside[0] < alone[2] - alone[0]


def test_letters_grow_with_the_picture() -> None:
    small, large = touched(drawn("why not")), touched(drawn("why not", side=2 * SIDE))
    assert small is not None
    assert large is not None
    assert all(abs(2 * ours - theirs) <= 4 for ours, theirs in zip(small, large, strict=True))


def test_a_line_that_turns_out_wider_than_its_pieces_is_made_smaller() -> None:
    image = Image.new("RGB", (SIDE, SIDE), GREEN)
    block = Block(("A LINE MUCH TOO WIDE",), 60, 0.9, 0.1)
    _Lettering(block, block.size, SIDE, Shaper("A", "")).draw(image, is_upper=True)
    box = touched(image)
    assert box is not None
    assert 0 < box[0] < box[2] < SIDE


def test_an_outline_is_round_and_without_holes() -> None:
    dot = Image.new("L", (41, 41))
    dot.paste(255, (18, 18, 23, 23))
    grown = outlined(dot, 5)
    assert grown.getbbox() == (13, 13, 28, 28)
    assert grown.getpixel((13, 13)) == 0
    assert {grown.getpixel((x, y)) for x in range(15, 26) for y in range(15, 26)} == {255}
