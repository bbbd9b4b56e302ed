"""Workers in processes of their own: started at once, killed at random moments, on a full disk."""

import json
import os
import random  # noqa: TID251  # seeded, for moments to kill at
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from maas_cli.accounts import Accounts
from maas_cli.accounts.leases.recovery import recover
from tests.unit.accounts.conftest import Clock

ROOT = Path(__file__).parents[4]
KILLS = int(os.environ.get("MAAS_KILLS", "20"))  # noqa: TID251  # a knob for long runs, not a setting
"""How many rounds of two workers are killed."""


def start(mode: str, users_file: Path, *more: str, answers: int | None = subprocess.PIPE) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-m", "tests.unit.accounts.leases.worker_process", mode, str(users_file), *more],
        stdin=subprocess.PIPE,
        stdout=answers,
        cwd=ROOT,
    )


def let_begin(*workers: "subprocess.Popen[bytes]") -> None:
    for worker in workers:
        assert worker.stdin is not None
        worker.stdin.write(b"\n")
        worker.stdin.flush()


def close_pipes(worker: "subprocess.Popen[bytes]") -> None:
    assert worker.stdin is not None
    worker.stdin.close()


def books(users_file: Path) -> tuple[int, int, int, int]:
    """Return balance, spent, leased and oversold of user 10, after checking that the database is sound."""
    with closing(sqlite3.connect(users_file.with_suffix(".db"))) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        row: tuple[int, int, int, int] = database.execute(
            "SELECT balance, spent, leased, oversold FROM users WHERE uid = 10"
        ).fetchone()
        assert database.execute("SELECT sum(calls) FROM hits WHERE uid = 10").fetchone() in ((row[1],), (None,))
        return row


def test_a_thousand_calls_at_once_over_four_workers_are_answered_as_often_as_there_are_tokens(
    users_file: Path, journals: Path, edit: Callable[..., None]
) -> None:
    edit(10, tokenCount=100)
    workers = [start("all", users_file, "250") for _ in range(4)]
    let_begin(*workers)
    answers = [tuple(map(int, worker.communicate()[0].split())) for worker in workers]

    assert [worker.returncode for worker in workers] == [0] * 4
    assert sum(answered for answered, _ in answers) == 100
    assert sum(refused for _, refused in answers) == 900
    assert books(users_file) == (0, 100, 0, 0)
    assert list(journals.iterdir()) == []


def test_kill_at_any_moment_loses_no_answered_call_and_charges_at_most_the_one_in_flight(
    users_file: Path, journals: Path, accounts: Accounts, clock: Clock, tmp_path: Path
) -> None:
    accounts.top_up(10, 10**9)
    moments = random.Random(20)  # noqa: S311  # chance, not secrecy
    answered, killed = 0, 0
    told: list[str] = []
    for _ in range(KILLS):
        files = [tmp_path / f"answers{number}" for number in range(2)]
        for file in files:
            file.write_bytes(b"")
        descriptors = [os.open(file, os.O_WRONLY) for file in files]
        workers = [start("until-killed", users_file, answers=descriptor) for descriptor in descriptors]
        let_begin(*workers)
        for worker, file in zip(workers, files, strict=True):
            while not file.stat().st_size:
                time.sleep(0.01)
            time.sleep(moments.random() * 0.1)
            worker.send_signal(signal.SIGKILL)
            killed += worker.wait() == -signal.SIGKILL
            close_pipes(worker)
        for descriptor in descriptors:
            os.close(descriptor)
        answered += sum(file.stat().st_size for file in files)
        seen = accounts.get(10)
        recover(users_file, journals, now=clock, on_notice=told.append)

        _, spent, leased, oversold = books(users_file)
        assert answered <= spent <= answered + killed
        assert (leased, oversold) == (0, 0)
        assert accounts.get(10) == seen, "what the journals said is what was settled"
    assert (killed, told) == (2 * KILLS, [])
    assert list(journals.iterdir()) == []


_ON_A_FULL_DISK = """
import resource, sys
from datetime import UTC, datetime
from pathlib import Path
from maas_cli.accounts.database_place import journals_of
from maas_cli.accounts.leases import Meter
from maas_cli.errors import StorageError

users_file = Path(sys.argv[1])
meter = Meter(users_file, journals_of(users_file), now=lambda: datetime.now(UTC), timeout_seconds=1)
client = meter.authenticate("secret1")
meter.renew(client, 900)
resource.setrlimit(resource.RLIMIT_FSIZE, (64 * 1024, resource.RLIM_INFINITY))
answered, refusals = 0, []
for number in range(1100):
    while meter.spend(client, f"/{number}") is None:
        try:
            meter.renew(client)
        except StorageError as error:
            refusals.append(str(error))
            break
    else:
        answered += 1
    if refusals:
        break
try:
    meter.settle()
except StorageError as error:
    refusals.append(str(error))
assert meter.spend(client, "/0") is not None, "what needs no new room goes on"
answered += 1
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
meter.renew(client, 1)
while meter.spend(client, "/after") is None:
    meter.renew(client)
meter.close()
print(answered + 1, *refusals, sep="\\n")
"""


def test_on_a_full_disk_nothing_is_answered_uncharged_and_nothing_lost(
    users_file: Path, journals: Path, accounts: Accounts
) -> None:
    accounts.top_up(10, 10_000)
    accounts.close()
    told = subprocess.run(
        [sys.executable, "-c", _ON_A_FULL_DISK, str(users_file)], capture_output=True, text=True, check=True, cwd=ROOT
    ).stdout.splitlines()

    answered, refusals = int(told[0]), told[1:]
    assert refusals
    assert all("File too large" in line or "disk" in line for line in refusals)
    assert books(users_file)[1] == answered
    assert list(journals.iterdir()) == []


def test_a_worker_goes_on_beside_the_command_line(users_file: Path, accounts: Accounts) -> None:
    accounts.list_users()
    worker = start("all", users_file, "200")
    let_begin(worker)
    spent = 0
    while worker.poll() is None:
        accounts.spend(10, "cli/search")
        spent += 1
        time.sleep(0.005)
    answered, refused = map(int, worker.communicate()[0].split())

    assert (answered, refused) == (200, 0)
    assert books(users_file) == (800 - spent, 200 + spent, 0, 0)
    assert json.loads(users_file.read_text())["10"]["tokenCount"] == 1000
