"""Beaks and bills, seen from the front."""

from maas_cli.render.figures.curves import mirrored
from maas_cli.render.figures.look import Face, Part
from maas_cli.render.figures.mouths import THROAT
from maas_cli.render.figures.pen import INK, OUTLINE, Pen

THIN = OUTLINE * 0.8


def _gapes(face: Face) -> bool:
    """Tell whether the mood of a face opens its beak."""
    return face.mood in {"happy", "shouting", "shocked", "mad", "cheering", "brave"}


def small_beak(colour: str, wide: float = 7) -> Part:
    """Return a short pointed beak, as of penguins, owls and hens."""

    def part(pen: Pen, face: Face) -> None:
        y = face.mouth - 8
        low = mirrored(((50, y), (50 + wide * 0.7, y + 2), (50, y + (15 if _gapes(face) else 10))))
        if _gapes(face):
            pen.poly(low, THROAT)
        high = mirrored(
            ((50, y - 5), (50 + wide * 0.6, y - 3), (50 + wide, y + 1.5), (50 + wide * 0.4, y + 5), (50, y + 9))
        )
        pen.blob(high, colour)
        pen.oval((50 - wide * 0.3, y - 0.6), (0.9, 0.7), INK, 0)
        pen.oval((50 + wide * 0.3, y - 0.6), (0.9, 0.7), INK, 0)

    return part


def long_beak(colour: str, wide: float = 7.5, length: float = 20) -> Part:
    """Return a long straight beak, as of crows and cranes."""

    def part(pen: Pen, face: Face) -> None:
        y = face.eye + 5
        if _gapes(face):
            pen.blob(
                mirrored(((50, y + 4), (50 + wide, y + 8), (50 + wide * 0.6, y + length * 0.9), (50, y + length))),
                THROAT,
            )
        half = (
            (50, y - 5),
            (50 + wide * 0.66, y - 3),
            (50 + wide, y + 4),
            (50 + wide * 0.5, y + length * 0.6),
            (50, y + length),
        )
        pen.blob(mirrored(half), colour)
        pen.stroke(((50, y), (50, y + length * 0.72)), INK, THIN)

    return part


def hooked(colour: str, tip: str) -> Part:
    """Return the great curved beak of a parrot."""

    def part(pen: Pen, face: Face) -> None:
        y = face.mouth - 14
        pen.blob(mirrored(((50, y + 12), (55, y + 14), (55, y + 22), (50, y + 24))), INK)
        half = ((50, y - 4), (56, y - 3), (61, y + 5), (59, y + 14), (53, y + 20), (50, y + 26))
        pen.blob(mirrored(half), colour)
        pen.blob(mirrored(((50, y + 15), (54, y + 16), (52, y + 21), (50, y + 25))), tip, 0)
        for side in pen.sides():
            side.oval((54, y + 0.6), (1.3, 1), INK, 0)

    return part


def bill(colour: str) -> Part:
    """Return the broad bill of ducks and geese, its corners up or down with the mood."""

    def part(pen: Pen, face: Face) -> None:
        y = face.mouth - 3
        if _gapes(face):
            pen.blob(mirrored(((50, y), (60, y), (58, y + 11), (50, y + 14))), THROAT)
        half = ((50, y - 11), (56, y - 10), (60, y - 4), (68, y + 2), (66, y + 7), (58, y + 7.5), (50, y + 8))
        pen.blob(mirrored(half), colour)
        lift = 2.0 if face.mood in {"grumpy", "sad", "worried"} else -2.0
        pen.stroke(((36, y + 2 + lift * -0.6), (50, y + 3.4 + lift * -0.4), (64, y + 2 + lift * -0.6)), INK, THIN)
        for side in pen.sides():
            side.oval((53, y - 6), (0.9, 1.5), INK, 0)

    return part
