"""What a figure is made of: a face with its landmarks, parts in the order they are painted, and how one looks."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from maas_cli.render.figures.pen import Pen


class Face(NamedTuple):
    """The landmarks of a face, in units; parts find their places by them.

    Attributes:
        skin: colour of the lids, which is that of the face around the eyes.
        mood: a key of ``MOODS``.
        top: y of the crown, where hats sit.
        wide: half the width of the head at its eyes.
        eye: y of the eyes' middle.
        gap: distance of each eye's middle from x = 50.
        size: radius of the eyes.
        mouth: y of the mouth.
        broad: half the width of the mouth.
        iris: colour around the pupil; None for eyes all dark.
    """

    skin: str
    mood: str = "calm"
    top: float = 21
    wide: float = 27
    eye: float = 44
    gap: float = 11.5
    size: float = 6.2
    mouth: float = 64
    broad: float = 8
    iris: str | None = None


Part = Callable[[Pen, Face], None]
Parts = tuple[Part, ...]


class Figure(NamedTuple):
    """A face and what is painted for it, from back to front."""

    face: Face
    parts: Parts


@dataclass(frozen=True, kw_only=True)
class Look:
    """How one figure differs from others of its kind; colours are ``#rrggbb``.

    Attributes:
        fur: the main colour: fur, feathers, skin.
        light: muzzle, belly, inner ears, face.
        dark: stripes, beaks, hair, whatever stands out.
        mood: a key of ``MOODS``.
        iris: colour of the eyes, or None for dark ones.
        behind: painted before everything else.
        clothes: painted over the body.
        marks: painted on the head, under the eyes.
        worn: hair, hats, glasses, painted over the face.
        held: painted last.
    """

    fur: str
    light: str
    dark: str
    mood: str = "calm"
    iris: str | None = None
    behind: Parts = ()
    clothes: Parts = ()
    marks: Parts = ()
    worn: Parts = ()
    held: Parts = ()


Kind = Callable[[Look], Figure]
