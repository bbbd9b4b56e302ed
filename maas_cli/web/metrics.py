"""What is counted for Prometheus: doubles in memory that all workers share, written by one worker each.

A worker adds to its own row, so nothing has to be locked and counting costs less than a microsecond. Whoever is asked
adds up the rows. A worker that takes the place of a dead one goes on with its row, so that counters never go back.
Nothing is counted by client.
"""

from __future__ import annotations

import mmap
from bisect import bisect_left
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from prometheus_client.core import Metric

ROUTES: Final = (
    "/", "/api/health", "/api/ready", "/api/memes", "/api/userstats", "/memes/{id}", "/memes/{id}.png", "/metrics",
    "/openapi.json", "/docs", "other",
)  # fmt: skip
STATUSES: Final = (200, 204, 301, 304, 400, 401, 402, 404, 405, 408, 413, 414, 429, 431, 500, 503)
REASONS: Final = {
    400: "input", 401: "token", 402: "balance", 404: "path", 405: "method", 408: "timeout", 413: "size", 414: "size",
    429: "rate", 431: "size", 503: "unavailable",
}  # fmt: skip
"""Why requests are refused, by status."""

_REASONS_AT: Final = {("/api/userstats", 404): "user", ("/memes/{id}", 404): "meme", ("/memes/{id}.png", 404): "meme"}
"""Where a status has another reason than elsewhere."""

BUCKETS: Final = (0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)
"""Upper bounds of the latencies counted together, in seconds."""

MODES: Final = ("exact", "fuzzy")

_IN_FLIGHT, _BYTES_SENT, _CHARGED, _DROPPED_LINES = range(4)
_SEARCHES: Final = 4
_REQUESTS: Final = _SEARCHES + len(MODES)
_LATENCIES: Final = _REQUESTS + len(ROUTES) * len(STATUSES)
_ROW: Final = _LATENCIES + len(ROUTES) * (len(BUCKETS) + 2)
_DOUBLE_BYTES: Final = 8

_REQUEST_CELLS: Final = {
    (route, status): _REQUESTS + number
    for number, (route, status) in enumerate((route, status) for route in ROUTES for status in STATUSES)
}
_LATENCY_CELLS: Final = {route: _LATENCIES + number * (len(BUCKETS) + 2) for number, route in enumerate(ROUTES)}
"""Where a route's latencies are: one cell for each bucket, one for what is slower, and their sum."""

_PATHS: Final = frozenset(ROUTES)
_OF_MEMES: Final = "/memes/"

CONTENT_TYPE: Final = b"text/plain; version=0.0.4; charset=utf-8"


def route_of(path: str) -> str:
    """Return the one of ``ROUTES`` that a path is counted under: a few, however many memes there are."""
    if path in _PATHS:
        return path
    before, found, name = path.partition(_OF_MEMES)
    if before or not found or not name or "/" in name:
        return "other"
    return "/memes/{id}.png" if name.endswith(".png") else "/memes/{id}"


class SharedCounts:
    """The rows of all workers, made before they are forked."""

    def __init__(self, workers: int) -> None:
        """Take how many workers there will be, 1 and up."""
        self._rows = memoryview(mmap.mmap(-1, workers * _ROW * _DOUBLE_BYTES)).cast("d")  # zeroed
        self._workers = workers

    def row(self, worker: int) -> memoryview[float]:
        """Return the row of a worker, counted from 0."""
        return self._rows[worker * _ROW : (worker + 1) * _ROW]

    def total(self, cell: int) -> float:
        """Return a cell added up over all workers."""
        return sum(self._rows[worker * _ROW + cell] for worker in range(self._workers))


