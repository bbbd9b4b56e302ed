"""A real terminal with somebody before it: a shell in tmux, which keeps the screen as a terminal emulator does."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Self

from tests.cli.driver import measured

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from types import TracebackType

    from tests.tui.browsing import Desk

HAS_TMUX = shutil.which("tmux") is not None
PROMPT = "ready>"
_FAULTY = Path(__file__).with_name("faulty.py")
_REPOSITORY = Path(__file__).parents[3]
_PATIENCE_SECONDS = 20.0
_SETTINGS = """
set -g default-terminal xterm-256color
set -g status off
set -s escape-time 0
set -g remain-on-exit on
"""


class Pane:
    """A shell on a terminal of so many columns and lines, in which ``maas`` is maas; used in a ``with`` block."""

    def __init__(self, desk: Desk, size: tuple[int, int], variables: Mapping[str, str] | None = None) -> None:
        self._folder = desk.folder
        self._socket = desk.folder / "tmux"
        settings = desk.folder / "tmux.conf"
        settings.write_text(_SETTINGS, encoding="utf-8")
        environment = measured() | desk.environment | {
            "PATH": os.defpath, "LANG": "C.UTF-8", "COLORTERM": "truecolor", "PYTHON": sys.executable,
            "ENV": "", "FAULTY": str(_FAULTY),
            "PYTHONPATH": str(_REPOSITORY), "PS1": PROMPT, "SHELL": "/bin/sh", **(variables or {}),
        }  # fmt: skip
        columns, lines = map(str, size)
        self._tmux("-f", str(settings), "new-session", "-d", "-x", columns, "-y", lines, "sh", environment=environment)
        self.type('maas() { "$PYTHON" -m maas_cli "$@"; }; clear; echo begun')
        self.until(lambda screen: screen.startswith(f"begun\n{PROMPT}"), "an empty screen")

    def __enter__(self) -> Self:
        """Give oneself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the terminal."""
        self._tmux("kill-server")

    def press(self, *keys: str) -> None:
        """Press keys by the names that tmux has for them, one after another."""
        for key in keys:
            self._tmux("send-keys", key)

    def write(self, text: str) -> None:
        """Type a text."""
        self._tmux("send-keys", "-l", text)

    def type(self, line: str) -> None:
        """Type a line and end it."""
        self.write(line)
        self.press("Enter")

    def resize(self, columns: int, lines: int) -> None:
        """Give the terminal another size."""
        self._tmux("resize-window", "-x", str(columns), "-y", str(lines))

    @property
    def screen(self) -> str:
        """What stands on the screen, blanks at the ends of lines left out."""
        return self._tmux("capture-pane", "-p")

    @property
    def everything(self) -> str:
        """What stands on the screen and what one can scroll back to."""
        return self._tmux("capture-pane", "-p", "-S", "-")

    @property
    def lines(self) -> list[str]:
        """The lines of the screen down to the last that is not blank."""
        return self.screen.rstrip().splitlines()

    def until_seen(self, *texts: str) -> str:
        """Wait until texts stand on the screen; return all that stands there."""
        return self.until(lambda screen: all(text in screen for text in texts), " and ".join(texts))

    def until_gone(self, text: str) -> str:
        """Wait until a text no longer stands on the screen; return all that stands there."""
        return self.until(lambda screen: text not in screen, f"an end of {text}")

    def until(self, holds: Callable[[str], object], what: str, seconds: float = _PATIENCE_SECONDS) -> str:
        """Wait until something holds of the screen; fail if it never does."""
        deadline = time.monotonic() + seconds
        while not holds(screen := self.screen):
            assert time.monotonic() < deadline, f"{what} never came; the screen is\n{screen}"
            time.sleep(0.02)
        return screen

    def ended(self) -> str:
        """Wait until the shell asks for a command again; return what stands between the last one and that."""
        screen = self.until(lambda screen: screen.rstrip().endswith(f"\n{PROMPT}"), "the prompt")
        return screen.rstrip().removesuffix(PROMPT).rpartition(PROMPT)[2].partition("\n")[2]

    @property
    def state(self) -> dict[str, str]:
        """How the terminal is set: what is on of the alternate screen, the text cursor, the mouse; and its line."""
        flags = "alternate_on", "cursor_flag", "mouse_any_flag", "mouse_sgr_flag", "keypad_flag", "wrap_flag"
        told = self._tmux("display-message", "-p", " ".join(f"#{{{flag}}}" for flag in flags)).split()
        terminal = self._tmux("display-message", "-p", "#{pane_tty}").strip()
        line = subprocess.run(["stty", "-a", "-F", terminal], check=True, capture_output=True, text=True).stdout
        return dict(zip(flags, told, strict=True)) | {"line": line.partition("line = 0;")[2]}

    def signal(self, name: str) -> None:
        """Send a signal to the program that runs on the terminal, and not to the shell."""
        shell = self._tmux("display-message", "-p", "#{pane_pid}").strip()
        in_front = Path(f"/proc/{shell}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[5]
        os.kill(int(in_front), signal.Signals[f"SIG{name}"])

    def _tmux(self, *arguments: str, environment: Mapping[str, str] | None = None) -> str:
        command = ["tmux", "-S", str(self._socket), *arguments]
        run = subprocess.run(
            command, check=True, capture_output=True, encoding="utf-8", cwd=self._folder,
            env={"PATH": os.defpath, "LANG": "C.UTF-8"} if environment is None else dict(environment),
        )  # fmt: skip
        return run.stdout
