"""What shows how a figure feels: tears, sweat, blushing, music."""

from maas_cli.render.figures.look import Face, Part
from maas_cli.render.figures.pen import INK, OUTLINE, Pen

THIN = OUTLINE * 0.8


def tear(pen: Pen, face: Face) -> None:
    """Draw a large tear under each eye."""
    for side in pen.sides():
        x, y = 50 + face.gap + 2, face.eye + face.size
        side.blob(((x, y), (x + 3.4, y + 8), (x, y + 12), (x - 3.4, y + 8)), "#7cc7ef", THIN)


def sweat(pen: Pen, face: Face) -> None:
    """Draw a drop of sweat at the temple."""
    x, y = 50 + face.wide - 5, face.eye - 14
    pen.blob(((x, y - 6), (x + 3.4, y + 1), (x, y + 5), (x - 3.4, y + 1)), "#7cc7ef", THIN)


def blush(colour: str) -> Part:
    """Return blushing cheeks."""

    def part(pen: Pen, face: Face) -> None:
        for side in pen.sides():
            side.oval((50 + face.gap + 5.5, face.eye + face.size + 5), (4.4, 3), colour, 0)

    return part


def notes(colour: str) -> Part:
    """Return two musical notes in the air."""

    def part(pen: Pen, _: Face) -> None:
        for x, y in ((10, 40), (86, 30)):
            for width, paint in ((4.6, INK), (2.2, colour)):
                pen.stroke(((x + 3.4, y), (x + 3.4, y - 15)), paint, width)
                pen.stroke(((x + 3.4, y - 15), (x + 9, y - 11)), paint, width)
            pen.oval((x, y), (4.4, 3.4), colour)

    return part
