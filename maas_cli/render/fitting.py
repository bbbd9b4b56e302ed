"""How a caption's half is divided into lines, and how large its letters can be. Knows no fonts, only measures."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final, NamedTuple

from maas_cli.render.breaking import Piece, crumbled, joined, pieces
from maas_cli.render.clusters import clusters

ELLIPSIS: Final = "…"

_LEADING: Final = 1.12
"""From one line to the next, in heights of the tallest line."""

_LOWEST: Final = 0.3
_NARROWEST: Final = 0.1
"""Ems that a line has at least above its foot and in width, however little is drawn of it."""


class Extent(NamedTuple):
    """How large a text is, in ems: its width, and how far it reaches above and below the line it stands on."""

    width: float
    above: float
    below: float


Measure = Callable[[str], Extent]


@dataclass(frozen=True, slots=True)
class Room:
    """Where a half has to fit: width and height, and the largest and smallest size of an em, all in pixels.

    Pieces that do not fit the width at ``breaking`` pixels an em are broken rather than made smaller still.
    """

    width: float
    height: float
    largest: float
    smallest: float
    breaking: float


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that fit at ``size`` pixels an em.

    ``above`` and ``below`` are the farthest that any of them reaches over and under what it stands on, in ems.
    """

    lines: tuple[str, ...]
    size: float
    above: float
    below: float

    @property
    def advance(self) -> float:
        """How far it is from one line to the next, in ems."""
        return (self.above + self.below) * _LEADING

    @property
    def height(self) -> float:
        """The height of all lines, in ems."""
        return max(0, len(self.lines) - 1) * self.advance + self.above + self.below


def fit(text: str, measure: Measure, room: Room) -> Block:
    """Return the text in the lines in which its letters are largest.

    The lines are as even as can be: the widest is as narrow as that many lines allow. A text that does not fit at the
    smallest size loses its end, and an ellipsis says so.
    """
    cut = _measured(pieces(text), measure, room)
    if not cut.pieces:
        return Block((), room.largest, 0, 0)
    best = max(_candidates(cut, room), key=lambda block: (block.size, -len(block.lines)))
    return best if best.size >= room.smallest else _shortened(cut, measure, room)


@dataclass(frozen=True, slots=True)
class _Measured:
    """Pieces, the width of each and of a blank, and the farthest above and below, in ems."""

    pieces: list[Piece]
    widths: list[float]
    blank: float
    above: float
    below: float

    def lines(self, widest: float) -> Iterator[list[Piece]]:
        """Yield lines no wider than ``widest`` ems, each filled as far as it goes; a piece wider than that is alone."""
        line: list[Piece] = []
        filled = 0.0
        for piece, width in zip(self.pieces, self.widths, strict=True):
            longer = filled + (self.blank if piece.blank else 0) + width
            if line and longer > widest:
                yield line
                line = []
            filled = longer if line else width
            line.append(piece)
        yield line


def _measured(whole: Sequence[Piece], measure: Measure, room: Room) -> _Measured:
    """Measure pieces; those that cannot stay whole are broken before."""
    widest = room.width / room.breaking
    kept: list[Piece] = []
    for piece in whole:
        kept += crumbled(piece) if measure(piece.text).width > widest else [piece]
    extents = [measure(piece.text) for piece in kept]
    above = max((extent.above for extent in extents), default=0)
    below = max((extent.below for extent in extents), default=0)
    return _Measured(kept, [extent.width for extent in extents], measure(" ").width, max(above, _LOWEST), below)


def _candidates(cut: _Measured, room: Room) -> Iterator[Block]:
    """Yield blocks of one line, two, and so on, as long as more lines can make larger letters."""
    most = 0.0
    for count in range(1, len(cut.pieces) + 1):
        widest = _narrowest(cut, count)
        lines = tuple(joined(line) for line in cut.lines(widest))
        block = Block(lines, 1, cut.above, cut.below)
        tallest = min(room.largest, room.height / block.height)
        if tallest <= most:
            return
        size = min(tallest, room.width / widest)
        most = max(most, size)
        yield Block(lines, size, cut.above, cut.below)


def _narrowest(cut: _Measured, count: int) -> float:
    """Return the least width in ems in which so many lines hold all pieces, to a thousandth, by halving."""
    low = max(*cut.widths, _NARROWEST)
    high = max(low, sum(cut.widths) + cut.blank * len(cut.widths))
    while high - low > high / 1000:
        middle = (low + high) / 2
        if sum(1 for _ in cut.lines(middle)) <= count:
            high = middle
        else:
            low = middle
    return high


def _shortened(cut: _Measured, measure: Measure, room: Room) -> Block:
    """Return as many lines of the smallest letters as fit, the last one ending in an ellipsis."""
    size = room.smallest
    one = Block(("",), size, cut.above, cut.below)
    count = max(1, int((room.height / size - one.height) / one.advance) + 1)
    lines = [joined(line) for line in islice(cut.lines(room.width / size), count)]
    lines[-1] = _ending(lines[-1], measure, room.width / size)
    return Block(tuple(lines), size, cut.above, cut.below)


def _ending(line: str, measure: Measure, widest: float) -> str:
    """Return as much of a line as fits with an ellipsis after it."""
    kept = clusters(line)
    while kept and measure("".join(kept).rstrip() + ELLIPSIS).width > widest:
        kept.pop()
    return "".join(kept).rstrip() + ELLIPSIS
