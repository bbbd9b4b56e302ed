"""Getting more of a user's tokens: of all who wait for those of one user, one asks."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from maas_cli.accounts.leases import Client
    from maas_cli.service import Service


class Renewals:
    """The renewals under way, at most one for each user. For one event loop."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._running: dict[int, asyncio.Task[None]] = {}

    async def renewed(self, client: Client, cost: int) -> None:
        """Return once more tokens are here; others may be quicker to spend them.

        Raises:
            BalanceExhaustedError: there are none left anywhere.
            StorageError: the users cannot be reached.
        """
        running = self._running.get(client.uid)
        if running is None or running.done():  # who asks now wants more than what has just come
            running = asyncio.ensure_future(asyncio.to_thread(self._service.renew, client, cost))
            self._running[client.uid] = running
            running.add_done_callback(lambda ended: self._forget(client.uid, ended))
        await asyncio.shield(running)  # one caller that hangs up stops nothing for the others

    def _forget(self, uid: int, ended: asyncio.Task[None]) -> None:
        if self._running.get(uid) is ended:
            del self._running[uid]
