"""A plot as SVG: for each kind of query a row of dots, one an engine, on a logarithmic scale of milliseconds."""

import math
from collections.abc import Iterator, Mapping
from html import escape

_LEFT, _RIGHT, _TOP, _BOTTOM = 190, 44, 64, 34
_ROW = 30
_WIDTH = 900
_LEGEND_GAP, _LETTER_WIDTH = 34, 7.4
_COLOURS = ("#e5484d", "#f5a623", "#0091ff", "#30a46c", "#8e4ec6", "#889096", "#b08968")
_STYLE = """
    text { font: 13px system-ui, sans-serif; fill: #333 }
    .grid { stroke: #ccc } .title { font-weight: 600 }
    @media (prefers-color-scheme: dark) { text { fill: #ddd } .grid { stroke: #555 } }
"""

Rows = Mapping[str, Mapping[str, tuple[float, float]]]


def plot(title: str, rows: Rows) -> str:
    """Return a plot of the milliseconds, above 0, by kind and engine: a dot for the first figure, a line to the second.

    The colours are legible on light and on dark ground.
    """
    engines = list(dict.fromkeys(engine for row in rows.values() for engine in row))
    figures = [figure for row in rows.values() for pair in row.values() for figure in pair]
    low, high = math.floor(math.log10(min(figures))), math.ceil(math.log10(max(figures)))
    scale = _Scale(low, max(high, low + 1))
    height = _TOP + _ROW * len(rows) + _BOTTOM
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" role="img">',
        f"<title>{escape(title)}</title><style>{_STYLE}</style>",
        f'<text class="title" x="12" y="20">{escape(title)}</text>',
        *_legend(engines),
        *scale.grid(height),
        *(mark for number, (kind, row) in enumerate(rows.items()) for mark in _row(number, kind, row, engines, scale)),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


class _Scale:
    """Where milliseconds lie, from one power of ten to another. Unchanging."""

    def __init__(self, low: int, high: int) -> None:
        self._low, self._high = low, high

    def x(self, milliseconds: float) -> float:
        share = (math.log10(milliseconds) - self._low) / (self._high - self._low)
        return _LEFT + share * (_WIDTH - _LEFT - _RIGHT)

    def grid(self, height: int) -> Iterator[str]:
        for power in range(self._low, self._high + 1):
            x = self.x(10**power)
            yield f'<line class="grid" x1="{x:.1f}" x2="{x:.1f}" y1="{_TOP - 8}" y2="{height - _BOTTOM + 4}"/>'
            yield f'<text x="{x:.1f}" y="{height - 12}" text-anchor="middle">{10.0**power:g} ms</text>'


def _legend(engines: list[str]) -> Iterator[str]:
    x = 18.0
    for number, engine in enumerate(engines):
        yield f'<circle cx="{x:.1f}" cy="38" r="5" fill="{_COLOURS[number % len(_COLOURS)]}"/>'
        yield f'<text x="{x + 10:.1f}" y="42">{escape(engine)}</text>'
        x += _LEGEND_GAP + _LETTER_WIDTH * len(engine)


def _row(
    number: int, kind: str, row: Mapping[str, tuple[float, float]], engines: list[str], scale: _Scale
) -> Iterator[str]:
    middle = _TOP + _ROW * number + _ROW / 2
    yield f'<text x="12" y="{middle + 4:.1f}">{escape(kind)}</text>'
    for place, (engine, (first, second)) in enumerate(row.items()):
        colour = _COLOURS[engines.index(engine) % len(_COLOURS)]
        y = middle + (place - (len(row) - 1) / 2) * (_ROW - 8) / max(len(row), 1)
        yield (
            f'<line x1="{scale.x(first):.1f}" x2="{scale.x(second):.1f}" y1="{y:.1f}" y2="{y:.1f}" '
            f'stroke="{colour}" stroke-width="2" opacity="0.6"/>'
        )
        yield f'<circle cx="{scale.x(first):.1f}" cy="{y:.1f}" r="4" fill="{colour}"/>'
