"""Hats and whatever else is worn on a head; they sit on the face's crown."""

from maas_cli.render.figures.curves import mirrored
from maas_cli.render.figures.look import Face, Part
from maas_cli.render.figures.pen import INK, OUTLINE, Pen

THIN = OUTLINE * 0.8


def top_hat(colour: str, band: str) -> Part:
    """Return a top hat."""

    def part(pen: Pen, face: Face) -> None:
        y = face.top + 3
        pen.poly(((34, y), (32, y - 25), (68, y - 25), (66, y)), colour)
        pen.poly(((33.6, y - 2), (33.2, y - 8), (66.8, y - 8), (66.4, y - 2)), band, 0)
        pen.oval((50, y), (30, 4.4), colour)

    return part


def cap(colour: str, peak: str) -> Part:
    """Return a cap with its peak to the right."""

    def part(pen: Pen, face: Face) -> None:
        y = face.top + 9
        pen.blob(((50, y), (72, y - 3), (94, y + 2), (92, y + 6), (70, y + 5)), peak)
        pen.blob(((25, y + 3), (26, y - 9), (38, y - 19), (56, y - 20), (71, y - 11), (75, y + 3), (50, y + 1)), colour)
        pen.oval((49, y - 19.6), (2.4, 1.6), peak, THIN)

    return part


def captain(colour: str, band: str) -> Part:
    """Return a captain's peaked cap."""

    def part(pen: Pen, face: Face) -> None:
        y = face.top + 5
        pen.blob(mirrored(((50, y - 19), (68, y - 18), (81, y - 10), (74, y - 3), (50, y))), colour)
        pen.blob(mirrored(((50, y - 6), (72, y - 6), (72, y + 2), (50, y + 3))), band)
        pen.blob(mirrored(((50, y + 1), (68, y + 1), (64, y + 7), (50, y + 9))), INK)
        pen.oval((50, y - 9), (4, 4), "#f2c230", THIN)

    return part


def beanie(colour: str, rim: str) -> Part:
    """Return a knitted hat."""

    def part(pen: Pen, face: Face) -> None:
        y = face.top + 9
        pen.blob(mirrored(((50, y - 25), (64, y - 22), (75, y - 6), (75, y), (50, y))), colour)
        pen.blob(mirrored(((50, y - 5), (75, y - 4), (77, y + 3), (50, y + 4))), rim)

    return part


def pompom(colour: str, rim: str, ball: str) -> Part:
    """Return a knitted hat with a pompom."""
    hat = beanie(colour, rim)

    def part(pen: Pen, face: Face) -> None:
        pen.oval((50, face.top - 16), (6.5, 6.5), ball)
        hat(pen, face)

    return part


def nightcap(colour: str, ball: str) -> Part:
    """Return a nightcap that hangs to the right."""

    def part(pen: Pen, face: Face) -> None:
        y = face.top + 8
        pen.blob(
            (
                (27, y),
                (34, y - 18),
                (52, y - 25),
                (74, y - 22),
                (88, y - 4),
                (90, y + 10),
                (82, y + 6),
                (74, y - 4),
                (73, y + 1),
            ),
            colour,
        )
        pen.blob(mirrored(((50, y - 5), (73, y - 4), (75, y + 3), (50, y + 4))), ball)
        pen.oval((87, y + 14), (6, 6), ball)

    return part


def chef(colour: str) -> Part:
    """Return a baker's hat."""

    def part(pen: Pen, face: Face) -> None:
        y = face.top + 5
        for line in (OUTLINE, 0.0):
            for x, up, radius in ((34, 16, 10), (66, 16, 10), (50, 19, 12)):
                pen.oval((x, y - up), (radius, radius), colour, line)
        pen.poly(((32, y + 2), (31, y - 11), (69, y - 11), (68, y + 2)), colour)
        pen.poly(((31.4, y - 10), (30.6, y - 16), (69.4, y - 16), (68.6, y - 10)), colour, 0)

    return part


def cone(colour: str, dot: str) -> Part:
    """Return a tall pointed hat, as of gnomes."""

    def part(pen: Pen, face: Face) -> None:
        y = face.top + 12
        pen.blob(
            ((50, y + 1), (25, y + 2), (32, y - 12), (47, y - 31), (55, y - 29), (68, y - 12), (75, y + 2)), colour
        )
        pen.blob(mirrored(((50, y - 3), (74, y - 1), (76, y + 4), (50, y + 3))), dot)

    return part


def headscarf(colour: str, dot: str) -> Part:
    """Return a headscarf tied under the chin; goes over the face."""

    def part(pen: Pen, _: Face) -> None:
        half_in = ((50, 30), (62, 32), (69, 44), (68, 58), (60, 70), (50, 74))
        half_out = ((50, 10), (66, 12), (79, 28), (82, 50), (76, 68), (64, 78), (50, 80))
        for side in pen.sides():
            side.blob(((52, 77), (62, 78), (70, 90), (62, 94), (54, 86)), colour)
            side.blob((*half_out, *reversed(half_in)), colour)
            for x, y in ((58, 19), (70, 27), (75, 41), (75, 56), (66, 70)):
                side.oval((x, y), (2, 2), dot, 0)
        pen.oval((50, 78), (4.5, 4), colour)

    return part


