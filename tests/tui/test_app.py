"""The application: keys as the settings have them, colours, sizes, and how it ends when something breaks."""

import re
import sys
import traceback

import pytest
from textual.widgets import OptionList

from maas_cli.errors import StorageError
from maas_cli.tui.actions import ACTIONS
from maas_cli.tui.app import MaasApp
from maas_cli.tui.screens.meme import MemeScreen
from maas_cli.tui.themes import THEME_NAMES
from tests.tui.browsing import (
    ALICE,
    Desk,
    browse_of,
    browsing,
    press,
    results,
    scenario,
    screen_text,
    styles_of,
    type_text,
    until,
    until_gone,
    until_seen,
)
from tests.tui.steered import Steered

# --- keys


@scenario
async def test_a_remapped_key_works_and_the_old_one_no_longer_does(desk: Desk) -> None:
    keys = {"show_statistics": "f4", "show_map": "f2", "open": "ctrl+j", "clear": "f10"}
    async with browsing(desk.session(keys=keys)) as pilot:
        assert re.search(r"\^j open .* F4 stats +F2 map", screen_text(pilot))
        await press(pilot, "f4")
        await until_seen(pilot, "Tokens left")
        await press(pilot, "f2")
        await until_seen(pilot, "hits for everything")
        await press(pilot, "f2")
        await type_text(pilot, "becky")
        await press(pilot, "enter", "escape")
        assert len(pilot.app.screen_stack) == 1
        await press(pilot, "ctrl+j")
        await until(pilot, lambda: isinstance(pilot.app.screen, MemeScreen))
        await press(pilot, "escape")
        await until_seen(pilot, "Results")
        await press(pilot, "f10")
        await until_seen(pilot, "all, shuffled daily")


@pytest.mark.parametrize("on_the_way", ["enter", "f1", "f2", "f6", "ctrl+e"])
def test_it_can_be_left_from_everywhere(desk: Desk, on_the_way: str) -> None:
    @scenario
    async def steps() -> None:
        async with browsing(desk.session()) as pilot:
            await press(pilot, on_the_way)
            await until(pilot, lambda: len(pilot.app.screen_stack) > 1)
            await press(pilot, "ctrl+c")
            await until(pilot, lambda: not pilot.app.is_running)

    steps()


@scenario
async def test_keys_in_the_last_line_can_be_clicked(desk: Desk) -> None:
    async with browsing(desk.session()) as pilot:
        for word, seen in (("stats", "Tokens left"), ("map", "hits for"), ("help", "Esc closes"), ("open", "Esc back")):
            line = screen_text(pilot).splitlines()[-1]
            await pilot.click(offset=(line.index(word), 35))
            await until_seen(pilot, seen)
            await press(pilot, "escape")
            await until(pilot, lambda: len(pilot.app.screen_stack) == 1)
        await pilot.click(offset=(screen_text(pilot).splitlines()[-1].index("commands"), 35))
        await until_seen(pilot, ACTIONS["open"].meaning)


@scenario
async def test_f_keys_do_nothing_under_a_question(desk: Desk) -> None:
    async with browsing(desk.session()) as pilot:
        await press(pilot, "f6")
        await until_seen(pilot, "Which template?")
        await press(pilot, "f1", "f2", "f4")
        assert "Which template?" in screen_text(pilot)
        assert len(pilot.app.screen_stack) == 2


# --- colours


@pytest.mark.parametrize("theme", ["maas-dark", "maas-light", "ansi-dark", "ansi-light", "nord"])
def test_matches_and_the_selected_row_stand_out_in_every_theme(desk: Desk, theme: str) -> None:
    @scenario
    async def steps() -> None:
        async with browsing(desk.session(theme=theme)) as pilot:
            await type_text(pilot, "becky")
            assert pilot.app.theme == theme
            assert any(style.underline and style.bold for style in styles_of(pilot, "Becky"))
            assert sum("›" in line for line in screen_text(pilot).splitlines()) == 1
            for key, seen in (("f2", "Tokens left"), ("f4", "hits for becky"), ("f4", "Results"), ("f1", "Esc closes")):
                await press(pilot, key)
                await until_seen(pilot, seen)

    steps()


