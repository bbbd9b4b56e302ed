"""One line of the list of results: its columns, and the text with its matches marked.

Lines are made of segments at once, without texts that must first be taken apart: a screen of them is made at each key.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment

from maas_cli.terminal_text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.style import Style

    from maas_cli.models.search import Hit

POINTER = "›"
_GAP = 2
_RANK_MIN = 3
_DISTANCE = 9
_CAPTION_MIN = 45
"""Captions are what people look for: nothing stands beside one unless it has so many cells for itself."""

_NAME_MIN, _NAME_MAX = 10, 18
"""The template's name gets what is left over, at most so many cells; fewer than the least say too little."""

_CONTEXT = 12
"""Cells shown before the first match where a caption is too long to begin at its beginning."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Widths of the columns in cells; a column of width 0 is not shown."""

    rank: int
    caption: int
    name: int
    distance: int


@dataclass(frozen=True, slots=True)
class LineStyles:
    """How the parts of a line look: the caption, what is said beside it, and matches in the one and in the other."""

    text: Style
    faint: Style
    text_match: Style
    faint_match: Style


def columns_for(width: int, rows: int, *, has_distances: bool) -> Columns:
    """Return the columns of lines so many cells wide, for a list of so many rows.

    Where room is short the template's name is left out first, for the pane beside says it, then the distance.
    """
    rank = max(_RANK_MIN, len(f"{rows:,}"))
    caption = width - len(POINTER) - 1 - rank - _GAP
    spare = caption - _CAPTION_MIN
    distance = _DISTANCE if has_distances and spare >= _DISTANCE + _GAP else 0
    spare -= distance and distance + _GAP
    name = min(_NAME_MAX, spare - _GAP) if spare - _GAP >= _NAME_MIN else 0
    beside = sum(column + _GAP for column in (name, distance) if column)
    return Columns(rank, max(1, caption - beside), name, distance)


def result_line(hit: Hit, rank: int, columns: Columns, styles: LineStyles, *, is_selected: bool) -> list[Segment]:
    """Return a hit as one line of few segments; ``rank`` counts from 1. It is as wide as its columns are together."""
    gap = " " * _GAP
    number = f"{rank:>{columns.rank},}{gap}"
    line = (
        [Segment(f"{POINTER} ", styles.text), Segment(number, styles.faint)]
        if is_selected
        else [Segment(f"{'':{len(POINTER) + 1}}{number}", styles.faint)]
    )
    caption, distance = hit.meme.text or "(no caption)", f"{distance_text(hit.distance_km):>{columns.distance}}"
    after = gap if columns.name or columns.distance else ""
    line += _marked(caption, hit.text_spans, columns.caption, (styles.text, styles.text_match), after)
    if columns.name:
        after = f"{gap}{distance}" if columns.distance else ""
        line += _marked(hit.meme.name, hit.name_spans, columns.name, (styles.faint, styles.faint_match), after)
    elif columns.distance:
        line.append(Segment(distance, styles.faint))
    return line


def distance_text(kilometres: float | None) -> str:
    """Return a distance for people: exact below 10 km, empty if unknown."""
    if kilometres is None:
        return ""
    return f"{kilometres:.1f} km" if kilometres < 10 else f"{kilometres:,.0f} km"  # noqa: PLR2004  # said above


def _marked(
    text: str, spans: tuple[tuple[int, int], ...], width: int, styles: tuple[Style, Style], after: str
) -> Iterator[Segment]:
    """Yield a text cut and filled to a width, the first match being in sight, and what comes ``after`` it.

    ``styles`` are those of the text and of its matches.
    """
    clean = text if text.isprintable() else one_line(text)
    start = _first_shown(clean, spans, width)
    shown = _fitted(f"…{clean[start:]}" if start else clean, width) + after
    shift = start - 1 if start else 0  # the ellipsis stands where the last character before the start would
    done = 0
    for begin, end in spans:
        first, last = max(begin, start) - shift, min(end - shift, len(shown) - len(after))
        if last <= first:
            continue
        if first > done:
            yield Segment(shown[done:first], styles[0])
        yield Segment(shown[first:last], styles[1])
        done = last
    if done < len(shown):
        yield Segment(shown[done:], styles[0])


def _fitted(text: str, width: int) -> str:
    """Return a text cut and filled to a width; one that is cut ends in an ellipsis."""
    cells = len(text) if text.isascii() else cell_len(text)
    if cells <= width:
        return text + " " * (width - cells)
    return f"{text[: width - 1] if cells == len(text) else set_cell_size(text, width - 1)}…"


def _first_shown(text: str, spans: tuple[tuple[int, int], ...], width: int) -> int:
    """Return where to begin, so that the first match is in sight."""
    if not spans or cell_len(text[: spans[0][1]]) < width:
        return 0
    before = text[: spans[0][0]]
    shown = 0
    for number in range(len(before) - 1, -1, -1):
        shown += cell_len(before[number])
        if shown > min(_CONTEXT, width // 3):
            return number + 1
    return 0
