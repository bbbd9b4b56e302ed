from io import BytesIO

import pytest
from PIL import Image, ImageChops

from maas_cli.render.png import encoded


def squares() -> Image.Image:
    image = Image.new("RGB", (30, 20), (255, 255, 255))
    image.paste((0, 0, 0), (0, 0, 10, 10))
    image.paste((200, 30, 30), (10, 10, 30, 20))
    return image


def read(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data)).convert("RGB")


def farthest(image: Image.Image, other: Image.Image) -> int:
    return max(ImageChops.difference(image, other).tobytes())


def test_any_reader_of_png_sees_the_picture() -> None:
    image = squares()
    assert Image.open(BytesIO(encoded(image))).format == "PNG"
    assert farthest(read(encoded(image)), image) <= 4


@pytest.mark.parametrize("size", [(1, 1), (3, 70), (257, 2)])
def test_any_size_can_be_written(size: tuple[int, int]) -> None:
    assert read(encoded(Image.new("RGB", size, (10, 200, 30)))).size == size


def test_many_colours_become_few_ones_like_them() -> None:
    gradient = Image.linear_gradient("L").convert("RGB")
    few = read(encoded(gradient))
    assert len(few.getcolors() or []) <= 128
    assert farthest(few, gradient) < 24


def test_the_checksums_and_the_length_are_those_of_the_format() -> None:
    Image.open(BytesIO(encoded(squares()))).verify()


def test_the_file_says_nothing_but_the_picture() -> None:
    data = encoded(squares())
    assert [kind in data for kind in (b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tEXt", b"tIME")] == [True] * 4 + [False] * 2
