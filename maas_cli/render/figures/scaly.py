"""Reptiles, frogs, and what lives in the sea or carries its house."""

from maas_cli.render.figures import ears, heads, scenery
from maas_cli.render.figures.bodies import belly, shoulders
from maas_cli.render.figures.curves import Points, mirrored
from maas_cli.render.figures.eyes import eyes
from maas_cli.render.figures.heads import pair, patch, shape, spots
from maas_cli.render.figures.look import Face, Figure, Look, Part, Parts
from maas_cli.render.figures.mouths import TEETH, mouth
from maas_cli.render.figures.pen import INK, OUTLINE, Pen

SNOUT: Points = mirrored(((50, 50), (61, 51), (70, 57), (73, 66), (66, 74), (50, 76)))
CROWN: Points = mirrored(((50, 18), (60, 20), (69, 30), (71, 46), (66, 60), (50, 66)))


def _put(look: Look, face: Face, parts: tuple[Parts, Parts]) -> Figure:
    """Put a figure together of what is painted before and after its eyes."""
    own = face._replace(mood=look.mood, iris=look.iris)
    return Figure(own, (*look.behind, *parts[0], *look.marks, eyes, *parts[1], *look.worn, *look.held))


def raptor(look: Look) -> Figure:
    """Return a dinosaur with a broad jaw and small teeth."""
    stripes = heads.lines((((57, 21), (60, 27)), ((65, 26), (65, 32)), ((70, 36), (67, 41))), look.dark, 2.6)
    face = Face(look.fur, top=18, wide=21, eye=39, gap=11.5, size=6.2, mouth=66, broad=9)
    body: Parts = (shoulders(look.fur), belly(look.light, 72), *look.clothes, shape(CROWN, look.fur), stripes)
    return _put(look, face, (body, (shape(SNOUT, look.fur), _jaw(look.light))))


def _jaw(light: str) -> Part:
    def part(pen: Pen, _: Face) -> None:
        for side in pen.sides():
            side.oval((56, 56), (1.6, 2.1), INK, 0)
            for x, y in ((53, 67.6), (59, 67.2), (65, 65.8)):
                side.poly(((x - 2, y), (x + 2, y - 0.4), (x, y + 4.6)), TEETH, OUTLINE * 0.5)
        pen.blob(mirrored(((50, 70.4), (60, 70), (66, 71), (58, 75), (50, 75.6))), light, 0)
        pen.stroke(((29, 63), (38, 67.4), (50, 68), (62, 67.4), (71, 63)), INK, OUTLINE * 1.4)

    return part


def dragon(look: Look) -> Figure:
    """Return a dragon with horns, wings and warm nostrils."""
    crest = shape(((45, 20), (50, 6), (55, 20)), look.dark)
    face = Face(look.fur, top=18, wide=21, eye=39, gap=11.5, size=6.2, mouth=67, broad=9)
    back: Parts = (scenery.wings(look.dark, INK), shoulders(look.fur), belly(look.light, 72), *look.clothes)
    head: Parts = (
        ears.horns("#f3e6c4"),
        pair(((68, 44), (84, 38), (80, 52), (68, 56)), look.dark),
        crest,
        shape(CROWN, look.fur),
    )
    puffs = spots(((24, 56, 3.4), (18, 50, 4.6), (76, 56, 3.4), (82, 50, 4.6)), "#f4f1ea", OUTLINE * 0.8)
    return _put(look, face, ((*back, *head), (puffs, shape(SNOUT, look.fur), _nostrils, mouth)))


def _nostrils(pen: Pen, _: Face) -> None:
    for side in pen.sides():
        side.oval((58, 57), (2, 2.4), INK, 0)


