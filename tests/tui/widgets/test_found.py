"""The frame around the list, with what one can do."""

import pytest
from rich.text import Text

from maas_cli.tui.widgets.found import Found
from tests.tui.browsing import Desk, browse_of, browsing, results, scenario, screen_text, type_text, until_seen


@scenario
async def test_advice_stands_below_rows_and_goes_again(desk: Desk) -> None:
    async with browsing(desk.session()) as pilot:
        await type_text(pilot, "cat")
        found, height = browse_of(pilot).query_one(Found), results(pilot).size.height
        found.tell("Results of [old]", Text("one way\n[another]"), is_former=True)
        await until_seen(pilot, "Results of [old]", "one way", "[another]", "›")
        assert results(pilot).size.height == height - 2
        found.tell("Results")
        await pilot.pause()
        assert "one way" not in screen_text(pilot)
        assert results(pilot).size.height == height


@pytest.mark.parametrize("theme", ["maas-light", "ansi-dark"])
@pytest.mark.parametrize("no_color", ["", "1"])
def test_rows_of_an_earlier_query_can_be_read_in_every_theme_and_without_colours(
    desk: Desk, theme: str, no_color: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", no_color)

    @scenario
    async def steps() -> None:
        async with browsing(desk.session(theme=theme)) as pilot:
            await type_text(pilot, "becky")
            await type_text(pilot, ' "x')
            await until_seen(pilot, "Results for becky", "›", "Becky")

    steps()
