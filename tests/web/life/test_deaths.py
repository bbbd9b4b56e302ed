"""Workers that die."""

import os
import random  # noqa: TID251  # a generator of its own
import signal
import time
from pathlib import Path

from maas_cli.web.restarts import MOST_IN_A_ROW
from tests.web.life.conftest import Start
from tests.web.life.load import load
from tests.web.life.running import USERS, is_alive, launch, until

ROUNDS = 5
CLIENTS = 6


def test_killed_workers_are_replaced_and_lose_nothing_that_was_answered(start: Start) -> None:
    service = start("--workers", "2")
    chance = random.Random(7)  # noqa: S311  # repeatable, not secret
    with load(service, CLIENTS) as clients:
        for number in range(1, ROUNDS + 1):
            time.sleep(chance.uniform(0.1, 0.3))
            os.kill(until(service.workers, "worker")[0], signal.SIGKILL)
            service.wait_for_event("a worker ended and is replaced", number)
        time.sleep(0.2)
    assert clients.answered > 100
    assert (clients.unconnected, clients.refused) == (0, []), clients
    until(lambda: service.hits() >= clients.answered, "counts of dead workers")
    service.wait_for_event("settled what dead workers left")
    assert service.stop() == 0
    charged = service.exported()["10"]["hits"]["/api/memes"]
    assert clients.answered <= charged <= clients.answered + ROUNDS * CLIENTS, clients
    assert service.exported()["10"]["tokenCount"] == USERS["10"]["tokenCount"] - charged
    assert list((service.folder / "users.leases").iterdir()) == []


def test_a_worker_told_to_end_by_somebody_finishes_and_is_replaced(start: Start) -> None:
    service = start()
    (worker,) = until(service.workers, "worker")
    with load(service) as clients:
        time.sleep(0.2)
        os.kill(worker, signal.SIGTERM)
        service.wait_for_event("a worker ended and is replaced")
        time.sleep(0.2)
    assert (clients.cut, clients.unconnected, clients.refused) == (0, 0, []), clients
    assert not is_alive(worker)
    assert service.hits() == clients.answered


def test_workers_that_die_again_and_again_end_the_service(start: Start) -> None:
    service = start(own_cache=True)
    assert service.search().status == 200
    (service.folder / "data" / "catalog.ndjson").mkdir(parents=True)  # what new workers cannot read
    os.kill(until(service.workers, "worker")[0], signal.SIGKILL)
    assert service.process.wait(20) == 1
    reasons = [event["reason"] for event in service.events() if event["event"] == "a worker ended and is replaced"]
    assert reasons[0] == "SIGKILL"
    assert len(reasons) == MOST_IN_A_ROW
    assert service.events()[-1]["event"] == "workers die again and again; giving up"
    assert service.exported()["10"]["hits"] == {"/api/memes": 1}


def test_a_start_that_cannot_work_is_one_error_with_its_exit_code(tmp_path: Path, cache: Path) -> None:
    (tmp_path / "users.leases").write_text("", encoding="utf-8")
    service = launch(tmp_path, cache)
    assert service.process.wait(10) == 5
    assert service.log.startswith("error: cannot ")
    assert "Traceback" not in service.log
