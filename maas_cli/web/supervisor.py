"""The parent of all workers: starts them, replaces those that die, passes on what signals ask for. Serves nothing.

It has everything loaded and nothing running (no thread, no database, no event loop), so that a fork is safe and takes
milliseconds.
"""

import math
import selectors
import signal
import socket
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from maas_cli.errors import MaasError
from maas_cli.web import listening
from maas_cli.web.children import Child, as_error, fork, start_task
from maas_cli.web.restarts import Restarts
from maas_cli.web.signals import ENDING
from maas_cli.web.worker import DRAIN, DRAIN_SECONDS, RELOAD

if TYPE_CHECKING:
    from maas_cli.web.heartbeat import Watch
    from maas_cli.web.log_lines import LogLines
    from maas_cli.web.signals import Signals

_MARGIN_SECONDS: Final = 12.0
"""A worker has so long beyond its last answers to settle, which may have to wait for the database; then it is ended."""

_AGAIN_SECONDS: Final = 5.0
"""From a task that failed, or one more mending, to the next."""

_RELOAD: Final = "reload"
_RECOVER: Final = "recover"
_MEND: Final = "mend"
_TOLD_OF: Final = (_RELOAD, _MEND)
"""Tasks whose outcome this process and all workers take up."""


@dataclass(frozen=True, slots=True)
class Work:
    """What is done in children, and ``take_up``.

    ``serve`` is a worker's whole life, given its number, 0 and up, and its channel; it returns the exit code.
    ``reload`` reads users and catalogue again and returns what changed, by name, as JSON can hold it; what it says as
    ``warnings``, a list of events with a ``text`` each, is logged as such. ``recover`` puts in order what dead workers
    left, and ``mend`` what is damaged of the index; both return how that went, by name. ``take_up`` makes this process,
    and with it all workers to come, use what was reloaded or mended; it raises MaasError if that cannot be, and changes
    nothing then.
    """

    serve: Callable[[int, socket.socket], int]
    reload: Callable[[], dict[str, Any]]
    recover: Callable[[], dict[str, Any]]
    mend: Callable[[], dict[str, Any]]
    take_up: Callable[[], object]


@dataclass(slots=True)
class _Running:
    """A child: ``number`` is a worker's, None for a task, which ``name`` names; ``said`` is the last of each kind."""

    child: Child
    name: str
    number: int | None
    started: float
    said: dict[str, Any] = field(default_factory=dict)


