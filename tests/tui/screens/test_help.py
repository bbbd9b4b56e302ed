"""The help says what the keys are now."""

import re

import pytest

from maas_cli.tui.actions import ACTIONS, shown_key
from tests.tui.browsing import WIDE, Desk, browse_of, browsing, press, scenario, screen_text, until_gone, until_seen

TALL = (120, 80)


@scenario
async def test_every_action_is_listed_with_its_key_as_it_was_remapped(desk: Desk) -> None:
    keys = {"open": "ctrl+j", "show_statistics": "f10"}
    async with browsing(desk.session(keys=keys), TALL) as pilot:
        await press(pilot, "f1")
        screen = await until_seen(pilot, "Help", "Queries", "template:philosoraptor")
        for name, action in ACTIONS.items():
            key = shown_key(keys.get(name, action.key))
            assert re.search(rf"{re.escape(key)} +{re.escape(action.meaning)}", screen), name
        assert re.search(r"\^p +All of this by name", screen)


@pytest.mark.parametrize("key", ["escape", "q", "enter", "f1"])
def test_it_closes_with_any_usual_key(desk: Desk, key: str) -> None:
    @scenario
    async def steps() -> None:
        async with browsing(desk.session(), WIDE) as pilot:
            await press(pilot, "f1")
            await until_seen(pilot, "Esc closes")
            await press(pilot, key)
            await until_gone(pilot, "Esc closes")
            assert len(pilot.app.screen_stack) == 1

    steps()


@scenario
async def test_it_can_be_read_on_every_screen_and_leads_back_to_it(desk: Desk) -> None:
    async with browsing(desk.session()) as pilot:
        for key, title in (("enter", "Esc back"), ("f2", "Calls by user"), ("f4", "Map")):
            await press(pilot, key)
            await until_seen(pilot, title)
            below = pilot.app.screen
            await press(pilot, "f1")
            await until_seen(pilot, "Esc closes")
            await press(pilot, "escape")
            await until_gone(pilot, "Esc closes")
            assert pilot.app.screen is below
            await press(pilot, "escape")
            await until_seen(pilot, "Search")
            assert pilot.app.screen is browse_of(pilot)


@scenario
async def test_arrows_scroll_it_where_it_does_not_fit(desk: Desk) -> None:
    async with browsing(desk.session(), (80, 24)) as pilot:
        await press(pilot, "f1")
        assert "template:philosoraptor" not in await until_seen(pilot, "Esc closes")
        await press(pilot, "end")
        await until_seen(pilot, "lang:pt")
        assert "Open the selected meme" not in screen_text(pilot)
