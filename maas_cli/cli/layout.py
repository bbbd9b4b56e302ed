"""Text laid out for a terminal: widths, wrapping, styles. Works in columns, not in characters.

A wide character (most of East Asia's, most emoji) takes two columns, a combining mark none, as
``unicodedata.east_asian_width`` and the general category have it. Terminals differ on sequences of emoji.
"""

import unicodedata
from collections.abc import Iterator
from typing import Final

BOLD: Final = "1"
DIM: Final = "2"
MARK: Final = "1;33"
CHART: Final = "36"
"""Styles: parameters of the control sequence SGR (ECMA-48)."""

_ESCAPE: Final = "\x1b["
_NO_WIDTH: Final = frozenset({"Mn", "Me", "Cf"})

Spans = tuple[tuple[int, int], ...]


def styled(text: str, style: str) -> str:
    """Return text in a style; its width stays the same."""
    return f"{_ESCAPE}{style}m{text}{_ESCAPE}0m" if text else text


def unstyled(text: str) -> str:
    """Return text without the styles that :func:`styled` put on it."""
    plain, *parts = text.split(_ESCAPE)
    return plain + "".join(part.partition("m")[2] for part in parts)


def marked(text: str, spans: Spans) -> str:
    """Return text with the spans, half-open ranges in order, in the style of marks."""
    parts, end = [], 0
    for start, stop in spans:
        parts += [text[end:start], styled(text[start:stop], MARK)]
        end = stop
    return "".join([*parts, text[end:]])


def width(text: str) -> int:
    """Return how many columns a text without styles takes."""
    return len(text) if text.isascii() else sum(map(_char_width, text))


def _char_width(char: str) -> int:
    if unicodedata.category(char) in _NO_WIDTH:
        return 0
    return 2 if unicodedata.east_asian_width(char) in {"W", "F"} else 1


def wrapped(text: str, columns: int) -> Iterator[tuple[int, int]]:
    """Yield the ranges of a text that stand on one line each, at most so many columns wide, 2 and up.

    Lines end at blanks, which are dropped, or where there is none at a character that no longer fits. Nothing else is
    dropped. An empty text is one empty line.
    """
    start = 0
    while True:
        end, following = _line(text, start, columns)
        yield start, end
        if following >= len(text):
            return
        start = following


def _line(text: str, start: int, columns: int) -> tuple[int, int]:
    """Return where the line from ``start`` ends and where the next begins."""
    used, last_blank = 0, None
    for position in range(start, len(text)):
        char = text[position]
        used += _char_width(char)
        if char == " ":
            last_blank = position
        elif used > columns:
            if last_blank is not None and last_blank > start:
                return len(text[:last_blank].rstrip(" ")), last_blank + 1
            return position, position
    return len(text), len(text)
