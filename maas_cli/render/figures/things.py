"""Things with faces. ``fur`` is their main colour, ``light`` what shines, ``dark`` what is trim."""

from maas_cli.render.figures.curves import Points, mirrored
from maas_cli.render.figures.eyes import eyes
from maas_cli.render.figures.heads import shape
from maas_cli.render.figures.look import Face, Figure, Look, Part, Parts
from maas_cli.render.figures.mouths import mouth
from maas_cli.render.figures.pen import INK, OUTLINE, Pen

THIN = OUTLINE * 0.8


def thing(look: Look, face: Face, body: Parts) -> Figure:
    """Give a thing a face and whatever it wears and holds."""
    own = face._replace(mood=look.mood, iris=look.iris)
    return Figure(own, (*look.behind, *body, *look.clothes, *look.marks, mouth, eyes, *look.worn, *look.held))


def kettle(look: Look) -> Figure:
    """Return a tea kettle, whistling."""

    def body(pen: Pen, _: Face) -> None:
        for width, colour in ((9, INK), (6, look.dark)):
            pen.stroke(((26, 42), (28, 22), (50, 14), (72, 22), (74, 42)), colour, width)
        pen.blob(((76, 70), (84, 56), (90, 40), (96, 42), (94, 60), (82, 84)), look.fur)
        for x, y in ((93, 30), (96, 20)):
            pen.oval((x - 2, y), (3.6, 3.2), "#fbfaf6", THIN)
        pen.blob(mirrored(((50, 34), (66, 37), (80, 52), (85, 76), (78, 94), (50, 97))), look.fur)
        pen.oval((50, 36), (17, 4.4), look.light)
        pen.oval((50, 30), (4, 3.6), look.dark)

    return thing(look, Face(look.fur, top=30, wide=30, eye=57, gap=12.5, size=6.6, mouth=74, broad=8), (body,))


def samovar(look: Look) -> Figure:
    """Return a samovar with a little pot on top."""

    def body(pen: Pen, _: Face) -> None:
        for side in pen.sides():
            for width, colour in ((7, INK), (4, look.dark)):
                side.stroke(((74, 40), (88, 38), (88, 54), (76, 56)), colour, width)
        pen.blob(((58, 20), (72, 16), (75, 12), (70, 8), (66, 14), (58, 14)), look.light)
        pen.blob(mirrored(((50, 8), (60, 10), (63, 18), (58, 24), (50, 25))), look.light)
        pen.oval((50, 7), (3, 2.4), look.dark)
        pen.oval((50, 27), (20, 4), look.dark)
        pen.blob(mirrored(((50, 28), (68, 29), (78, 40), (76, 60), (66, 80), (50, 82))), look.fur)
        pen.poly(((40, 80), (60, 80), (66, 94), (34, 94)), look.dark)
        pen.oval((50, 96), (24, 3.4), look.fur)
        pen.blob(((36, 36), (40, 34), (38, 56), (34, 58)), look.light, 0)
        pen.oval((50, 78), (4, 3.4), look.dark)
        pen.stroke(((50, 80), (50, 86)), INK, 3)

    return thing(look, Face(look.fur, top=28, wide=26, eye=48, gap=10.5, size=6.2, mouth=64, broad=8), (body,))


def umbrella(look: Look) -> Figure:
    """Return an open umbrella."""

    def body(pen: Pen, _: Face) -> None:
        for width, colour in ((7, INK), (4, look.dark)):
            pen.stroke(((50, 70), (50, 92), (56, 97), (62, 93), (62, 88)), colour, width)
        pen.blob(mirrored(((50, 11), (52, 11), (52, 18), (50, 19))), look.dark)
        scallops = ((94, 66), (83, 61), (72, 68), (61, 62), (50, 69))
        pen.poly(mirrored(((50, 17), (64, 20), (80, 32), (90, 48), *scallops)), look.fur)
        for side in pen.sides():
            side.blob(((56, 18.4), (68, 22.6), (82, 36), (92, 62), (84, 60), (74, 64), (70, 42)), look.light, 0)

    return thing(look, Face(look.fur, top=17, wide=20, eye=42, gap=9.4, size=5.8, mouth=57, broad=6.4), (body,))


