"""When a worker that died is replaced, and when there is no point in it any more."""

import signal
from typing import Final

_QUICK_SECONDS: Final = 5.0
"""A worker that dies by itself sooner than this after its start probably cannot work at all."""

_FIRST_DELAY_SECONDS: Final = 0.1
_LONGEST_DELAY_SECONDS: Final = 2.0
_LONGEST_BESIDE_OTHERS_SECONDS: Final = 30.0
"""Where others serve, there is time to wait until whatever keeps new workers from starting is mended."""

MOST_IN_A_ROW: Final = 6
_MOST_DOUBLINGS: Final = 16  # far beyond the longest delay, and no number that cannot be told


class Restarts:
    """Counts workers that died quickly, one after the other. Reads no clock."""

    def __init__(self) -> None:
        self._in_a_row = 0

    def delay_after(
        self, lived_seconds: float, *, was_ready: bool, exit_code: int, others_serve: bool = False
    ) -> float | None:
        """Return how many seconds to wait before a dead worker is replaced, None if all of them are given up.

        ``exit_code`` is below 0 where a signal ended it. One that worked and was then killed from outside, by the
        system's lack of memory for example, is replaced at once as often as it takes. While ``others_serve`` none is
        given up, but the pauses grow.
        """
        if was_ready and (lived_seconds >= _QUICK_SECONDS or exit_code in (0, -signal.SIGKILL)):
            self._in_a_row = 0
            return 0.0
        self._in_a_row += 1
        if self._in_a_row >= MOST_IN_A_ROW and not others_serve:
            return None
        longest = _LONGEST_BESIDE_OTHERS_SECONDS if others_serve else _LONGEST_DELAY_SECONDS
        return min(_FIRST_DELAY_SECONDS * 2.0 ** min(self._in_a_row - 1, _MOST_DOUBLINGS), longest)
