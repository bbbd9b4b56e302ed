"""Which widget shows pictures: half-blocks everywhere, sharper where the terminal can and the extra is installed."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING, Protocol, TypeAlias, cast

from maas_cli.tui.terminal_graphics import Pixels, pixels_of
from maas_cli.tui.widgets.half_block_picture import HalfBlockPicture

if TYPE_CHECKING:
    from collections.abc import Callable

    from PIL.Image import Image
    from textual.widget import Widget


_KEYS, _SCREEN = 0, 2
"""The descriptors that Textual reads keys from and draws on."""


class _HasImage(Protocol):
    image: Image | None


NewPicture: TypeAlias = "Callable[[], Widget]"
"""Makes a widget whose ``image`` can be set."""


def best_pictures() -> NewPicture:
    """Return what shows pictures best on this terminal; asks it, so it must come before the application starts.

    Needs the extra ``images`` for anything but half-blocks.
    """
    pixels = None if find_spec("textual_image") is None else pixels_of(_KEYS, _SCREEN)
    if pixels is None:
        return HalfBlockPicture
    from textual_image import widget  # noqa: PLC0415  # optional, dear, and it asks the terminal

    return cast("NewPicture", widget.TGPImage if pixels is Pixels.PLACEHOLDERS else widget.SixelImage)


def set_image(picture: Widget, image: Image | None) -> None:
    """Show an image in a widget that :data:`NewPicture` made."""
    cast("_HasImage", picture).image = image
