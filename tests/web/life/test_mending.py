"""An index that is damaged under a running service, and takes longer to build than a worker may be silent."""

import threading
import time
from pathlib import Path

from maas_cli.search.format import FINGERPRINT_BYTES, read_section_table
from tests.web.life.conftest import Start
from tests.web.life.load import load
from tests.web.life.running import Running, until

SILENT_SECONDS = 1.0
BUILD_SECONDS = 3.0
_FINGERPRINT_AT = 24


def damage(index: Path) -> None:
    """Overwrite all memes in a file that processes have mapped."""
    content = index.read_bytes()
    fingerprint = content[_FINGERPRINT_AT : _FINGERPRINT_AT + FINGERPRINT_BYTES]
    records = read_section_table(memoryview(content), index, fingerprint)["records"]
    with index.open("r+b") as file:
        file.seek(records.offset)
        file.write(b"\xff" * records.length)


def slowest_health(service: Running, is_over: threading.Event) -> float:
    """Ask for the service's health again and again, and return how long it took at most."""
    slowest = 0.0
    while not is_over.wait(0.02):
        began = time.monotonic()
        assert service.get("/api/health").status == 200
        slowest = max(slowest, time.monotonic() - began)
    return slowest


def test_an_index_that_takes_long_to_mend_is_built_once_while_the_workers_go_on(start: Start, tmp_path: Path) -> None:
    slow = tmp_path / "slow"
    service = start("--workers", "2", own_cache=True, silent_seconds=SILENT_SECONDS, slow_build=str(slow))
    workers = until(lambda: service.workers()[1:] and service.workers(), "two workers")
    expected = service.search("cat").body
    slow.write_text(str(BUILD_SECONDS), encoding="ascii")
    damage(service.folder / "cache" / "starter.idx")
    is_over, seconds = threading.Event(), [0.0]
    watching = threading.Thread(target=lambda: seconds.append(slowest_health(service, is_over)))
    watching.start()
    began = time.monotonic()
    with load(service, 4, query="boy") as clients:
        service.wait_for_event("the search index is damaged and is built again")
        service.wait_for_event("the search index is whole again")
        time.sleep(0.3)
    took = time.monotonic() - began
    is_over.set()
    watching.join()
    assert took > BUILD_SECONDS > SILENT_SECONDS
    assert seconds[-1] < SILENT_SECONDS
    assert (clients.cut, clients.unanswered, clients.refused) == (0, 0, []), clients
    assert clients.answered >= 4
    assert service.search("cat").body == expected
    assert service.workers() == workers
    assert [event["event"] for event in service.events()] == [
        "the search index is damaged and is built again", "the search index is whole again",
    ]  # fmt: skip
    assert service.hits() == clients.answered + 2


def test_a_service_that_is_told_to_end_does_not_wait_for_an_index(start: Start, tmp_path: Path) -> None:
    slow = tmp_path / "slow"
    service = start(own_cache=True, silent_seconds=SILENT_SECONDS, slow_build=str(slow))
    slow.write_text("60", encoding="ascii")
    damage(service.folder / "cache" / "starter.idx")
    with load(service, 1, query="boy"):
        service.wait_for_event("the search index is damaged and is built again")
    began = time.monotonic()
    assert service.stop() == 0, service.log
    assert time.monotonic() - began < 8
    assert sorted(path.name for path in (service.folder / "cache").iterdir()) == ["starter.idx"]
