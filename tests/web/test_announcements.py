"""What the operator is told of the start and the end: words at a terminal, lines of the log elsewhere."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from maas_cli import __version__
from maas_cli.errors import LedgerError
from maas_cli.web.announcements import Announcements, AsLines, InWords, Serving

SERVING = Serving("http://127.0.0.1:8080", memes=57_685, users=1, workers=2)
PLACE = Path("users_flushed.json")


def announce_all(announce: Announcements) -> list[bool]:
    """Tell everything once; return what came of the error before and after it served."""
    before = announce.failed(LedgerError("locked"))
    announce.notice("beware")
    announce.serving(SERVING)
    announce.written(1, PLACE)
    return [before, announce.failed(LedgerError("cannot write", hint="make room")), announce.failed(LedgerError("no"))]


def test_people_read_words() -> None:
    said: list[str] = []
    assert announce_all(InWords(said.append)) == [False, False, False]
    assert said == [
        "note: beware",
        "serving at http://127.0.0.1:8080: 57,685 memes, 1 user, 2 workers; "
        "try: curl -H \"X-Token: $MAAS_TOKEN\" 'http://127.0.0.1:8080/api/memes?query=becky'",
        "1 user written to users_flushed.json",
    ]


def test_programs_read_lines_that_are_all_json(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert announce_all(AsLines()) == [False, True, True]
    lines: list[dict[str, Any]] = [json.loads(line) for line in capfdbinary.readouterr().err.splitlines()]
    assert all(line.pop("time").endswith("Z") for line in lines)
    assert lines == [
        {"level": "warning", "event": "beware"},
        {
            "level": "info", "event": "serving", "url": "http://127.0.0.1:8080", "memes": 57_685, "users": 1,
            "workers": 2, "version": __version__, "pid": os.getpid(),
        },
        {"level": "info", "event": "users written", "users": 1, "file": "users_flushed.json"},
        {"level": "error", "event": "cannot write", "hint": "make room"},
        {"level": "error", "event": "no"},
    ]  # fmt: skip