def lighthouse(look: Look) -> Figure:
    """Return a lighthouse on its rock."""

    def body(pen: Pen, _: Face) -> None:
        for side in pen.sides():
            side.poly(((58, 20), (98, 10), (98, 32), (58, 25)), look.light, 0)
        pen.blob(mirrored(((50, 88), (70, 88), (84, 94), (90, 112), (50, 112))), "#7b7f86")
        half = ((50, 32), (63, 32), (71, 92), (50, 92))
        pen.poly(mirrored(half), "#fbf8ee")
        for top, low in ((32, 38), (68, 80)):
            wide, base = 13 + (top - 32) * 0.133, 13 + (low - 32) * 0.133
            pen.poly(((50 - wide, top), (50 + wide, top), (50 + base, low), (50 - base, low)), look.fur, 0)
        pen.poly(((40, 18), (60, 18), (60, 28), (40, 28)), look.light)
        pen.poly(((33, 28), (67, 28), (66, 33), (34, 33)), look.dark)
        pen.blob(mirrored(((50, 5), (54, 8), (64, 19), (50, 20))), look.fur)

    return thing(look, Face("#fbf8ee", top=8, wide=14, eye=48, gap=7.4, size=5, mouth=60, broad=6), (body,))


def sock(look: Look) -> Figure:
    """Return a sock, alone."""

    def body(pen: Pen, _: Face) -> None:
        leg = (
            (33, 24),
            (64, 24),
            (66, 50),
            (70, 64),
            (88, 74),
            (92, 88),
            (82, 97),
            (60, 96),
            (42, 90),
            (34, 74),
            (34, 50),
        )
        pen.blob(leg, look.fur)
        pen.blob(((88, 74), (92, 88), (82, 96.6), (72, 96.4), (76, 82)), look.dark, 0)
        pen.blob(((34, 72), (42, 70), (52, 80), (48, 92), (40, 88)), look.dark, 0)
        pen.blob(((30, 16), (49, 14), (67, 16), (68, 28), (49, 30), (31, 28)), look.light)
        for x in (38, 45, 52, 60):
            pen.stroke(((x, 18), (x, 26)), look.dark, 1.4)

    return thing(look, Face(look.fur, top=16, wide=16, eye=44, gap=8.6, size=6, mouth=59, broad=6), (body,))


def cactus(look: Look) -> Figure:
    """Return a potted cactus."""

    def body(pen: Pen, _: Face) -> None:
        for width, colour in ((15, INK), (12, look.fur)):
            pen.stroke(((68, 62), (84, 60), (85, 40)), colour, width)
            pen.stroke(((32, 68), (17, 64), (16, 48)), colour, width)
        pen.blob(mirrored(((50, 14), (62, 17), (70, 32), (71, 60), (68, 84), (50, 86))), look.fur)
        for x, y in ((44, 22), (57, 26), (36, 34), (64, 36), (38, 72), (62, 74), (50, 76), (85, 44), (16, 54)):
            pen.stroke(((x - 1.6, y - 1.6), (x + 1.6, y + 1.6)), look.light, 1.3)
            pen.stroke(((x + 1.6, y - 1.6), (x - 1.6, y + 1.6)), look.light, 1.3)
        pen.oval((50, 13), (5, 4), "#e8739a")
        pen.poly(((32, 84), (68, 84), (64, 112), (36, 112)), look.dark)
        pen.poly(((28, 80), (72, 80), (71, 88), (29, 88)), look.dark)

    return thing(look, Face(look.fur, top=14, wide=20, eye=45, gap=9, size=6, mouth=62, broad=7), (body,))


def suitcase(look: Look) -> Figure:
    """Return a suitcase with stickers and a name tag."""

    def body(pen: Pen, _: Face) -> None:
        for width, colour in ((8, INK), (5, look.dark)):
            pen.stroke(((38, 32), (39, 20), (50, 18), (61, 20), (62, 32)), colour, width)
        for side in pen.sides():
            side.oval((70, 92), (5, 5), INK, 0)
        pen.blob(mirrored(((50, 30), (74, 30), (82, 34), (83, 60), (82, 86), (74, 90), (50, 90))), look.fur)
        for side in pen.sides():
            side.poly(((72, 30.4), (77, 30.8), (77, 89.4), (72, 90)), look.dark, 0)
        pen.oval((33, 82), (5, 4), look.light, THIN)
        pen.poly(((60, 78), (69, 76), (70, 84), (61, 86)), "#e2574c", THIN)
        pen.poly(((64, 20), (76, 12), (82, 20), (70, 28)), look.light, THIN)

    return thing(look, Face(look.fur, top=30, wide=32, eye=51, gap=12, size=6.8, mouth=69, broad=8), (body,))


