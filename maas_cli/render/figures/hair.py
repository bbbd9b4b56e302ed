"""Hair, beards and moustaches of people, for the head ``heads.MAN`` or ``heads.JAW``."""

from maas_cli.render.figures.curves import mirrored
from maas_cli.render.figures.heads import lines, pair, shape
from maas_cli.render.figures.look import Face, Part
from maas_cli.render.figures.mouths import mouth
from maas_cli.render.figures.pen import OUTLINE, Pen

THIN = OUTLINE * 0.8


def short(colour: str) -> Part:
    """Return short hair with a parting."""
    return shape(
        (
            (28, 44),
            (26, 28),
            (34, 15),
            (50, 11),
            (66, 14),
            (75, 28),
            (72, 44),
            (69, 33),
            (60, 27),
            (44, 31),
            (36, 29),
            (31, 34),
        ),
        colour,
    )


def bowl(colour: str) -> Part:
    """Return hair cut straight above the eyes."""
    half = ((50, 11), (66, 14), (75, 28), (75, 46), (70, 46), (69, 34), (60, 33), (50, 34))
    return shape(mirrored(half), colour)


def swept(colour: str) -> Part:
    """Return hair combed up and to the side."""
    return shape(
        (
            (28, 42),
            (25, 28),
            (30, 16),
            (44, 8),
            (62, 6),
            (76, 12),
            (73, 20),
            (76, 32),
            (72, 44),
            (69, 32),
            (54, 28),
            (36, 29),
            (31, 34),
        ),
        colour,
    )


def spiky(colour: str) -> Part:
    """Return hair that stands up in spikes."""

    def part(pen: Pen, _: Face) -> None:
        half = ((50, 2), (54, 10), (62, 1), (64, 11), (74, 5), (73, 16), (84, 14), (76, 26), (80, 36), (72, 40))
        inner = ((69, 33), (58, 28), (50, 30))
        pen.poly(mirrored(half + inner), colour)

    return part


def wild(colour: str) -> Part:
    """Return hair brushed up and out as if by lightning; goes behind the head."""

    def part(pen: Pen, _: Face) -> None:
        half = (
            (50, 3),
            (57, 7),
            (64, 0),
            (69, 8),
            (79, 3),
            (80, 13),
            (91, 13),
            (86, 23),
            (93, 31),
            (83, 36),
            (84, 46),
            (70, 48),
        )
        pen.poly((*mirrored(half), (50, 30)), colour)

    return part


def balding(colour: str) -> Part:
    """Return hair at the sides only."""
    return pair(((69, 28), (77, 34), (78, 48), (72, 54), (70, 44)), colour)


def long_back(colour: str) -> Part:
    """Return long hair that falls behind the shoulders; goes behind the head."""
    return shape(mirrored(((50, 10), (68, 13), (79, 28), (80, 50), (82, 72), (76, 84), (62, 82), (50, 70))), colour)


def bob_back(colour: str) -> Part:
    """Return hair down to the chin; goes behind the head."""
    return shape(mirrored(((50, 9), (70, 13), (83, 30), (84, 50), (78, 66), (64, 66), (50, 60))), colour)


def curls_back(colour: str) -> Part:
    """Return a mass of curls; goes behind the head."""

    def part(pen: Pen, _: Face) -> None:
        places = ((50, 15, 11), (62, 17, 11), (72, 26, 11), (78, 38, 11), (78, 52, 10))
        for line in (OUTLINE, 0.0):
            for side in pen.sides():
                for x, y, radius in places:
                    side.oval((x, y), (radius, radius), colour, line)

    return part


def fringe(colour: str) -> Part:
    """Return a middle parting over the forehead."""
    return pair(((49, 13), (64, 14), (74, 28), (73, 46), (68, 34), (58, 28), (50, 20)), colour)


def side_fringe(colour: str) -> Part:
    """Return a fringe swept to one side."""
    return shape(
        (
            (27, 46),
            (27, 28),
            (36, 14),
            (54, 11),
            (70, 18),
            (75, 32),
            (73, 46),
            (69, 34),
            (60, 26),
            (52, 22),
            (44, 30),
            (33, 35),
        ),
        colour,
    )


def bun(colour: str) -> Part:
    """Return a bun on the crown; goes behind the head."""

    def part(pen: Pen, _: Face) -> None:
        pen.oval((50, 10), (11, 9), colour)
        pen.blob(mirrored(((50, 13), (66, 16), (76, 30), (74, 46), (60, 40), (50, 34))), colour)

    return part


def braids(colour: str, ribbon: str) -> Part:
    """Return a braid on each side; goes behind the head."""

    def part(pen: Pen, _: Face) -> None:
        for side in pen.sides():
            for y in (78, 69, 60, 51):
                side.oval((78, y), (6, 6), colour)
            side.oval((78, 84), (4, 3), ribbon)

    return part


def beard(colour: str, length: float = 82) -> Part:
    """Return a full beard that ends at a y, with the mouth in it."""

    def part(pen: Pen, face: Face) -> None:
        half = (
            (50, 57),
            (58, 55),
            (66, 53),
            (72, 44),
            (73, 60),
            (66, (length + 73) / 2),
            (57, length - 2),
            (50, length),
        )
        pen.blob(mirrored(half), colour)
        pen.blob(mirrored(((50, 60), (57, 60), (60, 64), (56, 68.5), (50, 69.5))), face.skin, 0)
        mouth(pen.moved(10, 12.8, 0.8), face)

    return part


def moustache(colour: str) -> Part:
    """Return a moustache above the mouth."""

    def part(pen: Pen, face: Face) -> None:
        y = face.mouth - 4
        for side in pen.sides():
            side.blob(((49.5, y - 2), (56, y - 2), (63, y + 3), (60, y + 4), (50, y + 3)), colour, THIN)

    return part


def stubble(colour: str) -> Part:
    """Return a shadow of a beard, under the mouth and eyes."""
    return lines((((69, 50), (68, 60), (60, 70), (50, 72.5)),), colour, 4.5)
