"""Birds: what makes an owl an owl, whatever its colours and mood."""

from maas_cli.render.figures import beaks, ears, heads
from maas_cli.render.figures.bodies import belly, shoulders
from maas_cli.render.figures.curves import Points, mirrored
from maas_cli.render.figures.eyes import eyes
from maas_cli.render.figures.heads import pair, patch, patches, shape
from maas_cli.render.figures.look import Face, Figure, Look, Part, Parts
from maas_cli.render.figures.pen import Pen

COMB: Points = ((42, 22), (38, 12), (43, 6), (48, 11), (51, 3), (56, 10), (62, 7), (61, 16), (58, 23))
LONG_NECK: Points = mirrored(((50, 50), (58, 52), (60, 70), (66, 84), (72, 112), (50, 112)))
SMALL: Points = mirrored(((50, 20), (62, 22), (71, 33), (72, 46), (66, 58), (57, 63), (50, 64)))


def bird(look: Look, face: Face, body: Parts, head: Parts) -> Figure:
    """Put a bird together: body, then head, eyes, and the beak, which is the last of ``head``."""
    own = face._replace(mood=look.mood, iris=look.iris)
    front: Parts = (*head[:-1], *look.marks, eyes, head[-1])
    return Figure(own, (*look.behind, *body, *look.clothes, *front, *look.worn, *look.held))


def penguin(look: Look) -> Figure:
    """Return a penguin: a dark coat, a white front and face."""
    flippers = pair(((76, 70), (86, 78), (94, 100), (84, 104), (76, 94)), look.fur)
    front = patch(mirrored(((50, 70), (62, 74), (69, 90), (70, 112), (50, 112))), look.light)
    pale = patches(((50, 40), (56, 32), (67, 34), (71, 47), (64, 62), (50, 66)), look.light)
    face = Face(look.light, top=15, wide=24, eye=45, gap=10, size=6, mouth=65, broad=6)
    return bird(look, face, (flippers, shape(heads.WHOLE, look.fur), front), (pale, beaks.small_beak(look.dark, 7.5)))


def duck(look: Look) -> Figure:
    """Return a duck or drake: a coloured head, a ring, a broad bill."""
    ring = shape(mirrored(((50, 66), (60, 67), (65, 73), (60, 79), (50, 81))), "#fbf8ee")
    face = Face(look.fur, top=17, wide=24, eye=38, gap=11, size=5.8, mouth=60)
    body: Parts = (shoulders(look.light), patch(mirrored(((50, 76), (66, 80), (76, 112), (50, 112))), "#e9e2d3"), ring)
    return bird(look, face, body, (shape(heads.EGG, look.fur), beaks.bill(look.dark)))


def goose(look: Look) -> Figure:
    """Return a goose with its long neck."""
    body: Parts = (shoulders(look.fur), shape(LONG_NECK, look.fur))
    face = Face(look.fur, top=20, wide=21.5, eye=37, gap=10, size=5.4, mouth=56)
    return bird(look, face, body, (shape(SMALL, look.fur), beaks.bill(look.dark)))


def parrot(look: Look) -> Figure:
    """Return a parrot with its great beak."""
    crest = shape(((44, 20), (38, 8), (46, 10), (50, 2), (55, 10), (63, 7), (57, 20)), look.light)
    rings = patches(((52, 42), (58, 34), (68, 36), (72, 46), (66, 55), (56, 54)), "#fbf6e6")
    feathers = pair(((68, 76), (82, 80), (90, 104), (76, 104)), look.light)
    face = Face("#fbf6e6", top=17, wide=24, eye=44, gap=12, size=6.2, mouth=66)
    beak = beaks.hooked(look.dark, "#4a4038")
    return bird(look, face, (shoulders(look.fur), feathers, crest), (shape(heads.EGG, look.fur), rings, beak))


