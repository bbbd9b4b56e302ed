"""What the list says it shows: an earlier query's hits, a server that came back, another catalogue."""

import json
from dataclasses import replace

import pytest

from maas_cli.errors import NotFoundError, ServiceUnreachableError, StorageError
from maas_cli.tui.screens import searching
from maas_cli.tui.widgets.header_line import HeaderLine
from tests.tui.browsing import (
    ALICE,
    Desk,
    answered,
    box,
    browse_of,
    browsing,
    press,
    press_at_once,
    results,
    scenario,
    screen_text,
    selected,
    type_text,
    until,
    until_gone,
    until_seen,
)
from tests.tui.steered import Steered

# --- a server that goes and comes back


def _costly(desk: Desk) -> Steered:
    """Return what answers as a server does: looking costs."""
    backend = Steered(desk.backend(ALICE))
    backend.is_free_to_look = False
    backend.page_size = 1000
    return backend


@scenario
async def test_at_a_server_the_list_says_of_which_query_it_is_until_the_next_is_answered(desk: Desk) -> None:
    async with browsing(desk.session(backend=_costly(desk))) as pilot:
        press_at_once(pilot, *"becky", "enter")
        await until(pilot, lambda: results(pilot).rows)
        total = results(pilot).rows
        await until_seen(pilot, f"Results  {total} · relevance")
        await press(pilot, "s")
        await until_seen(pilot, "⏎ searches", f"Results for becky  {total}")
        await press(pilot, "backspace")
        await until_seen(pilot, f"Results  {total} · relevance")


@scenario
async def test_that_a_server_cannot_be_reached_is_no_longer_said_once_it_is_back(desk: Desk) -> None:
    backend = _costly(desk)
    async with browsing(desk.session(backend=backend)) as pilot:
        press_at_once(pilot, *"becky", "enter")
        await until(pilot, lambda: results(pilot).rows)
        backend.failure = backend.lost = ServiceUnreachableError("cannot reach maas.test", hint="is it running?")
        press_at_once(pilot, "s", "enter")
        await until_seen(
            pilot, "cannot reach maas.test; what is shown may be old", "Results for becky", "is it running?"
        )
        backend.failure = backend.lost = None
        await until_gone(pilot, "cannot reach")
        await until_seen(pilot, "⏎ searches, costs 1", "Results for becky")
        assert "is it running" not in screen_text(pilot)
        assert len([request for request in backend.looked if request.query == "beckys"]) == 1


# --- another catalogue


def _import(desk: Desk, *texts: str) -> None:
    """Do what another process does: replace the catalogue by memes of these texts."""
    desk.cache = desk.folder / "cache"
    source = desk.folder / "other.ndjson"
    lines = [json.dumps({"id": number, "name": "Quizzowl", "text": text}) for number, text in enumerate(texts, 1)]
    source.write_text("\n".join(lines), encoding="utf-8")
    desk.engine().import_catalog(source)


@scenario
async def test_a_catalogue_that_is_replaced_is_noticed_searched_again_and_said(desk: Desk) -> None:
    _import(desk, "an owl", "a second owl")
    async with browsing(desk.session()) as pilot:
        await type_text(pilot, "owl")
        await until_seen(pilot, "2 memes", "Results  2 ")
        _import(desk, "an owl", "a second owl", "a third owl")
        await until_seen(pilot, "3 memes", "Results  3 ", "the catalogue changed")
        desk.engine().reset_catalog()
        await until(pilot, lambda: browse_of(pilot).query_one(HeaderLine).catalog == "1,797 memes")
        await answered(pilot)
        assert "a third owl" not in screen_text(pilot)


@scenario
async def test_enter_on_a_meme_that_is_gone_says_that_the_catalogue_changed_and_costs_nothing(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("maas_cli.tui.app.TICK_SECONDS", 3600.0)  # nobody notices before the key
    _import(desk, "an owl", "a second owl")
    async with browsing(desk.session(ALICE)) as pilot:
        await type_text(pilot, "second")
        _import(desk, "another", "a second of rest")
        await press(pilot, "enter")
        await until_seen(pilot, "the catalogue changed", "a second of rest")
        await press(pilot, "enter")  # held a little too long
        await press(pilot, "ctrl+s")
        await pilot.pause(0.1)
        assert len(pilot.app.screen_stack) == 1
        assert desk.balance() == 1000
        assert browse_of(pilot).session.favourites.list() == ()
        monkeypatch.setattr(searching, "LOOK_AGAIN_SECONDS", 0.0)
        await press(pilot, "ctrl+s")
        await until_seen(pilot, "★ now a favourite")
        await press(pilot, "enter")
        await until_seen(pilot, "paid")
        assert desk.balance() == 999


@scenario
async def test_a_meme_that_is_gone_at_the_last_moment_is_searched_for_again(desk: Desk) -> None:
    backend = Steered(desk.backend(ALICE))
    async with browsing(desk.session(backend=backend)) as pilot:
        await type_text(pilot, "becky")
        looks = len(backend.looked)
        backend.open_failure = NotFoundError("no meme 7", hint="ids are those that `maas search --json` prints")
        await press(pilot, "enter")
        screen = await until_seen(pilot, "the catalogue changed: this meme is gone")
        assert "--json" not in screen
        await until(pilot, lambda: len(backend.looked) > looks)


@scenario
async def test_rows_of_a_catalogue_that_is_gone_never_come_among_those_of_another(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("maas_cli.tui.app.TICK_SECONDS", 3600.0)
    _import(desk, *(f"owl {number}" for number in range(500)))
    async with browsing(desk.session()) as pilot:
        await type_text(pilot, "owl")
        _import(desk, *(f"owl and cat {number}" for number in range(400)))
        await press(pilot, "ctrl+end")
        await until_seen(pilot, "Results  400 ", "400 memes")
        assert "and cat" in selected(pilot).meme.text


@scenario
async def test_a_query_that_the_new_catalogue_refuses_leaves_no_old_rows(desk: Desk) -> None:
    _import(desk, "an owl")
    async with browsing(desk.session()) as pilot:
        await type_text(pilot, "template:quizzowl")
        await until_seen(pilot, "Results  1 ")
        desk.engine().reset_catalog()
        await until_seen(pilot, "the catalogue changed", "no template is called 'quizzowl'", "1,797 memes")
        assert results(pilot).rows == 0
        await press(pilot, "escape")
        await answered(pilot)
        assert box(pilot).text == ""
        await until_seen(pilot, "all, shuffled daily")


@scenario
async def test_a_catalogue_that_cannot_be_counted_is_said(desk: Desk) -> None:
    backend = Steered(desk.backend())
    backend.current_name = lambda: _raise(StorageError("the catalogue is gone"))  # type: ignore[method-assign]  # steered
    async with browsing(desk.session(backend=backend)) as pilot:
        await until_seen(pilot, "the catalogue is gone")


def _raise(error: Exception) -> str:
    raise error


def test_a_request_is_for_as_many_hits_as_one_look_brings(desk: Desk) -> None:
    session = desk.session(backend=_costly(desk))
    assert searching.Searching(session).request == replace(desk.request, limit=1000)
