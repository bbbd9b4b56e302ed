"""The first line: what is searched, who searches and what the next step costs."""

from __future__ import annotations

from rich.cells import cell_len
from rich.text import Text
from textual.reactive import reactive
from textual.widget import Widget

from maas_cli.terminal_text import one_line


class HeaderLine(Widget):
    """One line: ``maas`` and the catalogue to the left, the account and the time to the right.

    What does not fit is left out, the catalogue first, then the time.
    """

    DEFAULT_CSS = """
    HeaderLine { height: 1; padding: 0 1; background: $panel; color: $foreground; }
    """

    catalog: reactive[str] = reactive("")
    account: reactive[str] = reactive("")
    time: reactive[str] = reactive("")

    def render(self) -> Text:
        """Return the line."""
        return header_text(self.catalog, self.account, self.time, self.content_size.width)


def header_text(catalog: str, account: str, time: str, width: int) -> Text:
    """Return the line for so many cells."""
    right = one_line(account)
    left = "maas"
    for more in (f"  {one_line(catalog)}", f"   {time}"):
        is_time = more.strip() == time
        if cell_len(left) + cell_len(right) + cell_len(more) + 2 > width:
            continue
        if is_time:
            right += more
        else:
            left += more
    line = Text(left, end="", no_wrap=True)
    line.stylize("bold", 0, 4)
    gap = width - cell_len(left) - cell_len(right)
    line.append(" " * max(1, gap))
    line.append(right)
    line.truncate(max(width, 1), overflow="ellipsis")
    return line
