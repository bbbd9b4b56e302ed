"""Drawing the figure of a template."""

from functools import lru_cache
from typing import TYPE_CHECKING

from maas_cli.render.figures.catalogue import FIGURES
from maas_cli.render.figures.derived import derived_figure
from maas_cli.render.figures.look import Figure
from maas_cli.render.figures.pen import Pen
from maas_cli.render.figures.words import words_of

if TYPE_CHECKING:
    # Only named in annotations: Pillow is loaded by whoever has something to draw on.
    from PIL.ImageDraw import ImageDraw

_KEPT = 256
"""Figures kept at hand: lists of a few functions each."""


def draw_figure(draw: "ImageDraw", template: str, box: tuple[int, int, int, int]) -> None:
    """Draw the figure of a template, the same one for the same name wherever and whenever it is drawn.

    It is a bust that ends at the lower edge of the box, in the middle, as large as the largest square that fits; the
    face is within the middle three fifths. Nothing is drawn outside the box.

    Args:
        draw: what to draw on, in RGB.
        template: the template's name; any text, also none.
        box: left, top, right, bottom in pixels, all four still inside.
    """
    figure = figure_of(template)
    pen = Pen(draw, box)
    for part in figure.parts:
        part(pen, figure.face)


@lru_cache(maxsize=_KEPT)
def figure_of(template: str) -> Figure:
    """Return a template's figure: the starter catalogue's own, whatever the name's case, or a derived one."""
    return _by_words().get(tuple(words_of(template))) or derived_figure(template)


@lru_cache(maxsize=1)
def _by_words() -> dict[tuple[str, ...], Figure]:
    return {tuple(words_of(name)): figure for name, figure in FIGURES.items()}
