"""People: heads with hair, noses and clothes. ``fur`` is the skin, ``light`` what is worn, ``dark`` the hair."""

from maas_cli.render.figures import heads
from maas_cli.render.figures.bodies import pullover
from maas_cli.render.figures.curves import Points, mirrored
from maas_cli.render.figures.eyes import eyes, lone_eye
from maas_cli.render.figures.heads import pair, shape, spots
from maas_cli.render.figures.look import Face, Figure, Look, Part, Parts
from maas_cli.render.figures.mouths import mouth
from maas_cli.render.figures.pen import INK, OUTLINE, Pen

THROAT: Points = mirrored(((50, 56), (58, 58), (59, 72), (64, 78), (50, 84)))
BABY: Points = mirrored(((50, 18), (64, 20), (76, 32), (79, 48), (77, 62), (64, 72), (50, 74)))
EAR: Points = ((70, 42), (77, 41), (78, 51), (71, 56))
SKULL: Points = mirrored(((50, 18), (64, 20), (75, 33), (75, 50), (66, 58), (64, 70), (57, 74), (50, 74)))


def person(look: Look) -> Figure:
    """Return a grown-up."""
    return _put(look, Face(look.fur, top=16, wide=22, eye=43, gap=10, size=5.2, mouth=62, broad=8), heads.MAN)


def strong(look: Look) -> Figure:
    """Return somebody with a strong jaw."""
    return _put(look, Face(look.fur, top=16, wide=22, eye=43, gap=10, size=4.8, mouth=63, broad=8.6), heads.JAW)


def child(look: Look) -> Figure:
    """Return a child: a large round head with large eyes."""
    return _put(look, Face(look.fur, top=17, wide=28, eye=47, gap=12, size=6.6, mouth=64, broad=7), BABY)


def scribble(look: Look) -> Figure:
    """Return a face as scribbled on paper: round, pale, loud."""
    face = Face(look.fur, top=16, wide=27, eye=42, gap=11, size=7.4, mouth=60, broad=9)
    own = face._replace(mood=look.mood, iris=look.iris)
    body: Parts = (shape(heads.SHOULDERS, look.light), *look.clothes)
    front: Parts = (shape(heads.ROUND, look.fur), *look.marks, mouth, eyes)
    return Figure(own, (*look.behind, *body, *front, *look.worn, *look.held))


def alien(look: Look) -> Figure:
    """Return an alien with a high forehead."""
    head = mirrored(((50, 12), (66, 16), (79, 32), (76, 50), (64, 66), (55, 75), (50, 76)))
    face = Face(look.fur, top=14, wide=28, eye=44, gap=13, size=8.6, mouth=66, broad=5)
    return _bare(look, face, head, spots(((48, 58, 0.9), (52, 58, 0.9)), INK))


def monster(look: Look) -> Figure:
    """Return a friendly monster with one eye."""
    own = Face(look.fur, mood=look.mood, iris=look.iris, top=18, wide=28, eye=42, size=8, mouth=63, broad=10)
    horn = pair(((58, 24), (62, 12), (69, 8), (70, 26)), look.light)
    body: Parts = (shape(heads.SHOULDERS, look.fur), *look.clothes, horn, shape(heads.BROAD, look.fur), *look.marks)
    return Figure(own, (*look.behind, *body, mouth, lone_eye, *look.worn, *look.held))


def skull(look: Look) -> Figure:
    """Return a skeleton."""
    face = Face(look.fur, top=18, wide=25, eye=42, gap=11, size=7.4, mouth=66, broad=7)
    return _bare(look, face, SKULL, pair(((50.4, 53), (53.6, 57), (51.4, 58.6)), INK))


def _bare(look: Look, face: Face, head: Points, nose: Part) -> Figure:
    """Put together somebody without hair or ears."""
    own = face._replace(mood=look.mood, iris=look.iris)
    body: Parts = (shape(heads.SHOULDERS, look.light), *look.clothes, shape(THROAT, look.fur))
    return Figure(
        own, (*look.behind, *body, shape(head, look.fur), *look.marks, nose, mouth, eyes, *look.worn, *look.held)
    )


def _put(look: Look, face: Face, head: Points) -> Figure:
    own = face._replace(mood=look.mood, iris=look.iris)
    clothes: Parts = look.clothes or (pullover(look.light, look.light),)
    body: Parts = (shape(heads.SHOULDERS, look.light), shape(THROAT, look.fur), *clothes)
    ears = pair(tuple((x + face.wide - 22, y + face.eye - 43) for x, y in EAR), look.fur)
    front: Parts = (ears, shape(head, look.fur), *look.marks, mouth, eyes, nose)
    return Figure(own, (*look.behind, *body, *front, *look.worn, *look.held))


def nose(pen: Pen, face: Face) -> None:
    """Draw a nose of one line."""
    y = face.eye
    pen.stroke(((50.6, y + 2), (53.4, y + 9.5), (49, y + 10.4)), INK, OUTLINE * 1.2)
