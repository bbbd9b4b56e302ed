import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from maas_cli.errors import PictureError
from maas_cli.picture_download import decoding
from maas_cli.picture_download.decoding import decoded
from tests.unit.picture_download.samples import ALL_FORMATS, ORANGE, SIZE, encoded, picture

LARGE = (1000, 1000)
SAMPLES = {form: picture(form) for form in ALL_FORMATS}


def claiming(width: int, height: int) -> dict[str, bytes]:
    """Return files of some dozens of bytes that claim to be pictures of that size."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in ((b"IHDR", header), (b"IDAT", zlib.compress(b"\0")), (b"IEND", b""))
    )
    gif = b"GIF89a" + struct.pack("<HH", width & 0xFFFF, height & 0xFFFF) + b"\0\0\0"
    frame = b"," + struct.pack("<HHHH", 0, 0, width & 0xFFFF, height & 0xFFFF) + b"\0\x02\x02L\x01\0;"
    return {"PNG": b"\x89PNG\r\n\x1a\n" + chunks, "GIF": gif + frame}


def is_close(color: object, wanted: tuple[int, int, int]) -> bool:
    assert isinstance(color, tuple)
    return all(abs(one - other) <= 6 for one, other in zip(color, wanted, strict=True))


@pytest.mark.parametrize("form", ALL_FORMATS)
def test_every_format_becomes_the_same_pixels(form: str) -> None:
    image = decoded(SAMPLES[form], LARGE)
    assert (image.mode, image.size) == ("RGB", SIZE)
    assert is_close(image.getpixel((20, 15)), ORANGE)


@pytest.mark.parametrize("form", ALL_FORMATS)
@pytest.mark.parametrize(("size", "wanted"), [((800, 400), (100, 50)), ((50, 400), (12, 100)), ((3000, 1), (100, 1))])
def test_what_is_too_large_is_made_smaller_and_keeps_its_shape(
    form: str, size: tuple[int, int], wanted: tuple[int, int]
) -> None:
    width, height = decoded(picture(form, size), (100, 100)).size
    assert abs(width - wanted[0]) <= 1
    assert abs(height - wanted[1]) <= 1


@pytest.mark.parametrize("form", ["PNG", "WEBP"])
def test_what_is_transparent_stands_on_white(form: str) -> None:
    half = decoded(picture(form, color=(0, 0, 0, 128), lossless=True), LARGE)
    assert is_close(half.getpixel((5, 5)), (127, 127, 127))


def test_a_transparent_colour_of_a_palette_is_white() -> None:
    palette = Image.new("P", SIZE, 0)
    palette.putpalette([0, 0, 0, 255, 0, 0])
    for form in ("GIF", "PNG"):
        assert decoded(encoded(palette, form, transparency=0), LARGE).getpixel((0, 0)) == (255, 255, 255)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "I;16", "CMYK", "P"])
def test_colours_of_all_kinds_become_rgb(mode: str) -> None:
    image = Image.new(mode, SIZE)
    assert decoded(encoded(image, "JPEG" if mode == "CMYK" else "PNG"), LARGE).mode == "RGB"


@pytest.mark.parametrize("form", ["GIF", "WEBP"])
def test_an_animation_is_its_first_frame(form: str) -> None:
    frames = [Image.new("RGB", SIZE, color) for color in (ORANGE, (0, 0, 0), (255, 255, 255))]
    moving = encoded(frames[0], form, save_all=True, append_images=frames[1:], duration=50)
    assert is_close(decoded(moving, LARGE).getpixel((5, 5)), ORANGE)


def test_a_photograph_that_was_held_upright_stands_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    assert decoded(picture("JPEG", exif=exif), LARGE).size == SIZE[::-1]


@pytest.mark.parametrize("data", [b"", b"<html>Sorry!</html>", b"%!PS-Adobe-3.0 EPSF", b"II*\0" + bytes(50)])
def test_what_is_no_picture_is_refused(data: bytes) -> None:
    with pytest.raises(PictureError, match=r"this is no picture \(PNG, JPEG, GIF or WebP\), it begins with b'"):
        decoded(data, LARGE)


@pytest.mark.parametrize("form", ["PNG", "GIF"])
@pytest.mark.parametrize("side", [5_001, 9_900, 12_000, 60_000])
def test_a_small_file_that_claims_to_be_huge_is_refused_at_once(form: str, side: int) -> None:
    data = claiming(side, side)[form]
    assert len(data) < 100
    with pytest.raises(PictureError, match=f"the picture has {side} x {side} pixels; 25,000,000 are allowed"):
        decoded(data, LARGE)


def test_as_many_pixels_as_are_allowed_are_decoded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decoding, "MOST_PIXELS", SIZE[0] * SIZE[1])
    for form in ALL_FORMATS:
        assert decoded(SAMPLES[form], LARGE).size == SIZE
        with pytest.raises(PictureError, match="pixels"):
            decoded(picture(form, (SIZE[0], SIZE[1] + 1)), LARGE)


@pytest.mark.parametrize("form", ALL_FORMATS)
def test_a_picture_that_was_cut_off_is_refused(form: str) -> None:
    noise = encoded(Image.effect_noise((200, 200), 90).convert("RGB"), form)
    for share in (0.02, 0.3, 0.9):
        with pytest.raises(PictureError, match="the picture is damaged: ") as caught:
            decoded(noise[: int(len(noise) * share)], LARGE)
        assert "\n" not in str(caught.value)


@given(st.sampled_from(ALL_FORMATS), st.data())
def test_whatever_is_changed_in_a_picture_it_is_decoded_or_refused(form: str, data: st.DataObject) -> None:
    content = bytearray(SAMPLES[form])
    for _ in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    try:
        image = decoded(bytes(content), (64, 64))
    except PictureError:
        return
    assert image.mode == "RGB"
    assert max(image.size) <= 64


def test_several_threads_may_decode_at_once() -> None:
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415  # for this alone

    with ThreadPoolExecutor(4) as pool:
        images = pool.map(lambda number: decoded(SAMPLES[ALL_FORMATS[number % 4]], (20, 20)), range(80))
    assert {image.size for image in images} == {(20, 15)}
