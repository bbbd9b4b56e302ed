import asyncio

from textual import events
from textual.app import App, ComposeResult
from textual.widgets import Input

from maas_cli.tui.widgets.search_box import SearchBox
from tests.tui.browsing import scenario


class Alone(App[None]):
    """A search box, and what it told."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[str] = []

    def compose(self) -> ComposeResult:
        yield SearchBox("", "type here")

    def on_search_box_changed(self, event: SearchBox.Changed) -> None:
        self.told.append(event.text)


@scenario
async def test_every_change_is_told_and_the_cursor_stays_at_the_end() -> None:
    app = Alone()
    async with app.run_test() as pilot:
        box = app.query_one(SearchBox)
        box.focus_line()
        await pilot.press("a", "b")
        box.text = "grumpy cat"
        await pilot.press("s")
        assert box.text == "grumpy cats"
        assert app.told == ["a", "ab", "grumpy cat", "grumpy cats"]


@scenario
async def test_the_text_settles_once_keys_on_their_way_are_in() -> None:
    app = Alone()
    async with app.run_test() as pilot:
        box = app.query_one(SearchBox)
        box.focus_line()
        await pilot.pause()
        for letter in "cat":
            box.query_one(Input).post_message(events.Key(letter, letter))
        assert await asyncio.wait_for(box.settled_text(), 5) == "cat"


@scenario
async def test_what_went_wrong_looks_different() -> None:
    app = Alone()
    async with app.run_test():
        box = app.query_one(SearchBox)
        told = box.query_one(".told")
        box.tell("[not markup]", is_wrong=True)
        assert told.has_class("-wrong")
        box.tell("fine")
        assert not told.has_class("-wrong")
