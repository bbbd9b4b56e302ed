"""Calls a second, from counts that were read now and then."""

from collections import deque

KEPT_SECONDS = 120


class CallRate:
    """How many calls came in each of the last seconds. Told of a running total about once a second."""

    def __init__(self) -> None:
        self._last: tuple[float, int] | None = None
        self._rates: deque[float] = deque(maxlen=KEPT_SECONDS)

    def count(self, total: int, at_seconds: float) -> None:
        """Take the number of calls ever made, as read at a moment of a monotonic clock.

        A pause of several seconds counts as that many seconds of the same rate; a total that fell, because another
        user is counted or the users were replaced, begins anew.
        """
        last, self._last = self._last, (at_seconds, total)
        if last is None or total < last[1]:
            return
        elapsed = at_seconds - last[0]
        if elapsed <= 0:
            return
        seconds = min(max(1, round(elapsed)), KEPT_SECONDS)
        self._rates.extend([(total - last[1]) / elapsed] * seconds)

    def forget(self) -> None:
        """Begin anew."""
        self._last = None
        self._rates.clear()

    @property
    def rates(self) -> tuple[float, ...]:
        """Return calls a second, oldest first, one for each second that is known."""
        return tuple(self._rates)
