"""The web face over real leases: two workers, one truth."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import httpx2
import pytest

from maas_cli.accounts import Accounts
from maas_cli.accounts.leases import Meter
from maas_cli.service import Service
from maas_cli.web.app import WebApp, create_app
from maas_cli.web.settings import WebSettings
from tests.web.face import HOST, NOW, Parts, write_users


@pytest.fixture
def workers(tmp_path: Path, parts: Parts) -> Iterator[list[WebApp]]:
    users = write_users(tmp_path / "leased" / "users.json", Alice=50)
    services = [
        Service(
            Meter(users, users.with_suffix(".leases"), now=lambda: NOW),
            parts.index,
            Accounts(users, now=lambda: NOW),
            now=lambda: NOW,
        )
        for _ in range(2)
    ]
    yield [create_app(service, WebSettings(), write_log=lambda _: None) for service in services]
    for service in services:
        service.close()


def ask(workers: list[WebApp], count: int) -> tuple[list[httpx2.Response], list[httpx2.Response]]:
    """Return the answers to searches at all workers in turn, and then the user as each of them shows him."""

    async def running() -> tuple[list[httpx2.Response], list[httpx2.Response]]:
        clients = [httpx2.AsyncClient(transport=httpx2.ASGITransport(app), base_url=HOST) for app in workers]
        settling = asyncio.ensure_future(settle_regularly())
        asked: list[Awaitable[httpx2.Response]] = [
            clients[number % len(clients)].get("/api/memes?query=becky", headers={"X-Token": "secret1"})
            for number in range(count)
        ]
        answers = await asyncio.gather(*asked)
        shown = [await client.get("/api/userstats?uid=10") for client in clients]
        settling.cancel()
        return answers, shown

    async def settle_regularly() -> None:
        settles: list[Callable[[], object]] = [app._memes._service.settle for app in workers]  # noqa: SLF001  # as workers do
        while True:
            for settle in settles:
                await asyncio.to_thread(settle)
            await asyncio.sleep(0.02)

    return asyncio.run(running())


def test_what_was_charged_is_shown_by_every_worker_at_once(workers: list[WebApp]) -> None:
    answers, shown = ask(workers, 12)
    assert [answer.status_code for answer in answers] == [200] * 12
    for user in shown:
        assert (user.json()["tokenCount"], user.json()["hits"]) == (38, {"/api/memes": 12})


def test_a_balance_is_spent_to_its_end_by_both_and_not_beyond(workers: list[WebApp]) -> None:
    answers, shown = ask(workers, 120)
    statuses = [answer.status_code for answer in answers]
    assert (statuses.count(200), statuses.count(402)) == (50, 70)
    assert {user.json()["tokenCount"] for user in shown} == {0}