class Supervisor:
    """Keeps workers running until a signal ends it. For the main thread of a process that has no other."""

    def __init__(
        self,
        work: Work,
        *,
        workers: int,
        sockets: Sequence[socket.socket],
        log: "LogLines",
        on_ready: Callable[[], None],
        watch: "Watch",
    ) -> None:
        """Take the work for so many workers, 1 and up; ``on_ready`` is called once, when all of them serve.

        ``watch`` tells which of them hang; they are killed and replaced. ``sockets`` are those that the workers accept
        from; this process closes its own when the end begins.
        """
        self._work = work
        self._sockets = sockets
        self._log = log
        self._on_ready = on_ready
        self._running: list[_Running] = []
        self._due: dict[int, float] = dict.fromkeys(range(workers), 0.0)
        self._tasks: dict[str, float] = {}
        """When tasks are to be done, by their names."""

        self._mend_again_at = 0.0
        """Not before then, for what one mending did not help does not get better by another."""

        self._was_ready = self._gave_up = False
        self._kill_at: float | None = None
        self._failure: Exception | None = None
        self._watch = watch
        self._look_at = math.inf
        """When to look for workers that hang; infinite where there is nobody to look at."""

        self._restarts = Restarts()
        self._selector = selectors.DefaultSelector()

    def run(self, signals: "Signals") -> bool:
        """Serve until one of the signals ends it; return False if the workers died again and again instead.

        Raises:
            MaasError: no worker could start, for this reason.
            KeyboardInterrupt: a second signal asked to end at once.
        """
        try:
            with self._selector:
                self._selector.register(signals, selectors.EVENT_READ)
                self._obey(signals.taken())  # what came before
                while self._kill_at is None or self._running:
                    self._start_what_is_due()
                    self._selector.select(self._seconds_to_wait())
                    self._obey(signals.taken())
                    self._look_after_children()
                    self._look_for_silent_ones()
        finally:
            self._kill_all()
        if self._failure is not None:
            raise self._failure
        return not self._gave_up

    def _obey(self, numbers: list[int]) -> None:
        for number in numbers:
            if number == signal.SIGHUP and self._kill_at is None:
                self._tasks[_RELOAD] = time.monotonic()
            elif number in ENDING:
                if self._kill_at is not None:
                    raise KeyboardInterrupt
                self._stop()

    def _stop(self) -> None:
        """Begin the end: nobody new is accepted, workers finish what they do."""
        self._kill_at = time.monotonic() + DRAIN_SECONDS + _MARGIN_SECONDS
        self._look_at = math.inf
        self._due.clear()
        self._tasks.clear()
        listening.close(self._sockets)
        self._tell_workers(DRAIN)
        for running in self._running:
            if running.name == _MEND:  # nobody needs it any more, and it may take minutes
                running.child.tell_to_end()

    def _tell_workers(self, command: bytes) -> None:
        for running in self._running:
            if running.number is not None:
                running.child.send(command)

    def _seconds_to_wait(self) -> float | None:
        tasks = [due for name, due in self._tasks.items() if not self._must_wait(name)]
        first = min([*self._due.values(), *tasks, self._look_at, self._kill_at or math.inf])
        return None if math.isinf(first) else max(0.0, first - time.monotonic())

    def _start_what_is_due(self) -> None:
        now = time.monotonic()
        for number in [number for number, due in self._due.items() if due <= now]:
            del self._due[number]
            child = fork(partial(self._work.serve, number), foreign=self._channels())
            self._add(child, f"worker {number}", number)
        for name in [name for name, due in self._tasks.items() if due <= now and not self._must_wait(name)]:
            del self._tasks[name]
            task = {_RELOAD: self._work.reload, _RECOVER: self._work.recover, _MEND: self._work.mend}[name]
            self._add(start_task(task, foreign=self._channels()), name, None)

    def _must_wait(self, task: str) -> bool:
        """Whether a task that is due cannot be begun: it is being done, or there is nobody yet to tell of it."""
        return any(running.name == task for running in self._running) or (task in _TOLD_OF and not self._was_ready)

    def _channels(self) -> list[socket.socket]:
        return [running.child.channel for running in self._running]

    def _add(self, child: Child, name: str, number: int | None) -> None:
        self._running.append(_Running(child, name, number, time.monotonic()))
        self._selector.register(child.channel, selectors.EVENT_READ)

    def _look_after_children(self) -> None:
        for running in tuple(self._running):
            exit_code = running.child.has_ended()
            for message in running.child.messages():
                self._hear(running, message)
            if exit_code is not None:
                self._forget(running)
                self._bury(running, exit_code)
        if self._kill_at is not None and time.monotonic() >= self._kill_at:
            self._kill_at = time.monotonic() + _MARGIN_SECONDS
            for running in self._running:
                self._log.event("error", "killed, for it did not end", child=running.name, pid=running.child.pid)
                running.child.kill()

    def _look_for_silent_ones(self) -> None:
        now = time.monotonic()
        if now < self._look_at:
            return
        self._look_at = now + self._watch.pause_seconds
        silent = self._watch.silent(now)
        for running in self._running:
            if running.number in silent:
                self._log.event("error", "killed, for it hangs", worker=running.number, pid=running.child.pid)
                running.child.kill()

    def _hear(self, running: _Running, message: dict[str, Any]) -> None:
        running.said |= message
        if "not_reloaded" in message:
            self._log.event("error", "not reloaded", child=running.name, reason=message["not_reloaded"][1])
        if "damaged" in message and self._kill_at is None:
            self._hear_of_damage(running)
        if "ready" in message and running.number is not None and self._kill_at is None:
            self._watch.begin(running.number, time.monotonic())
            self._look_at = min(self._look_at, time.monotonic() + self._watch.pause_seconds)
        if "ready" in message and not self._was_ready and self._kill_at is None:
            self._was_ready = all("ready" in other.said for other in self._running if other.number is not None)
            if self._was_ready:
                self._on_ready()

    def _hear_of_damage(self, running: _Running) -> None:
        """Have the index mended in a child: it may take longer than a worker may be silent, and all need but one."""
        if _MEND not in self._tasks and not any(other.name == _MEND for other in self._running):
            self._log.event("error", "the search index is damaged and is built again", child=running.name)
            self._tasks[_MEND] = max(time.monotonic(), self._mend_again_at)

    def _forget(self, running: _Running) -> None:
        self._running.remove(running)
        self._selector.unregister(running.child.channel)
        running.child.channel.close()

    def _bury(self, running: _Running, exit_code: int) -> None:
        """Do what the end of a child asks for."""
        if running.number is not None:
            self._watch.end(running.number)
            if self._kill_at is None:
                self._replace(running, running.number, exit_code)
        elif running.name != _MEND or self._kill_at is None:  # at the end a mending is broken off
            self._end_task(running, exit_code)

    def _end_task(self, running: _Running, exit_code: int) -> None:
        if running.name == _MEND:
            self._mend_again_at = time.monotonic() + _AGAIN_SECONDS
        if "error" in running.said or exit_code:
            self._failed(running.name, _reason(running, exit_code))
        elif running.name in _TOLD_OF:
            self._take_up(running.name, running.said["result"])
        elif any(running.said["result"].values()):
            self._log.event("warning", "settled what dead workers left", **running.said["result"])

    def _failed(self, task: str, reason: str) -> None:
        """Say that a task failed; all but reloading, which somebody asked for, is tried again."""
        self._log.event("error", f"{task} failed", reason=reason)
        if task != _RELOAD and self._kill_at is None:
            self._tasks.setdefault(task, time.monotonic() + _AGAIN_SECONDS)

    def _take_up(self, task: str, changes: dict[str, Any]) -> None:
        """Use what a task made, here first, so that a worker forked from now on has what the others are told of."""
        try:
            self._work.take_up()
        except MaasError as error:
            self._failed(task, str(error))
            return
        self._tell_workers(RELOAD)
        warnings = changes.pop("warnings", [])
        if task == _MEND:
            self._log.event("warning", "the search index is whole again", **changes)
        else:
            self._log.event("info", "reloaded", changes=changes)
        for warning in warnings:
            self._log.event("warning", **warning)

    def _replace(self, running: _Running, number: int, exit_code: int) -> None:
        """Plan a new worker in place of a dead one, or give up."""
        reason = _reason(running, exit_code)
        if not self._was_ready and "error" in running.said:
            self._failure = as_error(running.said["error"])
            self._stop()
            return
        lived_seconds = time.monotonic() - running.started
        serving = self._was_ready and sum("ready" in other.said for other in self._running)
        delay = self._restarts.delay_after(
            lived_seconds, was_ready="ready" in running.said, exit_code=exit_code, others_serve=serving > 0
        )
        pid = running.child.pid
        if delay is None:
            self._log.event("error", "workers die again and again; giving up", pid=pid, reason=reason)
            self._gave_up = True
            self._stop()
            return
        pause = {"after_seconds": delay, "others": serving} if delay else {}
        self._log.event("error", "a worker ended and is replaced", worker=number, pid=pid, reason=reason, **pause)
        if not serving:  # those that wait for better days are needed now
            self._due = {other: min(due, time.monotonic() + delay) for other, due in self._due.items()}
        self._due[number] = time.monotonic() + delay
        self._tasks[_RECOVER] = time.monotonic()

    def _kill_all(self) -> None:
        for running in self._running:
            running.child.kill()
            running.child.bury()


def _reason(running: _Running, exit_code: int) -> str:
    """Return why a child ended, as far as it is known."""
    if "error" in running.said:
        _, text, hint = running.said["error"]
        return f"{text} ({hint})" if hint else str(text)
    return signal.Signals(-exit_code).name if exit_code < 0 else f"exit code {exit_code}"
