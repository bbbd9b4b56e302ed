"""The caption on the picture: white capitals with a black outline, as large as fits, upper half above, lower below."""

from functools import lru_cache
from math import cos, sin, tau
from typing import TYPE_CHECKING, Final

import uharfbuzz
from PIL import Image, ImageChops

from maas_cli.render.capitals import capitals
from maas_cli.render.fitting import Block, Room, fit
from maas_cli.render.shaping import Shaper

if TYPE_CHECKING:
    from maas_cli.render.shaping import Line

_WIDTH, _HEIGHT, _LARGEST, _BREAKING, _SMALLEST = 0.93, 0.25, 0.14, 0.06, 0.045
"""A half's room, and sizes of its letters, in parts of the picture's side."""

_MARGIN: Final = 0.035
"""From the picture's edge to the letters, in parts of its side."""

_OUTLINE: Final = 0.075
"""Width of the outline in ems."""

_LEAST_OUTLINE: Final = 0.006
"""Width of the outline of small letters, in parts of the picture's side."""

_UNLIKE: Final = 1.35
"""One half's letters are at most so many times as large as the other's."""

_FINER: Final = 2
"""Letters are drawn so many times larger and reduced, which keeps the outline's edge smooth."""

_DIRECTIONS: Final = 16
"""An outline is the letters moved so many ways."""


def draw_caption(image: Image.Image, halves: tuple[str, str], lang: str) -> None:
    """Draw the two halves of a caption, either of which may be empty, into a square picture."""
    upper, lower = (capitals(half, lang) for half in halves)
    shaper = Shaper(f"{upper} {lower}", lang)
    side = image.width
    room = Room(*(side * part for part in (_WIDTH, _HEIGHT, _LARGEST, _SMALLEST, _BREAKING)))
    measure = lru_cache(maxsize=None)(shaper.measure)
    above, below = fit(upper, measure, room), fit(lower, measure, room)
    for block, other, is_upper in ((above, below, True), (below, above, False)):
        if block.lines:
            size = min(block.size, other.size * _UNLIKE) if other.lines else block.size
            _Lettering(block, size, side, shaper).draw(image, is_upper=is_upper)


class _Lettering:
    """The lines of a half at the size that they have in the end."""

    def __init__(self, block: Block, size: float, side: int, shaper: Shaper) -> None:
        self._block = block
        self._side = side
        self._lines = [shaper.line(text) for text in block.lines]
        # a line can be a little wider than its pieces, which were measured one by one
        self._size = min([size, *(_WIDTH * side / line.width for line in self._lines if line.width)])
        self._outline = max(_OUTLINE * self._size, _LEAST_OUTLINE * side)

    def draw(self, image: Image.Image, *, is_upper: bool) -> None:
        """Draw the lines at the picture's top or bottom."""
        letters = self._mask()
        outline = outlined(letters, self._outline * _FINER)
        height = letters.height // _FINER
        edge = round(_MARGIN * self._side - self._outline)
        top = edge if is_upper else self._side - edge - height
        image.paste((0, 0, 0), (0, top), outline.reduce(_FINER))
        image.paste((255, 255, 255), (0, top), letters.reduce(_FINER))

    def _mask(self) -> Image.Image:
        """Return where there are letters, as wide as the picture, just high enough for them and their outline."""
        em = self._size * _FINER
        border = self._outline * _FINER
        width = self._side * _FINER
        height = _FINER * (int((self._block.height * em + 2 * border) / _FINER) + 1)
        raster = uharfbuzz.RasterDraw()
        raster.extents = uharfbuzz.RasterExtents(x_origin=0, y_origin=0, width=width, height=height, stride=0)
        baseline = height - border - self._block.above * em
        for line in self._lines:
            _add(raster, line, (width - line.width * em) / 2, baseline, em)
            baseline -= self._block.advance * em
        drawn = raster.render()
        return Image.frombytes("L", (width, height), drawn.buffer, "raw", "L", drawn.extents.stride, -1)


def _add(raster: "uharfbuzz.RasterDraw", line: "Line", left: float, baseline: float, em: float) -> None:
    """Add a line's glyphs to what is rasterised."""
    for glyph in line.glyphs:
        scale = em / glyph.face.em
        raster.transform = (scale, 0, 0, scale, left + glyph.x * em, baseline + glyph.y * em)
        raster.draw_glyph(glyph.face.font, glyph.number)


def outlined(mask: Image.Image, radius: float) -> Image.Image:
    """Return a mask of one channel grown by ``radius`` pixels on all sides, its corners round.

    What is drawn in the mask is at least as wide as that, else it would be surrounded by a ring.
    """
    grown = mask
    for step in range(_DIRECTIONS):
        angle = tau * step / _DIRECTIONS
        grown = ImageChops.lighter(grown, _moved(mask, round(radius * cos(angle)), round(radius * sin(angle))))
    return grown


def _moved(mask: Image.Image, x: int, y: int) -> Image.Image:
    """Return a mask moved by whole pixels; what comes in at the edges is empty."""
    return mask.crop((-x, -y, mask.width - x, mask.height - y))