def volcano(look: Look) -> Figure:
    """Return a volcano that steams a little."""

    def body(pen: Pen, _: Face) -> None:
        for line in (OUTLINE, 0.0):
            for x, y, radius in ((50, 16, 9), (38, 20, 7), (62, 19, 7), (56, 8, 6)):
                pen.oval((x, y), (radius, radius), "#f4f1ea", line)
        half = ((50, 30), (64, 30), (70, 46), (80, 70), (96, 100), (96, 112), (50, 112))
        pen.blob(mirrored(half), look.fur)
        flow = (
            (66, 29),
            (69, 42),
            (64, 50),
            (60, 38),
            (55, 40),
            (50, 34),
            (44, 42),
            (40, 37),
            (37, 47),
            (31, 44),
            (34, 29),
            (50, 32),
        )
        pen.blob(flow, look.light, THIN)
        pen.oval((50, 29), (16, 4), look.dark, THIN)

    return thing(look, Face(look.fur, top=28, wide=24, eye=60, gap=11.5, size=6.4, mouth=77, broad=9), (body,))


def robot(look: Look) -> Figure:
    """Return a robot with an antenna."""

    def body(pen: Pen, _: Face) -> None:
        pen.poly(((24, 80), (76, 80), (84, 112), (16, 112)), look.fur)
        pen.poly(((42, 70), (58, 70), (58, 82), (42, 82)), look.dark)
        pen.oval((50, 93), (6, 6), "#e2574c")
        pen.stroke(((50, 24), (50, 10)), INK, 3)
        pen.oval((50, 9), (4.4, 4.4), "#e2574c")
        for side in pen.sides():
            side.poly(((76, 42), (83, 42), (83, 58), (76, 58)), look.dark)
        pen.poly(((24, 24), (76, 24), (78, 27), (78, 69), (75, 72), (25, 72), (22, 69), (22, 27)), look.fur)
        pen.poly(((29, 32), (71, 32), (72, 53), (28, 53)), look.light, THIN)
        for x in (26, 74):
            for y in (28, 68):
                pen.oval((x, y), (1.2, 1.2), INK, 0)

    return thing(look, Face(look.light, top=23, wide=27, eye=43, gap=11, size=6.8, mouth=62, broad=10), (body,))


def cloud(look: Look) -> Figure:
    """Return a cloud with rain under it."""

    def body(pen: Pen, _: Face) -> None:
        for x, y in ((28, 84), (42, 90), (57, 85), (72, 91), (20, 96), (50, 97)):
            pen.blob(((x, y - 6), (x + 3, y), (x, y + 3), (x - 3, y)), look.dark, THIN)
        for line in (OUTLINE, 0.0):
            for x, y, radius in ((28, 56, 18), (50, 40, 22), (72, 54, 18), (40, 62, 16), (60, 62, 16)):
                pen.oval((x, y), (radius, radius), look.fur, line)
        pen.oval((42, 28), (7, 4), look.light, 0)

    return thing(look, Face(look.fur, top=20, wide=26, eye=47, gap=11, size=6.4, mouth=64, broad=9), (body,))


def jar(look: Look) -> Figure:
    """Return a jar from which dough rises."""

    def body(pen: Pen, _: Face) -> None:
        glass: Points = mirrored(((50, 32), (66, 32), (74, 40), (76, 64), (74, 92), (66, 97), (50, 97)))
        pen.blob(glass, "#dcecef")
        pen.blob(mirrored(((50, 42), (66, 40), (73, 44), (74, 66), (72, 90), (65, 94.6), (50, 95))), look.fur, 0)
        for x, y, radius in ((36, 84, 3), (63, 86, 2.4), (58, 90, 1.6), (34, 50, 2), (66, 78, 2)):
            pen.oval((x, y), (radius, radius), look.light, 0)
        pen.blob(
            (
                (29, 30),
                (32, 18),
                (44, 10),
                (60, 12),
                (70, 20),
                (72, 31),
                (66, 42),
                (61, 34),
                (44, 35),
                (38, 46),
                (32, 38),
            ),
            look.fur,
        )
        for side in pen.sides():
            side.stroke(((66, 36), (66, 36.5)), INK, 1)
        pen.stroke(((30, 60), (30, 84)), "#ffffff", 2)

    return thing(look, Face(look.fur, top=12, wide=24, eye=57, gap=10.5, size=6.2, mouth=73, broad=8), (body,))


