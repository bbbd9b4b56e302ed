"""Mammals: what makes a cat a cat, whatever its colours and mood."""

from maas_cli.render.figures import ears, heads, scenery, snouts
from maas_cli.render.figures.bodies import belly, shoulders
from maas_cli.render.figures.curves import Points, mirrored
from maas_cli.render.figures.eyes import eyes
from maas_cli.render.figures.heads import patch, patches, shape
from maas_cli.render.figures.look import Face, Figure, Look, Part, Parts
from maas_cli.render.figures.mouths import mouth
from maas_cli.render.figures.pen import INK

MASK: Points = ((52, 40), (60, 35), (74, 38), (80, 50), (70, 55), (58, 52))
"""A dark patch around the eye, as of raccoons and lemurs."""


def creature(look: Look, face: Face, head: Points, parts: tuple[Parts, Parts]) -> Figure:
    """Put an animal together.

    Args:
        look: how it looks.
        face: its landmarks; mood and colour of the eyes come from the look.
        head: the outline of its head.
        parts: what is painted between body and head, and between head and eyes or after them (the snout).
    """
    back, snout = parts
    body: Parts = (shoulders(look.fur), belly(look.light), *look.clothes)
    own = face._replace(mood=look.mood, iris=look.iris)
    front: Parts = (shape(head, look.fur), *look.marks, *snout[:-1], eyes, snout[-1])
    return Figure(own, (*look.behind, *body, *back, *front, *look.worn, *look.held))


def cat(look: Look) -> Figure:
    """Return a cat."""
    snout = snouts.cat_snout(look.light, "#e88b93")
    return creature(
        look,
        Face(look.fur, wide=29, size=7, broad=7, mouth=65),
        heads.WIDE,
        ((ears.pointed(look.fur, "#eba9a6"),), (snout,)),
    )


def dog(look: Look) -> Figure:
    """Return a dog with hanging ears."""
    snout = snouts.muzzle(look.light, INK, 15, 12.5)
    return creature(look, Face(look.fur, mouth=66, broad=8.5), heads.ROUND, ((), (ears.floppy(look.dark), snout)))


def wolf(look: Look) -> Figure:
    """Return a wolf."""
    cheeks = patches(((51, 50), (60, 48), (72, 53), (80, 56), (72, 66), (60, 75), (50, 77)), look.light)
    brow = patch(mirrored(((50, 22), (55, 26), (54, 36), (52, 50), (50, 52))), look.dark)
    snout = snouts.muzzle(look.light, INK, 12, 13)
    face = Face(look.fur, wide=28, size=5.8, mouth=67, broad=8.5, gap=12)
    return creature(look, face, heads.TUFTED, ((ears.pointed(look.fur, look.dark),), (cheeks, brow, snout)))


def fox(look: Look) -> Figure:
    """Return a fox; with huge ears, of the desert."""
    cheeks = patches(((48, 62), (60, 50), (77, 47), (70, 60), (58, 73.6), (48, 75)), look.light)
    snout = snouts.cat_snout(look.light, INK)
    face = Face(look.fur, wide=27, mouth=67, broad=6, size=6.4)
    return creature(look, face, heads.WEDGE, ((ears.huge(look.fur, look.light),), (cheeks, snout)))


def bear(look: Look) -> Figure:
    """Return a bear."""
    snout = snouts.muzzle(look.light, INK, 14.5, 12)
    return creature(
        look, Face(look.fur, size=5.4, mouth=66), heads.ROUND, ((ears.round_ears(look.fur, look.light),), (snout,))
    )


def panda(look: Look) -> Figure:
    """Return a panda."""
    patched = patches(((53, 44), (58, 36), (67, 36), (72, 46), (68, 54), (58, 54)), look.dark)
    snout = snouts.muzzle(look.light, INK, 11, 8.5)
    face = Face(look.dark, size=5.6, mouth=67, broad=6)
    figure = creature(look, face, heads.ROUND, ((ears.round_ears(look.dark, look.dark),), (patched, snout)))
    return figure._replace(parts=(*look.behind, shoulders(look.dark), *figure.parts[len(look.behind) + 1 :]))


