"""SIGHUP: users file and catalogue are read again while answers go on."""

import json
import os
import signal
import time
from pathlib import Path
from typing import Any

from tests.web.life.conftest import Start
from tests.web.life.load import load
from tests.web.life.running import REPOSITORY, TOKEN, USERS, Running, until

HEADER = (REPOSITORY / "data" / "memes.csv").read_text(encoding="utf-8").splitlines()[0]


def write_users(folder: Path, **changes: Any) -> None:  # noqa: ANN401  # any JSON
    users = USERS | {"10": USERS["10"] | changes}
    (folder / "users.json").write_text(json.dumps(users), encoding="utf-8")


def import_memes(service: Running, caption: str) -> None:
    """Make a catalogue of some memes with one caption the one in use, as ``maas data import`` does beside a service."""
    from maas_cli.catalog import import_file  # noqa: PLC0415  # only here

    source = service.folder / "memes.csv"
    rows = "".join(f"{number},,Becky,,,,{caption} {number},,,en,,,,\n" for number in range(50))
    source.write_text(f"{HEADER}\n{rows}", encoding="utf-8")
    from datetime import UTC, datetime  # noqa: PLC0415  # only here

    import_file(source, service.folder / "data" / "catalog.ndjson", now=lambda: datetime.now(UTC))


def test_users_and_catalogue_are_taken_up_under_load_without_a_lost_request(start: Start) -> None:
    service = start("--workers", "2", own_cache=True)
    assert service.search("zanzibar").body == b""
    with load(service, clients=6) as clients:
        time.sleep(0.2)
        import_memes(service, "zanzibar becky")
        write_users(service.folder, tokenCount=USERS["10"]["tokenCount"] + 1000, name="Alicia")  # type: ignore[operator]  # a number
        service.send(signal.SIGHUP)
        changes = service.wait_for_event("reloaded")["changes"]
        assert changes["memes"] == 50
        assert (changes["users"]["granted"], changes["users"]["renamed"]) == ({"10": 1000}, [10])
        until(lambda: all(service.search("zanzibar", limit=1).body for _ in range(8)), "new catalogue in all workers")
    assert (clients.cut, clients.unanswered, clients.unconnected, clients.refused) == (0, 0, 0, []), clients
    assert service.search("zanzibar", limit=1).headers["x-total-count"] == "50"
    assert service.get("/api/userstats", uid=10).json()["name"] == "Alicia"
    assert service.stop() == 0


def test_a_new_token_is_let_in_and_the_old_one_refused(start: Start) -> None:
    service = start()
    assert service.search().status == 200
    write_users(service.folder, authToken="another-token-of-alice")
    service.send(signal.SIGHUP)
    service.wait_for_event("reloaded")
    until(lambda: service.search().status == 401, "refusal of the old token")
    assert service.search(token="another-token-of-alice").status == 200
    assert "token-of-alice" not in service.log


def test_a_broken_users_file_changes_nothing_and_is_one_line(start: Start) -> None:
    service = start()
    (service.folder / "users.json").write_text('{"10": {]', encoding="utf-8")
    service.send(signal.SIGHUP)
    assert "users.json:1:9: " in service.wait_for_event("reload failed")["reason"]
    assert service.search().status == 200
    assert [event["event"] for event in service.events()] == ["reload failed"]
    write_users(service.folder)
    service.send(signal.SIGHUP)
    service.wait_for_event("reloaded")


def test_a_catalogue_that_cannot_be_read_changes_nothing_for_users_either(start: Start) -> None:
    service = start(own_cache=True)
    write_users(service.folder, name="Alicia")
    (service.folder / "data" / "catalog.ndjson").mkdir(parents=True)
    service.send(signal.SIGHUP)
    service.wait_for_event("reload failed")
    assert service.get("/api/userstats", uid=10).json()["name"] == "Alice"
    assert service.search().status == 200


def test_many_signals_at_once_end_in_what_the_last_one_meant(start: Start) -> None:
    service = start()
    for number in range(20):
        write_users(service.folder, name=f"Alice {number}")
        service.send(signal.SIGHUP)
        time.sleep(0.01)
    until(lambda: service.get("/api/userstats", uid=10).json()["name"] == "Alice 19", "last name")
    assert service.search(token=TOKEN).status == 200


def test_a_replaced_worker_answers_from_the_catalogue_the_others_have(start: Start) -> None:
    service = start("--workers", "2", own_cache=True)
    workers = until(lambda: service.workers()[1:] and service.workers(), "two workers")
    import_memes(service, "zanzibar becky")
    os.kill(workers[0], signal.SIGKILL)
    service.wait_for_event("a worker ended and is replaced")
    until(lambda: len(service.workers()) == 2, "two workers again")
    assert {service.search("zanzibar").body for _ in range(20)} == {b""}
    service.send(signal.SIGHUP)
    service.wait_for_event("reloaded")
    until(lambda: all(service.search("zanzibar", limit=1).body for _ in range(10)), "new catalogue in all workers")
    for count, worker in enumerate(service.workers(), start=2):
        os.kill(worker, signal.SIGKILL)
        service.wait_for_event("a worker ended and is replaced", count)
    until(lambda: len(service.workers()) == 2, "two workers again")
    assert {service.search("zanzibar", limit=1).headers["x-total-count"] for _ in range(20)} == {"50"}


def test_a_worker_replaced_after_a_refused_reload_answers_as_before(start: Start) -> None:
    service = start(own_cache=True)
    (service.folder / "data" / "catalog.ndjson").mkdir(parents=True)
    service.send(signal.SIGHUP)
    service.wait_for_event("reload failed")
    os.kill(until(service.workers, "worker")[0], signal.SIGKILL)
    service.wait_for_event("a worker ended and is replaced")
    assert service.search().status == 200


def test_users_gone_from_the_file_and_what_is_not_applied_are_warned_of(start: Start) -> None:
    service = start()
    users = {"10": USERS["10"] | {"disabled": True}}
    (service.folder / "users.json").write_text(json.dumps(users), encoding="utf-8")
    service.send(signal.SIGHUP)
    event = service.wait_for_event("not all of the users file is applied")
    assert (event["level"], list(event["users"])) == ("warning", ["10"])
    event = service.wait_for_event("user 20 is no longer in the users file but keeps access; maas users disable 20")
    assert (event["level"], event["users"]) == ("warning", [20])
    assert service.search(token="token-of-bob").status == 200
