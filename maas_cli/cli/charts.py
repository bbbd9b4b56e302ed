"""Small pictures of numbers in block characters: sparklines. Plain text, no colours."""

from collections.abc import Sequence
from typing import Final

_LEVELS: Final = "▁▂▃▄▅▆▇█"


def sparkline(values: Sequence[float]) -> str:
    """Return one character for each value, blank for 0 and otherwise its height compared with the greatest."""
    most = max(values, default=0)
    return "".join(_level(value / most) if value > 0 else " " for value in values)


def _level(share: float) -> str:
    return _LEVELS[min(len(_LEVELS) - 1, int(share * len(_LEVELS)))]
