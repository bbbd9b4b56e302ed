"""Meters over the users file of two users, on clocks that stand still until they are moved."""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Protocol

import pytest

from maas_cli.accounts import Accounts
from maas_cli.accounts.database_place import journals_of
from maas_cli.accounts.leases import Client, Meter
from maas_cli.errors import StorageError
from tests.unit.accounts.conftest import Clock

MEMES = "/api/memes"


class Stopwatch:
    """A monotonic clock whose hands are moved by the test."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


class OpenMeter(Protocol):
    def __call__(
        self, *, patience_seconds: float = 0, timeout_seconds: float = 0.1, monotonic: Callable[[], float] | None = None
    ) -> Meter: ...


@pytest.fixture
def stopwatch() -> Stopwatch:
    return Stopwatch()


@pytest.fixture
def journals(users_file: Path) -> Path:
    return journals_of(users_file)


@pytest.fixture
def open_meter(users_file: Path, journals: Path, clock: Clock, stopwatch: Stopwatch) -> Iterator[OpenMeter]:
    """Open meters, each as if in a process of its own; they are closed in the end, as far as they can."""
    opened: list[Meter] = []

    def open_one(
        *, patience_seconds: float = 0, timeout_seconds: float = 0.1, monotonic: Callable[[], float] | None = None
    ) -> Meter:
        meter = Meter(
            users_file,
            journals,
            now=clock,
            monotonic=monotonic or stopwatch,
            timeout_seconds=timeout_seconds,
            patience_seconds=patience_seconds,
        )
        opened.append(meter)
        return meter

    yield open_one
    for meter in opened:
        close(meter)


def close(meter: Meter) -> None:
    """Close a meter whatever the test has done to its files."""
    try:
        meter.close()
    except (StorageError, OSError):
        meter._purse.leave_journal()  # noqa: SLF001  # nobody else would let go of it in this process
        meter._ledger.close()  # noqa: SLF001  # else the connection is left open
        meter._door_ledger.close()  # noqa: SLF001  # the same


def call(meter: Meter, client: Client, cost: int = 1) -> int:
    """Charge a call as the web face does."""
    while (left := meter.spend(client, MEMES, cost)) is None:
        meter.renew(client, cost)
    return left


@pytest.fixture
def other(users_file: Path, accounts: Accounts) -> Iterator[sqlite3.Connection]:
    """A connection of another process."""
    accounts.list_users()
    with closing(sqlite3.connect(users_file.with_suffix(".db"), isolation_level=None)) as opened:
        yield opened


@pytest.fixture
def settling() -> Iterator[Callable[..., None]]:
    """Have meters settled every few ms, as their workers do."""
    stopped = threading.Event()
    threads: list[threading.Thread] = []

    def settle(*meters: Meter) -> None:
        while not stopped.wait(0.01):
            for meter in meters:
                meter.settle()

    def begin(*meters: Meter) -> None:
        threads.append(threading.Thread(target=settle, args=meters))
        threads[-1].start()

    yield begin
    stopped.set()
    for thread in threads:
        thread.join()