class Counts:
    """Counts what one worker does. For its event loop alone."""

    def __init__(self, shared: SharedCounts, worker: int) -> None:
        self._row = shared.row(worker)
        self._row[_IN_FLIGHT] = 0.0  # a worker that died answers nothing any more

    def begin(self) -> None:
        """Count a request that has come."""
        self._row[_IN_FLIGHT] += 1.0

    def end(self, route: str, status: int, seconds: float, sent_bytes: int) -> None:
        """Count a request that was answered, or given up: its route, one of ``ROUTES``, status, time and bytes."""
        row = self._row
        row[_IN_FLIGHT] -= 1.0
        row[_BYTES_SENT] += sent_bytes
        cell = _REQUEST_CELLS.get((route, status))
        if cell is not None:
            row[cell] += 1.0
        latencies = _LATENCY_CELLS[route]
        row[latencies + bisect_left(BUCKETS, seconds)] += 1.0
        row[latencies + len(BUCKETS) + 1] += seconds

    def refused(self, status: int) -> None:
        """Count a request that was refused before it was known what it asks."""
        self._row[_REQUEST_CELLS["other", status]] += 1.0

    def searched(self, *, fuzzy: bool, charged: int) -> None:
        """Count a search that was answered, and the tokens it cost."""
        self._row[_SEARCHES + fuzzy] += 1.0
        self._row[_CHARGED] += charged

    def dropped(self, lines: int) -> None:
        """Count log lines that could not be written."""
        self._row[_DROPPED_LINES] += lines


class _Collector:
    """Adds the rows up in the words of Prometheus."""

    def __init__(self, shared: SharedCounts, meme_count: Callable[[], int]) -> None:
        self._shared = shared
        self._meme_count = meme_count

    def collect(self) -> Iterator[Metric]:
        total = self._shared.total
        yield self._requests()
        yield self._refusals()
        yield self._latencies()
        searches = CounterMetricFamily("maas_searches", "Searches answered.", labels=["mode"])
        for number, mode in enumerate(MODES):
            searches.add_metric([mode], total(_SEARCHES + number))
        yield searches
        for name, text, cell in (
            ("maas_charged_tokens", "Tokens charged for answers.", _CHARGED),
            ("maas_response_bytes", "Bytes of answers' bodies.", _BYTES_SENT),
            ("maas_log_lines_dropped", "Log lines that could not be written.", _DROPPED_LINES),
        ):
            yield CounterMetricFamily(name, text, value=total(cell))
        yield GaugeMetricFamily("maas_requests_in_flight", "Requests not answered yet.", value=total(_IN_FLIGHT))
        yield GaugeMetricFamily("maas_catalogue_memes", "Memes that are searched.", value=self._meme_count())

    def _requests(self) -> Metric:
        family = CounterMetricFamily("maas_http_requests", "Requests answered.", labels=["route", "status"])
        for (route, status), cell in _REQUEST_CELLS.items():
            count = self._shared.total(cell)
            if count:
                family.add_metric([route, str(status)], count)
        return family

    def _refusals(self) -> Metric:
        family = CounterMetricFamily("maas_refusals", "Requests refused, by why.", labels=["reason"])
        counts = dict.fromkeys([*REASONS.values(), *_REASONS_AT.values()], 0.0)
        for (route, status), cell in _REQUEST_CELLS.items():
            reason = _REASONS_AT.get((route, status)) or REASONS.get(status)
            if reason is not None:
                counts[reason] += self._shared.total(cell)
        for reason, count in counts.items():
            family.add_metric([reason], count)
        return family

    def _latencies(self) -> Metric:
        family = HistogramMetricFamily(
            "maas_http_request_seconds", "Seconds from a request's headers to its answer's last byte.", labels=["route"]
        )
        bounds = [*map(str, BUCKETS), "+Inf"]
        for route, first in _LATENCY_CELLS.items():
            counts = [self._shared.total(first + number) for number in range(len(bounds))]
            if any(counts):
                cumulative = list(zip(bounds, accumulate(counts), strict=True))
                family.add_metric([route], cumulative, self._shared.total(first + len(bounds)))
        return family


def exposition(shared: SharedCounts, meme_count: Callable[[], int]) -> Callable[[], bytes]:
    """Return what gives the counts of all workers as Prometheus reads them; ``meme_count`` is asked each time."""
    registry = CollectorRegistry()
    registry.register(_Collector(shared, meme_count))
    return lambda: generate_latest(registry)
