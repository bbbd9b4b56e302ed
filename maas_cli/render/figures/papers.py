"""Books, papers and speech balloons."""

from maas_cli.render.figures.look import Face, Part
from maas_cli.render.figures.pen import INK, OUTLINE, Pen

THIN = OUTLINE * 0.8
PAPER = "#fdfaf0"
STEEL = "#aeb8c4"


def book(colour: str, *, open_book: bool = True) -> Part:
    """Return a book, open in the middle or shut at the right."""

    def part(pen: Pen, _: Face) -> None:
        if open_book:
            for side in pen.sides():
                side.poly(((50, 84), (60, 79), (77, 80), (77, 98), (60, 97), (50, 100)), colour)
                side.poly(((50, 83), (60, 78.6), (74, 79), (74, 95), (60, 94.5), (50, 98)), PAPER, THIN)
                for y in (84, 88):
                    side.stroke(((56, y), (69, y - 0.6)), STEEL, 1.3)
            return
        pen.poly(((62, 76), (82, 73), (86, 95), (66, 98)), colour)
        pen.poly(((65, 79), (79, 77), (80, 82), (66, 84)), PAPER, 0)

    return part


def sheet(colour: str = PAPER, line: str = STEEL, rows: int = 4) -> Part:
    """Return a sheet of paper with lines."""

    def part(pen: Pen, _: Face) -> None:
        pen.poly(((60, 70), (82, 74), (77, 99), (55, 95)), colour)
        for i in range(rows):
            pen.stroke(((62.4 - i, 76 + i * 5), (77 - i, 78.8 + i * 5)), line, 1.5)

    return part


def grid(colour: str, line: str) -> Part:
    """Return a sheet ruled in cells, as a spreadsheet or calendar."""

    def part(pen: Pen, _: Face) -> None:
        pen.poly(((30, 79), (70, 79), (70, 100), (30, 100)), PAPER)
        pen.poly(((30, 79), (70, 79), (70, 84), (30, 84)), colour, 0)
        for x in (40, 50, 60):
            pen.stroke(((x, 80), (x, 99)), line, 1.2)
        for y in (89, 94):
            pen.stroke(((31, y), (69, y)), line, 1.2)

    return part


def chart(colour: str, line: str) -> Part:
    """Return a folded map with a dotted way."""

    def part(pen: Pen, _: Face) -> None:
        pen.poly(
            ((24, 82), (37, 78), (50, 82), (63, 78), (76, 82), (76, 100), (63, 97), (50, 100), (37, 97), (24, 100)),
            colour,
        )
        for x in (37, 50, 63):
            pen.stroke(((x, 80), (x, 98)), INK, 1)
        for x, y in ((30, 93), (36, 89), (43, 90), (49, 87), (56, 89)):
            pen.oval((x, y), (1.4, 1.2), line, 0)
        for side in ((65, 85), (71, 91)), ((71, 85), (65, 91)):
            pen.stroke(side, line, 2)

    return part


def ticket(colour: str, mark: str) -> Part:
    """Return a small ticket or coin note held up."""

    def part(pen: Pen, _: Face) -> None:
        pen.poly(((64, 80), (86, 75), (89, 87), (67, 92)), colour)
        pen.stroke(((69, 84), (82, 81)), mark, 2)
        pen.stroke(((70, 88), (78, 86.2)), mark, 1.4)

    return part


def balloon(colour: str, place: tuple[float, float] = (80, 22)) -> Part:
    """Return a speech balloon."""

    def part(pen: Pen, _: Face) -> None:
        at = pen.moved(*place)
        at.poly(((-8, 6), (0, 8), (-10, 16)), colour)
        at.oval((0, 0), (14, 10), colour)
        at.poly(((-7, 5), (-1, 7), (-8, 12)), colour, 0)

    return part