def test_themes_that_the_tests_use_can_be_chosen() -> None:
    assert {"ansi-dark", "ansi-light", "nord"} <= set(THEME_NAMES)


@scenario
async def test_without_colours_all_is_still_told_apart(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    session = desk.session()
    async with browsing(session) as pilot:
        assert pilot.app.no_color
        await type_text(pilot, "becky")
        await press(pilot, "down")
        await until(pilot, lambda: session.pictures.made)
        assert any(style.underline and style.bold for style in styles_of(pilot, "Becky"))
        assert "›   2  " in screen_text(pilot)
        for key, seen in (("f2", "Tokens left"), ("f4", "hits for becky"), ("f4", "Results"), ("enter", "Esc back")):
            await press(pilot, key)
            await until_seen(pilot, seen)
        await pilot.pause()


@scenario
async def test_another_theme_can_be_chosen_while_it_runs(desk: Desk) -> None:
    async with browsing(desk.session()) as pilot:
        await press(pilot, "f12")
        await until_seen(pilot, "maas-light")
        await press(pilot, *"maas-light")
        await until_gone(pilot, "maas-dark")
        await press(pilot, "enter")
        await until(pilot, lambda: pilot.app.theme == "maas-light")


# --- its end


def test_a_fault_ends_it_and_is_handed_on_without_values_of_variables(
    desk: Desk, capfd: pytest.CaptureFixture[str]
) -> None:
    backend = Steered(desk.backend(ALICE))
    app = MaasApp(desk.session(backend=backend))

    @scenario
    async def steps() -> None:
        async with app.run_test() as pilot:
            backend.failure = ZeroDivisionError("nobody foresaw this")
            await press(pilot, "c")
            await until(pilot, lambda: not app.is_running)

    with pytest.raises(Exception, match="nobody foresaw this"):
        steps()
    assert isinstance(app.fault, ZeroDivisionError)
    assert app.return_code == 1
    said = capfd.readouterr()
    assert ALICE not in said.out + said.err
    assert ALICE not in "".join(traceback.format_exception(app.fault))
    assert "nobody foresaw" not in said.err
    assert sys.exc_info() == (None, None, None)


def test_a_fault_in_a_widget_ends_it_too(desk: Desk, capfd: pytest.CaptureFixture[str]) -> None:
    session = desk.session(ALICE)
    app = MaasApp(session)

    def broken(*_: object) -> None:
        token = session.backend._token  # type: ignore[attr-defined]  # noqa: F841, SLF001  # what a traceback with locals would show
        raise ZeroDivisionError("nobody foresaw this")

    @scenario
    async def steps() -> None:
        async with app.run_test() as pilot:
            await until(pilot, lambda: results(pilot).generation)
            browse_of(pilot).show_statistics = broken  # type: ignore[method-assign,assignment]  # what nobody foresaw
            app.tick()
            await until(pilot, lambda: not app.is_running)

    with pytest.raises(Exception, match="nobody foresaw this"):
        steps()
    assert isinstance(app.fault, ZeroDivisionError)
    said = capfd.readouterr()
    assert ALICE not in said.out + said.err


@scenario
async def test_a_theme_that_is_chosen_is_kept(desk: Desk) -> None:
    kept: list[str] = []
    async with browsing(desk.session(keep_theme=kept.append)) as pilot:
        assert kept == []
        await press(pilot, "f12")
        await until_seen(pilot, "maas-light")
        await press(pilot, *"maas-light")
        choices = pilot.app.screen.query_one(OptionList)
        await until(pilot, lambda: choices.option_count == 1 and choices.highlighted_option)
        await press(pilot, "enter")
        await until(pilot, lambda: kept)
    assert kept == ["maas-light"]


@scenario
async def test_a_theme_that_cannot_be_kept_is_said(desk: Desk) -> None:
    def keep(theme: str) -> None:
        raise StorageError(f"cannot write [{theme}]")

    async with browsing(desk.session(keep_theme=keep)) as pilot:
        pilot.app.theme = "nord"
        await until_seen(pilot, "cannot write [nord]")
