from textual.app import App, ComposeResult

from maas_cli.models.users import User
from maas_cli.tui.backends import Statistics
from maas_cli.tui.widgets.account_panel import AccountPanel
from maas_cli.tui.widgets.bars import Bars
from maas_cli.tui.widgets.panel_row import PanelRow
from maas_cli.tui.widgets.world_map import Marks, WorldMap
from tests.tui.browsing import scenario

ALICE = User(10, "Alice", 5, hits={"a": 1, "b": 3})
BOB = User(20, "Bob", 7, hits={"a": 9})


class Alone(App[None]):
    """A row of panels and nothing else."""

    def compose(self) -> ComposeResult:
        yield PanelRow()


@scenario
async def test_one_s_own_calls_are_by_endpoint_everybody_s_by_user() -> None:
    async with Alone().run_test(size=(120, 10)) as pilot:
        row = pilot.app.query_one(PanelRow)
        account, bars = row.query_one(AccountPanel), row.query_one(Bars)
        row.show(Statistics(ALICE, (ALICE, BOB)), (1.0,))
        assert (account.border_title, bars.border_title, bars.rows) == (
            "You", "Calls by endpoint", (("b", 3), ("a", 1)),
        )  # fmt: skip
        row.show(Statistics(None, (ALICE, BOB)), ())
        assert (account.border_title, bars.border_title, bars.rows) == (
            "Everyone", "Calls by user", (("Bob", 9), ("Alice", 4)),
        )  # fmt: skip
        marks = Marks(hits=((1.0, 2.0),))
        row.mark(marks)
        assert row.query_one(WorldMap).marks == marks
