"""The search box: one line to type in, and to its right what came of it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Static

if TYPE_CHECKING:
    from rich.text import Text
    from textual.app import ComposeResult

_SHORT = 30
"""Characters that fit beside the line without taking more of it."""


class SearchBox(Horizontal):
    """A line of text that keeps the text cursor, and a word about the answer."""

    DEFAULT_CSS = """
    SearchBox { height: 3; }
    SearchBox Input { width: 1fr; background: transparent; }
    SearchBox .told { width: 32; max-width: 60%; height: 1; padding: 0 1; color: $text-muted; text-align: right;
                      text-wrap: nowrap; text-overflow: ellipsis; }
    SearchBox .told.-long { width: 60%; }
    SearchBox .told.-wrong { color: $text-warning; }
    """

    @dataclass
    class Changed(Message):
        """The text is another one now."""

        text: str

    def __init__(self, text: str, placeholder: str) -> None:
        super().__init__()
        self._first = text
        self._placeholder = placeholder
        self.border_title = "Search"

    def compose(self) -> ComposeResult:
        """Make the line and the word."""
        line = Input(self._first, placeholder=self._placeholder, compact=True, select_on_focus=False)
        line.cursor_blink = False  # drawing it twice a second would be most of an idle second
        yield line
        yield Static(classes="told", markup=False)

    @property
    def text(self) -> str:
        """Return what stands there."""
        return self.query_one(Input).value

    @text.setter
    def text(self, text: str) -> None:
        line = self.query_one(Input)
        line.value = text
        line.cursor_position = len(text)

    async def settled_text(self) -> str:
        """Return what stands there once the keys that were pressed before have come in."""
        settled = asyncio.Event()
        self.query_one(Input).call_later(settled.set)
        await settled.wait()
        return self.text

    def focus_line(self) -> None:
        """Let keys go here."""
        self.query_one(Input).focus()

    def tell(self, word: str | Text, *, is_wrong: bool = False) -> None:
        """Say what came of the query."""
        told = self.query_one(".told", Static)
        told.set_class(is_wrong, "-wrong")
        told.set_class(len(word) > _SHORT, "-long")
        told.update(word, layout=False)  # its size stays: a layout of the whole screen would cost more than the search

    def on_input_changed(self, event: Input.Changed) -> None:
        """Pass on what is typed."""
        event.stop()
        self.post_message(self.Changed(event.value))
