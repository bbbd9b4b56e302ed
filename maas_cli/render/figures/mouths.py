"""Mouths in every mood."""

from collections.abc import Callable

from maas_cli.render.figures.look import Face
from maas_cli.render.figures.moods import MOODS
from maas_cli.render.figures.pen import INK, OUTLINE, Pen

THROAT = "#7d2330"
TONGUE = "#e8707a"
TEETH = "#fffdf6"
LINE = OUTLINE * 1.4


def mouth(pen: Pen, face: Face) -> None:
    """Draw the mouth that goes with the face's mood."""
    MOUTHS[MOODS[face.mood].mouth](pen.moved(50, face.mouth, face.broad))


def _smile(pen: Pen) -> None:
    pen.stroke(((-1, -0.2), (0, 0.32), (1, -0.2)), INK, LINE)


def _small(pen: Pen) -> None:
    pen.stroke(((-0.5, 0), (0.5, 0)), INK, LINE)


def _flat(pen: Pen) -> None:
    pen.stroke(((-0.95, 0), (0.95, 0)), INK, LINE)


def _frown(pen: Pen) -> None:
    pen.stroke(((-0.95, 0.35), (0, -0.22), (0.95, 0.35)), INK, LINE)


def _wavy(pen: Pen) -> None:
    pen.stroke(((-1, 0.1), (-0.5, -0.22), (0, 0.16), (0.5, -0.22), (1, 0.1)), INK, LINE)


def _smirk(pen: Pen) -> None:
    pen.stroke(((-0.8, 0.18), (0.1, 0.2), (1.0, -0.38)), INK, LINE)


def _grin(pen: Pen) -> None:
    pen.poly(((-1, -0.3), (1, -0.3), (0.86, 0.25), (0.45, 0.72), (0, 0.84), (-0.45, 0.72), (-0.86, 0.25)), THROAT)
    pen.blob(((-0.5, 0.5), (0, 0.3), (0.5, 0.5), (0.3, 0.74), (-0.3, 0.74)), TONGUE, 0)
    pen.poly(((-0.96, -0.3), (0.96, -0.3), (0.88, 0.02), (-0.88, 0.02)), TEETH, 0)


def _snarl(pen: Pen) -> None:
    pen.poly(((-1.1, 0.45), (-0.8, -0.3), (0.8, -0.3), (1.1, 0.45)), TEETH)
    for x in (-0.5, 0, 0.5):
        pen.stroke(((x, -0.26), (x * 1.15, 0.42)), INK, OUTLINE * 0.7)
    for x in (-0.8, 0.8):
        pen.poly(((x - 0.18, -0.3), (x + 0.18, -0.3), (x, 0.75)), TEETH, OUTLINE * 0.7)


def _teeth(pen: Pen) -> None:
    pen.blob(((-1.25, -0.5), (0, -0.25), (1.25, -0.5), (0.9, 0.5), (0, 0.8), (-0.9, 0.5)), TEETH)
    pen.stroke(((-1.1, 0.02), (0, 0.26), (1.1, 0.02)), INK, OUTLINE * 0.7)
    for x in (-0.7, -0.24, 0.24, 0.7):
        pen.stroke(((x, -0.3), (x * 0.9, 0.56)), INK, OUTLINE * 0.7)


def _round(pen: Pen) -> None:
    pen.oval((0, 0.2), (0.42, 0.56), THROAT)


def _shout(pen: Pen) -> None:
    pen.blob(((-0.9, -0.35), (0, -0.5), (0.9, -0.35), (0.8, 0.8), (0, 1.15), (-0.8, 0.8)), THROAT)
    pen.blob(((-0.5, 0.75), (0, 0.5), (0.5, 0.75), (0.3, 1.0), (-0.3, 1.0)), TONGUE, 0)
    pen.poly(((-0.72, -0.42), (0.72, -0.42), (0.62, -0.1), (-0.62, -0.1)), TEETH, 0)


MOUTHS: dict[str, Callable[[Pen], None]] = {
    "smile": _smile,
    "small": _small,
    "flat": _flat,
    "frown": _frown,
    "wavy": _wavy,
    "smirk": _smirk,
    "grin": _grin,
    "snarl": _snarl,
    "teeth": _teeth,
    "round": _round,
    "shout": _shout,
}
"""Every mouth by its name; drawn around (0, 0), 2 wide."""
