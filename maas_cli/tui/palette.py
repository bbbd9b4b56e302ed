"""The command palette: every action by name, with its key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.command import DiscoveryHit, Hit, Hits, Provider

from maas_cli.tui.actions import ACTIONS, EVERYWHERE, key_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_EVERYWHERE = {action.name for action in EVERYWHERE}


class ActionProvider(Provider):
    """Gives the actions that can be done on the screen below the palette."""

    async def discover(self) -> Hits:
        """Yield all of them."""
        for shown, run, key in self._actions():
            yield DiscoveryHit(shown, run, help=key)

    async def search(self, query: str) -> Hits:
        """Yield those whose meaning fits what was typed, best first."""
        matcher = self.matcher(query)
        for shown, run, key in self._actions():
            score = matcher.match(shown)
            if score > 0:
                yield Hit(score, matcher.highlight(shown), run, help=key)

    def _actions(self) -> Iterator[tuple[str, Callable[[], object], str]]:
        screen, app = self.screen, self.app
        for name, action in ACTIONS.items():
            place = app if name in _EVERYWHERE else screen
            run = getattr(place, f"action_{name}", None)
            if run is not None:
                yield action.meaning, run, key_of(name, getattr(app, "keys", {}))
