"""Eyes and brows in every mood."""

import math

from maas_cli.render.figures.curves import Points
from maas_cli.render.figures.look import Face
from maas_cli.render.figures.moods import MOODS, Mood
from maas_cli.render.figures.pen import INK, OUTLINE, Pen

WHITE = "#fffdf6"
RIM = 24
"""Points that the rim of an eye has where a lid is cut from it."""
SHUT = 0.95
"""Share of an eye covered from which it counts as shut."""


def eyes(pen: Pen, face: Face) -> None:
    """Draw both eyes with their lids, and their brows."""
    mood = MOODS[face.mood]
    for side, inner in zip(pen.sides(), (-1, 1), strict=True):
        eye = side.moved(50 + face.gap, face.eye, face.size)
        if mood.lid >= SHUT:
            _shut(eye, mood)
        else:
            _open(eye, face, inner)
        if mood.brow is not None:
            _brow(eye, mood.brow, INK)


def brows(colour: str) -> "Brows":
    """Return thick brows of a colour, in the mood of the face."""
    return Brows(colour)


class Brows:
    """Brows as a part that may be put over a face once more, thicker."""

    def __init__(self, colour: str) -> None:
        self.colour = colour

    def __call__(self, pen: Pen, face: Face) -> None:
        """Draw both brows."""
        for side in pen.sides():
            _brow(side.moved(50 + face.gap, face.eye, face.size), MOODS[face.mood].brow or 0.0, self.colour, 3.2)


def lone_eye(pen: Pen, face: Face) -> None:
    """Draw one big eye in the middle."""
    _open(pen.moved(50, face.eye, face.size * 1.6), face, -1)


def _open(eye: Pen, face: Face, inner: int) -> None:
    """Draw an eye of radius 1; its inner corner is at x = -1, whichever side it is on."""
    mood = MOODS[face.mood]
    eye.oval((0, 0), (1, 1), WHITE)
    # The gaze goes the same way on both sides, so it is turned back where the pen is mirrored.
    x, y = mood.gaze[0] * -inner, mood.gaze[1]
    if face.iris:
        ring = min(0.86 - abs(x) / 2, mood.pupil * 1.45)
        eye.oval((x, y), (ring, ring), face.iris, 0)
        eye.oval((x, y), (mood.pupil * 0.8, mood.pupil * 0.8), INK, 0)
    else:
        eye.oval((x, y), (mood.pupil, mood.pupil), INK, 0)
    glint = mood.pupil * 0.34
    eye.oval((x + inner * mood.pupil * 0.32, y - mood.pupil * 0.35), (glint, glint), WHITE, 0)
    _lids(eye, face.skin, mood)


def _lids(eye: Pen, skin: str, mood: Mood) -> None:
    rim = tuple((1.06 * math.cos(a), 1.06 * math.sin(a)) for a in (2 * math.pi * i / RIM for i in range(RIM)))
    if mood.lid:
        middle = 2 * mood.lid - 1
        edge = tuple((x, min(y, middle - mood.slope * x / 2)) for x, y in rim)
        _lid(eye, edge, skin, (middle, mood.slope))
    if mood.low:
        low = 1 - 2 * mood.low
        _lid(eye, tuple((x, max(y, low)) for x, y in rim), skin, (low, 0.0))


def _lid(eye: Pen, edge: Points, skin: str, line: tuple[float, float]) -> None:
    """Draw a lid and the dark line along its free edge, given as height and slope."""
    eye.poly(edge, skin, 0)
    middle, slope = line
    wide = math.sqrt(max(0.0, 1 - middle * middle)) * 1.02
    eye.stroke(((-wide, middle + slope * wide / 2), (wide, middle - slope * wide / 2)), INK, OUTLINE * 1.2)


def _shut(eye: Pen, mood: Mood) -> None:
    bend = -0.55 if mood.mouth == "grin" else 0.5
    eye.stroke(((-0.95, 0.0), (0.0, bend), (0.95, 0.0)), INK, OUTLINE * 1.6)


def _brow(eye: Pen, tilt: float, colour: str, width: float = OUTLINE * 1.7) -> None:
    high = -1.5
    eye.stroke(((-1.0, high + tilt / 2), (0.1, high - 0.12), (1.1, high - tilt / 2)), colour, width)
