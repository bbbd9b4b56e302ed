"""Which way the parts of a line run, and in what order they stand, where left-to-right and right-to-left meet.

The part of the Unicode bidirectional algorithm (UAX 9) that plain captions need: no embeddings, no overrides, and
brackets are like other punctuation.
"""

import unicodedata
from itertools import groupby
from typing import Final, NamedTuple

_RIGHT: Final = ("R", "AL")
_STRONG: Final = ("L", *_RIGHT)
_NUMBERS: Final = ("EN", "AN")
"""Digits, as Unicode tells them apart: European ones, and those of Arabic."""

_WITHIN_NUMBERS: Final = {"EN": ("ES", "CS"), "AN": ("CS",)}
"""The kinds of what may stand between two digits, as in 12:30 or 3-1, and be of the number."""


class Stretch(NamedTuple):
    """A part of a line that runs one way; ``text`` is in the order in which it is read."""

    text: str
    is_rightward: bool


def runs_leftward(text: str) -> bool:
    """Whether a text as a whole is read from right to left: its first letter is."""
    kinds = map(unicodedata.bidirectional, text)
    return next((kind in _RIGHT for kind in kinds if kind in ("L", *_RIGHT)), False)


def stretches(line: str, *, is_leftward: bool) -> list[Stretch]:
    """Return the parts of a line from left to right, as they stand; ``is_leftward`` is how the whole text is read."""
    levels = _levels(line, base=int(is_leftward))
    parts = [
        (level, "".join(char for char, _ in same))
        for level, same in groupby(zip(line, levels, strict=True), lambda pair: pair[1])
    ]
    for height in range(max(levels, default=0), 0, -1):
        parts = _turned(parts, height)
    return [Stretch(text, level % 2 == 0) for level, text in parts]


def _turned(parts: list[tuple[int, str]], height: int) -> list[tuple[int, str]]:
    """Turn every row of neighbours that are at least so deep in a text of the other way."""
    turned: list[tuple[int, str]] = []
    for is_deep, row in groupby(parts, lambda part: part[0] >= height):
        neighbours = list(row)
        turned += neighbours[::-1] if is_deep else neighbours
    return turned


def _levels(line: str, base: int) -> list[int]:
    """Return how deep each character is: even ones run to the right. The names of rules are those of UAX 9."""
    whole = "R" if base else "L"
    kinds = _with_numbers(_with_marks([unicodedata.bidirectional(char) for char in line], whole), whole)
    deep = {"L": 2 * base, "R": 1, "EN": 2, "AN": 2}
    return [deep[kind] for kind in _with_neutrals(kinds, whole)]


def _with_marks(kinds: list[str], whole: str) -> list[str]:
    """Give marks the kind of what they stand on (W1), and digits after Arabic letters theirs (W2, W3)."""
    found: list[str] = []
    strong = whole
    for kind in kinds:
        if kind == "NSM":
            found.append(found[-1] if found else whole)
            continue
        strong = kind if kind in _STRONG else strong
        found.append("AN" if kind == "EN" and strong == "AL" else kind)
    return ["R" if kind == "AL" else kind for kind in found]


def _with_numbers(kinds: list[str], whole: str) -> list[str]:
    """Return only L, R, EN and AN: what stands within or beside numbers is of them (W4, W5), all else empty (W6).

    Numbers after left-to-right letters are like these (W7).
    """
    found = list(kinds)
    for at in range(1, len(found) - 1):
        number = found[at - 1]
        if number == kinds[at + 1] and kinds[at] in _WITHIN_NUMBERS.get(number, ()):
            found[at] = number
    for kind, row in _rows(found):
        beside = found[max(row.start - 1, 0)], found[min(row.stop, len(found) - 1)]
        if kind == "ET" and "EN" in beside:
            found[row.start : row.stop] = ["EN"] * len(row)
    strong = whole
    for at, kind in enumerate(found):
        strong = kind if kind in _STRONG else strong
        if kind == "EN" and strong == "L":
            found[at] = "L"
    return [kind if kind in (*_STRONG, *_NUMBERS) else "" for kind in found]


def _with_neutrals(kinds: list[str], whole: str) -> list[str]:
    """Give blanks and punctuation the way of their neighbours where these agree (N1), else that of the whole (N2)."""
    found = list(kinds)
    for kind, row in _rows(kinds):
        if not kind:
            before = kinds[row.start - 1] if row.start else whole
            after = kinds[row.stop] if row.stop < len(kinds) else whole
            sides = {"R" if side in _NUMBERS else side for side in (before, after)}
            found[row.start : row.stop] = [sides.pop() if len(sides) == 1 else whole] * len(row)
    return found


def _rows(kinds: list[str]) -> list[tuple[str, range]]:
    """Return rows of the same kind, and where each is."""
    rows = []
    for kind, row in groupby(range(len(kinds)), lambda at: kinds[at]):
        places = list(row)
        rows.append((kind, range(places[0], places[-1] + 1)))
    return rows
