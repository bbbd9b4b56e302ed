"""Dots in braille characters: two beside each other and four above each other in a cell, which makes them square."""

from collections.abc import Sequence
from typing import Final

ACROSS: Final = 2
DOWN: Final = 4

_FIRST: Final = 0x2800
"""The character without dots; a blank stands for it, which is narrower in no font and nothing when copied."""

_PATTERNS: Final = " " + "".join(chr(_FIRST + dots) for dots in range(1, 256))


def braille_lines(rows: Sequence[bytes]) -> list[str]:
    """Return dots as lines of characters.

    Args:
        rows: the rows of dots from top to bottom, all of the same even length, a multiple of four in number; in each
            a byte for every dot, 1 where it is set and else 0.
    """
    return [_line(*rows[top : top + DOWN]) for top in range(0, len(rows), DOWN)]


def _line(first: bytes, second: bytes, third: bytes, fourth: bytes) -> str:
    """Return four rows of dots as one line; the dots' numbers go down the left side, the right, then along the foot."""
    left, right = slice(None, None, ACROSS), slice(1, None, ACROSS)
    columns = (first[left], second[left], third[left], first[right], second[right], third[right])
    cells = zip(*columns, fourth[left], fourth[right], strict=True)
    return "".join(
        _PATTERNS[a | b << 1 | c << 2 | d << 3 | e << 4 | f << 5 | g << 6 | h << 7] for a, b, c, d, e, f, g, h in cells
    )