def tortoise(look: Look) -> Figure:
    """Return a tortoise before its shell."""
    wrinkles = heads.lines((((52, 78), (56, 79), (60, 77)), ((52, 84), (57, 85), (62, 83))), look.dark, 1.8)
    back: Parts = (scenery.shell(look.dark, look.light), shape(heads.NECK, look.fur), wrinkles, *look.clothes)
    face = Face(look.fur, top=20, wide=25, eye=42, gap=13, size=6, mouth=62, broad=11)
    return _put(look, face, ((*back, shape(heads.EGG, look.fur)), (spots(((47, 53, 1.1), (53, 53, 1.1)), INK), mouth)))


def frog(look: Look) -> Figure:
    """Return a frog, its eyes on top."""
    bumps = pair(((57, 36), (56, 24), (66, 17), (77, 23), (77, 38)), look.fur)
    head = mirrored(((50, 32), (64, 31), (79, 42), (86, 56), (76, 69), (60, 74), (50, 75)))
    pale = patch(mirrored(((50, 66), (64, 64), (74, 66), (62, 72.6), (50, 73.4))), look.light)
    face = Face(look.fur, top=22, wide=28, eye=29, gap=17, size=7.4, mouth=59, broad=17)
    body: Parts = (shoulders(look.fur), belly(look.light, 74), *look.clothes, bumps, shape(head, look.fur))
    nostrils = spots(((46, 47, 1.2), (54, 47, 1.2)), INK)
    return _put(look, face, ((*body, pale, _bump_fill(look.fur)), (nostrils, _wide_mouth)))


def _bump_fill(colour: str) -> Part:
    """Return the flesh that joins the bumps of a frog to its head."""
    return heads.patches(((58, 38), (60, 30), (74, 30), (76, 40), (68, 46)), colour)


def _wide_mouth(pen: Pen, face: Face) -> None:
    """Draw the mouth of a frog: low where it is open, so that it is not all throat."""
    mouth(pen, face._replace(broad=10 if face.mood in {"happy", "mad", "shouting", "cheering", "brave"} else 17))


def murloc(look: Look) -> Figure:
    """Return a creature of the shore: fins, great eyes, many teeth."""
    fins = pair(((70, 40), (84, 26), (95, 28), (89, 40), (96, 48), (87, 54), (90, 66), (74, 60)), look.dark)
    crest = shape(((42, 24), (40, 8), (47, 13), (52, 3), (56, 13), (63, 9), (60, 24)), look.dark)
    head = mirrored(((50, 22), (64, 24), (77, 36), (80, 54), (74, 70), (62, 78), (50, 79)))
    face = Face(look.fur, top=20, wide=28, eye=40, gap=15, size=8.6, mouth=65, broad=15)
    body: Parts = (shoulders(look.fur), belly(look.light, 76), *look.clothes, fins, crest, shape(head, look.fur))
    return _put(look, face, (body, (_many_teeth,)))


def _many_teeth(pen: Pen, face: Face) -> None:
    y = face.mouth - 3
    pen.blob(mirrored(((50, y - 3), (62, y - 3), (71, y - 6), (66, y + 7), (58, y + 11), (50, y + 12))), "#7d2330")
    for side in pen.sides():
        for x in (52, 57.5, 63):
            side.poly(((x - 2.4, y - 3.2), (x + 2.4, y - 3.4), (x, y + 3)), TEETH, 0)
        for x in (53, 58.5):
            side.poly(((x - 2.2, y + 11.4), (x + 2.2, y + 10.6), (x, y + 5)), TEETH, 0)


def fish(look: Look) -> Figure:
    """Return a fish or shark, head on."""
    fin = shape(((42, 26), (50, 4), (60, 10), (60, 26)), look.dark)
    side_fins = pair(((74, 58), (92, 60), (96, 74), (84, 78), (74, 70)), look.dark)
    head = mirrored(((50, 22), (64, 26), (77, 40), (82, 60), (76, 84), (70, 112), (50, 112)))
    pale = patch(mirrored(((50, 70), (64, 72), (70, 90), (66, 112), (50, 112))), look.light)
    face = Face(look.fur, top=24, wide=28, eye=44, gap=16, size=7, mouth=63, broad=11)
    return _put(look, face, ((side_fins, fin, shape(head, look.fur), pale, *look.clothes), (mouth,)))


