"""Where a line of a caption may end."""

import re
from typing import Final, NamedTuple

from maas_cli.render.clusters import clusters


class Piece(NamedTuple):
    """What is never divided. ``blank`` is what stands before it unless it begins a line: a blank, or nothing."""

    text: str
    blank: str = " "


_OPENING: Final = "([{«„“‘‹（「『【〈《"
_CLOSING: Final = ")]}»”’›）」』】〉》、。，．・：；？！?!…ーぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ々〜～:;.,%"

_EAST_ASIAN: Final = (
    "\u2e80-\u2fdf\u3000-\u30ff\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
)
_BETWEEN: Final = re.compile(
    rf"(?<=[{_EAST_ASIAN}“”‘’…])(?=[{_EAST_ASIAN}\w“‘])|(?<=\w)(?=[{_EAST_ASIAN}])"  # Chinese and Japanese: anywhere
    r"|(?<=[\u0e01-\u0e7f])(?=[\u0e40-\u0e44])|(?<=[\u0e81-\u0eff])(?=[\u0ec0-\u0ec4])"  # Thai, Lao: before a syllable
    r"|(?<=\w[-/_])(?=\w)"
)
_NEVER_BEFORE: Final = re.compile(f"[{re.escape(_CLOSING)}]")
_NEVER_AFTER: Final = re.compile(f"[{re.escape(_OPENING)}]")

_LONE_MARKS_AFTER: Final = re.compile(r" (?=[?!:;»%…—–]+(?: |$))")
_LONE_MARKS_BEFORE: Final = re.compile(r"(?<=[«¿¡]) |(?<= [—–]) ")
_KEPT: Final = "\u00a0"


def pieces(text: str) -> list[Piece]:
    """Return the pieces of a caption whose blanks are single ones.

    Lines end at blanks, though no line begins with the « ? » of a French question; between the characters of Chinese
    and Japanese as their rules allow; in Thai and Lao, which have no blanks between words, where a written vowel says
    that a syllable begins; and after hyphens within words.
    """
    bound = _LONE_MARKS_BEFORE.sub(_KEPT, _LONE_MARKS_AFTER.sub(_KEPT, text))
    found: list[Piece] = []
    for word in filter(None, bound.split(" ")):
        parts = _parts(word)
        found.append(Piece(parts[0]))
        found += (Piece(part, "") for part in parts[1:])
    return [Piece(piece.text.replace(_KEPT, " "), piece.blank) for piece in found]


def crumbled(piece: Piece) -> list[Piece]:
    """Return a piece that no line can hold in single characters."""
    first, *others = clusters(piece.text)
    return [Piece(first, piece.blank), *(Piece(cluster, "") for cluster in others)]


def joined(line: list[Piece]) -> str:
    """Return the text of a line."""
    return "".join(piece.blank + piece.text for piece in line).removeprefix(line[0].blank if line else "")


def _parts(word: str) -> list[str]:
    parts = [""]
    for cluster in _BETWEEN.split(word):
        if parts[-1] and not _NEVER_AFTER.fullmatch(parts[-1][-1]) and not _NEVER_BEFORE.fullmatch(cluster[:1]):
            parts.append(cluster)
        else:
            parts[-1] += cluster
    return parts