def crow(look: Look) -> Figure:
    """Return a crow or raven."""
    ruff = shape(
        mirrored(((50, 90), (56, 82), (60, 88), (64, 79), (70, 84), (72, 74), (79, 74), (74, 58), (50, 50))), look.light
    )
    tuft = shape(((42, 22), (38, 11), (46, 14), (52, 6), (54, 14), (62, 12), (58, 22)), look.fur)
    face = Face(look.fur, top=17, wide=24, eye=41, gap=11.5, size=6, mouth=62)
    head: Parts = (shape(heads.EGG, look.fur), beaks.long_beak(look.dark, 8.5, 23))
    return bird(look, face, (shoulders(look.fur), ruff, tuft), head)


def owl(look: Look) -> Figure:
    """Return an owl with its discs around the eyes."""
    discs = patches(((50, 36), (60, 28), (74, 32), (78, 48), (68, 61), (50, 60)), look.light)
    flecks = heads.lines(
        (((55, 82), (58, 85), (61, 82)), ((64, 88), (67, 91), (70, 88)), ((54, 92), (57, 95), (60, 92))), look.dark, 1.8
    )
    face = Face(look.fur, top=20, wide=28, eye=45, gap=12.6, size=9.4, mouth=65)
    body: Parts = (shoulders(look.fur), belly(look.light, 72), flecks)
    head: Parts = (ears.tufts(look.fur), shape(heads.WIDE, look.fur), discs, beaks.small_beak("#e8a33a", 6))
    return bird(look, face, body, head)


def hen(look: Look) -> Figure:
    """Return a hen with comb and wattles."""
    wattles = pair(((51, 64), (56, 64), (57, 73), (53, 77), (50.6, 72)), "#d8433c")
    body: Parts = (shoulders(look.fur), belly(look.light, 78), shape(COMB, "#d8433c"))
    face = Face(look.fur, top=19, wide=24, eye=42, gap=11, size=6, mouth=63)
    return bird(look, face, body, (shape(heads.EGG, look.fur), wattles, beaks.small_beak(look.dark, 8)))


def pigeon(look: Look) -> Figure:
    """Return a pigeon with its shimmering neck."""
    neck = shape(mirrored(((50, 52), (60, 54), (66, 66), (70, 80), (58, 86), (50, 87))), look.light)
    gleam = patch(mirrored(((50, 74), (62, 72), (66, 78), (57, 84), (50, 85))), "#8d6cae")
    face = Face(look.fur, top=20, wide=21.5, eye=38, gap=11, size=5.8, mouth=59)
    cere = pair(((50, 48.6), (53.4, 46.4), (55.4, 49.6), (51, 51.4)), "#fbf8ee")

    def beak(pen: Pen, own: Face) -> None:
        beaks.small_beak(look.dark, 5.4)(pen, own)
        cere(pen, own)

    return bird(look, face, (shoulders(look.fur), neck, gleam), (shape(SMALL, look.fur), beak))


def crane(look: Look) -> Figure:
    """Return a crane: a long neck, a red crown, a long beak."""
    neck = patch(mirrored(((50, 58), (56, 58), (58, 76), (50, 80))), look.dark)
    crown = patch(mirrored(((50, 21), (58, 23), (64, 29), (56, 32), (50, 33))), "#d8433c")
    face = Face(look.fur, top=20, wide=21.5, eye=38, gap=10.4, size=5.2, mouth=58)
    body: Parts = (shoulders(look.fur), shape(LONG_NECK, look.fur), neck)
    return bird(look, face, body, (shape(SMALL, look.fur), crown, beaks.long_beak("#c9a63c", 5.6, 28)))


def eagle(look: Look) -> Figure:
    """Return an eagle or hawk."""
    feathers: Part = shape(
        mirrored(((50, 92), (56, 84), (61, 90), (66, 80), (72, 84), (75, 70), (74, 50), (50, 40))), look.light
    )
    face = Face(look.light, top=17, wide=24, eye=42, gap=11.5, size=5.6, mouth=64)
    head: Parts = (shape(heads.EGG, look.light), beaks.hooked("#f0b83c", "#8a6a24"))
    return bird(look, face, (shoulders(look.fur), feathers), head)
