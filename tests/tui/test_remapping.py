"""Keys from the settings: which are taken, and how the others are refused."""

import pytest

from maas_cli.errors import InvalidSettingError
from maas_cli.tui.actions import ACTIONS
from maas_cli.tui.remapping import checked_keys
from tests.tui.browsing import Desk, box, browsing, press, scenario, selected, type_text, until, until_seen


def test_keys_of_the_settings_are_taken() -> None:
    assert checked_keys({"open": "ctrl+j"}, "config.toml") == {"open": "ctrl+j"}


@pytest.mark.parametrize(
    "key",
    ["f2", "f24", "shift+f5", "ctrl+j", "alt+x", "alt+5", "ctrl+backslash", "insert", "ctrl+up", "ctrl+shift+k",
     "alt+shift+x", "super+k", "ctrl+a", "ctrl+j,alt+x"],
)  # fmt: skip
def test_keys_that_nothing_else_needs_can_be_given(key: str) -> None:
    others = {"show_statistics": "ctrl+f2", "change_sort": "ctrl+f5"}
    assert checked_keys({"keep": key, **others}, "config.toml")["keep"] == key


@pytest.mark.parametrize(
    ("written", "key"),
    [("Ctrl+J", "ctrl+j"), ("F10", "f10"), (" ctrl + j , alt+x ", "ctrl+j,alt+x"), ("shift+ctrl+f5", "ctrl+shift+f5")],
)
def test_capitals_blanks_and_order_do_not_matter(written: str, key: str) -> None:
    assert checked_keys({"keep": written}, "config.toml") == {"keep": key}


def test_usual_keys_of_all_actions_may_be_written_down() -> None:
    usual = {name: action.key for name, action in ACTIONS.items()}
    assert checked_keys(usual, "config.toml") == usual


def test_an_action_that_there_is_not_is_refused_with_those_there_are() -> None:
    with pytest.raises(InvalidSettingError, match="names 'opne'; allowed are open, copy_link"):
        checked_keys({"opne": "enter"}, "config.toml")


@pytest.mark.parametrize(
    ("name", "key", "reason"),
    [
        ("keep", "down", "'down', which moves the selection"),
        ("keep", "up", "'up', which moves the selection"),
        ("keep", "PageUp", "'pageup', which moves the selection"),
        ("keep", "ctrl+end", "'ctrl+end', which moves the selection"),
        ("keep", "left", "'left', which moves the text cursor"),
        ("keep", "backspace", "'backspace', which deletes what was typed"),
        ("keep", "tab", "'tab', which takes the suggestion"),
        ("keep", "ctrl+p", "'ctrl+p', which shows all commands"),
        ("keep", "ctrl+q", "'ctrl+q', which always leaves"),
        ("keep", "ctrl+i", "'ctrl+i', which is tab to most terminals"),
        ("keep", "k", "'k', which is typed into the search box"),
        ("keep", "K", "'k', which is typed into the search box"),
        ("keep", "shift+k", "'shift+k', which is typed into the search box"),
        ("keep", "ñ", "'ñ', which is typed into the search box"),
        ("keep", "?", "'?', which is typed into the search box"),
        ("keep", "space", "'space', which is typed into the search box"),
        ("keep", "f10,x", "'x', which is typed into the search box"),
        ("show_help", "enter", "'enter', which answers the questions of windows"),
        ("leave", "escape", "'escape', which closes windows"),
        ("keep", "crtl+k", "'crtl+k', which is no key"),
        ("keep", "ctrl", "'ctrl', which is no key"),
        ("keep", "f25", "'f25', which is no key"),
        ("keep", "ctrl+", "'ctrl+', which is no key"),
        ("keep", "ctrl++", "'+ctrl+', which is no key"),
        ("keep", "f10,", "'', which is no key"),
        ("keep", "<any>", "'<any>', which is no key"),
        ("keep", "\x1b[31m", r"'\x1b[31m', which is no key"),
    ],
)
def test_a_key_that_cannot_be_given_is_refused_with_what_it_does(name: str, key: str, reason: str) -> None:
    with pytest.raises(InvalidSettingError) as refused:
        checked_keys({name: key}, "config.toml")
    assert str(refused.value) == f"keys (config.toml) gives {name} {reason}"
    assert refused.value.hint.startswith("allowed are f1 to f24, insert, and ctrl, alt or shift with another key")


def test_leaving_may_have_the_key_that_always_leaves() -> None:
    assert checked_keys({"leave": "ctrl+q"}, "config.toml") == {"leave": "ctrl+q"}


def test_a_key_that_would_do_two_things_is_refused() -> None:
    with pytest.raises(InvalidSettingError, match="gives 'f1' to both open and show_help"):
        checked_keys({"open": "F1"}, "config.toml")


def test_one_action_may_name_a_key_twice() -> None:
    assert checked_keys({"keep": "f10,f10"}, "config.toml") == {"keep": "f10,f10"}


def test_keys_can_change_places() -> None:
    swapped = {"show_statistics": "f4", "show_map": "f2", "open": "escape", "clear": "enter"}
    assert checked_keys(swapped, "config.toml") == swapped


@scenario
async def test_each_of_several_keys_does_it_and_the_usual_one_no_longer(desk: Desk) -> None:
    async with browsing(desk.session(keys={"clear": "Ctrl+K, alt+x", "show_help": "f10"})) as pilot:
        for key in ("ctrl+k", "alt+x"):
            await type_text(pilot, "becky")
            await press(pilot, key)
            assert box(pilot).text == ""
        await type_text(pilot, "becky")
        await press(pilot, "escape", "f1")
        assert box(pilot).text == "becky"
        await press(pilot, "f10")
        await until_seen(pilot, "Show the keys and the query language")


@scenario
async def test_keys_of_the_settings_are_named_and_do_the_same_on_other_screens(desk: Desk) -> None:
    keys = {"copy_text": "f10", "show_map": "ctrl+k", "show_statistics": "alt+s", "show_help": "ctrl+u"}
    async with browsing(desk.session(keys=keys)) as pilot:
        await press(pilot, "alt+s")
        await until_seen(pilot, "Esc back   ^u help   ^k map")
        await press(pilot, "ctrl+k")
        await until_seen(pilot, "Esc back   ^u help   alt+s stats")
        await press(pilot, "escape")
        await until_seen(pilot, "Results")
        await press(pilot, "enter")
        await until_seen(pilot, "^y copy link   F10 copy text   o page")
        caption = selected(pilot).meme.text
        for key in ("f10", "t"):
            pilot.app.copy_to_clipboard("")
            await press(pilot, key)
            await until(pilot, lambda: pilot.app.clipboard)
            assert pilot.app.clipboard.split() == caption.split()
