"""Everything one can do in the browser: what it is called, which key does it, what it means.

The one list from which key bindings, the palette and the help are made. Names are what the settings file's ``[keys]``
remaps.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.binding import Binding

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


@dataclass(frozen=True, slots=True)
class Action:
    """Something one can do: its name, its usual key, a word for the footer (or none), and what it does."""

    name: str
    key: str
    word: str
    meaning: str

    @property
    def binding(self) -> Binding:
        """Return its key binding; it comes before what the search box would make of the key."""
        return Binding(
            self.key, self.name, self.word or self.meaning, show=bool(self.word), priority=True, id=self.name
        )


EVERYWHERE = (
    Action("show_help", "f1", "help", "Show the keys and the query language"),
    Action("show_statistics", "f2", "stats", "Show live statistics"),
    Action("show_map", "f4", "map", "Show hits on the map of the world"),
    Action("change_theme", "f12", "", "Choose other colours"),
    Action("leave", "ctrl+c", "", "Leave"),
)
"""What can be done on every screen."""

BROWSING = (
    Action("open", "enter", "open", "Open the selected meme; with a token this costs 1"),
    Action("copy_link", "ctrl+y", "copy", "Copy the meme's link, or its text if it has none"),
    Action("copy_text", "ctrl+t", "", "Copy the meme's caption"),
    Action("open_page", "ctrl+o", "", "Open the meme's page or picture in the web browser"),
    Action("keep", "ctrl+s", "", "Add to the favourites, or take out"),
    Action("show_favourites", "f9", "", "Show the favourites"),
    Action("show_history", "ctrl+r", "", "Search again for something searched before"),
    Action("export", "ctrl+e", "", "Write the hits, the picture or the screen to a file"),
    Action("change_sort", "f5", "", "Sort by relevance or by distance"),
    Action("filter_template", "f6", "", "Only memes of one template"),
    Action("filter_language", "f7", "", "Only captions in one language"),
    Action("change_safe", "f8", "", "Show or hide unsafe memes"),
    Action("set_place", "ctrl+l", "", "Say where you are"),
    Action("show_picture", "f3", "", "Show or hide the picture"),
    Action("real_picture", "ctrl+g", "", "Fetch the meme's real picture from its address"),
    Action("show_panels", "f11", "", "Show or hide the panels"),
    Action("clear", "escape", "", "Clear the query; once more leaves"),
)
"""What can be done while searching."""

_MOVES = (
    ("up", "move(-1)"), ("down", "move(1)"), ("pageup", "move_pages(-1)"), ("pagedown", "move_pages(1)"),
    ("ctrl+home", "move(-1000000000)"), ("ctrl+end", "move(1000000000)"),
)  # fmt: skip

MOVING_KEYS = tuple(key for key, _ in _MOVES)
"""The keys that move the selection, whatever the settings say."""

ACTIONS = {action.name: action for action in (*BROWSING, *EVERYWHERE)}
"""All actions by name, in the order they are shown."""


def bindings_of(actions: Iterable[Action]) -> list[Binding]:
    """Return the key bindings of actions."""
    return [action.binding for action in actions]


def move_bindings() -> list[Binding]:
    """Return the key bindings that move the selection while one types."""
    return [Binding(key, action, "Move the selection", show=False, priority=True) for key, action in _MOVES]


def shown_key(key: str) -> str:
    """Return a key as people write it: ``^y``, ``F1``, ``Enter``."""
    first = key.split(",", maxsplit=1)[0].strip()
    if first.startswith("ctrl+"):
        return f"^{first.removeprefix('ctrl+')}"
    names = {"enter": "⏎", "escape": "Esc"}
    return names.get(first, first.upper() if first[:1] == "f" and first[1:].isdigit() else first)


def key_of(name: str, keys: Mapping[str, str]) -> str:
    """Return the key of an action as people write it; ``keys`` are those that were remapped, by the action's name."""
    return shown_key(keys.get(name, ACTIONS[name].key))


def words_of(names: Iterable[str], keys: Mapping[str, str]) -> str:
    """Return actions for a line of keys, each by its key and a word; ``keys`` as above."""
    return "   ".join(f"{key_of(name, keys)} {ACTIONS[name].word or name}" for name in names)