def koala(look: Look) -> Figure:
    """Return a koala."""
    fluffy = ears.round_ears(look.fur, look.light, 15.5, (78, 34))
    face = Face(look.fur, size=5.2, gap=13, mouth=68, broad=7)
    return creature(look, face, heads.ROUND, ((fluffy,), (snouts.tall_nose(look.light, look.dark),)))


def raccoon(look: Look) -> Figure:
    """Return a raccoon."""
    pale = patches(((50, 26), (64, 30), (80, 42), (82, 56), (64, 66), (50, 68)), look.light)
    parts = (pale, patches(MASK, look.dark), patch(mirrored(((50, 26), (53, 30), (53, 48), (50, 52))), look.fur))
    face = Face(look.dark, size=5.6, mouth=66, broad=6.5)
    snout = snouts.muzzle(look.light, INK, 10.5, 9.5)
    return creature(look, face, heads.TUFTED, ((ears.round_ears(look.fur, look.light, 9, (71, 25)),), (*parts, snout)))


def lemur(look: Look) -> Figure:
    """Return a lemur with a ringed tail."""
    pale = patches(((50, 30), (62, 28), (73, 38), (73, 54), (62, 66), (50, 68)), look.light)
    rings = patches(((52, 44), (57, 35), (67, 35), (71, 44), (67, 53), (57, 53)), look.dark)
    back = (ears.round_ears(look.fur, look.light, 10, (72, 28)),)
    face = Face(look.dark, size=7.4, mouth=67, broad=6)
    figure = creature(look, face, heads.ROUND, (back, (pale, rings, snouts.muzzle(look.light, INK, 9, 9))))
    return figure._replace(parts=(scenery.tail(look.light, look.dark), *figure.parts))


def sloth(look: Look) -> Figure:
    """Return a sloth."""
    pale = patch(mirrored(((50, 30), (62, 30), (72, 40), (71, 56), (62, 68), (50, 71))), look.light)
    stripes = patches(((52, 44), (59, 38), (68, 40), (77, 52), (74, 57), (62, 51)), look.dark)
    face = Face(look.dark, size=4.8, mouth=65, broad=9)
    return creature(look, face, heads.ROUND, ((), (pale, stripes, snouts.muzzle(look.light, INK, 10, 8))))


def squirrel(look: Look) -> Figure:
    """Return a squirrel before its tail."""
    face = Face(look.fur, size=6.6, mouth=65, broad=6)
    back = (ears.pointed(look.fur, look.light),)
    figure = creature(look, face, heads.WIDE, (back, (snouts.buck_teeth(look.light, INK),)))
    return figure._replace(parts=(scenery.plume(look.fur, look.dark), *figure.parts))


def marmot(look: Look) -> Figure:
    """Return a marmot, also as beaver, quokka or hamster: round, with small ears and large teeth."""
    back = (ears.round_ears(look.fur, look.light, 7, (69, 27)),)
    face = Face(look.fur, size=5.4, mouth=64, broad=6.5)
    return creature(look, face, heads.BROAD, (back, (snouts.buck_teeth(look.light, INK),)))


def quokka(look: Look) -> Figure:
    """Return a quokka, which cannot help smiling."""
    back = (ears.round_ears(look.fur, look.light, 9, (67, 24)),)
    face = Face(look.fur, size=5.6, mouth=67, broad=9)
    return creature(look, face, heads.BROAD, (back, (snouts.muzzle(look.light, INK, 15, 10.5),)))


def mouse(look: Look) -> Figure:
    """Return a mouse."""
    back = (ears.round_ears(look.fur, look.light, 15, (75, 25)),)
    face = Face(look.fur, size=5.8, mouth=66, broad=6)
    return creature(look, face, heads.WEDGE, (back, (snouts.cat_snout(look.light, "#e88b93"),)))


