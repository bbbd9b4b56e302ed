"""The ways in which a search may be answered. All of them give the same, so tests ask for each one in turn.

The thresholds between them are tuned for speed; here they are set so that a few memes are enough for every way.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import pytest

from maas_cli.search.arrays import arrays_of

_PACKAGE = "maas_cli.search"
_NEVER = 10**9

PLAIN: Mapping[str, int] = {"ranking.FEW_MEMES": _NEVER, "ranking.MANY_MEMES": _NEVER}
"""Every meme is looked at with the standard library."""

SHIPPED: Mapping[str, int] = {}
"""The thresholds as they are."""

VECTORS: Mapping[str, int] = {"ranking.FEW_MEMES": 0, "ranking.MANY_MEMES": 0}
"""Numpy looks at all memes, but leaves few candidates to the standard library."""

STANDINGS: Mapping[str, int] = {
    **VECTORS,
    "vectors._FEW_CANDIDATES": 0,
    "vectors._FIRST_HITS": 2,
    "vectors._MANY_POSTINGS": 3,
}
"""The standing of each candidate is worked out at once; the first two are handed over before the others are sorted."""

COARSE: Mapping[str, int] = {
    **STANDINGS,
    "vectors._MANY_CANDIDATES": 3,
    "vectors._FEW_LOOKS": 2,
    "ranking._DIRECT_MEMES": 0,
}
"""Only memes that may come first are looked at closely, and what is near is found ring by ring."""

MIXED: Mapping[str, int] = {
    **COARSE,
    "ranking.FEW_MEMES": 4,
    "vectors._FEW_CANDIDATES": 3,
    "vectors._FEW_LOOKS": 48,
    "ranking.MANY_MEMES": 4,
}
"""Both back ends take turns within one search."""

WAYS: Mapping[str, Mapping[str, int]] = {
    "plain": PLAIN,
    "shipped": SHIPPED,
    "vectors": VECTORS,
    "standings": STANDINGS,
    "coarse": COARSE,
    "mixed": MIXED,
}


@contextmanager
def searching(way: Mapping[str, int]) -> Iterator[None]:
    """Set the thresholds of one way of searching for as long as the context lasts."""
    arrays_of.cache_clear()  # every test makes an index of its own
    with pytest.MonkeyPatch.context() as patch:
        for name, value in way.items():
            patch.setattr(f"{_PACKAGE}.{name}", value)
        yield
