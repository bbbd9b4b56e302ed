"""Which bytes are a picture, judged by how they begin: PNG, JPEG, GIF or WebP."""

from typing import Final

FORMATS: Final = "PNG, JPEG, GIF or WebP"
ENOUGH: Final = 12
"""So many bytes tell the format."""


def format_of(data: bytes) -> str | None:
    """Return the format of a picture that begins with these bytes, as Pillow names it; None if it is none of them."""
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if data.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if data.startswith((b"GIF87a", b"GIF89a")):
        return "GIF"
    return "WEBP" if data.startswith(b"RIFF") and data[8:12] == b"WEBP" else None
