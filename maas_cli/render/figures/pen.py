"""The pen that all figures are drawn with: flat shapes with dark outlines of one weight.

A figure lives in a field of 100 by 100 units, x to the right and y downwards, laid into the middle of a box of pixels.
Nothing is ever drawn outside the box.
"""

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from maas_cli.render.figures.curves import Points, closed, grown, opened

if TYPE_CHECKING:
    # Only named in annotations: Pillow is loaded by whoever has something to draw on.
    from PIL.ImageDraw import ImageDraw

INK = "#26222f"
OUTLINE = 1.6
"""Weight of the outlines, in units; it does not change where a part is drawn smaller."""

_FAR = 1 << 20
"""Further out than any picture reaches, in pixels."""


class View(NamedTuple):
    """Where a pen's own units lie in the field: origin, length of a unit, whether mirrored, and about which x."""

    x: float = 0.0
    y: float = 0.0
    scale: float = 1.0
    flip: bool = False
    middle: float = 50.0


class Pen:
    """Draws in units; cheap to make, holds nothing but where the field lies.

    Attributes:
        draw: what is drawn on.
        box: left, top, right, bottom in pixels, all four still inside, as Pillow counts.
        view: where its own units lie.
    """

    def __init__(self, draw: "ImageDraw", box: tuple[int, int, int, int], view: View = View()) -> None:  # noqa: B008 - immutable
        left, top, right, bottom = box
        side = min(right - left, bottom - top) + 1
        self.draw = draw
        self.box = box
        self.view = view
        self._unit = side / 100
        self._left = (left + right + 1 - side) / 2
        self._top = float(bottom + 1 - side)
        wide, high = draw.im.size
        # Pillow cuts off what is outside the picture, and more neatly than this pen does at any other edge.
        self._least = (left if left > 0 else -_FAR, top if top > 0 else -_FAR)
        self._most = (right if right < wide - 1 else _FAR, bottom if bottom < high - 1 else _FAR)

    def moved(self, x: float, y: float, scale: float = 1.0) -> "Pen":
        """Return a pen whose point (0, 0) is this one's (x, y), and whose units are ``scale`` times as long."""
        own = self.view
        view = own._replace(x=own.x + x * own.scale, y=own.y + y * own.scale, scale=own.scale * scale)
        return Pen(self.draw, self.box, view)

    def beside(self, x: float) -> "Pen":
        """Return a pen whose field lies ``x`` units further right, and so does the line it mirrors at."""
        view = self.view._replace(x=self.view.x + x, middle=self.view.middle + x)
        return Pen(self.draw, self.box, view)

    def sides(self) -> Iterator["Pen"]:
        """Yield this pen, then one that draws everything mirrored about the middle of its field."""
        yield self
        yield Pen(self.draw, self.box, self.view._replace(flip=not self.view.flip))

    def blob(self, points: Points, fill: str, line: float = OUTLINE) -> None:
        """Fill a smooth shape through the points, outlined unless ``line`` is 0."""
        self.poly(closed(points), fill, line)

    def poly(self, points: Points, fill: str, line: float = OUTLINE) -> None:
        """Fill a shape with straight edges, outlined unless ``line`` is 0."""
        if line:
            self.draw.polygon(self._pixels(grown(points, line / self.view.scale)), fill=INK)
        self.draw.polygon(self._pixels(points), fill=fill)

    def oval(self, place: tuple[float, float], radii: tuple[float, float], fill: str, line: float = OUTLINE) -> None:
        """Fill an ellipse around a place, outlined unless ``line`` is 0."""
        x, y = place
        if line:
            wide = line / self.view.scale
            self.draw.ellipse(self._frame(x, y, radii[0] + wide, radii[1] + wide), fill=INK)
        self.draw.ellipse(self._frame(x, y, *radii), fill=fill)

    def stroke(self, points: Points, fill: str = INK, width: float = 2.0) -> None:
        """Draw a smooth line with round ends through at least two points."""
        # Odd, so that a line and its round ends have the same middle.
        thick = round(width * self._unit) | 1
        path = self._pixels(opened(points), thick // 2 + 1 if thick > 1 else 0)
        self.draw.line(path, fill=fill, width=thick)
        reach = thick // 2
        # Pillow's own joints stand out where a bend is tight for the width.
        for x, y in path if thick > 2 else ():  # noqa: PLR2004 - thinner lines need no joints
            self.draw.ellipse((x - reach, y - reach, x + reach, y + reach), fill=fill)

    def _pixel(self, x: float, y: float) -> tuple[float, float]:
        own = self.view
        across, down = own.x + x * own.scale, own.y + y * own.scale
        if own.flip:
            across = 2 * own.middle - across
        # Pillow counts from the middle of a pixel; the field begins at the edge of the first.
        return self._left + across * self._unit - 0.5, self._top + down * self._unit - 0.5

    def _kept(self, x: float, y: float, margin: int = 0) -> tuple[int, int]:
        """Return whole pixels, at least a margin within the box; rounded alike on every machine."""
        (left, top), (right, bottom) = self._least, self._most
        return (
            min(max(math.floor(x + 0.5), left + margin), right - margin),
            min(max(math.floor(y + 0.5), top + margin), bottom - margin),
        )

    def _pixels(self, points: Points, margin: int = 0) -> list[tuple[int, int]]:
        return [self._kept(*self._pixel(x, y), margin) for x, y in points]

    def _frame(self, x: float, y: float, rx: float, ry: float) -> list[tuple[int, int]]:
        """Return an ellipse's corners, the upper left one first also when mirrored."""
        (a, top), (b, bottom) = self._pixel(x - rx, y - ry), self._pixel(x + rx, y + ry)
        return [self._kept(min(a, b), top), self._kept(max(a, b), bottom)]
