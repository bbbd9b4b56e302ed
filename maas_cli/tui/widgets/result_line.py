"""One line of the list of results: its columns, and the text with its matches marked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.text import Text

from maas_cli.terminal_text import one_line

if TYPE_CHECKING:
    from rich.style import Style

    from maas_cli.models.search import Hit

POINTER = "›"
_GAP = 2
_RANK_MIN = 3
_DISTANCE = 9
_NAME_SHARE, _NAME_MAX, _NAME_FROM = 0.30, 26, 56
"""The template's name gets this share of the line, at most so many cells, and none in lines narrower than that."""

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
    """How the parts of a line look; ``match`` is put over the others."""

    text: Style
    faint: Style
    match: Style


def columns_for(width: int, rows: int, *, has_distances: bool) -> Columns:
    """Return the columns of lines so many cells wide, for a list of so many rows."""
    rank = max(_RANK_MIN, len(f"{rows:,}"))
    distance = _DISTANCE if has_distances and width >= _NAME_FROM else 0
    name = min(_NAME_MAX, int(width * _NAME_SHARE)) if width >= _NAME_FROM else 0
    used = len(POINTER) + 1 + rank + _GAP + (name + _GAP if name else 0) + (distance + _GAP if distance else 0)
    return Columns(rank, max(1, width - used), name, distance)


def result_line(hit: Hit, rank: int, columns: Columns, styles: LineStyles, *, is_selected: bool) -> Text:
    """Return a hit as one line; ``rank`` counts from 1. It is as wide as its columns are together."""
    line = Text(f"{POINTER if is_selected else ' '} ", styles.text, end="", no_wrap=True)
    line.append(f"{rank:>{columns.rank},}", styles.faint)
    line.append(" " * _GAP)
    line.append_text(
        _marked(hit.meme.text or "(no caption)", hit.text_spans, columns.caption, styles.text, styles.match)
    )
    if columns.name:
        line.append(" " * _GAP)
        line.append_text(_marked(hit.meme.name, hit.name_spans, columns.name, styles.faint, styles.match))
    if columns.distance:
        line.append(" " * _GAP)
        line.append(f"{distance_text(hit.distance_km):>{columns.distance}}", styles.faint)
    return line


def distance_text(kilometres: float | None) -> str:
    """Return a distance for people: exact below 10 km, empty if unknown."""
    if kilometres is None:
        return ""
    return f"{kilometres:.1f} km" if kilometres < 10 else f"{kilometres:,.0f} km"  # noqa: PLR2004  # said above


def _marked(text: str, spans: tuple[tuple[int, int], ...], width: int, style: Style, match: Style) -> Text:
    """Return a text with its matches marked, cut and filled to a width, the first match being in sight."""
    start = _first_shown(text, spans, width)
    marked = Text(one_line(text[start:]), style, end="", no_wrap=True)
    for begin, end in spans:
        if end > start:
            marked.stylize(match, max(0, begin - start), end - start)
    if start:
        marked = Text("…", style, end="", no_wrap=True).append_text(marked)
    marked.truncate(width, overflow="ellipsis", pad=True)
    return marked


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
