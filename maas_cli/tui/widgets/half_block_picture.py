"""Pictures in cells: two coloured pixels in each, or dots where there are no colours to be had."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from rich.color import Color, ColorType
from rich.color_triplet import ColorTriplet
from rich.segment import Segment
from rich.style import Style
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from maas_cli.tui.braille import ACROSS, DOWN, braille_lines

if TYPE_CHECKING:
    from PIL.Image import Image

UPPER_HALF = "▀"
PIXELS_DOWN = 2
"""Pixels above each other in a cell, which is about twice as high as it is wide."""

_STEP = 4
"""Colours are rounded to so many of 256 steps: nobody sees it, and neighbours that look alike share a style."""


def fitted(width: int, height: int, columns: int, rows: int) -> tuple[int, int]:
    """Return how many columns and rows a picture of so many pixels takes to fill a room of cells and keep its shape."""
    pixels_down = rows * PIXELS_DOWN
    if width * pixels_down > height * columns:
        return columns, max(1, round(height * columns / width / PIXELS_DOWN))
    return max(1, round(width * pixels_down / height)), rows


def half_block_lines(image: Image, columns: int, rows: int) -> list[list[Segment]]:
    """Return a picture as lines of upper halves, whose foreground is the pixel above and background the one below."""
    data, stride = _scaled(image, columns, rows * PIXELS_DOWN).tobytes(), 3 * columns
    quantised = data.translate(bytes(min(255, (value + _STEP // 2) // _STEP * _STEP) for value in range(256)))
    lines = [quantised[start : start + stride] for start in range(0, len(quantised), stride)]
    return [_pixel_line(upper, lower) for upper, lower in zip(lines[::2], lines[1::2], strict=True)]


def dotted_lines(image: Image, columns: int, rows: int, *, on_dark: bool) -> list[str]:
    """Return a picture as braille dots, closer together where it is brighter, or darker unless ``on_dark``."""
    grey = _scaled(image, columns * ACROSS, rows * DOWN).convert("L")
    set_value = 255 if on_dark else 0
    dots = grey.convert("1").convert("L").tobytes()  # to one bit a pixel by spreading the error, then a byte for each
    bits = dots.translate(bytes(value == set_value for value in range(256)))
    return braille_lines([bits[start : start + grey.width] for start in range(0, len(bits), grey.width)])


def _scaled(image: Image, width: int, height: int) -> Image:
    """Return a picture in another size, in red, green and blue; what is transparent is black."""
    from PIL.Image import Resampling  # noqa: PLC0415  # Pillow is dear; the first frame has no picture

    if image.mode not in ("RGB", "L"):
        image = image.convert("RGBA")
        image.paste((0, 0, 0, 255), mask=image.getchannel("A").point(lambda alpha: 255 - alpha))
    return image.convert("RGB").resize((width, height), Resampling.BOX, reducing_gap=2.0)


def _pixel_line(upper: bytes, lower: bytes) -> list[Segment]:
    """Return two rows of pixels as one line; equal neighbours are one segment."""
    segments: list[Segment] = []
    start, last, length = 0, b"", len(upper)
    for place in range(0, length + 3, 3):
        pair = upper[place : place + 3] + lower[place : place + 3]
        if pair != last:
            if last:
                segments.append(Segment(UPPER_HALF * ((place - start) // 3), _style(last)))
            start, last = place, pair
    return segments


@functools.lru_cache(maxsize=4096)
def _style(pair: bytes) -> Style:
    return Style.from_color(_color(pair[:3]), _color(pair[3:]))


@functools.lru_cache(maxsize=4096)
def _color(rgb: bytes) -> Color:
    """Return the same as ``Color.from_rgb``, in a quarter of the time, of which this was most."""
    return Color(f"#{rgb.hex()}", ColorType.TRUECOLOR, None, ColorTriplet(*rgb))


class HalfBlockPicture(Widget):
    """Shows a picture as large as there is room, in its middle; nothing where there is none.

    Where colours are not wanted or hardly to be had, it is made of dots. It is drawn once for each picture and size.
    """

    image: reactive[Image | None] = reactive(None, init=False)

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002  # Textual's name for it
        super().__init__(id=id, classes=classes)
        self._drawn: tuple[object, ...] = ()
        self._lines: list[Strip] = []

    def render_line(self, y: int) -> Strip:
        """Return a line of the picture, or a blank one."""
        top = (self.size.height - len(self._drawn_lines())) // 2
        style, width = self.rich_style, self.size.width
        if not 0 <= y - top < len(self._lines):
            return Strip.blank(width, style)
        line = self._lines[y - top]
        left = (width - line.cell_length) // 2
        return Strip([Segment(" " * left, style), *line], left + line.cell_length).adjust_cell_length(width, style)

    def _drawn_lines(self) -> list[Strip]:
        """Return the picture's lines; they are drawn if what they depend on has changed."""
        wanted = (self.image, self.size, self._has_colours, self.rich_style, self.app.current_theme.dark)
        if wanted != self._drawn:
            self._drawn, self._lines = wanted, self._draw()
        return self._lines

    def _draw(self) -> list[Strip]:
        if self.image is None or not self.size:
            return []
        columns, rows = fitted(*self.image.size, *self.size)
        if self._has_colours:
            return [Strip(line, columns) for line in half_block_lines(self.image, columns, rows)]
        on_dark = self.app.current_theme.dark
        dots = dotted_lines(self.image, columns, rows, on_dark=on_dark)
        return [Strip([Segment(line, self.rich_style)], columns) for line in dots]

    @property
    def _has_colours(self) -> bool:
        """Whether pixels can be shown in some hundred colours at least."""
        return not self.app.no_color and not self.app.native_ansi_color
