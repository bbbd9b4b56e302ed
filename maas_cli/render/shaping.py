"""From a line of text to glyphs and where each stands: joined Arabic, Indic syllables, kerning. HarfBuzz does it.

Pillow could, but its packages do it only where the system has FriBiDi, and then with other advances than where it has
not: captions would break, and pictures differ from one machine to the next.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple

import uharfbuzz

from maas_cli.render.faces import Face, faces_for
from maas_cli.render.fitting import Extent
from maas_cli.render.reading_order import runs_leftward, stretches
from maas_cli.render.runs import main_face, runs

_LANGUAGE: Final = re.compile("[A-Za-z]{2,3}([-_][A-Za-z0-9]{1,8})*")


class Glyph(NamedTuple):
    """A glyph of a face by its number, and where it stands, in ems from the start of its line; y is upwards."""

    face: Face
    number: int
    x: float
    y: float


@dataclass(frozen=True)
class Line:
    """The glyphs of a line, and its width in ems."""

    glyphs: Sequence[Glyph]
    width: float

    @cached_property
    def extent(self) -> Extent:
        """How large it is. A line has some height even where nothing in it is drawn."""
        above = below = 0.0
        for glyph in self.glyphs:
            box = glyph.face.font.get_glyph_extents(glyph.number)
            if box is not None:
                top = glyph.y + box.y_bearing / glyph.face.em
                above, below = max(above, top), max(below, -(top + box.height / glyph.face.em))
        return Extent(self.width, above, below)


class Shaper:
    """Turns lines of one caption into glyphs. Does not change."""

    def __init__(self, caption: str, lang: str) -> None:
        """Take the caption, which decides on face and direction, and its language as ISO 639 code, or empty."""
        self._faces = faces_for(lang)
        self._main = main_face(caption, self._faces)
        self._is_leftward = runs_leftward(caption)
        self._language = lang.replace("_", "-") if _LANGUAGE.fullmatch(lang) else ""

    def line(self, text: str) -> Line:
        """Return the glyphs of a line."""
        glyphs: list[Glyph] = []
        x = 0.0
        for stretch in stretches(text, is_leftward=self._is_leftward):
            parts = runs(stretch.text, self._main, self._faces)
            for part in parts if stretch.is_rightward else reversed(parts):
                x = self._shape(part.text, part.face, x, glyphs, is_rightward=stretch.is_rightward)
        return Line(glyphs, x)

    def measure(self, text: str) -> Extent:
        """Return how large a text is when it is a line, or a part of one."""
        return self.line(text).extent

    def _shape(self, text: str, face: Face, x: float, glyphs: list[Glyph], *, is_rightward: bool) -> float:
        """Add the glyphs of a run that begins at ``x``, and return where it ends."""
        buffer = uharfbuzz.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        buffer.direction = "ltr" if is_rightward else "rtl"
        buffer.language = self._language or "und"
        uharfbuzz.shape(face.font, buffer)
        for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            glyphs.append(Glyph(face, info.codepoint, x + position.x_offset / face.em, position.y_offset / face.em))
            x += position.x_advance / face.em
        return x
