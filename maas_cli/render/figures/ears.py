"""Ears, horns and antlers; drawn before the head, which covers where they begin."""

from maas_cli.render.figures.heads import pair
from maas_cli.render.figures.look import Face, Part
from maas_cli.render.figures.pen import Pen


def pointed(fur: str, inner: str) -> Part:
    """Return upright triangular ears, as of cats and wolves."""
    return _double(
        ((56, 30), (63, 17), (74, 6), (78, 8), (81, 24), (80, 44)), fur, ((64, 27), (74, 13), (77, 30)), inner
    )


def huge(fur: str, inner: str) -> Part:
    """Return the ears of a desert fox."""
    return _double(
        ((56, 34), (64, 14), (82, 2), (90, 4), (92, 22), (84, 44), (74, 50)),
        fur,
        ((66, 30), (74, 15), (86, 8), (86, 26), (76, 42)),
        inner,
    )


def round_ears(fur: str, inner: str, size: float = 9.5, place: tuple[float, float] = (71, 27)) -> Part:
    """Return round ears of a radius around a place on the right."""

    def part(pen: Pen, _: Face) -> None:
        for side in pen.sides():
            side.oval(place, (size, size), fur)
            side.oval(place, (size * 0.58, size * 0.58), inner, 0)

    return part


def floppy(fur: str) -> Part:
    """Return ears that hang beside the head, as of hounds; painted over the head."""
    return pair(((63, 23), (74, 22), (85, 34), (88, 52), (84, 64), (77, 62), (73, 48), (70, 34)), fur)


def folded(fur: str, inner: str) -> Part:
    """Return ears that stand off to the sides, as of goats, sheep and cows."""
    return _double(
        ((68, 34), (78, 30), (91, 34), (95, 42), (86, 46), (72, 43)), fur, ((76, 37), (90, 38), (80, 42)), inner
    )


def tall(fur: str, inner: str) -> Part:
    """Return the long upright ears of a rabbit."""
    return _double(
        ((53, 26), (55, 8), (61, -2), (68, 0), (71, 12), (66, 28)), fur, ((58, 22), (60, 8), (64, 4), (65, 16)), inner
    )


def banana(fur: str, inner: str) -> Part:
    """Return the curved ears of llamas, horses and donkeys."""
    return _double(
        ((57, 24), (60, 10), (66, 2), (72, 6), (72, 18), (67, 30)), fur, ((62, 20), (65, 9), (68, 12), (66, 22)), inner
    )


def flaps(fur: str, inner: str) -> Part:
    """Return the ears of an elephant."""
    return _double(
        ((66, 30), (80, 20), (96, 28), (97, 48), (88, 64), (74, 60)),
        fur,
        ((74, 36), (84, 28), (91, 38), (86, 54)),
        inner,
    )


def horns(colour: str) -> Part:
    """Return short curved horns."""
    return pair(((57, 26), (60, 12), (70, 2), (76, 3), (71, 11), (68, 26)), colour)


def ram_horns(colour: str) -> Part:
    """Return horns that sweep back and out, as of goats in the mountains."""
    return pair(((54, 26), (56, 10), (68, 1), (84, 4), (92, 16), (84, 14), (74, 13), (68, 27)), colour)


def antlers(colour: str) -> Part:
    """Return the shovels of a moose."""
    palm = (
        (60, 26),
        (70, 22),
        (75, 12),
        (73, 3),
        (80, 8),
        (84, 1),
        (88, 9),
        (95, 5),
        (96, 18),
        (88, 29),
        (74, 32),
        (62, 33),
    )
    return pair(palm, colour)


def knobs(fur: str, tip: str) -> Part:
    """Return the two short knobbed horns of a giraffe."""

    def part(pen: Pen, _: Face) -> None:
        for side in pen.sides():
            side.blob(((54, 22), (56, 8), (60, 8), (62, 24)), fur)
            side.oval((58.4, 8), (4, 4), tip)

    return part


def tufts(colour: str) -> Part:
    """Return the feather tufts of an owl."""
    return pair(((56, 24), (66, 18), (80, 6), (78, 22), (76, 36)), colour)


def _double(
    outer: tuple[tuple[float, float], ...], fur: str, inner: tuple[tuple[float, float], ...], pink: str
) -> Part:
    def part(pen: Pen, _: Face) -> None:
        for side in pen.sides():
            side.blob(outer, fur)
            side.blob(inner, pink, 0)

    return part
