from textual.app import App, ComposeResult
from textual.geometry import Region
from textual.pilot import Pilot

from maas_cli.models.search import Hit
from maas_cli.tui.widgets.result_list import ResultList
from tests.factories import meme
from tests.tui.browsing import scenario
from tests.tui.widgets.shown import shown, texts

PAGE = 10


class Alone(App[None]):
    """A list, and what it asked for and told."""

    def __init__(self) -> None:
        super().__init__()
        self.wanted: list[tuple[int, int]] = []
        self.selected: list[int | None] = []

    def compose(self) -> ComposeResult:
        yield ResultList(PAGE)

    def on_result_list_page_wanted(self, event: ResultList.PageWanted) -> None:
        self.wanted.append((event.generation, event.page))

    def on_result_list_selected(self, event: ResultList.Selected) -> None:
        self.selected.append(None if event.hit is None else event.hit.meme.id)


async def drawn(pilot: Pilot[None]) -> None:
    """Wait until all is drawn; without a terminal nothing is, unless it is asked for."""
    await pilot.pause()
    pilot.app.screen._compositor.render_strips()  # noqa: SLF001  # Textual has no other way to ask
    await pilot.pause()


def page(number: int) -> list[Hit]:
    """Return the hits of a page; a meme's number is its row."""
    return [Hit(meme(row, text=f"row {row}"), 1.0, ()) for row in range(number * PAGE, (number + 1) * PAGE)]


def pages_of(rows: ResultList) -> set[int]:
    """Return the numbers of the pages that are at hand."""
    return {hit.meme.id // PAGE for hit in rows.hits_at_hand()}


@scenario
async def test_a_page_is_asked_for_once_and_again_only_when_it_was_lost() -> None:
    app = Alone()
    async with app.run_test(size=(80, 5)) as pilot:
        rows = app.query_one(ResultList)
        rows.show(1_000_000, page(0), has_distances=False)
        rows.move(500_000)
        await drawn(pilot)
        assert sorted(app.wanted) == [(1, 49_999), (1, 50_000)]
        rows.refresh()
        await drawn(pilot)
        assert len(app.wanted) == 2
        rows.lost(1, 50_000)
        rows.refresh()
        await drawn(pilot)
        assert app.wanted[2:] == [(1, 50_000)]
        rows.fill(1, 50_000, page(50_000))
        await pilot.pause()
        assert app.selected == [0, None, 500_000]


@scenario
async def test_pages_of_an_earlier_fill_are_left_alone() -> None:
    app = Alone()
    async with app.run_test(size=(80, 5)) as pilot:
        rows = app.query_one(ResultList)
        rows.show(100, page(0), has_distances=False)
        rows.show(50, page(0), has_distances=False)
        rows.fill(1, 3, page(3))
        rows.lost(1, 3)
        await pilot.pause()
        assert pages_of(rows) == {0}


@scenario
async def test_no_more_than_some_pages_are_held() -> None:
    app = Alone()
    async with app.run_test(size=(80, 5)):
        rows = app.query_one(ResultList)
        rows.show(10_000, page(0), has_distances=False)
        for number in range(1, 100):
            rows.fill(1, number, page(number))
        assert pages_of(rows) == set(range(68, 100))


@scenario
async def test_the_selection_stays_among_the_rows() -> None:
    app = Alone()
    async with app.run_test(size=(80, 5)):
        rows = app.query_one(ResultList)
        rows.move(1)
        assert rows.selected is None
        rows.show(PAGE, page(0), has_distances=False)
        rows.move(-5)
        assert rows.cursor == 0
        rows.move(500)
        assert rows.cursor == PAGE - 1
        assert rows.hit_at(-1) is rows.hit_at(PAGE) is None


@scenario
async def test_a_page_that_came_shorter_than_promised_leaves_rows_empty() -> None:
    app = Alone()
    async with app.run_test(size=(80, 5)):
        rows = app.query_one(ResultList)
        rows.show(5, page(0)[:3], has_distances=False)
        rows.move(4)
        assert rows.selected is None


def test_a_row_that_is_not_at_hand_is_shown_as_dots() -> None:
    rows = ResultList(PAGE)
    lines = texts(shown(lambda: rows, lambda _: rows.show(30, page(0)[:2], has_distances=False), (40, 4)))
    assert [line.split() for line in lines] == [
        ["›", "1", "row", "0"],
        ["2", "row", "1"],
        ["3", "·····"],
        ["4", "·····"],
    ]


@scenario
async def test_another_theme_colours_the_lines_anew() -> None:
    app = Alone()
    async with app.run_test(size=(80, 5)) as pilot:
        rows = app.query_one(ResultList)
        rows.show(PAGE, page(0), has_distances=False)
        await pilot.pause()
        colours = set()
        for theme in ("textual-dark", "textual-light", "textual-dark"):
            app.theme = theme
            await pilot.pause()
            line = rows.render_lines(Region(0, 1, 80, 1))[0]
            colours.add(str(next(part.style for part in line if "row" in part.text)))
        assert len(colours) == 2
