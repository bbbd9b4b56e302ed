"""Noses and muzzles of mammals, each with the mouth under it."""

from maas_cli.render.figures.curves import mirrored
from maas_cli.render.figures.look import Face, Part
from maas_cli.render.figures.mouths import TEETH, mouth
from maas_cli.render.figures.pen import INK, OUTLINE, Pen

THIN = OUTLINE * 0.8


def cat_snout(light: str, nose: str) -> Part:
    """Return the pads, small nose and whiskers of a cat."""

    def part(pen: Pen, face: Face) -> None:
        y = face.mouth - 3
        for side in pen.sides():
            side.oval((55.5, y), (8, 6.5), light, 0)
        mouth(pen, face)
        pen.blob(mirrored(((50, y - 7.5), (53.6, y - 7.5), (53, y - 4.6), (50, y - 2.6))), nose, THIN)
        for side in pen.sides():
            for rise, end in ((-1, -5), (1.5, 1.5)):
                side.stroke(((61, y + rise), (70, y + (rise + end) / 2 - 0.6), (84, y + end)), INK, THIN)

    return part


def muzzle(light: str, nose: str, wide: float = 14, high: float = 11) -> Part:
    """Return a rounded muzzle of half sizes, with a broad nose, as of dogs and bears."""

    def part(pen: Pen, face: Face) -> None:
        y = face.mouth - 3
        pen.oval((50, y), (wide, high), light, THIN)
        pen.stroke(((50, y - high * 0.4), (50, face.mouth - 1)), INK, THIN * 1.4)
        mouth(pen, face)
        big_nose(pen, y - high * 0.72, nose, wide * 0.42)

    return part


def big_nose(pen: Pen, y: float, colour: str, wide: float) -> None:
    """Draw a rounded triangular nose around (50, y)."""
    high = wide * 0.66
    pen.blob(
        mirrored(((50, y - high), (50 + wide * 0.8, y - high * 0.8), (50 + wide, y), (50, y + high * 1.1))), colour, 0
    )
    pen.oval((50 - wide * 0.35, y - high * 0.42), (wide * 0.24, high * 0.2), "#ffffff", 0)


def tall_nose(light: str, nose: str) -> Part:
    """Return the long oval nose of a koala."""

    def part(pen: Pen, face: Face) -> None:
        pen.oval((50, face.mouth - 2), (12, 7), light, 0)
        mouth(pen, face)
        pen.oval((50, face.mouth - 12), (6.2, 9), nose)
        pen.oval((48, face.mouth - 16), (1.6, 2.4), "#ffffff", 0)

    return part


def long_muzzle(light: str, *, wide: float = 15, top: float = 56) -> Part:
    """Return a long muzzle with nostrils, as of horses, camels and cows; ``top`` is the y where it begins."""

    def part(pen: Pen, face: Face) -> None:
        low = face.mouth + 9
        half = ((50, top), (50 + wide * 0.7, top + 1), (50 + wide, top + 8), (50 + wide * 0.86, low - 3), (50, low))
        pen.blob(mirrored(half), light, THIN)
        for side in pen.sides():
            side.oval((50 + wide * 0.42, top + 6.2), (1.7, 2.3), INK, 0)
        mouth(pen, face)

    return part


def pig_snout(light: str, dark: str) -> Part:
    """Return the disc of a pig."""

    def part(pen: Pen, face: Face) -> None:
        mouth(pen, face)
        pen.oval((50, face.mouth - 10), (11, 7.6), light)
        for side in pen.sides():
            side.oval((54, face.mouth - 10), (1.7, 2.8), dark, 0)

    return part


def buck_teeth(light: str, nose: str) -> Part:
    """Return a rodent's muzzle with two large teeth."""
    plain = muzzle(light, nose, 12.5, 9)

    def part(pen: Pen, face: Face) -> None:
        plain(pen, face)
        y = face.mouth + 1
        for side in pen.sides():
            side.poly(((50.3, y), (54.4, y - 0.4), (54, y + 7), (50.3, y + 7)), TEETH, THIN)

    return part


def tusks(light: str, nose: str) -> Part:
    """Return the bristly pads and tusks of a walrus."""

    def part(pen: Pen, face: Face) -> None:
        y = face.mouth
        for side in pen.sides():
            side.blob(((53, y + 2), (60, y + 2), (59, y + 18), (56, y + 23)), TEETH)
        for side in pen.sides():
            side.oval((58.5, y), (10.5, 8.5), light)
        pen.oval((50, y + 1), (5, 5), light, 0)
        for side in pen.sides():
            for x, down in ((56, -2), (61, -3), (64, 1), (58, 2.5)):
                side.oval((x, y + down), (0.9, 0.9), INK, 0)
        big_nose(pen, y - 7.5, nose, 5.6)

    return part


def trunk(fur: str) -> Part:
    """Return the trunk of an elephant."""

    def part(pen: Pen, face: Face) -> None:
        mouth(pen.moved(11, 1), face)
        half = mirrored(((50, 50), (56, 52), (57, 66), (56, 80), (57, 90), (50, 92)))
        pen.blob(half, fur)
        for y in (60, 67, 74, 81):
            pen.stroke(((45.5, y), (50, y + 1.4), (54.5, y)), INK, THIN)

    return part
