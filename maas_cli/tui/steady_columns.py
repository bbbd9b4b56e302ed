"""Frames whose columns stand, also where the terminal gives a character another width than they were made for.

Terminals disagree about vowel signs that take room (Hindi, Bengali, Tamil and others), about flags and about emoji
joined or coloured by further characters. Text that has any of them is written into a place that was cleared, and what
comes next goes to a column of its own, so that nothing is pushed. Such text may run over into blanks, and no further.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len, get_character_cell_size
from textual.driver import Driver
from textual.drivers.linux_driver import LinuxDriver

if TYPE_CHECKING:
    from collections.abc import Iterator

_DISPUTED = re.compile(
    "[\u00ad\u0600-\u0605\u0900-\u0dff\u0e33\u0eb3\u0f00-\u109f\u1700-\u1cff\u200c\u200d\u302e\u302f\ua800-\uabff"
    "\ufe0e\ufe0f\U00011000-\U00011fff\U0001f1e6-\U0001f1ff\U0001f3fb-\U0001f3ff\U0001fa70-\U0001faff\U000e0020-\U000e007f]"
)
"""Characters of disputed width, and for simplicity their neighbours in the same scripts."""

_FLAGS = range(0x1F1E6, 0x1F200)
_SKIN_TONES = range(0x1F3FB, 0x1F400)
_MOVES = re.compile(r"(\x1b\[(?:\d+;\d+)?H|[\r\n])")
_COLUMN = re.compile(r"\x1b\[\d+;(\d+)H")
_LOOK_OR_TEXT = re.compile(r"(\x1b\[[\d;]*m)|([^\x1b]+)|\x1b")
_RESETS = ("\x1b[0m", "\x1b[m")
_PHRASE = re.compile("[^ \u2500-\u259f](?:[^ \u2500-\u259f]| (?=[^ \u2500-\u259f]))*")
"""Words with single blanks between them; what frames and bars are made of belongs to none."""

_BLANKS = re.compile(" *")


class _Run(NamedTuple):
    """Text of one look; ``place`` counts characters from the beginning of the line, ``column`` cells of the screen."""

    look: str
    text: str
    place: int
    column: int


class SteadyDriver(Driver):
    """A driver, to be mixed with one that writes, whose frames keep their columns on every terminal."""

    def write(self, data: str) -> None:
        """Write control sequences and text."""
        super().write(steady(data))  # type: ignore[safe-super]  # the driver it is mixed with writes


class FullScreenDriver(SteadyDriver, LinuxDriver):
    """Draws on the whole terminal."""


def steady(frame: str) -> str:
    """Return a frame that looks the same, and whose columns do not depend on the widths of disputed characters."""
    if frame.isascii() or not _DISPUTED.search(frame):
        return frame
    column, pieces = 1, []
    for number, piece in enumerate(_MOVES.split(frame)):
        if number % 2:
            moved = _COLUMN.match(piece)
            column = int(moved[1]) if moved else 1
            pieces.append(piece)
        else:
            pieces.append(_steady_line(piece, column) if _DISPUTED.search(piece) else piece)
    return "".join(pieces)


def _steady_line(line: str, column: int) -> str:
    """Return what is written from a column on without a move; left alone where it holds more than text and looks."""
    runs = _runs(line, column)
    if runs is None:
        return line
    text, done, parts = "".join(run.text for run in runs), 0, []
    for phrase in _PHRASE.finditer(text):
        if not _DISPUTED.search(phrase[0]):
            continue
        start, end = phrase.span()
        after = _BLANKS.match(text, end).end()  # type: ignore[union-attr]  # it matches nothing too
        first, last, then = (_column_at(runs, place) for place in (start, end, after))
        room = then - first - (after < len(text) and after > end)
        parts += [_slice(runs, done, start), _at(last), _slice(runs, end, after), _at(first)]
        parts += [_cleared(runs, start, last - first), _fitted(runs, start, end, room), _at(then)]
        done = after
    return "".join([*parts, _slice(runs, done, len(text))])


def _runs(line: str, column: int) -> list[_Run] | None:
    runs, look, place = [], "", 0
    for match in _LOOK_OR_TEXT.finditer(line):
        if match[1]:
            look = "" if match[1] in _RESETS else look + match[1]
        elif match[2]:
            runs.append(_Run(look, match[2], place, column))
            place += len(match[2])
            column += cell_len(match[2])
        else:
            return None
    return runs


def _column_at(runs: list[_Run], place: int) -> int:
    run = next(run for run in runs if place <= run.place + len(run.text))
    return run.column + cell_len(run.text[: place - run.place])


def _slice(runs: list[_Run], start: int, end: int) -> str:
    return "".join(_written(look, text) for look, text in _pieces(runs, start, end))


def _pieces(runs: list[_Run], start: int, end: int) -> Iterator[tuple[str, str]]:
    for look, text, place, _ in runs:
        piece = text[max(0, start - place) : max(0, end - place)]
        if piece:
            yield look, piece


def _fitted(runs: list[_Run], start: int, end: int, room: int) -> str:
    """Return a phrase, cut where it might take more than its room on some terminal."""
    pieces = list(_pieces(runs, start, end))
    if sum(most_cells(text) for _, text in pieces) <= room:
        return "".join(_written(look, text) for look, text in pieces)
    shown: list[str] = []
    left = room - 1
    for look, text in pieces:
        kept = 0
        while kept < len(text) and (cells := most_cells(text[kept])) <= left:
            left -= cells
            kept += 1
        if kept < len(text):
            return "".join([*shown, _written(look, f"{text[:kept]}…")]) if room > 0 else ""
        shown.append(_written(look, text))
    return "".join(shown)


def most_cells(text: str) -> int:
    """Return how many cells a text takes where each character is shown for itself, as wide as any terminal has it."""
    return sum(map(_most_cells, text))


def _most_cells(character: str) -> int:
    code = ord(character)
    if code in _FLAGS or code in _SKIN_TONES:
        return 2
    least = 1 if unicodedata.category(character) in ("Mc", "Cf") or code in (0xFE0E, 0xFE0F) else 0
    return max(least, get_character_cell_size(character))


def _cleared(runs: list[_Run], place: int, cells: int) -> str:
    """Return what clears cells from the cursor on, in the colours of the text that comes there."""
    look = next(run.look for run in runs if place < run.place + len(run.text))
    return _written(look, f"\x1b[{cells}X") if cells else ""


def _written(look: str, text: str) -> str:
    return f"{look}{text}{_RESETS[0]}" if look else text


def _at(column: int) -> str:
    return f"\x1b[{column}G"
