"""The banner that is there while statistics cannot be read."""

from __future__ import annotations

from textual.reactive import var
from textual.widgets import Static


class LostLine(Static):
    """One line that says that what is shown is old, and why; not to be seen while there is no reason."""

    reason: var[str] = var("", init=False)

    def __init__(self) -> None:
        super().__init__(markup=False)

    def watch_reason(self) -> None:
        """Come up, or go."""
        self.set_class(bool(self.reason), "-lost")
        self.update(self.reason)
