"""Clothes over the shoulders, and the shoulders themselves."""

from maas_cli.render.figures.curves import Points, mirrored
from maas_cli.render.figures.heads import SHOULDERS, shape
from maas_cli.render.figures.look import Face, Part
from maas_cli.render.figures.pen import OUTLINE, Pen

THIN = OUTLINE * 0.8


def shoulders(colour: str) -> Part:
    """Return plain shoulders."""
    return shape(SHOULDERS, colour)


def belly(colour: str, top: float = 74) -> Part:
    """Return a lighter chest, without an outline."""

    def part(pen: Pen, _: Face) -> None:
        pen.blob(mirrored(((50, top), (60, top + 4), (68, 92), (69, 112), (50, 112))), colour, 0)

    return part


def suit(coat: str, shirt: str, tie: str) -> Part:
    """Return a suit with shirt and tie."""

    def part(pen: Pen, face: Face) -> None:
        shoulders(coat)(pen, face)
        pen.poly(((38, 70), (62, 70), (50, 112)), shirt, THIN)
        pen.poly(((47, 78), (53, 78), (56, 100), (50, 106), (44, 100)), tie, THIN)
        pen.poly(((46, 73), (54, 73), (52.6, 79), (47.4, 79)), tie, THIN)
        for side in pen.sides():
            side.poly(((61, 67), (70, 74), (63, 86), (66, 89), (52, 108), (58, 84)), coat, THIN)

    return part


def shirt(colour: str, collar: str) -> Part:
    """Return a shirt with a collar."""

    def part(pen: Pen, face: Face) -> None:
        shoulders(colour)(pen, face)
        for side in pen.sides():
            side.poly(((50, 82), (60, 68), (68, 74), (59, 88)), collar, THIN)

    return part


def pullover(colour: str, trim: str) -> Part:
    """Return a pullover with a round neck."""

    def part(pen: Pen, face: Face) -> None:
        shoulders(colour)(pen, face)
        pen.blob(mirrored(((50, 72), (62, 70), (65, 77), (58, 83), (50, 85))), trim, THIN)

    return part


def hoodie(colour: str, cord: str) -> Part:
    """Return a hoodie, its hood lying behind the neck."""

    def part(pen: Pen, face: Face) -> None:
        pen.blob(mirrored(((50, 56), (66, 57), (79, 68), (78, 80), (50, 88))), colour)
        shoulders(colour)(pen, face)
        pen.blob(mirrored(((50, 70), (64, 69), (70, 76), (60, 86), (50, 89))), cord, THIN)
        pen.blob(mirrored(((50, 66), (60, 68), (63, 76), (56, 83), (50, 85))), colour, THIN)
        for side in pen.sides():
            side.stroke(((57, 85), (58, 92), (57.4, 98)), cord, 1.8)

    return part


def striped(colour: str, stripe: str) -> Part:
    """Return a top with level stripes, as of sailors and pupils."""

    def part(pen: Pen, face: Face) -> None:
        shoulders(colour)(pen, face)
        for y, wide in ((82, 30), (90, 35), (98, 37)):
            pen.stroke(((50 - wide, y + 2), (50, y), (50 + wide, y + 2)), stripe, 3.4)

    return part


def checked(colour: str, line: str) -> Part:
    """Return a shirt with checks."""

    def part(pen: Pen, face: Face) -> None:
        shoulders(colour)(pen, face)
        for y, wide in ((82, 30), (92, 36)):
            pen.stroke(((50 - wide, y + 2), (50, y), (50 + wide, y + 2)), line, 2)
        for side in pen.sides():
            for x in (58, 68, 78):
                side.stroke(((x, 66 + (x - 50) * 0.5), (x + 3, 100)), line, 2)

    return part


def scarf(colour: str, stripe: str) -> Part:
    """Return a knitted scarf; goes over a body."""

    def part(pen: Pen, _: Face) -> None:
        pen.blob(((57, 76), (67, 78), (70, 100), (61, 101)), colour)
        pen.stroke(((61.5, 92), (69, 91)), stripe, 2.4)
        pen.blob(mirrored(((50, 70), (66, 68), (73, 74), (66, 83), (50, 86))), colour)
        for side in pen.sides():
            side.stroke(((61, 72), (63, 82)), stripe, 2.4)

    return part


def apron(colour: str) -> Part:
    """Return an apron's bib and straps; goes over a body."""

    def part(pen: Pen, _: Face) -> None:
        for side in pen.sides():
            side.stroke(((59, 82), (66, 70)), colour, 3.4)
        pen.blob(mirrored(((50, 81), (62, 81), (64, 92), (67, 112), (50, 112))), colour, THIN)

    return part


def bow_tie(colour: str) -> Part:
    """Return a bow tie; goes over a body."""

    def part(pen: Pen, _: Face) -> None:
        for side in pen.sides():
            side.blob(((50, 80), (60, 74), (63, 80), (60, 86)), colour, THIN)
        pen.oval((50, 80), (3, 3), colour, THIN)

    return part


def tie(colour: str) -> Part:
    """Return a tie alone; goes over a body."""

    def part(pen: Pen, _: Face) -> None:
        pen.poly(((47, 80), (53, 80), (57, 100), (50, 106), (43, 100)), colour, THIN)
        pen.poly(((45.6, 75), (54.4, 75), (52.6, 81), (47.4, 81)), colour, THIN)

    return part


def number(points: tuple[Points, ...], colour: str) -> Part:
    """Return strokes on the chest, as a number on a jersey."""

    def part(pen: Pen, _: Face) -> None:
        for path in points:
            pen.stroke(path, colour, 3)

    return part


def cloak(colour: str, fur: str) -> Part:
    """Return a cloak with a collar of thick fur."""

    def part(pen: Pen, face: Face) -> None:
        shoulders(colour)(pen, face)
        half = (
            (50, 80),
            (56, 87),
            (60, 80),
            (67, 88),
            (71, 80),
            (80, 88),
            (82, 80),
            (92, 84),
            (84, 70),
            (68, 60),
            (50, 58),
        )
        pen.blob(mirrored(half), fur)

    return part
