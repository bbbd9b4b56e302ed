"""Workers that die."""

import os
import random  # noqa: TID251  # a generator of its own
import shutil
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


def break_journals(folder: Path) -> None:
    """Let no new worker start; those that run have their journals open, and what is to be settled is found."""
    leases = folder / "users.leases"
    leases.rename(folder / "elsewhere")
    leases.symlink_to(folder / "nowhere" / "at all")


def mend_journals(folder: Path) -> None:
    (folder / "users.leases").unlink()
    (folder / "elsewhere").rename(folder / "users.leases")


def test_workers_that_die_again_and_again_end_the_service(start: Start) -> None:
    service = start()
    break_journals(service.folder)
    os.kill(until(service.workers, "worker")[0], signal.SIGKILL)
    assert service.process.wait(20) == 1, service.log
    reasons = [event["reason"] for event in service.events() if event["event"] == "a worker ended and is replaced"]
    assert reasons[0] == "SIGKILL"
    assert len(reasons) == MOST_IN_A_ROW
    assert service.events()[-1]["event"] == "workers die again and again; giving up"


def test_workers_that_cannot_be_replaced_are_tried_again_while_the_others_serve(start: Start) -> None:
    service = start("--workers", "2")
    until(lambda: len(service.workers()) == 2, "two workers")
    break_journals(service.folder)
    os.kill(service.workers()[0], signal.SIGKILL)
    event = service.wait_for_event("a worker ended and is replaced", MOST_IN_A_ROW + 1)
    assert (event["others"], event["after_seconds"] > 1) == (1, True)
    assert service.search().status == 200
    mend_journals(service.folder)
    until(lambda: len(service.workers()) == 2, "the second worker again")
    assert service.stop() == 0
    assert service.exported()["10"]["hits"] == {"/api/memes": 1}


def test_a_worker_is_replaced_though_users_file_and_catalogue_are_gone_or_broken(start: Start) -> None:
    service = start("--workers", "2", own_cache=True)
    assert service.search().headers["x-total-count"] != "0"
    (service.folder / "data" / "catalog.ndjson").mkdir(parents=True)
    shutil.rmtree(service.folder / "cache")
    (service.folder / "users.json").unlink()
    for count, worker in enumerate(until(lambda: service.workers()[1:] and service.workers(), "two workers"), start=1):
        os.kill(worker, signal.SIGKILL)
        service.wait_for_event("a worker ended and is replaced", count)
    until(lambda: len(service.workers()) == 2, "two workers again")
    assert {service.search().status for _ in range(10)} == {200}
    assert {event["reason"] for event in service.events() if event["level"] == "error"} == {"SIGKILL"}


def test_a_start_that_cannot_work_is_one_error_with_its_exit_code(tmp_path: Path, cache: Path) -> None:
    (tmp_path / "users.leases").write_text("", encoding="utf-8")
    service = launch(tmp_path, cache)
    assert service.process.wait(10) == 5
    assert service.log.startswith("error: cannot ")
    assert "Traceback" not in service.log


def test_a_worker_that_hangs_is_replaced_and_what_it_charged_is_counted(start: Start) -> None:
    service = start("--workers", "2", silent_seconds=2)
    until(lambda: len(service.workers()) == 2, "two workers")
    with load(service, CLIENTS) as clients:
        time.sleep(0.3)
        hanging, other = service.workers()
        os.kill(hanging, signal.SIGSTOP)
        event = service.wait_for_event("killed, for it hangs")
        assert event["pid"] == hanging
        until(lambda: len(service.workers()) == 2 and other in service.workers(), "two workers again")
        time.sleep(0.2)
    assert (clients.unconnected, clients.refused) == (0, []), clients
    assert clients.unanswered <= CLIENTS
    service.wait_for_event("settled what dead workers left")
    assert service.stop() == 0
    charged = service.exported()["10"]["hits"]["/api/memes"]
    assert clients.answered <= charged <= clients.answered + CLIENTS, clients


def test_a_service_that_was_stopped_as_a_whole_goes_on_with_all_its_workers(start: Start) -> None:
    service = start("--workers", "2", silent_seconds=1.5)
    workers = until(lambda: service.workers()[1:] and service.workers(), "two workers")
    for _ in range(2):
        os.killpg(service.process.pid, signal.SIGSTOP)
        time.sleep(2)
        os.killpg(service.process.pid, signal.SIGCONT)
        assert service.search().status == 200
        time.sleep(0.5)
    assert service.workers() == workers
    assert service.events() == []
