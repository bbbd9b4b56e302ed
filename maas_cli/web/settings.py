"""What the operator may say about the web face."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from maas_cli.config.settings import LOG_LEVELS
from maas_cli.errors import InvalidSettingError
from maas_cli.web.proxies import network_from

MAX_RESULTS = 10_000
MOST_RESULTS = 1_000_000
MOST_RATE = 1_000_000.0
MOST_BURST = 1_000_000

_ORIGIN = re.compile(r"https?://[A-Za-z0-9.\-\[\]:]+|\*")


@dataclass(frozen=True, slots=True)
class WebSettings:
    """Settings of the web face; making one checks them.

    ``max_results`` is the most memes of one answer, 1 to ``MOST_RESULTS``. ``rate`` is the requests a second that a
    token and an address may make for long, 0 for no limit, and ``burst`` how many at once, 0 for twice the rate.
    ``cors`` are the origins whose pages may read answers, such as ``https://example.org``, or ``*``. With ``durable``
    a charge is safe on the disk before the answer's first byte. ``proxies`` are addresses and networks of reverse
    proxies that are believed whom they were asked by. Log lines below ``log_level`` are not written.

    Raises:
        InvalidSettingError: a value cannot be used.
    """

    max_results: int = MAX_RESULTS
    rate: float = 0.0
    burst: int = 0
    cors: tuple[str, ...] = ()
    durable: bool = False
    proxies: tuple[str, ...] = ()
    log_level: str = "info"

    def __post_init__(self) -> None:
        _check_range("max-results", self.max_results, 1, MOST_RESULTS)
        _check_range("rate", self.rate, 0, MOST_RATE)
        _check_range("burst", self.burst, 0, MOST_BURST)
        for origin in self.cors:
            if not _ORIGIN.fullmatch(origin):
                raise InvalidSettingError(f"cors {origin!r} is no origin", hint="for example https://example.org, or *")
        for proxy in self.proxies:
            network_from(proxy)
        if self.log_level not in LOG_LEVELS:
            allowed = ", ".join(LOG_LEVELS)
            raise InvalidSettingError(f"log-level {self.log_level!r} is unknown; allowed are {allowed}")

    @property
    def requests_at_once(self) -> int:
        """How many requests may come at once, 1 and up."""
        return self.burst or max(1, math.ceil(2 * self.rate))


def _check_range(name: str, value: float, lowest: float, highest: float) -> None:
    if not lowest <= value <= highest:
        raise InvalidSettingError(f"{name} {value:g} is out of range: {lowest:g} to {highest:g}")
