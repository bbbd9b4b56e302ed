"""The map on a screen of its own."""

import re

from maas_cli.tui.widgets.world_map import GLYPHS
from tests.tui.browsing import (
    Desk,
    browse_of,
    browsing,
    press,
    results,
    scenario,
    selected,
    type_text,
    until,
    until_seen,
)


@scenario
async def test_hits_caller_and_selected_meme_are_marked_and_named(desk: Desk) -> None:
    async with browsing(desk.session()) as pilot:
        await type_text(pilot, "cat")
        await press(pilot, "ctrl+l")
        await until_seen(pilot, "Where are you?")
        await press(pilot, *"Almaty", "enter")
        await until_seen(pilot, "nearest first")
        await press(pilot, "f4")
        await until_seen(pilot, "hits for cat", GLYPHS["caller"])
        await until(pilot, lambda: browse_of(pilot).marks.hits)
        await until_seen(pilot, selected(pilot).meme.place)
        assert re.search(r"\d+ places", await until_seen(pilot, GLYPHS["few"], " places"))


@scenario
async def test_arrows_go_through_the_hits_on_the_map(desk: Desk) -> None:
    async with browsing(desk.session()) as pilot:
        await type_text(pilot, "lang:pt")
        await press(pilot, "f4")
        await until_seen(pilot, "hits for lang:pt")
        await press(pilot, "down", "down")
        await until(pilot, lambda: results(pilot).cursor == 2)
        await until_seen(pilot, selected(pilot).meme.text[:30])
        await press(pilot, "pagedown", "pageup", "up")
        await until(pilot, lambda: results(pilot).cursor == 1)
        await press(pilot, "escape")
        await until_seen(pilot, "›   2  ")


@scenario
async def test_without_a_hit_the_map_is_empty(desk: Desk) -> None:
    async with browsing(desk.session()) as pilot:
        await type_text(pilot, "xyzzyqq")
        await press(pilot, "f4")
        await until_seen(pilot, "no meme selected", "0 places")


@scenario
async def test_map_and_statistics_give_way_to_each_other(desk: Desk) -> None:
    async with browsing(desk.session()) as pilot:
        for key, title in (("f4", "hits for everything"), ("f2", "Tokens left"), ("f4", "hits for everything")):
            await press(pilot, key)
            await until_seen(pilot, title)
            assert len(pilot.app.screen_stack) == 2
        await press(pilot, "f4")
        await until_seen(pilot, "Results")
        assert len(pilot.app.screen_stack) == 1
