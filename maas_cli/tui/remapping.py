"""Which keys the settings may give to actions: those that the search box, the list and the windows can spare."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from textual.keys import Keys

from maas_cli.errors import InvalidSettingError
from maas_cli.tui.actions import ACTIONS, EVERYWHERE, MOVING_KEYS

if TYPE_CHECKING:
    from collections.abc import Mapping

_HINT = "allowed are f1 to f24, insert, and ctrl, alt or shift with another key, as ctrl+j, alt+x, shift+f2"

_MODIFIERS = frozenset({"alt", "ctrl", "shift", "super", "hyper", "meta"})
_NAMED = frozenset(key.value.rpartition("+")[2] for key in Keys if re.fullmatch(r"[a-z0-9+_]+", key.value)) - {"return"}
"""All keys there are, without what is held down with them."""

_LEAVES = "ctrl+q"

_TAKEN = {
    **dict.fromkeys(MOVING_KEYS, "moves the selection"),
    **dict.fromkeys(("left", "right", "home", "end"), "moves the text cursor"),
    **dict.fromkeys(("backspace", "delete", "shift+backspace", "shift+delete"), "deletes what was typed"),
    **dict.fromkeys(("space", "shift+space"), "is typed into the search box"),
    "tab": "takes the suggestion",
    "shift+tab": "goes back in a window",
    "ctrl+p": "shows all commands",
    _LEAVES: "always leaves",
    "ctrl+i": "is tab to most terminals",
    "ctrl+m": "is enter to most terminals",
    "ctrl+h": "is backspace to most terminals",
}
"""What keys do that are not to be had, nor given to anything else."""

_ANSWERS = {"enter": "answers the questions of windows", "escape": "closes windows"}
"""What keys do that only what is done beside the search box may have."""


def checked_keys(keys: Mapping[str, str], origin: str) -> dict[str, str]:
    """Return the keys that the settings name for actions, as Textual spells them; several have commas between them.

    Raises:
        InvalidSettingError: there is no such action or key; the key is needed elsewhere; or it is to do two things.
    """
    for name in keys:
        if name not in ACTIONS:
            raise InvalidSettingError(f"keys ({origin}) names {name!r}; allowed are {', '.join(ACTIONS)}")
    given = {name: [_spelled(key) for key in combination.split(",")] for name, combination in keys.items()}
    for name, combination in given.items():
        for key in combination:
            _check_key(key, name, origin)
    _check_once(given, origin)
    return {name: ",".join(combination) for name, combination in given.items()}


def _spelled(key: str) -> str:
    """Return a key in small letters, what is held down with it in the order in which it is told."""
    *held, pressed = "".join(key.split()).lower().split("+")
    return "+".join([*sorted(held), pressed])


def _check_key(key: str, name: str, origin: str) -> None:
    *held, pressed = key.split("+")
    if len(pressed) == 1 and {"shift"}.issuperset(held):
        reason = "is typed into the search box"
    elif pressed not in _NAMED or not _MODIFIERS.issuperset(held):
        raise InvalidSettingError(f"keys ({origin}) gives {name} {key!r}, which is no key", hint=_HINT)
    elif key in _ANSWERS and name in {action.name for action in EVERYWHERE}:
        reason = _ANSWERS[key]
    elif (key, name) == (_LEAVES, "leave"):
        return
    else:
        reason = _TAKEN.get(key, "")
    if reason:
        raise InvalidSettingError(f"keys ({origin}) gives {name} {key!r}, which {reason}", hint=_HINT)


def _check_once(given: Mapping[str, list[str]], origin: str) -> None:
    taken: dict[str, str] = {}
    for name, action in ACTIONS.items():
        for key in dict.fromkeys(given.get(name, action.key.split(","))):
            if key in taken:
                raise InvalidSettingError(f"keys ({origin}) gives {key!r} to both {taken[key]} and {name}")
            taken[key] = name
