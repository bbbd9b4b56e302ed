"""PNG files of few colours, written here and not by Pillow.

The bytes have to be the same everywhere, for the starter catalogue states their MD5. Pillow's packages bring zlib-ng,
whose output depends on the processor; the standard library's zlib gives the same bytes everywhere, unless Python was
built with another library in its place.
"""

import zlib
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from PIL import Image

_COLORS: Final = 128
"""What two rays, a figure and smooth edges need; a picture of all colours is three times as large."""

_EFFORT: Final = 6
"""How hard zlib tries; with 9 a picture is a tenth smaller and takes three times as long."""

_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
_INDEXED: Final = 3


def encoded(image: "Image.Image") -> bytes:
    """Return an RGB image as a PNG file of at most 128 colours, those that suit it."""
    from PIL.Image import Dither, Quantize  # noqa: PLC0415  # so that the type alone costs nothing

    reduced = image.quantize(_COLORS, Quantize.FASTOCTREE, dither=Dither.NONE)
    palette = bytes(reduced.getpalette("RGB") or b"")
    header = image.width.to_bytes(4) + image.height.to_bytes(4) + bytes((8, _INDEXED, 0, 0, 0))
    pixels = reduced.tobytes()
    rows = b"".join(b"\0" + pixels[start : start + image.width] for start in range(0, len(pixels), image.width))
    return b"".join(
        [
            _SIGNATURE,
            _chunk(b"IHDR", header),
            _chunk(b"PLTE", palette),
            _chunk(b"IDAT", zlib.compress(rows, _EFFORT)),
            _chunk(b"IEND", b""),
        ]
    )


def _chunk(kind: bytes, data: bytes) -> bytes:
    return len(data).to_bytes(4) + kind + data + zlib.crc32(kind + data).to_bytes(4)