def octopus(look: Look) -> Figure:
    """Return an octopus with arms in the air."""
    arms = ((66, 70), (80, 76), (90, 66), (88, 52), (94, 46)), ((62, 76), (78, 92), (92, 86), (96, 78))
    legs = ((58, 76), (62, 92), (72, 100)), ((52, 78), (52, 90), (56, 102))
    head = mirrored(((50, 14), (66, 18), (77, 32), (76, 50), (70, 62), (72, 74), (60, 82), (50, 83)))
    face = Face(look.fur, top=16, wide=26, eye=46, gap=11, size=6.8, mouth=63, broad=8)
    dots = spots(((42, 26, 3.4), (60, 24, 2.6), (52, 32, 2)), look.light)
    return _put(look, face, ((_limbs((*arms, *legs), look.fur), shape(head, look.fur), dots, *look.clothes), (mouth,)))


def _limbs(paths: tuple[Points, ...], colour: str) -> Part:
    def part(pen: Pen, _: Face) -> None:
        for side in pen.sides():
            for path in paths:
                side.stroke(path, INK, 8 + 2 * OUTLINE)
                side.stroke(path, colour, 8)

    return part


def crab(look: Look) -> Figure:
    """Return a crab: a broad shell, eyes on stalks, claws in the air."""
    shell = mirrored(((50, 44), (64, 43), (80, 50), (86, 64), (78, 78), (62, 84), (50, 85)))
    legs = ((74, 74), (86, 80), (88, 94)), ((66, 80), (76, 88), (76, 100)), ((80, 58), (92, 54), (90, 40))
    claws = pair(((84, 44), (80, 32), (84, 20), (92, 14), (90, 26), (97, 22), (98, 34), (93, 44)), look.fur)
    stalks = _limbs((((58, 48), (61, 32)),), look.fur)
    dots = spots(((34, 56, 2.4), (66, 55, 2.4), (28, 64, 1.8), (72, 64, 1.8)), look.light)
    face = Face(look.fur, top=26, wide=20, eye=31, gap=11, size=7.2, mouth=65, broad=9)
    body: Parts = (_limbs(legs, look.fur), claws, stalks, shape(shell, look.fur), dots, *look.clothes)
    return _put(look, face, (body, (mouth,)))


def snail(look: Look) -> Figure:
    """Return a snail with its house behind it."""
    body = shape(
        ((8, 100), (10, 92), (40, 90), (50, 76), (48, 54), (60, 42), (76, 44), (84, 58), (80, 78), (76, 100)), look.fur
    )
    stalks = _stalks(look.fur)
    face = Face(look.fur, top=23, wide=15, eye=31, gap=9, size=7, mouth=62, broad=7)
    front = (stalks, *look.marks, eyes, mouth, *look.worn)
    own = face._replace(mood=look.mood, iris=look.iris)
    house: Parts = (*look.behind, scenery.spiral(look.dark, look.light), body, *look.clothes)
    return Figure(own, (*house, *map(_shifted, front), *look.held))


def _stalks(colour: str) -> Part:
    return _limbs((((55, 50), (59, 32)),), colour)


def _shifted(part: Part) -> Part:
    """Return a part drawn 15 units further right, about its own middle."""

    def moved(pen: Pen, face: Face) -> None:
        part(pen.beside(15), face)

    return moved


def spider(look: Look) -> Figure:
    """Return a spider, or any insect: a round head and many legs."""
    legs = (
        ((70, 46), (86, 32), (94, 44)),
        ((72, 56), (90, 50), (96, 64)),
        ((70, 66), (88, 70), (92, 86)),
        ((62, 72), (76, 84), (78, 100)),
    )
    face = Face(look.fur, top=20, wide=27, eye=44, gap=11, size=8, mouth=63, broad=7)
    return _put(look, face, ((_limbs(legs, look.dark), shape(heads.ROUND, look.fur), *look.clothes), (mouth,)))
