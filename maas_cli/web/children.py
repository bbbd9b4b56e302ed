"""Child processes of the service: forked from one that has everything loaded, so that they start in milliseconds.

A child has one socket to its parent. What it says there are JSON lines; the end of the stream tells either side that
the other one is gone, also by kill -9.
"""

import json
import os
import signal
import socket
import sys
import traceback
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from types import FrameType
from typing import Any, Final

from maas_cli.errors import MaasError

HANDLED: Final = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGCHLD)
"""The signals the parent takes notice of; a child begins without the parent's ways to do so."""

FAILED: Final = 1
"""The exit code of a child that could not do its work."""

_MOST_AT_ONCE: Final = 65536

_TIDY_SECONDS: Final = 2.0
"""So long a task that is told to end may take to leave everything as it should be."""


@dataclass(slots=True)
class Child:
    """A child as its parent sees it; ``channel`` does not block."""

    pid: int
    channel: socket.socket
    _heard: bytes = field(default=b"", repr=False)

    def messages(self) -> list[Any]:
        """Return what the child has said since this was last called; a line that is not whole yet comes later."""
        while True:
            try:
                heard = self.channel.recv(_MOST_AT_ONCE)
            except OSError:  # nothing more for now, or the child died with something unread
                break
            if not heard:
                break
            self._heard += heard
        *lines, self._heard = self._heard.split(b"\n")
        return [json.loads(line) for line in lines]

    def send(self, command: bytes) -> None:
        """Tell the child something; one that is gone hears nothing."""
        try:
            self.channel.send(command)
        except OSError:  # its death is reported by the system
            return

    def kill(self) -> None:
        """End the child at once."""
        os.kill(self.pid, signal.SIGKILL)  # it is not reaped yet, so the number is still its own

    def tell_to_end(self) -> None:
        """Tell a child that does one task to end."""
        os.kill(self.pid, signal.SIGTERM)  # as in kill()

    def end(self) -> None:
        """Tell a child that does one task to end, and wait until it has; one that does not is ended at once."""
        self.tell_to_end()
        self.channel.settimeout(_TIDY_SECONDS)
        try:
            while self.channel.recv(_MOST_AT_ONCE):  # nobody asks any more what it says
                pass
        except OSError:  # the time is over, or it died with something unread
            self.kill()
        self.bury()

    def result(self) -> Any:  # noqa: ANN401  # whatever JSON can hold
        """Wait until a child that does one task has ended, and return its result.

        Raises:
            MaasError: the task raised it.
            RuntimeError: the task failed in a way nobody foresaw, or the child was ended from outside.
        """
        self.channel.setblocking(True)  # noqa: FBT003  # the standard library's
        try:
            said = {key: value for message in self.messages() for key, value in message.items()}
        except BaseException:
            self.kill()
            raise
        finally:
            status = self.bury()
        if "result" in said:
            return said["result"]
        raise as_error(said.get("error") or ["", f"a child ended early (status {status})", ""])

    def bury(self) -> int:
        """Wait until the child has ended and return its status, as the system gives it."""
        self.channel.close()
        return os.waitpid(self.pid, 0)[1]

    def has_ended(self) -> int | None:
        """Return how the child ended, None if it runs: its exit code, or a signal's number below 0."""
        pid, status = os.waitpid(self.pid, os.WNOHANG)
        return os.waitstatus_to_exitcode(status) if pid else None


def fork(work: Callable[[socket.socket], int], *, foreign: Iterable[socket.socket] = ()) -> Child:
    """Start a child that does some work and ends with the exit code it returns; must be called without threads.

    ``foreign`` are sockets the child must not hold, for their ends would go unnoticed. Work that raises is reported on
    the channel and ends the child with ``FAILED``.
    """
    ours, theirs = socket.socketpair()
    _flush()
    blocked = signal.pthread_sigmask(signal.SIG_BLOCK, HANDLED)  # none may reach the child before it has its own ways
    try:
        pid = os.fork()
        if pid == 0:
            _run_child(work, theirs, (*foreign, ours))
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, blocked)
    theirs.close()
    ours.setblocking(False)  # noqa: FBT003  # the standard library's
    return Child(pid, ours)


def start_task(task: Callable[[], Any], *, foreign: Iterable[socket.socket] = ()) -> Child:
    """Start a child that does one task; what it returns, as JSON can hold it, is said as ``result``.

    SIGTERM ends it as an error would: what it has begun to write is taken back, a line it draws is taken away.
    """

    def work(channel: socket.socket) -> int:
        signal.signal(signal.SIGTERM, _end_tidily)
        say(channel, result=task())
        return 0

    return fork(work, foreign=foreign)


def _run_child(work: Callable[[socket.socket], int], channel: socket.socket, foreign: Iterable[socket.socket]) -> None:
    """Do the work and end the process, whatever happens: nothing of the parent's may go on in a child."""
    code = FAILED
    try:
        for sock in foreign:
            sock.close()
        signal.set_wakeup_fd(-1)
        for number in HANDLED:
            signal.signal(number, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # typed at a terminal it reaches the parent too, who decides
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, HANDLED)
        code = work(channel)
    except MaasError as error:
        say(channel, error=as_message(error))
    except Exception as error:  # noqa: BLE001  # the last place where it can be reported
        traceback.print_exc()
        say(channel, error=["", f"internal error ({type(error).__name__})", ""])
    finally:
        _flush()
        os._exit(code)


def _end_tidily(_number: int, _frame: FrameType | None) -> None:
    raise SystemExit(FAILED)


def say(channel: socket.socket, **message: Any) -> None:  # noqa: ANN401  # whatever JSON can hold
    """Say something to the parent; one that is gone hears nothing."""
    try:
        channel.sendall(json.dumps(message).encode() + b"\n")
    except OSError:  # the end of the channel is noticed where commands are read
        return


def as_message(error: MaasError) -> list[str]:
    """Return an error as it is told to the parent."""
    return [error.code, str(error), error.hint]


def as_error(message: list[str]) -> Exception:
    """Return the error a child has told, of its own class; RuntimeError for one that nobody foresaw."""
    code, text, hint = message
    kinds = [MaasError]
    for kind in kinds:
        if kind.code == code:
            return kind(text, hint=hint)
        kinds.extend(kind.__subclasses__())
    return RuntimeError(text)


def _flush() -> None:
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError, AttributeError):  # closed, or none at all
            continue
