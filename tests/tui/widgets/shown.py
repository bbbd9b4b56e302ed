"""Runs an application of a single widget and reads what it shows."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from textual.app import App
from textual.geometry import Region

from maas_cli.tui.themes import THEMES

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.strip import Strip
    from textual.widget import Widget


class _Alone(App[None]):
    CSS = "Screen > Widget { width: 100%; height: 100%; }"

    def __init__(self, widget: Widget, theme: str) -> None:
        super().__init__()
        for known in THEMES:
            self.register_theme(known)
        self.theme = theme
        self._widget = widget

    def compose(self) -> ComposeResult:
        yield self._widget


def shown(
    make: Callable[[], Widget],
    change: Callable[[Widget], object],
    size: tuple[int, int],
    theme: str = "maas-dark",
) -> list[Strip]:
    """Return the lines of a widget of that size after it was made and changed; NO_COLOR counts as for users."""

    async def run() -> list[Strip]:
        widget = make()
        async with _Alone(widget, theme).run_test(size=size) as pilot:
            change(widget)
            await pilot.pause()
            return widget.render_lines(Region(0, 0, *widget.outer_size))

    return asyncio.run(run())


def texts(lines: list[Strip]) -> list[str]:
    """Return the characters of lines."""
    return [line.text for line in lines]
