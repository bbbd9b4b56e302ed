"""The threads in which the browser waits; that a process ends without them is tried in processes."""

import asyncio
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import CancelledError, Future
from threading import Barrier, Event, get_ident

import pytest

from maas_cli.tui.threads import LeavableThreads

ENDLESS = """
import asyncio, threading
from maas_cli.tui.threads import LeavableThreads

async def main():
    asyncio.get_running_loop().set_default_executor(LeavableThreads())
    began = threading.Event()
    waiting = asyncio.create_task(asyncio.to_thread(lambda: (began.set(), threading.Event().wait())))
    await asyncio.to_thread(began.wait)
    waiting.cancel()

asyncio.run(main())
print("left", flush=True)
"""


@pytest.fixture
def threads() -> Iterator[LeavableThreads]:
    made = LeavableThreads(0.05)
    yield made
    made.shutdown(wait=False)


def test_results_and_errors_come_back(threads: LeavableThreads) -> None:
    assert threads.submit(int, "12", base=3).result() == 5
    with pytest.raises(ValueError, match="invalid literal"):
        threads.submit(int, "no number").result()
    assert list(threads.map(abs, [-1, -2])) == [1, 2]


def test_several_things_are_done_at_a_time(threads: LeavableThreads) -> None:
    together = Barrier(4)
    assert sorted(threads.map(lambda _: together.wait(10), range(4))) == [0, 1, 2, 3]


def test_stale_work_that_waits_its_turn_can_be_called_off(threads: LeavableThreads) -> None:
    goes_on, done = Event(), list[int]()
    held = [threads.submit(goes_on.wait, 10) for _ in range(8)]
    stale, wanted = threads.submit(done.append, 1), threads.submit(done.append, 2)
    assert stale.cancel()
    goes_on.set()
    wanted.result(10)
    assert all(future.result(10) for future in held)
    assert done == [2]


def test_one_thread_is_enough_for_one_thing_after_another(threads: LeavableThreads) -> None:
    used = set()
    for _ in range(20):
        used.add(threads.submit(get_ident).result(10))
        time.sleep(0.005)
    assert len(used) < 5


def test_what_is_at_work_when_one_leaves_has_a_moment_to_end() -> None:
    threads, written = LeavableThreads(10), list[str]()

    def write() -> None:
        time.sleep(0.05)
        written.append("history")

    threads.submit(write)
    threads.shutdown()
    assert written == ["history"]


def test_what_does_not_end_is_left() -> None:
    threads, goes_on = LeavableThreads(0.05), Event()
    endless = threads.submit(goes_on.wait, 10)
    started = time.monotonic()
    threads.shutdown()
    assert time.monotonic() - started < 5
    assert not endless.done()
    goes_on.set()


def test_nothing_is_begun_any_more_once_one_left(threads: LeavableThreads) -> None:
    goes_on = Event()
    held: list[Future[bool]] = [threads.submit(goes_on.wait, 10) for _ in range(8)]
    waiting = threads.submit(id, None)
    threads.shutdown(cancel_futures=True)
    with pytest.raises(CancelledError):
        waiting.result(10)
    with pytest.raises(RuntimeError, match="the browser was left"):
        threads.submit(id, None)
    goes_on.set()
    assert all(future.result(10) for future in held)


def test_a_process_ends_without_what_never_does() -> None:
    started = time.monotonic()
    run = subprocess.run([sys.executable, "-c", ENDLESS], capture_output=True, text=True, timeout=30, check=True)
    assert (run.stdout, run.stderr) == ("left\n", "")
    assert time.monotonic() - started < 15


def test_asyncio_takes_them_for_its_own() -> None:
    async def asked() -> int:
        asyncio.get_running_loop().set_default_executor(LeavableThreads())
        return await asyncio.to_thread(abs, -3)

    assert asyncio.run(asked()) == 3
