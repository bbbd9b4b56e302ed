"""Picking by keys; the real command in a real terminal is in tests/cli and tests/tui/life."""

from maas_cli.tui.inline_driver import InlineDriver
from maas_cli.tui.pick import PickApp
from maas_cli.tui.widgets.panel_row import PanelRow
from tests.tui.browsing import ALICE, Desk, answered, browse_of, scenario, selected, type_text, until


@scenario
async def test_opening_is_choosing_and_is_charged(desk: Desk) -> None:
    app = PickApp(desk.session(ALICE))
    async with app.run_test(size=(80, 18), notifications=True) as pilot:
        await answered(pilot)
        assert not browse_of(pilot).query_one(PanelRow).display
        await type_text(pilot, "philosoraptor")
        chosen = selected(pilot).meme
        await pilot.press("enter")
        await until(pilot, lambda: app.return_value is not None)
    assert app.return_value == chosen
    assert desk.balance() == 999


@scenario
async def test_leaving_chooses_nothing_and_costs_nothing(desk: Desk) -> None:
    app = PickApp(desk.session(ALICE))
    async with app.run_test(size=(80, 18), notifications=True) as pilot:
        await answered(pilot)
        await pilot.press("escape")
    assert app.return_value is None
    assert desk.balance() == 1000


@scenario
async def test_the_terminal_s_own_cursor_waits_where_drawing_begins(desk: Desk) -> None:
    app = PickApp(desk.session())
    async with app.run_test(size=(80, 18), notifications=True) as pilot:
        await answered(pilot)
        await type_text(pilot, "becky")
        assert app.cursor_position == (0, 0)


def test_it_draws_below_the_prompt(desk: Desk) -> None:
    assert PickApp(desk.session()).driver_class is InlineDriver
