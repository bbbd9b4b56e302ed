"""Threads in which the browser waits for disk and network, and for which whoever leaves does not wait long."""

from __future__ import annotations

from concurrent import futures
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from queue import SimpleQueue
from threading import Lock, Semaphore, Thread
from typing import TYPE_CHECKING, ParamSpec, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

GRACE_SECONDS = 0.15
"""What is at work when the browser is left has so long to be done: enough to write down what was searched for."""

_MOST_THREADS = 8
"""Enough for all that a person can set going; stale work, which waits its turn, can still be called off."""

Given = ParamSpec("Given")
Result = TypeVar("Result")


class LeavableThreads(ThreadPoolExecutor):
    """Takes what a pool of threads takes, and can be asyncio's own. Safe to call from several threads.

    Python waits for the threads of its own pools before a process ends, so that one that waits for a server without
    an answer would hold up whoever leaves until the time for an answer is over. These are none of those: what has not
    ended when the process does ends with it.
    """

    def __init__(self, grace_seconds: float = GRACE_SECONDS) -> None:
        super().__init__()  # makes no thread until it is given work, which it never is
        self._grace_seconds = grace_seconds
        self._calls: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._idle = Semaphore(0)
        self._lock = Lock()
        self._thread_count = 0
        self._unfinished: set[Future[object]] = set()
        self._is_shut = False

    def submit(self, fn: Callable[Given, Result], /, *args: Given.args, **kwargs: Given.kwargs) -> Future[Result]:
        """Call a function in a thread, as soon as one is free.

        Raises:
            RuntimeError: the browser was left.
        """
        future: Future[Result] = Future()
        with self._lock:
            if self._is_shut:
                raise RuntimeError("the browser was left")
            self._unfinished.add(future)  # type: ignore[arg-type]  # whatever the result, it is only waited for
            self._calls.put(partial(_call, future, partial(fn, *args, **kwargs)))
            if self._thread_count < _MOST_THREADS and not self._idle.acquire(blocking=False):
                self._thread_count += 1
                Thread(target=self._work, name="browser", daemon=True).start()
        future.add_done_callback(self._unfinished.discard)
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002  # as its base
        """Take no more work, and wait a little for the rest; ``cancel_futures`` calls off what has not begun."""
        with self._lock:
            self._is_shut = True
            rest = set(self._unfinished)
        for future in rest if cancel_futures else ():
            future.cancel()
        if wait:
            futures.wait(rest, self._grace_seconds)
        for _ in range(self._thread_count):
            self._calls.put(None)

    def _work(self) -> None:
        while (call := self._calls.get()) is not None:
            call()
            self._idle.release()


def _call(future: Future[Result], function: Callable[[], Result]) -> None:
    """Call a function for a future, unless it was called off."""
    if not future.set_running_or_notify_cancel():
        return
    try:
        result = function()
    except BaseException as error:  # noqa: BLE001  # whoever waits for the result gets it
        future.set_exception(error)
    else:
        future.set_result(result)
