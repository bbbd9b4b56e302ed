"""Servers for the load bench, each in processes of its own: maas, and one that only says hello."""

import json
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx2

from benchmarks.wrk import TOKEN

_ROOT = Path(__file__).parents[1]
_BALANCE = 10**12
_START_SECONDS = 120


@dataclass(frozen=True, slots=True)
class Served:
    """A server that answers at an address."""

    address: str


@dataclass(frozen=True, slots=True)
class Maas(Served):
    """maas serve with one user; ``pid`` is its supervisor's."""

    pid: int

    def own_mib(self) -> list[int]:
        """Return the memory of each worker in MiB, but for mapped files."""
        workers = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text(encoding="ascii").split()
        statuses = [Path(f"/proc/{worker}/status").read_text(encoding="ascii") for worker in workers]
        return [int(re.findall(r"RssAnon:\s+(\d+)", status)[0]) // 1024 for status in statuses]

    def accounting(self) -> str:
        """Say what was charged and counted, in the words of the service itself."""
        time.sleep(1)
        user = httpx2.get(f"{self.address}/api/userstats?uid=1").json()
        hits, spent = user["hits"]["/api/memes"], _BALANCE - user["tokenCount"]
        verdict = "equal" if hits == spent else "NOT EQUAL"
        return f"{hits:,} calls were counted and {spent:,} tokens charged: {verdict}."


def _free_port() -> int:
    with closing(socket.create_server(("127.0.0.1", 0))) as listening:
        return int(listening.getsockname()[1])


@contextmanager
def bare_server(workers: int) -> Iterator[Served]:
    """Run uvicorn with the application that says hello, as bare as can be."""
    port = _free_port()
    command = [sys.executable, "-m", "uvicorn", "benchmarks.hello:app", "--port", str(port), "--workers", str(workers)]
    command += [
        "--no-access-log",
        "--log-level",
        "warning",
        "--loop",
        "uvloop",
        "--http",
        "httptools",
        "--no-server-header",
    ]
    with _running(command, _ROOT, f"http://127.0.0.1:{port}/"):
        yield Served(f"http://127.0.0.1:{port}")


@contextmanager
def maas_server(corpus: Path, work: Path, workers: int) -> Iterator[Maas]:
    """Import the corpus where that is not done yet, and serve it to one user with very many tokens."""
    folder = work / f"served-{corpus.stem}"
    folder.mkdir(exist_ok=True)
    for old in folder.glob("users*"):
        if old.is_file():
            old.unlink()
    user = {"id": 1, "name": "Load", "authToken": TOKEN, "tokenCount": _BALANCE, "hits": {}}
    (folder / "users.json").write_text(json.dumps({"1": user}))
    places = [f"MAAS_DATA_DIR={folder / 'data'}", f"MAAS_CACHE_DIR={folder / 'cache'}", f"HOME={folder}"]
    maas = ["env", *places, f"PYTHONPATH={_ROOT}", sys.executable, "-m", "maas_cli"]
    if not (folder / "data" / "catalog.ndjson").exists():
        subprocess.run([*maas, "data", "import", str(corpus)], check=True, cwd=folder)
    port = _free_port()
    command = [*maas, "serve", str(port), "users.json", "--workers", str(workers), "--log-level", "warning"]
    with _running(command, folder, f"http://127.0.0.1:{port}/api/ready") as server:
        yield Maas(f"http://127.0.0.1:{port}", server.pid)


@contextmanager
def _running(command: list[str], folder: Path, address: str) -> "Iterator[subprocess.Popen[bytes]]":
    """Run a server until the context ends; wait until it answers at an address."""
    server = subprocess.Popen(command, cwd=folder)
    try:
        _wait_for(address, server)
        yield server
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(30)


def _wait_for(address: str, server: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        try:
            httpx2.get(address)
        except httpx2.TransportError:
            time.sleep(0.05)
        else:
            return
    raise TimeoutError(f"no answer from {address}")