def badger(look: Look) -> Figure:
    """Return a badger with its stripes."""
    bands = patches(((53, 25), (61, 22), (72, 36), (73, 52), (64, 60), (57, 52)), look.dark)
    back = (ears.round_ears(look.dark, look.light, 7.5, (70, 27)),)
    face = Face(look.dark, size=5.4, mouth=68, broad=6.5, gap=12.4)
    figure = creature(look, face, heads.TUFTED, (back, (bands, snouts.muzzle(look.light, INK, 10, 10))))
    skip = len(look.behind) + 1
    return figure._replace(parts=(*look.behind, shoulders(look.dark), *figure.parts[skip:]))


def hedgehog(look: Look) -> Figure:
    """Return a hedgehog in its spines."""
    back = (scenery.spines(look.dark), ears.round_ears(look.fur, look.light, 7, (71, 34)))
    half = mirrored(((50, 30), (62, 29), (73, 40), (75, 56), (64, 69), (50, 75)))
    face = Face(look.fur, top=27, eye=46, size=5.6, mouth=67, broad=6.5)
    return creature(look, face, half, (back, (snouts.muzzle(look.light, INK, 10, 9),)))


def sheep(look: Look) -> Figure:
    """Return a sheep in its wool."""
    back = (scenery.fluff(look.light, (50, 40), 27, 9.5), ears.folded(look.fur, "#eba9a6"))
    wool = scenery.fluff(look.light, (50, 26), 12, 5)
    face = Face(look.fur, size=5.6, eye=46, mouth=68, top=20)
    long = snouts.long_muzzle(look.fur, wide=12, top=60)
    return creature(look, face, heads.NARROW, (back, (wool, long)))


def goat(look: Look) -> Figure:
    """Return a goat with horns and beard."""
    beard = shape(mirrored(((50, 74), (55, 76), (55, 86), (50, 94))), look.light)
    back = (ears.ram_horns(look.dark), ears.folded(look.fur, "#eba9a6"), beard)
    face = Face(look.fur, size=5.4, eye=43, mouth=69)
    return creature(look, face, heads.NARROW, (back, (snouts.long_muzzle(look.light, wide=12, top=59),)))


def hoofed(look: Look) -> Figure:
    """Return a horse or donkey."""
    back = (scenery.mane(look.dark), ears.banana(look.fur, look.light))
    lock = shape(((46, 15), (54, 14), (57, 26), (52, 38), (46, 28)), look.dark)
    face = Face(look.fur, size=5.2, eye=38, gap=12, mouth=70, top=17)
    return creature(look, face, heads.LONG, (back, (lock, snouts.long_muzzle(look.light, wide=14.5, top=58))))


def llama(look: Look) -> Figure:
    """Return a llama."""
    back = (ears.banana(look.fur, look.light), scenery.fluff(look.fur, (50, 76), 19, 9))
    tuft = scenery.fluff(look.light, (50, 20), 8, 5)
    face = Face(look.fur, size=5.8, eye=40, gap=11, mouth=67, top=15, broad=6)
    return creature(look, face, heads.LONG, (back, (tuft, snouts.long_muzzle(look.light, wide=11.5, top=57))))


def camel(look: Look) -> Figure:
    """Return a camel before its humps."""
    back = (ears.round_ears(look.fur, look.light, 6, (68, 26)), shape(heads.NECK, look.fur))
    tuft = scenery.fluff(look.dark, (50, 20), 7, 4.6)
    face = Face(look.fur, size=5.6, eye=38, gap=12, mouth=69, top=16, broad=9)
    figure = creature(look, face, heads.LONG, (back, (tuft, snouts.long_muzzle(look.light, wide=16, top=56))))
    return figure._replace(parts=(scenery.hump(look.fur), *figure.parts))


def moose(look: Look) -> Figure:
    """Return a moose."""
    back = (ears.antlers(look.dark), ears.folded(look.fur, look.light))
    face = Face(look.fur, size=5.4, eye=40, gap=11.5, mouth=71, top=18, broad=9)
    return creature(look, face, heads.LONG, (back, (snouts.long_muzzle(look.light, wide=17, top=55),)))


def deer(look: Look) -> Figure:
    """Return a cow or deer: a long face with horns and hanging ears."""
    back = (ears.horns(look.dark), ears.folded(look.fur, "#eba9a6"))
    face = Face(look.fur, size=5.6, eye=42, mouth=69, top=20)
    return creature(look, face, heads.NARROW, (back, (snouts.long_muzzle(look.light, wide=17, top=57),)))


