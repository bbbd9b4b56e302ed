"""What a figure holds in front of it, usually at the lower right."""

from itertools import pairwise

from maas_cli.render.figures.curves import Points
from maas_cli.render.figures.look import Face, Part
from maas_cli.render.figures.pen import INK, OUTLINE, Pen

THIN = OUTLINE * 0.8
PAPER = "#fdfaf0"
STEEL = "#aeb8c4"


def laptop(colour: str, mark: str) -> Part:
    """Return the back of an open laptop in the middle."""

    def part(pen: Pen, _: Face) -> None:
        pen.poly(((26, 78), (74, 78), (78, 100), (22, 100)), colour)
        pen.oval((50, 89), (4, 4), mark, 0)

    return part


def keyboard(colour: str) -> Part:
    """Return a laptop seen from the front, its keys up, to lie on."""

    def part(pen: Pen, _: Face) -> None:
        pen.poly(((14, 88), (86, 88), (92, 100), (8, 100)), colour)
        for y, wide in ((91, 31), (95, 33)):
            for i in range(7):
                x = 50 - wide + i * wide / 3
                pen.oval((x, y), (3, 1.1), PAPER, 0)

    return part


def phone(colour: str, screen: str, place: tuple[float, float] = (75, 84)) -> Part:
    """Return a phone, its screen towards us."""

    def part(pen: Pen, _: Face) -> None:
        at = pen.moved(*place)
        at.poly(((-7, -12), (6, -13), (8, 10), (-5, 11)), colour)
        at.poly(((-5.2, -9.4), (4.6, -10), (6, 6), (-3.8, 7)), screen, 0)

    return part


def ball(colour: str, patch: str) -> Part:
    """Return a football."""

    def part(pen: Pen, _: Face) -> None:
        pen.oval((73, 87), (12, 12), colour)
        pen.poly(((73, 82), (78, 85.6), (76, 91.4), (70, 91.4), (68, 85.6)), patch, 0)
        for end in ((73, 76), (84, 84), (80, 96), (66, 96), (62, 84)):
            pen.stroke(((73 + (end[0] - 73) * 0.5, 87 + (end[1] - 87) * 0.5), end), patch, 1.6)

    return part


def flask(colour: str) -> Part:
    """Return a laboratory flask with bubbles."""

    def part(pen: Pen, _: Face) -> None:
        pen.poly(((71, 66), (79, 66), (79, 76), (90, 95), (87, 99), (63, 99), (60, 95), (71, 76)), "#eaf6f7")
        pen.poly(((67.6, 85), (82.4, 85), (88, 95), (86, 97.4), (64, 97.4), (62, 95)), colour, 0)
        for x, y in ((72, 90), (78, 93), (76, 79)):
            pen.oval((x, y), (1.6, 1.6), "#ffffff", 0)

    return part


def trombone(colour: str) -> Part:
    """Return the bell and slide of a trombone."""

    def part(pen: Pen, _: Face) -> None:
        for width, paint in ((5.6, INK), (2.8, colour)):
            pen.stroke(((10, 80), (84, 92)), paint, width)
            pen.stroke(((12, 88), (84, 99)), paint, width)
            pen.stroke(((10, 80), (7, 84), (12, 88)), paint, width)
        pen.poly(((66, 85), (90, 70), (96, 78), (92, 99), (68, 92)), colour)

    return part


def tool(head: Points, colour: str, handle: str = "#b07a45") -> Part:
    """Return a tool at the right: an upright handle with a head at its upper end, given around (0, 0)."""

    def part(pen: Pen, _: Face) -> None:
        pen.stroke(((86, 100), (86, 56)), INK, 5.6)
        pen.stroke(((86, 100), (86, 56)), handle, 2.8)
        pen.moved(86, 56).poly(head, colour)

    return part


SPADE: Points = ((-7, 2), (7, 2), (7, -10), (0, -18), (-7, -10))
BROOM: Points = ((-4, 0), (4, 0), (9, -14), (-9, -14))
SCREWDRIVER: Points = ((-1.6, 0), (1.6, 0), (1.6, -14), (2.4, -20), (-2.4, -20), (-1.6, -14))
BLADE: Points = ((-9, 2), (9, 2), (9, -2), (3.4, -2), (3.4, -34), (0, -40), (-3.4, -34), (-3.4, -2), (-9, -2))


def bags(colour: str, stripe: str) -> Part:
    """Return shopping or travelling bags on both sides."""

    def part(pen: Pen, _: Face) -> None:
        for side in pen.sides():
            side.stroke(((72, 84), (74, 74), (82, 74), (85, 84)), INK, 2.2)
            side.poly(((66, 82), (92, 82), (90, 99), (68, 99)), colour)
            side.poly(((66.6, 87), (91.4, 87), (91, 91), (67, 91)), stripe, 0)

    return part


def coins(colour: str) -> Part:
    """Return a small heap of coins."""

    def part(pen: Pen, _: Face) -> None:
        for x, y in ((66, 96), (78, 96), (72, 91), (84, 91), (77, 86)):
            pen.oval((x, y), (6.4, 3.2), colour, THIN)

    return part


def clock(colour: str, hand: Points = ((0, -6), (0, 0), (4, 2))) -> Part:
    """Return an alarm clock."""

    def part(pen: Pen, _: Face) -> None:
        at = pen.moved(74, 86)
        for x in (-8, 8):
            at.oval((x, -10), (4.6, 4), colour)
        at.oval((0, 0), (12, 12), colour)
        at.oval((0, 0), (8.6, 8.6), PAPER, 0)
        for start, end in pairwise(hand):
            at.stroke((start, end), INK, 1.8)

    return part


def microphone(colour: str) -> Part:
    """Return a microphone held up to the mouth."""

    def part(pen: Pen, _: Face) -> None:
        pen.stroke(((73, 94), (65, 78)), INK, 8)
        pen.stroke(((73, 94), (65, 78)), colour, 5)
        pen.oval((63.5, 75), (6, 6), STEEL)

    return part
