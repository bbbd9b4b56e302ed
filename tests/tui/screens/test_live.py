"""Live statistics: they move while others spend tokens, and cost nothing while nobody sees them."""

import subprocess

import pytest

from maas_cli.errors import ServiceUnreachableError
from maas_cli.models.search import SearchRequest
from tests.cli.driver import MAAS, measured
from tests.tui.browsing import (
    ALICE,
    SMALL,
    USUAL,
    WIDE,
    Desk,
    browsing,
    press,
    scenario,
    screen_text,
    until,
    until_gone,
    until_seen,
)
from tests.tui.steered import Steered


@pytest.fixture(autouse=True)
def _tick_quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("maas_cli.tui.app.TICK_SECONDS", 0.05)


def search_elsewhere(desk: Desk, *words: str) -> None:
    """Search in another process, in Alice's name."""
    subprocess.run(
        [*MAAS, "search", *words, "--token", ALICE], env=measured() | desk.environment, capture_output=True, check=True
    )


@scenario
async def test_they_move_while_another_process_spends_tokens(desk: Desk) -> None:
    async with browsing(desk.session(ALICE)) as pilot:
        await until_seen(pilot, "Alice · 1,000 tokens", "1,000 left · 0 today")
        search_elsewhere(desk, "cat")
        await until_seen(pilot, "Alice · 999 tokens", "999 left · 1 today", "cli/search")
        await press(pilot, "f2")
        await until_seen(pilot, "Tokens left", "999", "cli/search")
        search_elsewhere(desk, "becky")
        await until_seen(pilot, "998", "2 today")


@scenario
async def test_without_a_token_everybody_is_shown(desk: Desk) -> None:
    async with browsing(desk.session()) as pilot:
        await until_seen(pilot, "no token · all is free", "Everyone", "Calls by user", "Bob")
        await press(pilot, "f2")
        screen = await until_seen(pilot, "all users", "Everyone", "/api/memes", "Calls by user", "Tokens left")
        assert "Calls by day" not in screen


@scenario
async def test_a_user_s_days_are_shown(desk: Desk) -> None:
    search_elsewhere(desk, "cat")
    async with browsing(desk.session(ALICE)) as pilot:
        await press(pilot, "f2")
        await until_seen(pilot, "Calls by day (UTC)", "Alice · 999 tokens")
        await press(pilot, "q")
        await until_seen(pilot, "Results")


@pytest.mark.parametrize("size", [WIDE, USUAL, SMALL])
def test_they_fit_on_every_size(desk: Desk, size: tuple[int, int]) -> None:
    desk.engine().search(SearchRequest("cat"), token=ALICE)

    @scenario
    async def steps() -> None:
        async with browsing(desk.session(ALICE), size) as pilot:
            await press(pilot, "f2")
            await until_seen(pilot, "Alice", "999 left", "Calls by endpoint")

    steps()


@scenario
async def test_nothing_is_read_while_they_are_hidden(desk: Desk) -> None:
    backend = Steered(desk.backend(ALICE))
    async with browsing(desk.session(backend=backend)) as pilot:
        await until(pilot, lambda: backend.statistics_read >= 2)
        await press(pilot, "f11")
        await until(pilot, lambda: not any(worker.group == "statistics" for worker in pilot.app.workers))
        read = backend.statistics_read
        await pilot.pause(0.3)  # six ticks
        assert backend.statistics_read == read
        await press(pilot, "f11")
        await until(pilot, lambda: backend.statistics_read > read)
        for keys in (("enter",), ("f4",), ("f1",)):
            await press(pilot, *keys)
            await until(pilot, lambda: len(pilot.app.screen_stack) == 2)
            await until(pilot, lambda: not any(worker.group == "statistics" for worker in pilot.app.workers))
            read = backend.statistics_read
            await pilot.pause(0.2)
            assert backend.statistics_read == read, keys
            await press(pilot, "escape")
            await until(pilot, lambda: len(pilot.app.screen_stack) == 1)


@scenario
async def test_a_server_that_is_lost_is_said_what_is_known_stays_and_it_comes_back(desk: Desk) -> None:
    backend = Steered(desk.backend(ALICE))
    async with browsing(desk.session(backend=backend)) as pilot:
        await until_seen(pilot, "1,000 left")
        backend.lost = ServiceUnreachableError("http://maas.test cannot be reached")
        await until_seen(pilot, "http://maas.test cannot be reached; what is shown may be old", "1,000 left")
        await press(pilot, "f2")
        await until_seen(pilot, "cannot be reached", "1,000 left")
        backend.lost = None
        await until_gone(pilot, "cannot be reached")
        await press(pilot, "f2")
        await until_seen(pilot, "Results")
        await until_gone(pilot, "cannot be reached")


@scenario
async def test_a_server_that_does_not_answer_is_not_asked_again_meanwhile(desk: Desk) -> None:
    backend = Steered(desk.backend(ALICE))
    gate = backend.hold("statistics")
    async with browsing(desk.session(backend=backend)) as pilot:
        await pilot.pause(0.4)  # eight ticks
        assert backend.statistics_read == 1
        gate.set()
        await until_seen(pilot, "1,000 left")
        assert "Alice" in screen_text(pilot)
