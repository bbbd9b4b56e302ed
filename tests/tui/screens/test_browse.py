"""The main screen, used as a person does: every test is over the starter catalogue and the real engine."""

import asyncio
import re
from dataclasses import replace

import pytest
from PIL.Image import Image
from textual.events import MouseScrollDown
from textual.widgets import Static

from maas_cli.errors import StorageError
from maas_cli.models.meme import Meme
from tests.tui.browsing import (
    ALICE,
    BOB,
    SMALL,
    USUAL,
    Desk,
    answered,
    box,
    browse_of,
    browsing,
    picture,
    press,
    press_at_once,
    results,
    scenario,
    screen_text,
    selected,
    styles_of,
    type_text,
    until,
    until_gone,
    until_seen,
)
from tests.tui.steered import Steered

# --- searching as one types


@scenario
async def test_what_is_typed_is_searched_for_and_total_and_time_are_shown(desk: Desk) -> None:
    async with browsing(desk.session()) as pilot:
        await type_text(pilot, "grumpy cat")
        screen, total = screen_text(pilot), results(pilot).rows
    assert total > 1
    assert re.search(rf"│ grumpy cat +{total} ✓ \d+\.\d ms +│", screen)
    assert f"Results  {total} · relevance" in screen
    assert screen.casefold().count("grumpy cat") > 10


@scenario
async def test_the_last_word_may_still_be_growing(desk: Desk) -> None:
    async with browsing(desk.session()) as pilot:
        await type_text(pilot, "philosora")
        assert selected(pilot).meme.name == "Philosoraptor"


@scenario
async def test_an_empty_query_shows_all_memes(desk: Desk) -> None:
    async with browsing(desk.session()) as pilot:
        assert re.search(r"Results +1,7\d\d · all, shuffled daily", screen_text(pilot))
        await type_text(pilot, "cat")
        await press(pilot, "escape")
        await until_seen(pilot, "all, shuffled daily")


@scenario
async def test_every_hit_can_be_reached_though_only_rows_in_sight_are_fetched(desk: Desk) -> None:
    backend = Steered(desk.backend())
    async with browsing(desk.session(backend=backend)) as pilot:
        total = results(pilot).rows
        asked = len(backend.looked)
        await press(pilot, "ctrl+end")
        await until_seen(pilot, f"› {total:,}  ")
        await until_gone(pilot, "·····")
        assert len(backend.looked) - asked <= 2
        assert selected(pilot).meme.id
        await press(pilot, "ctrl+home")
        await until_seen(pilot, "›     1  ")


@scenario
async def test_page_by_page_all_hits_come_by_once(desk: Desk) -> None:
    async with browsing(desk.session(), USUAL) as pilot:
        await type_text(pilot, "cat")
        seen = []
        total = results(pilot).rows
        assert total > 2 * 60
        for row in range(total):
            await until(pilot, lambda: results(pilot).selected)
            assert results(pilot).cursor == row
            seen.append(selected(pilot).meme.id)
            browse_of(pilot).action_move(1)
        wanted = desk.engine().search(replace(desk.request, query="cat", limit=10_000))
        assert seen == [hit.meme.id for hit in wanted.hits]


@scenario
async def test_arrows_and_page_keys_move_the_selection_while_one_types(desk: Desk) -> None:
    async with browsing(desk.session()) as pilot:
        await type_text(pilot, "cat")
        await press(pilot, "down", "down", "up")
        assert results(pilot).cursor == 1
        await press(pilot, "pagedown")
        assert results(pilot).cursor > 10
        await press(pilot, "pageup", "up", "up")
        assert results(pilot).cursor == 0
        assert box(pilot).text == "cat"


@scenario
async def test_matched_words_stand_out_by_more_than_their_colour(desk: Desk) -> None:
    async with browsing(desk.session()) as pilot:
        await type_text(pilot, "philosoraptor")
        await press(pilot, "down")
        marked = [style for style in styles_of(pilot, "Philosoraptor") if style.underline]
        assert len(marked) > 10
        assert all(style.bold for style in marked)


@scenario
async def test_nothing_blocks_typing(desk: Desk) -> None:
    backend = Steered(desk.backend())
    async with browsing(desk.session(backend=backend)) as pilot:
        backend.pause_seconds = 1.0
        begun = asyncio.get_running_loop().time()
        for letter in "philosoraptor":
            before = len(box(pilot).text)
            press_at_once(pilot, letter)
            await until(pilot, lambda before=before: len(box(pilot).text) > before)  # type: ignore[misc]  # its default
        assert asyncio.get_running_loop().time() - begun < 0.9
        assert "philosoraptor" in screen_text(pilot)
        backend.pause_seconds = 0.0
        await until(pilot, lambda: selected(pilot).meme.name == "Philosoraptor")


