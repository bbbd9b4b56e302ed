"""The small windows that ask."""

from textual.widgets import OptionList

from maas_cli.errors import InvalidInputError
from maas_cli.tui.screens.ask import AskScreen, ChoiceScreen
from tests.tui.browsing import (
    Desk,
    box,
    browsing,
    press,
    press_at_once,
    scenario,
    screen_text,
    until,
    until_gone,
    until_seen,
)

MANY = [(str(number), f"Choice {number:,} of [many]\x1b[2J") for number in range(1000)]


@scenario
async def test_a_line_is_given_without_blanks_around_it_and_what_stood_there_is_typed_over(desk: Desk) -> None:
    given: list[str | None] = []
    async with browsing(desk.session()) as pilot:
        for keys in ((*"  one [b]", "enter"), ("enter",), ("backspace", "enter"), ("escape",)):
            pilot.app.push_screen(AskScreen("Which file?", str, text="memes.json", hint="any [one]"), given.append)
            await until_seen(pilot, "Which file?", "any [one]", "memes.json")
            press_at_once(pilot, *keys)
            await until_gone(pilot, "Which file?")
    assert given == ["one [b]", "memes.json", "", None]


@scenario
async def test_what_cannot_be_taken_is_said_under_the_line_which_stays(desk: Desk) -> None:
    given: list[int | None] = []

    def take(text: str) -> int:
        if not text.isdecimal():
            raise InvalidInputError(f"{text!r} is no [number]", hint="type digits")
        return int(text)

    async with browsing(desk.session()) as pilot:
        pilot.app.push_screen(AskScreen("How many?", take, hint="a number"), given.append)
        await until_seen(pilot, "How many?")
        await press(pilot, *"4x", "enter")
        await until_seen(pilot, "How many?", "'4x' is no [number]", "type digits")
        await press(pilot, "backspace")
        await until_seen(pilot, "How many?", "a number")
        await press(pilot, "2", "enter")
        await until_gone(pilot, "How many?")
        assert box(pilot).text == ""
    assert given == [42]


@scenario
async def test_one_of_many_is_found_by_typing_some_of_it(desk: Desk) -> None:
    given: list[str | None] = []
    async with browsing(desk.session()) as pilot:
        pilot.app.push_screen(ChoiceScreen("Which one?", MANY, nothing="none"), given.append)
        assert "\x1b" not in await until_seen(pilot, "Which one?", "Choice 0 of [many]")
        choices = pilot.app.screen.query_one(OptionList)
        assert choices.option_count == 301
        assert str(choices.get_option_at_index(300).prompt) == "and 700 more: type to narrow down"
        press_at_once(pilot, *"OF 777")
        await until(pilot, lambda: choices.option_count == 1)
        await press(pilot, "x")
        await until_seen(pilot, "nothing fits")
        await press(pilot, "enter")
        assert given == []
        await press(pilot, "backspace", "enter")
        await until(pilot, lambda: given)
    assert given == ["777"]


@scenario
async def test_a_choice_can_be_clicked(desk: Desk) -> None:
    given: list[str | None] = []
    async with browsing(desk.session()) as pilot:
        pilot.app.push_screen(ChoiceScreen("Which one?", MANY, nothing="none"), given.append)
        screen = await until_seen(pilot, "Which one?", "Choice 2 of")
        rows = screen.splitlines()
        row = next(number for number, line in enumerate(rows) if "Choice 2 of" in line)
        await pilot.click(offset=(rows[row].index("Choice 2"), row))
        await until(pilot, lambda: given)
    assert given == ["2"]
    assert "Which one?" not in screen_text(pilot) if pilot.app.is_running else True
