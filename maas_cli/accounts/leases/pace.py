"""How many tokens a lease should have in hand: enough for about a second, so that a lost machine loses no more."""

AHEAD_SECONDS = 1.0
FEWEST = 8
"""So many are asked for by a user who is seen for the first time."""

MOST = 20_000
_SHORTEST_SECONDS = 0.02
_HALVED_AFTER_SECONDS = 1.0


class Pace:
    """How fast one user spends in one worker. ``at`` is when that was last looked at, in monotonic seconds."""

    __slots__ = ("_target", "_used", "at")

    def __init__(self, at: float) -> None:
        """Begin at a time with a user who has used nothing."""
        self.at = at
        self._used = 0
        self._target = float(FEWEST)

    def measure(self, used: int, at: float) -> None:
        """Take all that was used up to a time; the target follows a higher rate at once and a lower one slowly."""
        elapsed = at - self.at
        if elapsed < _SHORTEST_SECONDS:
            return
        rate = max(0, used - self._used) / elapsed
        faded = self._target * 0.5 ** (elapsed / _HALVED_AFTER_SECONDS)
        self._target = min(MOST, max(FEWEST, faded, rate * AHEAD_SECONDS))
        self.at, self._used = at, used

    def wanted(self, left: int) -> int:
        """Return how many tokens to ask for in advance: none while half of the target is left."""
        return 0 if 2 * left >= self._target else int(self._target) - left

    def kept(self, left: int) -> int | None:
        """Return how many tokens to keep where there are far more than will be needed, else None."""
        return int(self._target) if left > 4 * self._target else None

    def wanted_now(self) -> int:
        """Return how many tokens to ask for when they have run out: twice as many as were too few."""
        self._target = min(MOST, 2 * self._target)
        return int(self._target)