@scenario
async def test_an_older_answer_never_replaces_a_newer_one(desk: Desk) -> None:
    backend = Steered(desk.backend())
    older, newer = backend.hold("be"), backend.hold("becky")
    async with browsing(desk.session(backend=backend)) as pilot:
        press_at_once(pilot, *"be")
        await until(pilot, lambda: backend.looked[-1].query == "be")
        press_at_once(pilot, *"cky")
        await until(pilot, lambda: backend.looked[-1].query == "becky")
        newer.set()
        await answered(pilot)
        shown = results(pilot).generation, results(pilot).rows, selected(pilot)
        assert "becky" in shown[2].meme.text.casefold()
        older.set()
        await until(pilot, lambda: "be" not in backend.waiting)
        await pilot.pause()
        assert (results(pilot).generation, results(pilot).rows, selected(pilot)) == shown


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ('"good mor', "the quote in '\"good mor' is not closed"),
        ("template:nothing", "nothing"),
        ("-", "holds no letter or digit"),
        ("lang:", "lang"),
        ("sport:cat", "sport"),
    ],
)
@scenario
async def test_half_a_query_says_what_is_missing_and_keeps_the_rows(desk: Desk, query: str, reason: str) -> None:
    async with browsing(desk.session()) as pilot:
        rows = results(pilot).rows
        await type_text(pilot, query)
        told = str(box(pilot).query_one(".told", Static).visual)
        assert reason in told
        assert results(pilot).rows == rows
        await press(pilot, "ctrl+end")
        await until_gone(pilot, "·····")
        assert results(pilot).selected is not None


@scenario
async def test_tab_takes_what_was_probably_meant(desk: Desk) -> None:
    async with browsing(desk.session()) as pilot:
        await press(pilot, "tab")
        assert box(pilot).text == ""
        await type_text(pilot, "philozorapptorr")
        await until_seen(pilot, "no hit · Tab: ")
        assert "Results  0 · relevance" in screen_text(pilot)
        await press(pilot, "tab")
        await answered(pilot)
        assert box(pilot).text == "philosoraptor"
        assert results(pilot).rows > 0


