"""The last line: the most used keys, which can be clicked too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widget import Widget

from maas_cli.tui.actions import ACTIONS, EVERYWHERE, shown_key

if TYPE_CHECKING:
    from collections.abc import Mapping

_PALETTE = ("ctrl+p", "commands", "app.command_palette")


class KeyLine(Widget):
    """One line of keys with a word each; those that do not fit are left out, the palette never."""

    DEFAULT_CSS = """
    KeyLine { height: 1; padding: 0 1; background: $panel; color: $text-muted; link-color: $foreground;
              link-style: none; link-background-hover: $primary 40%; link-style-hover: none; }
    """

    def __init__(self, keys: Mapping[str, str]) -> None:
        """``keys`` are the keys that were remapped, by the action's name."""
        super().__init__()
        self._keys = keys

    def render(self) -> Content:
        """Return the line."""
        palette = _key(*_PALETTE)
        width = self.content_size.width - palette.cell_length - 2
        line = Content("")
        for entry in self._entries():
            if line.cell_length + entry.cell_length + 2 > width:
                break
            line = line + entry + Content("  ")
        return line + Content(" " * max(0, width - line.cell_length + 2)) + palette

    def _entries(self) -> list[Content]:
        everywhere = {action.name for action in EVERYWHERE}
        return [
            _key(self._keys.get(name, action.key), action.word, f"{'app' if name in everywhere else 'screen'}.{name}")
            for name, action in ACTIONS.items()
            if action.word
        ]


def _key(key: str, word: str, action: str) -> Content:
    return Content.from_markup(f"[@click={action}][b]$key[/b] $word[/]", key=shown_key(key), word=word)
