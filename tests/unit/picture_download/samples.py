"""Small pictures in all formats, limits that allow this machine, and names that mean what a test wants."""

import socket
from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any, Final

import pytest
from PIL import Image

from maas_cli.picture_download.fetching import Limits

ALL_FORMATS: Final = ("PNG", "JPEG", "GIF", "WEBP")
SIZE: Final = (40, 30)
ORANGE: Final = (240, 130, 20)

ON_THIS_MACHINE: Final = Limits(is_allowed=lambda _: True)
"""The usual limits, but with servers on this machine allowed."""


def picture(form: str = "PNG", size: tuple[int, int] = SIZE, color: Any = ORANGE, **options: Any) -> bytes:  # noqa: ANN401  # what Pillow takes
    """Return the bytes of a picture of one colour, which has transparency if the colour has."""
    return encoded(Image.new("RGBA" if len(color) == 4 else "RGB", size, color), form, **options)


def encoded(image: Image.Image, form: str, **options: Any) -> bytes:  # noqa: ANN401  # what Pillow takes
    """Return an image as the bytes of a file."""
    file = BytesIO()
    image.save(file, form, **options)
    return file.getvalue()


def let_mean(monkeypatch: pytest.MonkeyPatch, names: Mapping[str, Sequence[str]]) -> list[str]:
    """Let names mean these addresses; return the list of the names that are looked up from now on."""
    looked_up: list[str] = []
    usual = socket.getaddrinfo

    def look_up(host: str, port: int, *more: int, **further: int) -> list[Any]:
        if host not in names:
            return usual(host, port, *more, **further)
        looked_up.append(host)
        return [found for address in names[host] for found in usual(address, port, *more, **further)]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    return looked_up
