"""What stands behind a figure: manes, wool, spines, tails, wings, and the sky."""

import math

from maas_cli.render.figures.curves import mirrored
from maas_cli.render.figures.heads import pair, shape
from maas_cli.render.figures.look import Face, Part
from maas_cli.render.figures.pen import OUTLINE, Pen


def fluff(colour: str, place: tuple[float, float] = (50, 46), radius: float = 32, puff: float = 11) -> Part:
    """Return a ring of soft round puffs, as wool or a mane."""

    def part(pen: Pen, _: Face) -> None:
        x, y = place
        ring = [(x + radius * math.cos(i * math.tau / 12), y + radius * math.sin(i * math.tau / 12)) for i in range(12)]
        for line in (OUTLINE, 0.0):
            for centre in ring:
                pen.oval(centre, (puff, puff), colour, line)
        pen.oval(place, (radius, radius), colour, 0)

    return part


def spines(
    colour: str, place: tuple[float, float] = (50, 48), *, count: int = 22, radii: tuple[float, float] = (34, 44)
) -> Part:
    """Return a star of spikes between two radii, as of hedgehogs and lions; none points down."""

    def part(pen: Pen, _: Face) -> None:
        x, y = place
        points = []
        for i in range(2 * count):
            angle = math.pi * i / count - math.pi / 2
            radius = radii[(i + 1) % 2]
            points.append((x + radius * math.cos(angle), y + radius * 0.98 * math.sin(angle)))
        pen.poly(tuple(points), colour)

    return part


def tail(colour: str, stripe: str | None = None) -> Part:
    """Return a bushy tail that rises at the right, ringed if a stripe is given."""

    def part(pen: Pen, _: Face) -> None:
        pen.blob(((72, 100), (80, 80), (78, 58), (80, 40), (90, 34), (98, 44), (96, 66), (92, 86), (88, 100)), colour)
        for y in (46, 57, 68, 79, 90) if stripe else ():
            pen.stroke(((81.4, y), (88, y - 2), (95, y)), stripe or colour, 4.4)

    return part


def plume(colour: str, light: str) -> Part:
    """Return the great curled tail of a squirrel."""

    def part(pen: Pen, _: Face) -> None:
        pen.blob(((66, 100), (76, 78), (76, 50), (68, 30), (76, 14), (91, 16), (97, 36), (96, 66), (92, 100)), colour)
        pen.blob(((78, 96), (86, 74), (85, 46), (80, 30), (87, 28), (91, 48), (90, 76), (85, 96)), light, 0)

    return part


def wings(colour: str, rib: str) -> Part:
    """Return leathery wings."""

    def part(pen: Pen, _: Face) -> None:
        for side in pen.sides():
            side.poly(
                ((66, 80), (80, 52), (84, 34), (98, 30), (97, 54), (95, 72), (90, 68), (88, 82), (82, 77), (78, 90)),
                colour,
            )
            for end in ((94, 66), (87, 78)):
                side.stroke(((84, 38), end), rib, 1.6)

    return part


def hump(colour: str) -> Part:
    """Return the humps of a camel at both sides of its neck."""
    return pair(((56, 100), (62, 78), (72, 66), (84, 62), (94, 72), (98, 100)), colour)


def shell(colour: str, line: str) -> Part:
    """Return a domed shell with plates."""

    def part(pen: Pen, _: Face) -> None:
        pen.blob(mirrored(((50, 30), (70, 34), (87, 52), (94, 78), (92, 100), (50, 100))), colour)
        for side in pen.sides():
            side.stroke(((62, 36), (74, 52), (90, 58)), line, 2)
            side.stroke(((74, 52), (78, 74), (94, 80)), line, 2)

    return part


def spiral(colour: str, line: str) -> Part:
    """Return a snail's shell, coiled, at the left."""

    def part(pen: Pen, _: Face) -> None:
        pen.oval((32, 62), (27, 27), colour)
        coil = []
        for i in range(22):
            angle, radius = i * 0.55, 22 - i
            coil.append((32 + radius * math.cos(angle), 62 + radius * math.sin(angle)))
        pen.stroke(tuple(coil), line, 2.6)

    return part


def mane(colour: str) -> Part:
    """Return the mane of a horse, falling to the left of its neck."""
    return shape(
        ((50, 8), (60, 14), (62, 30), (40, 40), (36, 60), (34, 84), (22, 84), (20, 60), (26, 36), (34, 16)), colour
    )


def moon(colour: str) -> Part:
    """Return a crescent moon at the upper right."""
    return shape(((95, 20), (87, 23), (83, 33), (86, 43), (96, 47), (90, 38), (90, 28)), colour)


def sun(colour: str) -> Part:
    """Return a sun with rays at the upper right."""

    def part(pen: Pen, _: Face) -> None:
        points = []
        for i in range(24):
            angle, radius = i * math.tau / 24, 15 if i % 2 else 10.5
            points.append((82 + radius * math.cos(angle), 26 + radius * math.sin(angle)))
        pen.poly(tuple(points), colour)

    return part


def stars(colour: str) -> Part:
    """Return three stars in the sky."""

    def part(pen: Pen, _: Face) -> None:
        for x, y, size in ((13, 28, 6.4), (9, 54, 4.6), (91, 58, 5.4)):
            points = []
            for i in range(10):
                angle, radius = i * math.tau / 10 - math.pi / 2, size if i % 2 == 0 else size * 0.46
                points.append((x + radius * math.cos(angle), y + radius * math.sin(angle)))
            pen.poly(tuple(points), colour)

    return part


def rain(colour: str) -> Part:
    """Return falling drops at both sides."""

    def part(pen: Pen, _: Face) -> None:
        for x, y in ((10, 28), (16, 54), (8, 74), (88, 24), (93, 48), (86, 66)):
            pen.blob(((x, y - 6), (x + 3, y + 1), (x, y + 4.4), (x - 3, y + 1)), colour, OUTLINE * 0.8)

    return part


def flakes(colour: str) -> Part:
    """Return falling snow."""

    def part(pen: Pen, _: Face) -> None:
        for x, y, size in ((10, 30, 3.4), (17, 54, 2.6), (7, 74, 3), (89, 26, 3), (94, 52, 3.4), (85, 68, 2.6)):
            pen.oval((x, y), (size, size), colour, OUTLINE * 0.7)

    return part


def mark(colour: str) -> Part:
    """Return a large question mark at the upper right."""

    def part(pen: Pen, _: Face) -> None:
        hook = ((79, 27), (82, 20), (89, 19), (93, 25), (89, 32), (86, 36), (86, 41))
        for width, paint in ((7.4, "#26222f"), (4.2, colour)):
            pen.stroke(hook, paint, width)
        pen.oval((86, 48), (2.6, 2.6), colour)

    return part


def panel(colour: str, line: str) -> Part:
    """Return a framed board behind the figure."""

    def part(pen: Pen, _: Face) -> None:
        pen.poly(((5, 22), (95, 22), (95, 72), (5, 72)), line)
        pen.poly(((8.6, 25.6), (91.4, 25.6), (91.4, 68.4), (8.6, 68.4)), colour, 0)

    return part
