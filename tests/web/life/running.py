"""Starts the real service, asks it, and sends it signals."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPConnection
from pathlib import Path
from typing import Any, NamedTuple, TypeVar
from urllib.parse import urlencode, urlsplit

from tests.cli.driver import measured

TOKEN = "token-of-alice"
USERS = {
    "10": {"id": 10, "name": "Alice", "authToken": TOKEN, "tokenCount": 1_000_000_000, "hits": None},
    "20": {"id": 20, "name": "Bob", "authToken": "token-of-bob", "tokenCount": 100, "hits": None},
}
REPOSITORY = Path(__file__).parents[3]
PATIENCE_SECONDS = 20

Found = TypeVar("Found")


class Reply(NamedTuple):
    """What the service answered."""

    status: int
    headers: dict[str, str]
    body: bytes

    def json(self) -> Any:  # noqa: ANN401  # any JSON
        return json.loads(self.body)


class Running:
    """A service in a folder of its own."""

    def __init__(self, process: subprocess.Popen[bytes], folder: Path) -> None:
        self.process = process
        self.folder = folder
        self.url = self.host = ""
        self.port = 0

    @property
    def log(self) -> str:
        return (self.folder / "log").read_text(encoding="utf-8")

    def events(self) -> list[dict[str, Any]]:
        """Return what was logged but for requests, the start and the end."""
        expected = {"serving", "users written"}
        return [line for line in self._lines() if "event" in line and line["event"] not in expected]

    def _lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.log.splitlines() if line.startswith("{")]

    def wait_until_it_says(self, pattern: str) -> re.Match[str]:
        """Return where the log matches a pattern, as soon as it does."""

        def found() -> re.Match[str] | None:
            has_ended = self.process.poll() is not None
            matched = re.search(pattern, self.log)
            assert matched or not has_ended, f"it ended without {pattern}: {self.log}"
            return matched

        return until(found, f"{pattern} in the log", lambda: self.log)

    def wait_for_event(self, name: str, count: int = 1) -> dict[str, Any]:
        """Return what was logged under a name, as soon as there are so many of it."""

        def last() -> dict[str, Any] | None:
            found = [line for line in self._lines() if line.get("event") == name]
            return found[-1] if len(found) >= count else None

        return until(last, f"event {name}", lambda: str(self.events()))

    def connect(self) -> socket.socket:
        return socket.create_connection((self.host, self.port), timeout=PATIENCE_SECONDS)

    def get(self, path: str, token: str | None = None, **parameters: object) -> Reply:
        connection = HTTPConnection(self.host, self.port, timeout=PATIENCE_SECONDS)
        try:
            url = f"{path}?{urlencode(parameters)}" if parameters else path
            connection.request("GET", url, headers={"X-Token": token} if token else {})
            answer = connection.getresponse()
            return Reply(answer.status, dict(answer.getheaders()), answer.read())
        finally:
            connection.close()

    def search(self, query: str = "becky", token: str = TOKEN, **parameters: object) -> Reply:
        return self.get("/api/memes", token, query=query, **parameters)

    def hits(self, uid: int = 10) -> int:
        """Return how many calls of a user the service has counted."""
        hits = self.get("/api/userstats", uid=uid).json()["hits"]
        return sum((hits or {}).values())

    def workers(self) -> list[int]:
        """Return the processes of the workers: of all children, those that have a thread to settle in."""
        path = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        children = path.read_text(encoding="ascii").split()
        return [int(child) for child in children if len(list(Path(f"/proc/{child}/task").glob("*"))) > 1]

    def send(self, number: int) -> None:
        self.process.send_signal(number)

    def stop(self, number: int = signal.SIGTERM) -> int:
        """End the service and return its exit code."""
        self.send(number)
        return self.process.wait(PATIENCE_SECONDS)

    def exported(self) -> Any:  # noqa: ANN401  # any JSON
        return json.loads((self.folder / "users_flushed.json").read_bytes())


def until(found: Callable[[], Found | None], what: str, explain: Callable[[], str] = str) -> Found:
    """Return what is found, as soon as it is."""
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end:
        value = found()
        if value:
            return value
        time.sleep(0.01)
    raise AssertionError(f"there was no {what} in {PATIENCE_SECONDS} s: {explain()}")


def is_alive(pid: int) -> bool:
    with suppress(FileNotFoundError):
        return " Z " not in Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
    return False


def environment(folder: Path, cache: Path) -> dict[str, str]:
    return measured() | {
        "HOME": str(folder),
        "MAAS_DATA_DIR": str(folder / "data"),
        "MAAS_CACHE_DIR": str(cache),
        "PYTHONPATH": str(REPOSITORY),
    }


def launch(
    folder: Path, cache: Path, *arguments: str, port: int = 0, limits: dict[str, float | str] | None = None
) -> Running:
    """Start the service without waiting for it."""
    users = folder / "users.json"
    if not users.exists():
        users.write_text(json.dumps(USERS), encoding="utf-8")
        users.chmod(0o600)
    command = [sys.executable, "-m", "tests.web.life.quick", json.dumps(limits or {}), "serve", str(port), *arguments]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            command, cwd=folder, env=environment(folder, cache), stdout=log, stderr=log, start_new_session=True
        )
    return Running(process, folder)


@contextmanager
def running(
    folder: Path, cache: Path, *arguments: str, limits: dict[str, float | str] | None = None
) -> Iterator[Running]:
    """Start the service and wait until it serves; at the end nothing of it is left."""
    service = launch(folder, cache, *arguments, limits=limits)
    try:
        service.wait_until_it_says('"event":"serving"')
        service.url = service.wait_for_event("serving")["url"]
        address = urlsplit(service.url)
        service.host, service.port = str(address.hostname), int(address.port or 0)
        yield service
    finally:
        with suppress(ProcessLookupError):
            os.killpg(service.process.pid, signal.SIGKILL)
        service.process.wait()
