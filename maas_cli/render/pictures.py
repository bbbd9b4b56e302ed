"""A meme's picture: rays of colour, the figure of its template, the caption over it."""

from functools import lru_cache
from typing import Final

from PIL import Image, ImageDraw

from maas_cli.errors import InvalidInputError
from maas_cli.models.meme import Meme
from maas_cli.render.background import draw_burst
from maas_cli.render.figures import draw_figure
from maas_cli.render.halves import caption_halves
from maas_cli.render.lettering import draw_caption
from maas_cli.render.png import encoded

DEFAULT_SIZE: Final = 400
SMALLEST: Final = 64
LARGEST: Final = 2000
"""Sizes of a picture, in pixels of its side."""

_FINER: Final = 2
"""Shapes are drawn so many times larger and reduced, which makes their edges smooth."""

_FINE_UP_TO: Final = 1200
"""Pictures larger than this, in pixels, are drawn as they are: nobody sees the steps, and memory has an end."""

_KEPT: Final = 8
"""So many pictures without captions are kept: who looks through the memes of a template has each drawn faster."""


def draw_picture(meme: Meme, size: int = DEFAULT_SIZE) -> Image.Image:
    """Return a meme's picture in RGB, a square of ``size`` pixels a side, ``SMALLEST`` to ``LARGEST``.

    The same meme gives the same pixels, wherever and whenever it is drawn. Safe to call from many threads.

    Raises:
        InvalidInputError: ``size`` is out of range.
    """
    if not SMALLEST <= size <= LARGEST:
        raise InvalidInputError(f"a picture of {size:,} pixels; allowed are {SMALLEST} to {LARGEST:,}")
    image = _without_caption(meme.name, size).copy()
    draw_caption(image, caption_halves(meme), meme.lang)
    return image


def picture_png(meme: Meme, size: int = DEFAULT_SIZE) -> bytes:
    """Return a meme's picture as a PNG file of few colours; the same bytes for the same meme.

    Raises:
        InvalidInputError: ``size`` is out of range.
    """
    return encoded(draw_picture(meme, size))


@lru_cache(maxsize=_KEPT)
def _without_caption(template: str, size: int) -> Image.Image:
    """Return the picture of a template; callers draw into copies of it."""
    side = size * _FINER if size <= _FINE_UP_TO else size
    image = Image.new("RGB", (side, side))
    draw = ImageDraw.Draw(image)
    draw_burst(draw, template, side)
    draw_figure(draw, template, (0, 0, side - 1, side - 1))
    return image.reduce(side // size) if side > size else image
