import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from rich.color import Color
from textual.geometry import Size

from maas_cli.tui.widgets import half_block_picture
from maas_cli.tui.widgets.half_block_picture import HalfBlockPicture, dotted_lines, fitted, half_block_lines
from tests.tui.widgets.shown import shown, texts

RED, BLUE = (252, 0, 0), (0, 0, 252)
SIDES = st.integers(1, 2000)


def halves(width: int = 80, height: int = 80) -> Image.Image:
    """A picture, red above and blue below."""
    image = Image.new("RGB", (width, height), RED)
    image.paste(BLUE, (0, height // 2, width, height))
    return image


@given(SIDES, SIDES, st.integers(1, 200), st.integers(1, 60))
def test_a_picture_fills_its_room_in_one_direction_and_keeps_its_shape(
    width: int, height: int, columns: int, rows: int
) -> None:
    wide, high = fitted(width, height, columns, rows)
    assert 1 <= wide <= columns
    assert 1 <= high <= rows
    assert wide == columns or high == rows
    if wide > 4 and high > 4:
        assert wide / (2 * high) == pytest.approx(width / height, rel=0.2)


def test_a_square_picture_is_twice_as_many_columns_as_rows() -> None:
    assert fitted(400, 400, 44, 22) == (44, 22)
    assert fitted(400, 400, 100, 22) == (44, 22)
    assert fitted(800, 400, 44, 22) == (44, 11)
    assert fitted(5, 3000, 10, 10) == (1, 10)


def test_the_upper_pixel_is_the_foreground_and_the_lower_one_the_background() -> None:
    (line,) = half_block_lines(halves(), 6, 1)
    assert [segment.text for segment in line] == ["▀" * 6]
    assert line[0].style is not None
    assert line[0].style.color == Color.from_rgb(*RED)
    assert line[0].style.bgcolor == Color.from_rgb(*BLUE)


@given(st.binary(min_size=3 * 7 * 6, max_size=3 * 7 * 6))
def test_every_pixel_is_shown_in_its_colour_as_far_as_eyes_can_tell(data: bytes) -> None:
    lines = half_block_lines(Image.frombytes("RGB", (7, 6), data), 7, 3)
    for y, line in enumerate(lines):
        styles = [segment.style for segment in line for _ in segment.text]
        assert len(styles) == 7
        for x, style in enumerate(styles):
            assert style is not None
            for down, color in enumerate((style.color, style.bgcolor)):
                at = 3 * ((2 * y + down) * 7 + x)
                assert color is not None
                assert color.triplet is not None
                assert all(abs(a - b) <= 3 for a, b in zip(color.triplet, data[at : at + 3], strict=True))


@pytest.mark.parametrize("mode", ["RGB", "L", "P", "RGBA", "LA", "CMYK", "1", "I;16"])
def test_pictures_of_all_kinds_can_be_shown(mode: str) -> None:
    image = Image.new(mode, (20, 20))
    before = image.tobytes()
    assert len(half_block_lines(image, 4, 2)) == 2
    assert len(dotted_lines(image, 4, 2, on_dark=True)) == 2
    assert image.tobytes() == before


def test_what_is_transparent_is_black() -> None:
    (line,) = half_block_lines(Image.new("RGBA", (8, 8), (255, 255, 255, 0)), 2, 1)
    assert line[0].style is not None
    assert line[0].style.color == Color.from_rgb(0, 0, 0)


def test_dots_are_closer_where_it_is_brighter_or_darker_on_light() -> None:
    ramp = Image.linear_gradient("L")
    lines = dotted_lines(ramp, 20, 8, on_dark=True)
    counts = [sum((ord(char) - 0x2800).bit_count() for char in line if char != " ") for line in lines]
    assert counts[0] < counts[3] < counts[7]
    inverse = dotted_lines(ramp, 20, 8, on_dark=False)
    total = sum((ord(char) - 0x2800).bit_count() for char in "".join(inverse) if char != " ")
    assert total + sum(counts) == 20 * 8 * 8


def test_a_picture_is_in_the_middle_of_its_room() -> None:
    lines = texts(shown(HalfBlockPicture, lambda picture: setattr(picture, "image", halves()), (20, 6)))
    assert lines == ["    " + "▀" * 12 + "    "] * 6
    lines = texts(shown(HalfBlockPicture, lambda picture: setattr(picture, "image", halves()), (8, 8)))
    assert lines == [" " * 8] * 2 + ["▀" * 8] * 4 + [" " * 8] * 2


def test_without_a_picture_there_is_nothing() -> None:
    assert texts(shown(HalfBlockPicture, lambda _: None, (8, 2))) == [" " * 8] * 2


@pytest.mark.parametrize(("theme", "no_color"), [("maas-dark", True), ("maas-light", True), ("ansi-dark", False)])
def test_where_there_are_no_colours_a_picture_is_made_of_dots(
    theme: str, no_color: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if no_color:
        monkeypatch.setenv("NO_COLOR", "1")
    lines = shown(HalfBlockPicture, lambda picture: setattr(picture, "image", halves()), (20, 6), theme)
    assert "▀" not in "".join(texts(lines))
    assert any("⠀" < char <= "⣿" for char in "".join(texts(lines)))
    assert all(line.cell_length == 20 for line in lines)
    assert all(segment.style is not None for line in lines for segment in line)


def test_a_picture_is_drawn_once_however_often_it_is_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[tuple[int, int]] = []
    draw = half_block_picture.half_block_lines

    def counting(image: Image.Image, columns: int, rows: int) -> object:
        drawn.append((columns, rows))
        return draw(image, columns, rows)

    monkeypatch.setattr(half_block_picture, "half_block_lines", counting)

    def look(picture: object) -> None:
        assert isinstance(picture, HalfBlockPicture)
        picture.image = halves()
        for _ in range(3):
            for y in range(6):
                picture.render_line(y)
        assert picture.size == Size(20, 6)

    shown(HalfBlockPicture, look, (20, 6))
    assert drawn == [(12, 6)]
