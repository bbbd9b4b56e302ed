"""The memory that the workers of one service share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from maas_cli.web.heartbeat import Beats
from maas_cli.web.metrics import SharedCounts
from maas_cli.web.rate_limits import RateTable

if TYPE_CHECKING:
    from typing import Self


@dataclass(frozen=True, slots=True)
class Shared:
    """What is made once, before the workers are forked, and given to each of them."""

    counts: SharedCounts
    rates: RateTable
    beats: Beats

    @classmethod
    def for_workers(cls, workers: int) -> Self:
        """Return memory for so many workers, 1 and up."""
        return cls(SharedCounts(workers), RateTable(), Beats(workers))
