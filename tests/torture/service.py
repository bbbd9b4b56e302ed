"""Kills the service again and again under load, and counts: ``python -m tests.torture.service --rounds 1000``.

Each round picks a harm at random: a worker killed, all processes killed, an orderly restart, a reload, a crowd of slow
senders. After each the ledger is held against what clients were answered; the first difference ends it.
"""

import argparse
import os
import random  # noqa: TID251  # a generator of its own, so that a round can be repeated
import signal
import sqlite3
import tempfile
import time
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from pathlib import Path

from tests.web.life.load import Load, load
from tests.web.life.running import USERS, Running, running, until
from tests.web.life.test_attacks import dribbling

CLIENTS = 8
GRANTED = 1_000_000_000


@dataclass
class Torture:
    """One long run in one folder. ``answered`` calls of all rounds, and at most so many ``in_flight`` at kills."""

    folder: Path
    chance: random.Random
    answered: int = 0
    in_flight: int = 0
    harms: dict[str, int] = field(default_factory=dict)

    def round(self) -> None:
        """Start the service where the last one left off, do one harm after the other for a while, and count."""
        with running(self.folder, self.folder / "cache", "--workers", "2", "--log-level", "warning") as service:
            self.check(service)
            with load(service, CLIENTS) as clients:
                for _ in range(self.chance.randint(1, 4)):
                    time.sleep(self.chance.uniform(0.02, 0.4))
                    if self.harm(service):
                        break
                clients.is_over.set()
            self.answered += clients.answered
            assert not clients.refused, clients.refused[:2]
            self.end(service, clients)

    def harm(self, service: Running) -> bool:
        """Do one harm; return whether the service is gone now."""
        harm = self.chance.choice([self.kill_worker, self.kill_all, self.kill_supervisor, self.reload, self.crowd])
        self.harms[harm.__name__] = self.harms.get(harm.__name__, 0) + 1
        harm(service)
        return service.process.poll() is not None

    def kill_worker(self, service: Running) -> None:
        os.kill(self.chance.choice(until(service.workers, "worker")), signal.SIGKILL)
        self.in_flight += CLIENTS

    def kill_all(self, service: Running) -> None:
        os.killpg(service.process.pid, signal.SIGKILL)
        service.process.wait()
        self.in_flight += CLIENTS

    def kill_supervisor(self, service: Running) -> None:
        service.process.kill()
        service.process.wait()
        self.in_flight += CLIENTS

    def reload(self, service: Running) -> None:
        service.send(signal.SIGHUP)

    def crowd(self, service: Running) -> None:
        with dribbling(service, 200):
            time.sleep(0.2)

    def end(self, service: Running, clients: Load) -> None:
        """End what still runs in order, and see that nothing is left behind."""
        if service.process.poll() is None:
            assert service.stop() == 0, service.log
            self.check_ledger()
            left = list((self.folder / "users.leases").iterdir())
            assert left == [], left
        assert "Traceback" not in service.log, service.log
        assert not clients.refused

    def check(self, service: Running) -> None:
        """See that all that was answered in earlier rounds is counted, and nothing twice."""
        hits = until(lambda: self.is_counted(service.hits()), "count of all answered calls")
        assert hits

    def is_counted(self, hits: int) -> bool:
        assert hits <= self.answered + self.in_flight, (hits, self)
        return hits >= self.answered

    def check_ledger(self) -> None:
        with closing(sqlite3.connect(self.folder / "users.db")) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            balance, spent = connection.execute("SELECT balance, spent FROM users WHERE uid = 10").fetchone()
            (hits,) = connection.execute("SELECT sum(calls) FROM hits WHERE uid = 10").fetchone()
        assert balance + spent == GRANTED, (balance, spent)
        assert spent == hits
        assert self.is_counted(hits)


def honest_seconds(service: Running, count: int = 200) -> list[float]:
    """Return how long some requests took, one after the other, the quickest first."""
    seconds = []
    for _ in range(count):
        began = time.monotonic()
        assert service.search(limit=1).status == 200
        seconds.append(time.monotonic() - began)
    return sorted(seconds)


def beside_others(folder: Path, silent: int, slow: int) -> None:
    """Say how long requests take alone, beside many silent connections, and beside many that dribble."""
    with ExitStack() as stack:
        service = stack.enter_context(running(folder, folder / "cache", "--workers", "2", "--log-level", "error"))
        say("alone", honest_seconds(service))
        with dribbling(service, slow):
            time.sleep(1)
            say(f"beside {slow:,} that dribble", honest_seconds(service))
        for _ in range(silent):
            stack.enter_context(service.connect())
        say(f"beside {silent:,} silent connections", honest_seconds(service))


def say(what: str, seconds: list[float]) -> None:
    middle, late = (1000 * seconds[int(len(seconds) * share)] for share in (0.5, 0.99))
    print(f"{what}: median {middle:.1f} ms, 99 in 100 under {late:.1f} ms")  # noqa: T201  # the result


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--silent", type=int, default=10_000)
    parser.add_argument("--slow", type=int, default=1000)
    asked = parser.parse_args()
    assert USERS["10"]["tokenCount"] == GRANTED
    with tempfile.TemporaryDirectory() as folder:
        torture = Torture(Path(folder), random.Random(asked.seed))  # noqa: S311  # repeatable, not secret
        for number in range(1, asked.rounds + 1):
            torture.round()
            if number % 10 == 0 or number == asked.rounds:
                print(f"{number} rounds, {torture.answered:,} answered, {torture.harms}", flush=True)  # noqa: T201  # how far it is
        beside_others(Path(folder), asked.silent, asked.slow)


if __name__ == "__main__":
    main()
