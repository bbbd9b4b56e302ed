"""Getting more of a user's tokens."""

import asyncio
import threading
from typing import TYPE_CHECKING, cast

import pytest

from maas_cli.accounts.leases import Client
from maas_cli.errors import BalanceExhaustedError
from maas_cli.web.renewals import Renewals

if TYPE_CHECKING:
    from maas_cli.service import Service


class SlowStore:
    """Renews when told to, and counts how often it was asked."""

    def __init__(self) -> None:
        self.asked: list[int] = []
        self.release = threading.Event()
        self.is_empty = False

    def renew(self, client: Client, cost: int) -> None:
        self.asked.append(client.uid)
        assert self.release.wait(5)
        assert cost == 1
        if self.is_empty:
            raise BalanceExhaustedError("nothing left")


def test_of_all_who_wait_for_one_user_s_tokens_one_asks() -> None:
    store = SlowStore()

    async def main() -> None:
        renewals = Renewals(cast("Service", store))
        waiting = [asyncio.ensure_future(renewals.renewed(Client(uid, b""), 1)) for uid in (10, 10, 20, 10)]
        await asyncio.sleep(0.05)
        store.release.set()
        await asyncio.gather(*waiting)
        await renewals.renewed(Client(10, b""), 1)

    asyncio.run(main())
    assert store.asked == [10, 20, 10]


def test_where_nothing_is_left_all_are_told_and_the_next_one_asks_again() -> None:
    store = SlowStore()
    store.is_empty = True
    store.release.set()

    async def main() -> None:
        renewals = Renewals(cast("Service", store))
        waiting = (renewals.renewed(Client(10, b""), 1) for _ in range(3))
        results = await asyncio.gather(*waiting, return_exceptions=True)
        assert [type(result) for result in results] == [BalanceExhaustedError] * 3
        with pytest.raises(BalanceExhaustedError):
            await renewals.renewed(Client(10, b""), 1)

    asyncio.run(main())
    assert store.asked == [10, 10]


def test_who_asks_in_the_moment_in_which_tokens_have_come_gets_an_answer_of_their_own() -> None:
    store = SlowStore()
    store.release.set()

    async def main() -> None:
        renewals = Renewals(cast("Service", store))
        first = asyncio.ensure_future(renewals.renewed(Client(10, b""), 1))
        await asyncio.sleep(0)
        ended = asyncio.ensure_future(asyncio.sleep(0))
        await ended
        renewals._running[10] = ended  # noqa: SLF001  # what has ended, but nobody heard of it yet
        await renewals.renewed(Client(10, b""), 1)
        await first

    asyncio.run(main())
    assert store.asked == [10, 10]
