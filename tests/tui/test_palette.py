"""The command palette runs every action that the screen below it has."""

import re

import pytest
from textual.app import App
from textual.command import DiscoveryHit
from textual.pilot import Pilot
from textual.widgets import OptionList

from maas_cli.models.meme import Meme
from maas_cli.tui.actions import ACTIONS
from maas_cli.tui.palette import ActionProvider
from tests.tui.browsing import (
    ALICE,
    Desk,
    box,
    browse_of,
    browsing,
    press,
    scenario,
    screen_text,
    type_text,
    until,
    until_gone,
    until_seen,
)

OPENED = {
    "open": "paid", "copy_link": "copied the", "copy_text": "copied the text", "open_page": "opened in the web browser",
    "keep": "now a favourite", "show_favourites": "Favourites", "show_history": "Search again",
    "export": "Write to which file?", "change_sort": "Where are you?", "filter_template": "Which template?",
    "filter_language": "Which language?", "change_safe": "unsafe memes are shown", "set_place": "Where are you?",
    "real_picture": "picture", "show_help": "Esc closes", "show_statistics": "Tokens left",
    "show_map": "hits for", "change_theme": "maas-light",
}  # fmt: skip
"""What is seen on the screen after an action."""


@pytest.mark.parametrize("name", ["open", "show_help"])
def test_what_is_found_by_typing_runs(desk: Desk, name: str) -> None:
    @scenario
    async def steps() -> None:
        async with browsing(desk.session(ALICE)) as pilot:
            await choose(pilot, name)
            await until_seen(pilot, OPENED[name])

    steps()


async def choose(pilot: Pilot[Meme | None], name: str) -> None:
    """Type what an action does into the palette, and take what is found."""
    await press(pilot, "ctrl+p")
    await until(pilot, lambda: pilot.app.screen.is_modal)
    await press(pilot, *ACTIONS[name].meaning)
    await until_seen(pilot, ACTIONS[name].meaning)
    choices = pilot.app.screen.query_one(OptionList)
    await until(pilot, lambda: choices.highlighted_option)
    await press(pilot, "enter")


@scenario
async def test_every_action_runs(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(App, "open_url", lambda *_, **__: None)
    async with browsing(desk.session(ALICE)) as pilot:
        for name, seen in OPENED.items():
            provider = ActionProvider(pilot.app.screen)
            commands = {hit.text: hit.command async for hit in provider.discover() if isinstance(hit, DiscoveryHit)}
            commands[ACTIONS[name].meaning]()
            await until_seen(pilot, seen)
            pilot.app.clear_notifications()
            if len(pilot.app.screen_stack) > 1:
                await press(pilot, "escape")
            await until(pilot, lambda: len(pilot.app.screen_stack) == 1)


@scenario
async def test_actions_that_leave_no_words_run_too(desk: Desk) -> None:
    async with browsing(desk.session()) as pilot:
        await type_text(pilot, "cat")
        for name in ("show_picture", "show_panels", "clear", "leave"):
            await choose(pilot, name)
            await until(pilot, lambda: not pilot.app.is_running or not pilot.app.screen.is_modal)
            await pilot.pause()
            if name == "clear":
                await until(pilot, lambda: box(pilot).text == "")
                assert browse_of(pilot).query_one("MemePane").has_class("-without-picture")
                assert not browse_of(pilot).query_one("PanelRow").display
        await until(pilot, lambda: not pilot.app.is_running)


@scenario
async def test_it_lists_all_actions_with_their_keys_as_they_are(desk: Desk) -> None:
    async with browsing(desk.session(keys={"open": "ctrl+j"}), (120, 80)) as pilot:
        await press(pilot, "ctrl+p")
        screen = await until_seen(pilot, ACTIONS["leave"].meaning, ACTIONS["clear"].meaning)
        assert all(action.meaning in screen for action in ACTIONS.values())
        assert re.search(rf"{re.escape(ACTIONS['open'].meaning)}[^╰]+?\^j", screen)
        await press(pilot, "escape")
        await until_gone(pilot, ACTIONS["leave"].meaning)


@scenario
async def test_where_a_meme_is_opened_it_lists_what_can_be_done_there(desk: Desk) -> None:
    async with browsing(desk.session(), (120, 80)) as pilot:
        await press(pilot, "enter")
        await until_seen(pilot, "Esc back")
        await press(pilot, "ctrl+p")
        await until_seen(pilot, ACTIONS["keep"].meaning, ACTIONS["leave"].meaning)
        assert ACTIONS["change_sort"].meaning not in screen_text(pilot)