def giraffe(look: Look) -> Figure:
    """Return a giraffe."""
    dots = ((40, 30, 3.4), (60, 27, 3), (50, 35, 2.6), (38, 88, 5), (52, 94, 4.4), (62, 86, 4.6), (47, 82, 3))
    back = (ears.folded(look.fur, "#eba9a6"), ears.knobs(look.fur, look.dark), shape(heads.NECK, look.fur))
    face = Face(look.fur, size=5.8, eye=42, gap=13, mouth=69, top=17, broad=7)
    parts = (heads.spots(dots, look.dark), snouts.long_muzzle(look.light, wide=14, top=57))
    return creature(look, face, heads.LONG, (back, parts))


def pig(look: Look) -> Figure:
    """Return a pig."""
    face = Face(look.fur, size=5.4, mouth=69)
    back = (ears.pointed(look.fur, look.light),)
    return creature(look, face, heads.BROAD, (back, (snouts.pig_snout(look.light, look.dark),)))


def rabbit(look: Look) -> Figure:
    """Return a rabbit."""
    face = Face(look.fur, size=6.2, mouth=65, broad=6, top=22)
    return creature(
        look, face, heads.ROUND, ((ears.tall(look.fur, "#eba9a6"),), (snouts.buck_teeth(look.light, "#e88b93"),))
    )


def lion(look: Look) -> Figure:
    """Return a lion in its mane."""
    back = (
        scenery.spines(look.dark, (50, 48), count=18, radii=(35, 42)),
        ears.round_ears(look.fur, look.light, 8, (68, 27)),
    )
    face = Face(look.fur, size=5.8, mouth=66)
    return creature(look, face, heads.ROUND, (back, (snouts.muzzle(look.light, INK, 13.5, 11),)))


def elephant(look: Look) -> Figure:
    """Return an elephant."""
    face = Face(look.fur, size=5, gap=13, mouth=66, eye=42, broad=6)
    return creature(look, face, heads.ROUND, ((ears.flaps(look.fur, look.light),), (snouts.trunk(look.fur),)))


def monkey(look: Look) -> Figure:
    """Return a monkey."""
    pale = patch(mirrored(((50, 36), (58, 30), (68, 32), (72, 42), (68, 52), (73, 62), (64, 71), (50, 73))), look.light)
    back = (ears.round_ears(look.fur, look.light, 9.5, (78, 46)),)
    nostrils: Part = heads.spots(((48, 55, 1.1), (52, 55, 1.1)), INK)
    face = Face(look.light, size=5.8, gap=9.8, mouth=64, broad=10)
    return creature(look, face, heads.ROUND, (back, (pale, nostrils, mouth)))


def seal(look: Look) -> Figure:
    """Return a seal."""
    face = Face(look.fur, size=7.2, gap=13, eye=45, mouth=66, broad=5, top=22)
    return creature(look, face, heads.ROUND, ((), (snouts.cat_snout(look.light, INK),)))


def walrus(look: Look) -> Figure:
    """Return a walrus."""
    face = Face(look.fur, size=5, gap=12.5, eye=42, mouth=64, top=24)
    return creature(look, face, heads.BROAD, ((), (snouts.tusks(look.light, look.dark),)))


def armadillo(look: Look) -> Figure:
    """Return an armadillo in its plates."""
    back = (ears.banana(look.fur, look.light), scenery.shell(look.dark, look.fur))
    plate = shape(mirrored(((50, 15), (64, 18), (72, 30), (66, 36), (50, 38))), look.dark)
    seams = heads.lines((((50, 24), (60, 25), (68, 29)), ((50, 31), (60, 31.6), (67, 34))), look.fur, 1.6)
    face = Face(look.fur, size=5, gap=12, eye=46, mouth=68, top=17, broad=5)
    return creature(look, face, heads.WEDGE, (back, (plate, seams, snouts.muzzle(look.light, "#c9828a", 9, 10))))
