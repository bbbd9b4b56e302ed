"""Glasses and masks around the eyes."""

from maas_cli.render.figures.curves import mirrored
from maas_cli.render.figures.eyes import eyes
from maas_cli.render.figures.look import Face, Part
from maas_cli.render.figures.pen import OUTLINE, Pen


def round_glasses(colour: str) -> Part:
    """Return round spectacles."""

    def part(pen: Pen, face: Face) -> None:
        size = face.size + 3
        for side in pen.sides():
            _ring(side, (50 + face.gap, face.eye), (size, size), colour)
            side.stroke(((50 + face.gap + size, face.eye - 1), (50 + face.wide - 0.5, face.eye - 3)), colour, 2)
        pen.stroke(
            ((50 - face.gap + size, face.eye), (50, face.eye - 1.6), (50 + face.gap - size, face.eye)), colour, 2
        )

    return part


def square_glasses(colour: str) -> Part:
    """Return spectacles with thick square frames."""

    def part(pen: Pen, face: Face) -> None:
        size = min(face.size + 2.8, face.gap - 2)
        for side in pen.sides():
            x, y = 50 + face.gap, face.eye
            corners = (
                (x - size, y - 7),
                (x + size, y - 7),
                (x + size, y + 7.4),
                (x - size, y + 7.4),
            )
            for start, end in zip(corners, corners[1:] + corners[:1], strict=True):
                side.stroke((start, end), colour, 2.2)
            side.stroke(((x + size, y - 3), (50 + face.wide - 0.5, y - 4)), colour, 2.2)
        pen.stroke(((50 - face.gap + size, face.eye - 2), (50 + face.gap - size, face.eye - 2)), colour, 2.2)

    return part


def sunglasses(colour: str) -> Part:
    """Return dark glasses."""

    def part(pen: Pen, face: Face) -> None:
        for side in pen.sides():
            x, y, size = 50 + face.gap, face.eye, face.size + 2.4
            half = ((50, y - size * 0.7), (x + size, y - size * 0.8), (x + size, y), (x + size * 0.5, y + size * 0.9))
            side.blob((*half, (x - size * 0.5, y + size * 0.8), (52, y - 1)), colour, 0)
            side.stroke(((x + size, y - 4), (50 + face.wide, y - 4)), colour, 2.4)
            side.stroke(((x - 3, y - 3.4), (x + 1.5, y - 4)), "#ffffff", 1.6)

    return part


def monocle(colour: str) -> Part:
    """Return a monocle with its cord."""

    def part(pen: Pen, face: Face) -> None:
        size = face.size + 2
        x = 50 + face.gap
        pen.stroke(((x + size, face.eye), (x + size + 4, face.eye + 14), (x + size, face.eye + 28)), colour, 1.2)
        _ring(pen, (x, face.eye), (size, size), colour)

    return part


def eye_mask(colour: str) -> Part:
    """Return a hero's mask, with the eyes once more over it."""

    def part(pen: Pen, face: Face) -> None:
        y, wide = face.eye, face.wide
        half = (
            (50, y - 6),
            (50 + wide * 0.6, y - 9.5),
            (50 + wide, y - 6),
            (50 + wide * 0.95, y + 4),
            (61, y + 9),
            (50, y + 3),
        )
        pen.blob(mirrored(half), colour, OUTLINE * 0.8)
        eyes(pen, face._replace(skin=colour))

    return part


def _ring(pen: Pen, place: tuple[float, float], radii: tuple[float, float], colour: str) -> None:
    """Draw the rim of a lens: a closed line, so that the eye stays visible in it."""
    (x, y), (rx, ry) = place, radii
    # An octagon's corners are enough for the smooth curve to look round.
    d = 0.7071
    rim = ((x + rx, y), (x + rx * d, y + ry * d), (x, y + ry), (x - rx * d, y + ry * d), (x - rx, y))
    pen.stroke(rim, colour, 2.2)
    pen.stroke(((x - rx, y), (x - rx * d, y - ry * d), (x, y - ry), (x + rx * d, y - ry * d), (x + rx, y)), colour, 2.2)
