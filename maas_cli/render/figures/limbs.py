"""Paws and arms in front of a figure."""

from maas_cli.render.figures.curves import Points
from maas_cli.render.figures.look import Face, Part
from maas_cli.render.figures.pen import INK, OUTLINE, Pen


def paw(colour: str, place: tuple[float, float] = (74, 88), size: float = 6.5) -> Part:
    """Return a round paw or fist."""

    def part(pen: Pen, _: Face) -> None:
        pen.oval(place, (size, size), colour)

    return part


def paws(colour: str, place: tuple[float, float] = (64, 92), size: float = 6.5) -> Part:
    """Return a paw on both sides."""

    def part(pen: Pen, _: Face) -> None:
        for side in pen.sides():
            side.oval(place, (size, size), colour)

    return part


def arm(path: Points, sleeve: str, hand: str) -> Part:
    """Return an arm along a path, with a hand at its end."""

    def part(pen: Pen, _: Face) -> None:
        pen.stroke(path, INK, 12 + 2 * OUTLINE)
        pen.stroke(path, sleeve, 12)
        pen.oval(path[-1], (6.8, 6.8), hand)

    return part


def raised(sleeve: str, hand: str) -> Part:
    """Return both arms thrown up."""

    def part(pen: Pen, face: Face) -> None:
        for side in pen.sides():
            arm(((76, 96), (86, 76), (89, 50)), sleeve, hand)(side, face)

    return part
