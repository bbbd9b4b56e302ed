"""Heads and bodies: the large shapes that everything else is painted on."""

from maas_cli.render.figures.curves import Points, mirrored
from maas_cli.render.figures.look import Face, Part
from maas_cli.render.figures.pen import Pen

ROUND = mirrored(((50, 19.5), (64, 23), (75, 34), (78, 50), (72, 65), (61, 72), (50, 74)))
WIDE = mirrored(((50, 22), (64, 24.4), (77, 36), (81, 53), (72, 67), (60, 73), (50, 74)))
NARROW = mirrored(((50, 20), (62, 22), (71, 33), (72, 52), (66, 68), (58, 75), (50, 77)))
LONG = mirrored(((50, 17), (60, 18), (68, 27), (69, 42), (64, 56), (67, 68), (62, 78), (50, 80)))
WEDGE = mirrored(((50, 22), (63, 22), (75, 32), (79, 46), (68, 60), (57, 75), (50, 77)))
BROAD = mirrored(((50, 26), (64, 26), (76, 36), (82, 54), (78, 68), (66, 76), (50, 78)))
EGG = mirrored(((50, 17), (63, 19), (72, 30), (75, 46), (72, 60), (62, 70), (50, 72)))
TUFTED = mirrored(
    ((50, 21), (64, 22), (75, 34), (78, 44), (87, 55), (79, 57), (81, 66), (70, 67), (64, 74), (56, 76), (50, 77))
)
MAN = mirrored(((50, 18), (62, 20), (70, 30), (72, 46), (69, 60), (60, 71), (50, 74)))
JAW = mirrored(((50, 18), (62, 20), (71, 30), (72, 46), (71, 60), (64, 71), (56, 75), (50, 76)))

SHOULDERS = mirrored(((50, 64), (60, 67), (72, 75), (84, 84), (90, 98), (90, 112), (50, 112)))
WHOLE = mirrored(((50, 15), (63, 18), (72, 30), (74, 46), (79, 62), (84, 80), (86, 112), (50, 112)))
NECK = mirrored(((50, 50), (60, 52), (63, 70), (68, 84), (72, 98), (72, 112), (50, 112)))


def shape(points: Points, colour: str) -> Part:
    """Return a smooth shape of one colour as a part."""

    def part(pen: Pen, _: Face) -> None:
        pen.blob(points, colour)

    return part


def patch(points: Points, colour: str) -> Part:
    """Return a smooth patch of colour without an outline."""

    def part(pen: Pen, _: Face) -> None:
        pen.blob(points, colour, 0)

    return part


def patches(points: Points, colour: str) -> Part:
    """Return a patch given on the right side, and its mirror image."""

    def part(pen: Pen, _: Face) -> None:
        for side in pen.sides():
            side.blob(points, colour, 0)

    return part


def pair(points: Points, colour: str) -> Part:
    """Return an outlined shape given on the right side, and its mirror image."""

    def part(pen: Pen, _: Face) -> None:
        for side in pen.sides():
            side.blob(points, colour)

    return part


def lines(paths: tuple[Points, ...], colour: str, width: float = 2.0) -> Part:
    """Return lines, each with its mirror image."""

    def part(pen: Pen, _: Face) -> None:
        for side in pen.sides():
            for path in paths:
                side.stroke(path, colour, width)

    return part


def spots(places: tuple[tuple[float, float, float], ...], colour: str, line: float = 0.0) -> Part:
    """Return round spots, each given as x, y and radius."""

    def part(pen: Pen, _: Face) -> None:
        for x, y, radius in places:
            pen.oval((x, y), (radius, radius), colour, line)

    return part
