"""What becomes of a request that meets damage in the index, which is built again elsewhere meanwhile."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final, TypeVar

from maas_cli.errors import IndexDamagedError

if TYPE_CHECKING:
    from collections.abc import Callable

    from maas_cli.service import Service

PATIENCE_SECONDS: Final = 5.0
"""So long a request waits for the new index, which for some ten thousand memes is there within a second."""

_LOOK_SECONDS: Final = 0.05

Answered = TypeVar("Answered")


async def answered(service: Service, ask: Callable[[], Answered]) -> Answered:
    """Return what the service answers; where the index proves damaged, ask again once it is mended.

    All other requests are answered meanwhile.

    Raises:
        IndexDamagedError: mending it takes too long for anyone to wait.
    """
    try:
        return ask()
    except IndexDamagedError:
        await _mended(service)
    return ask()


async def _mended(service: Service) -> None:
    """Return once the index is mended, or there is no point in waiting for it any more."""
    clock = asyncio.get_running_loop()
    until = clock.time() + PATIENCE_SECONDS
    while service.is_being_mended and clock.time() < until:
        await asyncio.sleep(_LOOK_SECONDS)