@scenario
async def test_an_escape_too_many_after_another_screen_does_not_leave(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with browsing(desk.session()) as pilot:
        await type_text(pilot, "cat")
        for key, seen in (("f4", "hits for"), ("f2", "statistics"), ("f1", "Esc closes"), ("ctrl+l", "Where are you?")):
            await press(pilot, key)
            await until_seen(pilot, seen)
            await press(pilot, "escape")
            await until_gone(pilot, seen)
            await press(pilot, "escape", "escape", "escape")
            await until(pilot, lambda: box(pilot).text == "")
            await pilot.pause()
        assert pilot.app.is_running
        monkeypatch.setattr("maas_cli.tui.screens.browse.ONE_TOO_MANY_SECONDS", 0.0)
        await press(pilot, "escape", "escape")
        await until(pilot, lambda: not pilot.app.is_running)


@scenario
async def test_escape_clears_and_a_second_one_leaves(desk: Desk) -> None:
    async with browsing(desk.session()) as pilot:
        await type_text(pilot, "cat")
        await press(pilot, "escape")
        assert box(pilot).text == ""
        assert pilot.app.is_running
        await press(pilot, "escape")
        await until(pilot, lambda: not pilot.app.is_running)
    assert pilot.app.return_value is None


@scenario
async def test_a_query_of_the_command_line_is_there_at_once(desk: Desk) -> None:
    async with browsing(desk.session(request=replace(desk.request, query="becky"))) as pilot:
        assert box(pilot).text == "becky"
        assert "Results" in screen_text(pilot)
        assert results(pilot).rows < 100


@scenario
async def test_rows_that_could_not_be_fetched_are_said_and_asked_for_again(desk: Desk) -> None:
    backend = Steered(desk.backend())
    async with browsing(desk.session(backend=backend)) as pilot:
        backend.failure = StorageError("the catalogue is gone")
        await press(pilot, "ctrl+end")
        await until_seen(pilot, "the catalogue is gone", "·····")
        backend.failure = None
        await press(pilot, "up")
        await until(pilot, lambda: results(pilot).selected)
        await until_gone(pilot, "·····")


# --- the meme beside the list


@scenario
async def test_the_selected_meme_is_shown_in_words_at_once_and_its_picture_soon(desk: Desk) -> None:
    async with browsing(desk.session()) as pilot:
        await type_text(pilot, "becky")
        await press(pilot, "down")
        meme = selected(pilot).meme
        assert f"#{meme.id}" in screen_text(pilot)
        await until(pilot, lambda: picture(pilot))


@scenario
async def test_holding_down_draws_no_pictures_on_the_way(desk: Desk) -> None:
    session = desk.session()
    drawn: list[Meme] = []
    draw = session.pictures.picture

    def drawing(meme: Meme) -> Image:
        drawn.append(meme)
        return draw(meme)

    session.pictures.picture = drawing  # type: ignore[method-assign]  # to see which are asked for
    async with browsing(session) as pilot:
        await until(pilot, lambda: drawn)
        press_at_once(pilot, *["down"] * 50)
        await until(pilot, lambda: results(pilot).cursor == 50 and results(pilot).selected)
        await until(pilot, lambda: drawn[-1] == selected(pilot).meme)
        assert len(drawn) <= 3


@scenario
async def test_the_picture_can_be_hidden_and_is_not_drawn_while_it_is(desk: Desk) -> None:
    session = desk.session()
    async with browsing(session) as pilot:
        await until(pilot, lambda: session.pictures.made == 1)
        await press(pilot, "f3", "down")
        assert not browse_of(pilot).query_one(".picture").display
        await pilot.pause(0.2)  # longer than a picture waits
        assert session.pictures.made == 1
        await press(pilot, "f3")
        await until(pilot, lambda: session.pictures.made == 2)


@scenario
async def test_a_picture_that_cannot_be_had_is_said(desk: Desk) -> None:
    session = desk.session()

    def fail(*_: object) -> None:
        raise StorageError("the pictures cannot be read")

    session.pictures.picture = fail  # type: ignore[method-assign,assignment]  # a disk that fails
    async with browsing(session) as pilot:
        await until_seen(pilot, "the pictures cannot be read")


# --- money


@scenario
async def test_opening_charges_one_token_and_says_so(desk: Desk) -> None:
    async with browsing(desk.session(ALICE)) as pilot:
        await type_text(pilot, "becky")
        await press(pilot, "down", "down", "pagedown")
        assert desk.balance() == 1000
        meme = selected(pilot).meme
        await press(pilot, "enter")
        screen = await until_seen(pilot, "paid", "1 token")
        assert f"{meme.id}" in screen
        assert desk.balance() == 999
        stats = desk.engine().user_stats(token=ALICE)
        assert dict(stats.user.hits) == {"tui/open": 1}


@scenario
async def test_without_a_token_opening_is_free(desk: Desk) -> None:
    async with browsing(desk.session()) as pilot:
        await type_text(pilot, "becky")
        assert "no token · all is free" in screen_text(pilot)
        await press(pilot, "enter")
        assert "paid" not in await until_seen(pilot, "Esc back")
        assert desk.balance() == 1000


@scenario
async def test_who_has_nothing_left_can_search_but_not_open(desk: Desk) -> None:
    async with browsing(desk.session(BOB)) as pilot:
        await type_text(pilot, "becky")
        assert results(pilot).rows > 0
        await press(pilot, "enter")
        await until_seen(pilot, "no tokens left")
        assert len(pilot.app.screen_stack) == 1


@scenario
async def test_enter_right_after_typing_opens_what_was_typed(desk: Desk) -> None:
    async with browsing(desk.session(ALICE)) as pilot:
        press_at_once(pilot, *"philosoraptor", "enter")
        await until_seen(pilot, "paid")
        assert "Philosoraptor" in screen_text(pilot)
        await until(pilot, lambda: [entry.query for entry in browse_of(pilot).session.history.list()])
        assert [entry.query for entry in browse_of(pilot).session.history.list()] == ["philosoraptor"]
        assert desk.balance() == 999


@scenario
async def test_enter_waits_for_the_answer_to_what_was_typed(desk: Desk) -> None:
    backend = Steered(desk.backend(ALICE))
    gate = backend.hold("philosoraptor")
    async with browsing(desk.session(backend=backend)) as pilot:
        press_at_once(pilot, *"philosoraptor")
        await until(pilot, lambda: backend.looked[-1].query == "philosoraptor")
        await press(pilot, "enter")
        assert backend.opened == []
        gate.set()
        await until_seen(pilot, "paid")
        assert len(backend.opened) == 1
        assert "Philosoraptor" in screen_text(pilot)


@scenario
async def test_enter_pressed_twice_or_held_charges_once(desk: Desk) -> None:
    backend = Steered(desk.backend(ALICE))
    async with browsing(desk.session(backend=backend)) as pilot:
        press_at_once(pilot, "enter", "enter", "enter", "enter")
        await until_seen(pilot, "paid")
        await pilot.pause()
        assert desk.balance() == 999
        assert len(backend.opened) == 1


@scenario
async def test_enter_on_half_a_query_or_on_nothing_opens_nothing(desk: Desk) -> None:
    async with browsing(desk.session(ALICE)) as pilot:
        for query in ("xyzzyqq", '"good mor'):
            await type_text(pilot, query)
            await press(pilot, "enter")
            await answered(pilot)
            await press(pilot, "escape")
            await answered(pilot)
        assert len(pilot.app.screen_stack) == 1
        assert desk.balance() == 1000


@scenario
async def test_a_query_is_remembered_when_it_led_to_a_meme(desk: Desk) -> None:
    session = desk.session()
    async with browsing(session) as pilot:
        await press(pilot, "enter")
        await until_seen(pilot, "Esc back")
        await press(pilot, "escape")
        await type_text(pilot, "becky")
        await press(pilot, "enter")
        await until(pilot, session.history.list)
        assert [entry.query for entry in session.history.list()] == ["becky"]


@scenario
async def test_a_history_that_cannot_be_written_is_said_and_the_meme_opened(desk: Desk) -> None:
    (desk.folder / "data").mkdir()
    (desk.folder / "data" / "history.json").write_text("no history")
    async with browsing(desk.session()) as pilot:
        await type_text(pilot, "becky")
        await press(pilot, "enter")
        await until_seen(pilot, "history.json", "Esc back")


@scenario
async def test_favourites_that_cannot_be_read_are_said(desk: Desk) -> None:
    (desk.folder / "data").mkdir()
    (desk.folder / "data" / "favourites.json").write_text("none")
    async with browsing(desk.session()) as pilot:
        await until_seen(pilot, "favourites.json")
        await press(pilot, "f9")
        await press(pilot, "ctrl+s")
        assert len(pilot.app.screen_stack) == 1


# --- the mouse


@scenario
async def test_a_click_selects_a_second_one_opens(desk: Desk) -> None:
    async with browsing(desk.session(ALICE)) as pilot:
        await type_text(pilot, "becky")
        await pilot.click(results(pilot), offset=(10, 3))
        row = results(pilot).cursor
        assert row == 3
        assert desk.balance() == 1000
        await pilot.click(results(pilot), offset=(10, 3), times=2)
        await until_seen(pilot, "paid")
        assert results(pilot).cursor == row
        assert desk.balance() == 999


@scenario
async def test_a_click_below_the_last_hit_does_nothing(desk: Desk) -> None:
    async with browsing(desk.session()) as pilot:
        await type_text(pilot, "philosoraptor becky")
        await press(pilot, "ctrl+end")
        last = results(pilot).cursor
        await pilot.click(results(pilot), offset=(10, results(pilot).size.height))
        assert results(pilot).cursor == last


@scenario
async def test_the_wheel_scrolls_and_keeps_the_selection(desk: Desk) -> None:
    async with browsing(desk.session()) as pilot:
        await pilot._post_mouse_events([MouseScrollDown], results(pilot), (10, 4))  # noqa: SLF001  # the pilot has no wheel
        await until(pilot, lambda: results(pilot).scroll_offset.y > 0)
        assert results(pilot).cursor == 0


@scenario
async def test_rows_that_the_wheel_brings_in_sight_are_fetched(desk: Desk) -> None:
    async with browsing(desk.session()) as pilot:
        for _ in range(60):
            await pilot._post_mouse_events([MouseScrollDown], results(pilot), (10, 4))  # noqa: SLF001  # as above
        await until(pilot, lambda: results(pilot).scroll_offset.y > 60)
        await until(pilot, lambda: "·····" not in screen_text(pilot))


# --- sizes


@scenario
async def test_another_size_keeps_the_selection_in_sight(desk: Desk) -> None:
    async with browsing(desk.session()) as pilot:
        await type_text(pilot, "cat")
        await press(pilot, *["down"] * 18)
        meme = selected(pilot).meme
        for size in (USUAL, SMALL, (120, 36)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            await until_seen(pilot, "›  19  ")
            assert selected(pilot).meme == meme


@scenario
async def test_too_small_a_terminal_says_so_and_comes_back(desk: Desk) -> None:
    async with browsing(desk.session(), (59, 16)) as pilot:
        assert screen_text(pilot).split() == ["maas", "needs", "60", "columns", "and", "16", "lines"]
        await pilot.resize_terminal(60, 16)
        await until_seen(pilot, "Search", "Results")
        await pilot.resize_terminal(60, 15)
        await until_seen(pilot, "maas needs 60 columns")
