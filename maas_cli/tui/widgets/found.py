"""What was found: the list of results in its frame, and under it, or in place of it, what one can do next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical
from textual.widgets import Static

from maas_cli.tui.widgets.frames import set_title
from maas_cli.tui.widgets.result_list import ResultList

if TYPE_CHECKING:
    from rich.text import Text
    from textual.app import ComposeResult


class Found(Vertical):
    """The list, and words of advice: in the middle where there is no row, else in a few lines below the rows."""

    DEFAULT_CSS = """
    Found > .advice { display: none; height: auto; max-height: 50%; padding: 0 2; color: $text-muted; }
    Found.-advised > .advice { display: block; }
    Found.-advised.-empty > ResultList { display: none; }
    Found.-advised.-empty > .advice { height: 1fr; max-height: 100%; content-align: center middle; text-align: center; }
    Found.-former > ResultList { text-opacity: 60%; }
    """

    def __init__(self, page_size: int) -> None:
        super().__init__(classes="panel")
        self._page_size = page_size
        self._advice: Text | None = None
        self.border_title = "Results"

    def compose(self) -> ComposeResult:
        """Make the list and the words."""
        yield ResultList(self._page_size)
        yield Static(classes="advice", markup=False)

    def tell(self, title: str, advice: Text | None = None, *, is_former: bool = False) -> None:
        """Say what the rows are, and what one can do; ``is_former`` fades rows that answer an earlier query."""
        set_title(self, title)
        self.set_class(self.query_one(ResultList).rows == 0, "-empty")
        self.set_class(is_former, "-former")
        self.set_class(advice is not None, "-advised")
        if advice != self._advice:  # setting it lays the screen out anew
            self._advice = advice
            self.query_one(".advice", Static).update(advice or "")
