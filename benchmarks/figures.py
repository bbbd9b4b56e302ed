"""The arithmetic of the benches: ranks to recall, times to percentiles."""

import math
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Quality:
    """How well known memes are found among the first ten: shares from 0 to 1, each with its standard error.

    ``mrr`` is the mean of 1/rank, where rank 1 is the best and a meme not found counts 0.
    """

    queries: int
    recall: float
    recall_error: float
    mrr: float
    mrr_error: float


def quality_of(ranks: Sequence[int | None]) -> Quality:
    """Return the quality of a set of searches, at least one: the rank of each one's meme, from 1, None if not found."""
    found = [float(rank is not None) for rank in ranks]
    gains = [1 / rank if rank else 0.0 for rank in ranks]
    return Quality(len(ranks), mean(found), _error(found), mean(gains), _error(gains))


def mean(values: Sequence[float]) -> float:
    """Return the mean of at least one value."""
    return math.fsum(values) / len(values)


def _error(values: Sequence[float]) -> float:
    """Return the standard error of the mean."""
    middle = mean(values)
    return math.sqrt(math.fsum((value - middle) ** 2 for value in values)) / len(values)


def percentile(values: Sequence[float], share: float) -> float:
    """Return the least of the values that at least this share of them, 0 to 1, does not exceed."""
    ordered = sorted(values)
    return ordered[max(math.ceil(share * len(ordered)) - 1, 0)]