def crown(colour: str, gem: str) -> Part:
    """Return a crown."""

    def part(pen: Pen, face: Face) -> None:
        y = face.top + 3
        half = ((50, y - 19), (56, y - 8), (65, y - 19), (72, y - 17), (68, y + 2), (50, y + 3))
        pen.poly(mirrored(half), colour)
        for x in (38, 50, 62):
            pen.oval((x, y - 3), (2.2, 2.2), gem, 0)

    return part


def mortarboard(colour: str, tassel: str) -> Part:
    """Return a graduate's hat."""

    def part(pen: Pen, face: Face) -> None:
        y = face.top + 2
        pen.poly(mirrored(((50, y - 10), (68, y - 8), (70, y + 5), (50, y + 7))), colour)
        pen.poly(((50, y - 20), (86, y - 9), (50, y + 2), (14, y - 9)), colour)
        pen.stroke(((50, y - 9), (78, y - 6), (79, y + 8)), tassel, 2)
        pen.oval((79, y + 9), (2.4, 3.4), tassel, THIN)

    return part


def straw(colour: str, band: str) -> Part:
    """Return a wide straw hat."""

    def part(pen: Pen, face: Face) -> None:
        y = face.top + 5
        pen.oval((50, y), (40, 6), colour)
        pen.blob(mirrored(((50, y - 19), (63, y - 17), (69, y - 1), (50, y + 2))), colour)
        pen.poly(((32, y), (33, y - 6), (67, y - 6), (68, y)), band, 0)

    return part


def flat_cap(colour: str, mark: str) -> Part:
    """Return a flat cap with a button, as worn in villages and on buses."""

    def part(pen: Pen, face: Face) -> None:
        y = face.top + 6
        pen.blob(
            ((22, y - 2), (28, y - 14), (48, y - 20), (72, y - 16), (84, y - 2), (82, y + 3), (60, y - 1), (30, y + 4)),
            colour,
        )
        pen.blob(((46, y + 1), (62, y - 3), (84, y - 2), (88, y + 4), (68, y + 5)), mark)

    return part


def headphones(colour: str, pad: str) -> Part:
    """Return headphones over the head."""

    def part(pen: Pen, face: Face) -> None:
        y, wide = face.eye + 4, face.wide - 1
        pen.stroke(
            ((50 - wide, y), (50 - wide + 6, face.top), (50, face.top - 8), (50 + wide - 6, face.top), (50 + wide, y)),
            INK,
            6.4,
        )
        pen.stroke(
            ((50 - wide, y), (50 - wide + 6, face.top), (50, face.top - 8), (50 + wide - 6, face.top), (50 + wide, y)),
            colour,
            3.4,
        )
        for side in pen.sides():
            side.oval((50 + wide, y), (6, 9), pad)

    return part


def headset(colour: str) -> Part:
    """Return headphones with a microphone."""
    phones = headphones(colour, colour)

    def part(pen: Pen, face: Face) -> None:
        phones(pen, face)
        wide = face.wide - 1
        pen.stroke(((50 + wide, face.eye + 10), (50 + wide - 4, face.mouth + 7), (62, face.mouth + 9)), INK, 2.2)
        pen.oval((60, face.mouth + 9), (3.4, 2.6), INK, 0)

    return part


def bow(colour: str) -> Part:
    """Return a bow on the side of the head."""

    def part(pen: Pen, face: Face) -> None:
        x, y = 65, face.top + 3
        pen.blob(((x, y), (x - 12, y - 8), (x - 14, y + 5)), colour)
        pen.blob(((x, y), (x + 12, y - 6), (x + 12, y + 8)), colour)
        pen.oval((x, y), (3.2, 3.2), colour)

    return part


def band(colour: str) -> Part:
    """Return a sweatband around the forehead."""

    def part(pen: Pen, face: Face) -> None:
        y = face.eye - 13
        wide = face.wide - 1.5
        pen.blob(
            mirrored(
                ((50, y - 4), (50 + wide * 0.85, y - 2), (50 + wide, y + 5), (50 + wide * 0.8, y + 4), (50, y + 2.5))
            ),
            colour,
            THIN,
        )

    return part


def hard_hat(colour: str) -> Part:
    """Return a builder's helmet."""

    def part(pen: Pen, face: Face) -> None:
        y = face.top + 6
        pen.blob(mirrored(((50, y - 20), (65, y - 17), (74, y - 2), (72, y + 2), (50, y))), colour)
        pen.blob(mirrored(((50, y - 22), (53.5, y - 21), (54, y - 1), (50, y))), colour, THIN)
        pen.blob(mirrored(((50, y - 2), (76, y - 1), (80, y + 4), (50, y + 5))), colour)

    return part
