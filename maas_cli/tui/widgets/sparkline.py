"""Calls a second over the last seconds: a column for each, the newest at the right, from zero up.

Textual's own sparkline begins at the least value, not at zero, and squeezes all values into its width.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, ClassVar, Final

from rich.segment import Segment
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.geometry import Region

_LEVELS: Final = " ▁▂▃▄▅▆▇█"
_STEPS: Final = len(_LEVELS) - 1
"""Steps of height in a line."""

_QUIET: Final = 1
"""The level of a second without calls."""

_LEAST_SCALE: Final = 1.0
"""The scale reaches to one call a second at least, or a few calls an hour would look like a rush."""

_LEAST_WITH_WORDS: Final = 3
"""From so many lines on, the first one is for words."""

_EXACT_BELOW: Final = 10
"""Rates below this are told with a decimal."""


def rate_levels(rates: Sequence[float], width: int, height: int) -> list[int]:
    """Return how high the newest rates stand, in eighths of a line: 1 for no call, more for any, all for the most.

    At most ``width`` of them. The scale goes from zero to the greatest of them.
    """
    shown = _newest(rates, width)
    most, top = max(_LEAST_SCALE, *shown, 0.0), _STEPS * height
    return [_QUIET + max(1, round(rate / most * (top - _QUIET))) if rate > 0 else _QUIET for rate in shown]


def rate_line(levels: Sequence[int], line: int) -> str:
    """Return a line of the chart, a character for each level; ``line`` counts from 0 at the foot."""
    return "".join(_LEVELS[min(max(level - line * _STEPS, 0), _STEPS)] for level in levels)


def rate_words(rates: Sequence[float], width: int) -> str:
    """Return the newest rate and the greatest shown, in as many words as there is room for; empty if for none."""
    shown = _newest(rates, width)
    now, most = (_rate_text(rate) for rate in (shown[-1] if shown else 0.0, max(shown, default=0.0)))
    choices = (f"{now} calls/s · peak {most}", f"{now} calls/s", f"{now}/s")
    return next((words for words in choices if len(words) <= width), "")


def _newest(rates: Sequence[float], width: int) -> Sequence[float]:
    return rates[max(0, len(rates) - width) :]


def _rate_text(rate: float) -> str:
    return f"{rate:.1f}" if 0 < rate < _EXACT_BELOW and not rate.is_integer() else f"{rate:,.0f}"


class RateLine(Widget):
    """A chart of the rates, given oldest first, one for each second, and from three lines on the newest in figures."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"rate-line--words", "rate-line--calls", "rate-line--quiet"}
    DEFAULT_CSS = """
    RateLine > .rate-line--words { color: $text-muted; }
    RateLine > .rate-line--calls { color: $primary; }
    RateLine > .rate-line--quiet { color: $foreground 35%; }
    RateLine:ansi > .rate-line--quiet { text-style: dim; }
    """

    rates: reactive[tuple[float, ...]] = reactive((), init=False)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the lines in sight; how high columns stand depends on all of them."""
        width, height = self.size
        self._words = rate_words(self.rates, width) if height >= _LEAST_WITH_WORDS else ""
        self._levels = rate_levels(self.rates, width, height - 1 if self._words else height)
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """Return a line of the chart, or the words."""
        width, height = self.size
        if y == 0 and self._words:
            words = Segment(self._words, self.get_component_rich_style("rate-line--words"))
            return Strip([words]).adjust_cell_length(width, self.rich_style)
        chart = rate_line(self._levels, height - 1 - y)
        runs = groupby(zip(self._levels, chart, strict=True), lambda column: column[0] == _QUIET)
        styles = [self.get_component_rich_style(f"rate-line--{name}") for name in ("calls", "quiet")]
        segments = [Segment("".join(char for _, char in run), styles[is_quiet]) for is_quiet, run in runs]
        return Strip([Segment(" " * (width - len(chart)), self.rich_style), *segments], width)
