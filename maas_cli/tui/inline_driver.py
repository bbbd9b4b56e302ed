"""Drawing under the prompt so that nothing is left behind when the terminal gets another size."""

from __future__ import annotations

from textual.drivers.linux_inline_driver import LinuxInlineDriver

from maas_cli.tui.steady_columns import SteadyDriver

_CLEAR_ALL = "\x1b[2J"
_CLEAR_BELOW = "\x1b[K\x1b[C\x1b[J\r"
"""The line, then from its second character on all below: from the first on it would be all of a screen that begins
here, and tmux keeps that among the lines one can scroll back to."""
_WRAP_OFF, _WRAP_ON = "\x1b[?7l", "\x1b[?7h"


class InlineDriver(SteadyDriver, LinuxInlineDriver):
    """Draws on the lines below the cursor, which an application that uses it leaves where they begin.

    A terminal that gets narrower breaks each long line in two, and the cursor stays with the character it is on. So
    from the first character on all can be cleared and drawn again, wherever on the screen it has come to be. Textual
    would clear the whole screen, what stood above included, and look for the beginning where it no longer is.
    """

    def start_application_mode(self) -> None:
        """Begin to draw; a frame that comes too late for a narrower terminal is cut off, not wrapped."""
        self.write(_WRAP_OFF)
        super().start_application_mode()

    def stop_application_mode(self) -> None:
        """Clear what was drawn and leave the terminal as it was."""
        self.write(_WRAP_ON)
        super().stop_application_mode()

    def write(self, data: str) -> None:
        """Write control sequences and text; all of the screen is never cleared."""
        if data == _CLEAR_ALL:
            data = _CLEAR_BELOW
            self._app._previous_inline_height = None  # noqa: SLF001  # else a lower terminal is cleared once more, by a line too many
        super().write(data)
