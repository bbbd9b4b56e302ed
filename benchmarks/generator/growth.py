"""How the number of different things grows with the number of things: Heaps' law, fitted and continued.

Of ``n`` things about ``V * (n / n0) ** beta`` are different, where ``n0`` real things have ``V``. Drawing ranks from
a shifted power law with exponent 1/beta gives just that growth, and the frequencies that go with it.
"""

import math
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_LEAST_BETA, _LARGEST_BETA = 0.3, 0.8
_POINTS = 40
_LARGEST_RANK = 2.0**62


def heaps_exponent(things: Sequence[Hashable]) -> float:
    """Fit beta, 0.3 to 0.8, to things in random order, by least squares over the logarithms.

    The first quarter is left out: there nearly everything is new, and the exponent would come out too high.
    """
    seen: set[Hashable] = set()
    first, step = len(things) // 4, max(len(things) // _POINTS, 1)
    points = []
    for count, thing in enumerate(things, start=1):
        seen.add(thing)
        if count >= first and count % step == 0:
            points.append((math.log(count), math.log(len(seen))))
    if len(points) < 2:  # noqa: PLR2004  # a line needs two points
        return _LARGEST_BETA
    x, y = np.array(points).T
    slope = float(np.cov(x, y, bias=True)[0, 1] / np.var(x))
    return min(max(slope, _LEAST_BETA), _LARGEST_BETA)


@dataclass(frozen=True, slots=True)
class Growth:
    """How things that the real rows do not hold come in.

    ``share`` of all further things, 0 to 1, are such; ``shift`` is where their ranks begin in the power law of
    exponent 1/``beta``.
    """

    share: float
    shift: float
    beta: float

    @classmethod
    def after(cls, things: int, different: int, beta: float) -> "Growth":
        """Return the growth that follows on real things, of which so many are different."""
        bend = math.gamma(1 - beta) * (1 - beta) ** beta
        return cls(min(beta * different / max(things, 1), 1), max(different * bend ** (-1 / (1 - beta)), 1), beta)

    def ranks(self, random: NDArray[np.float64]) -> NDArray[np.int64]:
        """Return ranks, 0 and up, for random numbers from 0 to 1: low ranks often, and ever new high ones."""
        stretched = self.shift * ((1 - random) ** (-self.beta / (1 - self.beta)) - 1)
        return np.minimum(stretched, _LARGEST_RANK).astype(np.int64)
