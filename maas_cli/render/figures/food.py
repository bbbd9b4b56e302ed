"""What a figure eats and drinks, at its lower edge."""

from maas_cli.render.figures.curves import mirrored
from maas_cli.render.figures.look import Face, Part
from maas_cli.render.figures.pen import INK, OUTLINE, Pen

THIN = OUTLINE * 0.8
STEEL = "#aeb8c4"


def cup(colour: str, liquid: str, place: tuple[float, float] = (72, 84)) -> Part:
    """Return a steaming cup."""

    def part(pen: Pen, _: Face) -> None:
        at = pen.moved(*place)
        for x in (-4, 3):
            at.stroke(((x, -13), (x + 2, -17), (x - 1, -21), (x + 1, -25)), "#ffffff", 1.8)
        at.stroke(((8, -6), (15, -5), (14, 4), (8, 5)), INK, 5)
        at.stroke(((8, -6), (15, -5), (14, 4), (8, 5)), colour, 2.2)
        at.poly(((-10, -9), (10, -9), (8.6, 8), (6, 11), (-6, 11), (-8.6, 8)), colour)
        at.oval((0, -9), (10, 3), liquid, THIN)

    return part


def glass(colour: str, place: tuple[float, float] = (74, 84)) -> Part:
    """Return a small tea glass in its holder."""

    def part(pen: Pen, _: Face) -> None:
        at = pen.moved(*place)
        at.poly(((-8, -12), (8, -12), (6.6, 10), (-6.6, 10)), "#e8f1f2")
        at.poly(((-7.4, -6), (7.4, -6), (6.4, 9), (-6.4, 9)), colour, 0)
        at.oval((0, 11), (12, 3), "#f4f0e4", THIN)

    return part


def noodles(bowl: str) -> Part:
    """Return a bowl of noodle soup with chopsticks."""

    def part(pen: Pen, _: Face) -> None:
        for x in (70, 76):
            pen.stroke(((x - 12, 85), (x + 10, 62)), "#8a5a34", 2.4)
        pen.oval((50, 84), (27, 5), "#f3d27a")
        for x in (32, 41, 50, 59):
            pen.stroke(((x, 83), (x + 4, 85.5), (x + 8, 83)), "#fff3c4", 2)
        pen.blob(mirrored(((50, 86), (70, 86), (77, 85), (72, 97), (62, 101), (50, 101))), bowl)

    return part


def bun_tray(colour: str) -> Part:
    """Return a tray of three round loaves."""

    def part(pen: Pen, _: Face) -> None:
        for x in (34, 50, 66):
            pen.blob(((x - 9, 93), (x - 7, 84), (x, 81), (x + 7, 84), (x + 9, 93)), colour)
            pen.stroke(((x - 3, 85), (x + 3, 88)), "#fff0c8", 1.6)
        pen.poly(((18, 92), (82, 92), (78, 98), (22, 98)), STEEL)

    return part