def cooker(look: Look) -> Figure:
    """Return a rice cooker, steaming."""

    def body(pen: Pen, _: Face) -> None:
        for x in (40, 50, 60):
            pen.stroke(((x, 20), (x + 2.4, 15), (x - 1.6, 10), (x + 1, 5)), "#ffffff", 2.4)
        pen.blob(mirrored(((50, 26), (66, 29), (79, 42), (80, 48), (50, 50))), look.light)
        pen.oval((50, 25), (5, 3), look.dark)
        for side in pen.sides():
            side.blob(((78, 54), (88, 54), (88, 64), (78, 64)), look.dark)
        pen.blob(mirrored(((50, 45), (78, 44), (83, 52), (81, 82), (72, 96), (50, 98))), look.fur)
        pen.poly(mirrored(((50, 43.6), (82, 43.6), (82, 48), (50, 48))), look.dark)

    return thing(look, Face(look.fur, top=26, wide=32, eye=61, gap=12.5, size=6, mouth=76, broad=8), (body,))


def hat(look: Look) -> Figure:
    """Return a cap with a face of its own, looking out under its peak."""

    def body(pen: Pen, _: Face) -> None:
        pen.blob(((20, 64), (22, 38), (38, 22), (58, 21), (76, 36), (81, 64), (50, 71)), look.fur)
        for x in (36, 64):
            pen.stroke(((50, 23), (x, 36), (x + (x - 50) * 0.5, 60)), look.light, 1.8)
        pen.oval((50, 21), (4, 2.6), look.light)
        pen.blob(((18, 62), (34, 58), (52, 58), (78, 60), (97, 68), (96, 76), (76, 74), (50, 78), (24, 76)), look.dark)

    def face_below(pen: Pen, _: Face) -> None:
        pen.blob(mirrored(((50, 60), (66, 62), (70, 78), (62, 93), (50, 96))), look.light)

    return thing(look, Face(look.fur, top=21, wide=26, eye=46, gap=11, size=6.8, mouth=87, broad=7), (face_below, body))


def screen(look: Look) -> Figure:
    """Return a computer with a face on its screen."""

    def body(pen: Pen, _: Face) -> None:
        pen.poly(((42, 72), (58, 72), (62, 90), (38, 90)), look.dark)
        pen.oval((50, 91), (24, 4), look.dark)
        pen.poly(((16, 22), (84, 22), (86, 24), (86, 74), (84, 76), (16, 76), (14, 74), (14, 24)), look.fur)
        pen.poly(((21, 28), (79, 28), (79, 69), (21, 69)), look.light, THIN)

    return thing(look, Face(look.light, top=22, wide=36, eye=43, gap=12, size=6.6, mouth=60, broad=9), (body,))


def bread(look: Look) -> Figure:
    """Return a slice of something to eat: bread, cheese or potato by its colours."""
    half = ((50, 20), (66, 18), (82, 26), (83, 40), (77, 46), (78, 80), (76, 92), (50, 94))
    crust: Part = shape(mirrored(half), look.dark)
    inner = tuple((50 + (x - 50) * 0.87, 56 + (y - 56) * 0.88) for x, y in half)
    crumb = shape(mirrored(inner), look.fur)
    return thing(look, Face(look.fur, top=20, wide=28, eye=50, gap=11.5, size=6.6, mouth=68, broad=9), (crust, crumb))


def star(look: Look) -> Figure:
    """Return a round yellow face, sun or smiley."""
    body = shape(mirrored(((50, 18), (70, 23), (84, 38), (87, 56), (82, 74), (68, 88), (50, 93))), look.fur)
    return thing(look, Face(look.fur, top=18, wide=35, eye=46, gap=13, size=7.4, mouth=68, broad=14), (body,))
