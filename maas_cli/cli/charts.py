"""Small pictures of numbers in block characters: bars and sparklines. Plain text, no colours."""

from collections.abc import Sequence
from typing import Final

_EIGHTHS: Final = " ▏▎▍▌▋▊▉█"
_LEVELS: Final = "▁▂▃▄▅▆▇█"


def bar(value: float, most: float, width: int) -> str:
    """Return a bar of up to ``width`` characters, in eighths of one; anything above 0 shows at least the thinnest."""
    if value <= 0 or most <= 0:
        return ""
    eighths = max(1, round(min(1.0, value / most) * width * 8))
    full, rest = divmod(eighths, 8)
    return "█" * full + (_EIGHTHS[rest] if rest else "")


def sparkline(values: Sequence[float]) -> str:
    """Return one character for each value, blank for 0 and otherwise its height compared with the greatest."""
    most = max(values, default=0)
    return "".join(_level(value / most) if value > 0 else " " for value in values)


def _level(share: float) -> str:
    return _LEVELS[min(len(_LEVELS) - 1, int(share * len(_LEVELS)))]
