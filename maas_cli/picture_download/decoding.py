"""A picture's bytes, of whatever origin, made pixels."""

from io import BytesIO
from typing import TYPE_CHECKING

from maas_cli.errors import PictureError
from maas_cli.picture_download.formats import ENOUGH, FORMATS, format_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from PIL.Image import Image
    from PIL.ImageFile import ImageFile

MOST_PIXELS = 25_000_000
"""Pixels that are decoded, 75 MB of them: a file of some kilobytes can claim to have a thousand times as many."""

_PAPER = (255, 255, 255)
"""What shows through where a picture is transparent."""


def decoded(data: bytes, largest: tuple[int, int]) -> "Image":
    """Return a picture in RGB, made smaller where it is wider or higher than ``largest``, in pixels, 1 and up.

    Of an animation it is the first frame, and it stands upright if the file says how it was held.

    Raises:
        PictureError: it is no PNG, JPEG, GIF or WebP, has too many pixels, is damaged or cut off.
    """
    opener = _opener(data)
    try:
        opened = opener(BytesIO(data))
        _check_size(opened.size)
        opened.draft("RGB", largest)  # a JPEG is decoded at a fraction of its size, where that is enough
        return _reduced(opened, largest)
    except PictureError:
        raise
    except Exception as error:  # what a decoder raises when it meets nonsense is written nowhere
        raise PictureError(f"the picture is damaged: {' '.join(str(error).split()) or type(error).__name__}") from error


def _opener(data: bytes) -> "Callable[[BytesIO], ImageFile]":
    """Return what opens a picture, not decoding it yet; ``Image.open`` would warn of large ones on the terminal."""
    from PIL.GifImagePlugin import GifImageFile  # noqa: PLC0415  # dear, and few commands show pictures
    from PIL.JpegImagePlugin import JpegImageFile  # noqa: PLC0415  # as above
    from PIL.PngImagePlugin import PngImageFile  # noqa: PLC0415  # as above
    from PIL.WebPImagePlugin import WebPImageFile  # noqa: PLC0415  # as above

    openers: dict[str | None, Callable[[BytesIO], ImageFile]] = {
        "PNG": PngImageFile, "JPEG": JpegImageFile, "GIF": GifImageFile, "WEBP": WebPImageFile
    }  # fmt: skip
    try:
        return openers[format_of(data)]
    except KeyError:
        raise PictureError(f"this is no picture ({FORMATS}), it begins with {data[:ENOUGH]!r}") from None


def _check_size(size: tuple[int, int]) -> None:
    width, height = size
    if width * height > MOST_PIXELS:
        raise PictureError(f"the picture has {width} x {height} pixels; {MOST_PIXELS:,} are allowed")


def _reduced(image: "Image", largest: tuple[int, int]) -> "Image":
    """Return a picture upright, no larger than it may be, in RGB, and on paper where it is transparent."""
    from PIL import Image, ImageOps  # noqa: PLC0415  # dear, as above

    upright = ImageOps.exif_transpose(image)
    upright.thumbnail(largest)
    if not upright.has_transparency_data:
        return upright.convert("RGB")
    paper = Image.new("RGB", upright.size, _PAPER)
    opaque = upright.convert("RGBA")
    paper.paste(opaque, mask=opaque)
    return paper
