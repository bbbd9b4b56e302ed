"""Timing engines against one another: each query is asked of all, several times, each time in another order.

The order is drawn: were it only turned round, of two engines that read the same index one would always come right
after the other and find it warm.
"""

import gc
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from benchmarks.figures import mean, percentile
from benchmarks.peers.engine import Engine
from benchmarks.queries import Query
from benchmarks.seeds import seeded

_BUDGET_SECONDS = 20.0
_NS_PER_MS = 1e6


@dataclass(frozen=True, slots=True)
class Times:
    """What an engine took for the queries of a kind: milliseconds of the median query and of the slowest in a hundred.

    Each query counts with the median of its rounds. ``answered`` is the share, 0 to 1, of queries with an answer.
    """

    queries: int
    p50_ms: float
    p99_ms: float
    answered: float


def interleaved(engines: Sequence[Engine], queries: Sequence[Query], rounds: int) -> dict[str, Times]:
    """Return the times of each engine that can answer these queries, all of one mode.

    An engine that has taken 20 seconds sits out the queries that follow; its figures say of how many they are.
    """
    able = [engine for engine in engines if queries[0].mode in engine.modes]
    spent: dict[str, list[list[int]]] = {engine.name: [] for engine in able}
    answered: dict[str, list[float]] = {engine.name: [] for engine in able}
    for engine in able:
        engine.search(queries[0])  # opens what is opened late
    gc.collect()
    gc.disable()
    try:
        for number, query in enumerate(queries):
            asked = [engine for engine in able if _seconds(spent[engine.name]) < _BUDGET_SECONDS]
            for engine in asked:
                answered[engine.name].append(float(bool(engine.search(query))))
                spent[engine.name].append([])
            for turn in range(rounds):
                for engine in seeded((number, turn)).sample(asked, len(asked)):
                    spent[engine.name][-1].append(_nanoseconds(engine.search, query))
    finally:
        gc.enable()
    return {engine.name: _times(spent[engine.name], answered[engine.name]) for engine in able}


def _nanoseconds(search: Callable[[Query], list[bytes]], query: Query) -> int:
    started = time.perf_counter_ns()
    search(query)
    return time.perf_counter_ns() - started


def _seconds(spent: list[list[int]]) -> float:
    return sum(map(sum, spent)) / 1e9


def _times(spent: list[list[int]], answered: list[float]) -> Times:
    typical = [statistics.median(rounds) / _NS_PER_MS for rounds in spent]
    return Times(len(typical), percentile(typical, 0.5), percentile(typical, 0.99), mean(answered))
