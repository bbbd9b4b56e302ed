"""In which face each part of a caption is set."""

import unicodedata
from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from maas_cli.render.clusters import clusters, visible
from maas_cli.render.faces import Face, first_that_has


class Run(NamedTuple):
    """A part of a line in one face, in the order in which it is read."""

    text: str
    face: Face


def main_face(caption: str, faces: Sequence[Face]) -> Face:
    """Return the face for a caption: the first that has all its letters, else the one that has most of them.

    A word in other letters does not turn a caption into patchwork where one face has both.
    """
    letters = {char for char in caption if unicodedata.category(char)[0] in "LMN"}
    whole = first_that_has(letters, faces)  # mostly the first, and no other font is opened then
    return whole or max(faces, key=lambda face: sum(map(face.has, letters)))


def runs(line: str, main: Face, faces: Sequence[Face]) -> list[Run]:
    """Return the parts of a line, each in the first face of ``main`` and ``faces`` that has it.

    What no face has stays in the main one, which draws an empty box for it.
    """
    parts = [(cluster, first_that_has(visible(cluster), (main, *faces)) or main) for cluster in clusters(line)]
    return [Run("".join(cluster for cluster, _ in same), face) for face, same in groupby(parts, lambda part: part[1])]
