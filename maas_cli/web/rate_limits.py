"""How many requests a second one token, and one address, may make: one table in memory that all workers share.

The rule is GCRA (the generic cell rate algorithm, ITU-T I.371, as a "virtual schedule"): a key is due at a time, its
TAT; each request moves that time on by 1 / rate, and one that would move it further ahead of now than burst / rate is
refused. So a key needs 8 bytes, and a key whose time has passed needs none.
"""

from __future__ import annotations

import ipaddress
import math
import mmap
import time
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from maas_cli.web.answers import Answer, error_answer

if TYPE_CHECKING:
    from collections.abc import Callable

    from maas_cli.web.headers import HeaderList

BUCKETS = 2**14
WAYS = 4
_BYTES = BUCKETS * WAYS * 16
_SECOND_NS = 10**9
_KEY_MASK = 2**64 - 1
_ADDRESSES = 4096
_IPV6_NETWORK_BITS = 64


class Verdict(NamedTuple):
    """Whether a request may go on, how many more may come at once, and in how many seconds another one may or all."""

    is_allowed: bool
    remaining: int
    seconds: int


class RateTable:
    """Keys and when each is due, in memory that a fork shares. Any number of processes may use it at once.

    Each key has a place in one bucket of ``WAYS``; where it is full, the key that is due first gives way. Two workers
    that write the same place at the same moment may let one request too many pass; nothing worse.
    """

    def __init__(self) -> None:
        self._cells = memoryview(mmap.mmap(-1, _BYTES)).cast("Q")  # zeroed; shared with every process forked later

    def take(self, key: int, step_ns: int, most_ns: int, now_ns: int) -> tuple[bool, int]:
        """Count one request of a key unless that would put it more than ``most_ns`` ahead of now.

        Return whether it was counted, and how far ahead the key is now, or would have been.
        """
        cells, key = self._cells, (key & _KEY_MASK) or 1
        first = key % BUCKETS * WAYS * 2
        places = range(first, first + WAYS * 2, 2)
        for place in places:
            if cells[place] == key:
                ahead_ns = max(cells[place + 1] - now_ns, 0) + step_ns
                break
        else:
            place, ahead_ns = min(places, key=lambda candidate: cells[candidate + 1]), step_ns
        if ahead_ns > most_ns:
            return False, ahead_ns
        cells[place] = key
        cells[place + 1] = now_ns + ahead_ns
        return True, ahead_ns


class RateLimits:
    """The limits of one service: for each token and each address so many requests a second, and so many at once.

    Keys are hashed with Python's own keyed hash, whose secret a fork shares, so nobody can aim at another's place.
    """

    def __init__(
        self, table: RateTable, rate: float, burst: int, now_ns: Callable[[], int] = time.monotonic_ns
    ) -> None:
        """Take a rate above 0 a second, and a burst of 1 and up. ``now_ns`` is a clock that all workers share."""
        self._table = table
        self._step_ns = max(1, round(_SECOND_NS / rate))
        self._most_ns = self._step_ns * burst
        self._now_ns = now_ns
        self._policy = b";q=%d;w=%d" % (burst, max(1, math.ceil(self._most_ns / _SECOND_NS)))

    def verdict(self, kind: str, name: object) -> Verdict:
        """Count a request of a token or an address unless it is one too many."""
        key = hash((kind, name))
        is_allowed, ahead_ns = self._table.take(key, self._step_ns, self._most_ns, self._now_ns())
        if is_allowed:
            return Verdict(True, (self._most_ns - ahead_ns) // self._step_ns, _seconds(ahead_ns))  # noqa: FBT003  # a field
        return Verdict(False, 0, _seconds(ahead_ns - self._most_ns))  # noqa: FBT003  # a field

    def fields(self, kind: str, verdict: Verdict) -> HeaderList:
        """Return the fields of draft-ietf-httpapi-ratelimit-headers that tell a client where it stands."""
        name = b'"%s"' % kind.encode()
        return [
            (b"ratelimit-policy", name + self._policy),
            (b"ratelimit", name + b";r=%d;t=%d" % (verdict.remaining, verdict.seconds)),
        ]

    def check(self, kind: str, name: object, headers: HeaderList) -> Answer | None:
        """Count a request and put the fields among the headers of its answer; return a refusal if it is too many."""
        verdict = self.verdict(kind, name)
        headers += self.fields(kind, verdict)
        if verdict.is_allowed:
            return None
        error = f"too many requests of this {kind}; try again in {verdict.seconds} s"
        return error_answer(429, "too many requests", error, (b"retry-after", b"%d" % verdict.seconds))


def _seconds(nanoseconds: int) -> int:
    return max(1, -(-nanoseconds // _SECOND_NS))


@lru_cache(_ADDRESSES)
def network_of(address: str) -> str:
    """Return what stands for an address: itself, or the /64 network of IPv6, of which one client has all addresses."""
    if ":" not in address:
        return address
    try:
        parsed = ipaddress.IPv6Address(address.partition("%")[0])
    except ValueError:
        return address
    mapped = parsed.ipv4_mapped
    return str(mapped or ipaddress.IPv6Network((parsed, _IPV6_NETWORK_BITS), strict=False))
