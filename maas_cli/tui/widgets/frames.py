"""Titles of frames."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from maas_cli.terminal_text import one_line

if TYPE_CHECKING:
    from textual.widget import Widget


def set_title(widget: Widget, title: str) -> None:
    """Write a text of any origin into a widget's frame, if it does not stand there already.

    Setting the attribute draws the widget anew each time, and takes brackets in a text for markup.
    """
    content = Content(one_line(title))
    if widget.border_title != content.markup:
        widget.border_title = content
