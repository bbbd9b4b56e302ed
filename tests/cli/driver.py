"""Drives the command line as a user does: in this process for speed, in its own, or on a terminal."""

import fcntl
import os
import pty
import struct
import subprocess
import sys
import termios
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from maas_cli.__main__ import main
from tests.cli.at_keyboard import AtKeyboard

USERS = """{
  "10": {"id": 10, "name": "Alice", "authToken": "secret1", "tokenCount": 1000, "hits": {"/api/memes": 41}},
  "20": {"id": 20, "name": "Bob", "authToken": "secret2", "tokenCount": 0, "hits": null}
}
"""
MAAS = (sys.executable, "-m", "maas_cli")


class Outcome(NamedTuple):
    """What a run of maas came to."""

    code: int
    out: str
    err: str


def measured() -> dict[str, str]:
    """Return the variables by which coverage measures processes too; none if it is not at work."""
    return {name: value for name, value in os.environ.items() if name.startswith("COVERAGE_")}  # noqa: TID251  # not maas's


class Driver:
    """Runs maas in a folder of its own, with Alice (token secret1) and Bob (secret2, nothing left) as users."""

    def __init__(self, folder: Path, cache: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self.capsys = capsys
        self.environment = measured() | {
            "HOME": str(folder / "home"),
            "MAAS_DATA_DIR": str(folder / "data"),
            "MAAS_CACHE_DIR": str(cache),
            "COLUMNS": "80",
            "TERM": "xterm",
            "PYTHONPATH": str(Path(__file__).parents[2]),
        }
        (folder / "users.json").write_text(USERS, encoding="utf-8")

    def settle_in(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Give this process the folder and the environment of the driver, and no other."""
        for name in list(os.environ):  # noqa: TID251  # the tests start from a known one
            if name.startswith(("MAAS_", "XDG_")) or name in {"NO_COLOR", "TERM"}:
                monkeypatch.delenv(name)
        for name, value in self.environment.items():
            monkeypatch.setenv(name, value)
        monkeypatch.chdir(self.folder)

    def __call__(self, *arguments: str) -> Outcome:
        """Run maas in this process."""
        self.capsys.readouterr()
        try:
            code = main(list(arguments))
        except SystemExit as stopped:
            code = int(stopped.code or 0)
        return Outcome(code, *self.capsys.readouterr())

    def process(self, *arguments: str, **variables: str) -> Outcome:
        """Run maas in its own process, its output on pipes."""
        run = subprocess.run(
            [*MAAS, *arguments],
            cwd=self.folder,
            env=self.environment | variables,
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=60,
        )
        return Outcome(run.returncode, run.stdout, run.stderr)

    def on_terminal(self, *arguments: str, columns: int = 80, variables: Mapping[str, str] | None = None) -> Outcome:
        """Run maas in its own process on a terminal; ``out`` is all that is seen there."""
        ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        environment = {name: value for name, value in self.environment.items() if name != "COLUMNS"}
        environment |= variables or {}
        with subprocess.Popen(
            [*MAAS, *arguments], cwd=self.folder, env=environment, stdout=theirs, stderr=theirs
        ) as run:
            os.close(theirs)
            seen = _read_all(ours)
        os.close(ours)
        return Outcome(run.returncode, seen.decode().replace("\r\n", "\n"), "")

    def at_keyboard(self, command: str, *, size: tuple[int, int] = (100, 30), **variables: str) -> AtKeyboard:
        """Run a command of the shell, in which ``maas`` is maas, on a terminal with somebody before it.

        A variable that is empty is not there at all.
        """
        own = {"PATH": os.defpath, "COLORTERM": "truecolor", "COLUMNS": "", "PYTHON": sys.executable}
        environment = self.environment | own | variables
        there = {name: value for name, value in environment.items() if value}
        return AtKeyboard(f'maas() {{ "$PYTHON" -m maas_cli "$@"; }}; {command}', self.folder, there, size)


def _read_all(descriptor: int) -> bytes:
    seen = b""
    while True:
        try:
            piece = os.read(descriptor, 65536)
        except OSError:  # Linux: the other side has closed the terminal
            return seen
        if not piece:
            return seen
        seen += piece
