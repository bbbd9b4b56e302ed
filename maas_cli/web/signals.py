"""Signals as something to wait for, beside sockets: nothing is done at the moment they come."""

import signal
import socket
from types import FrameType, TracebackType
from typing import Self

from maas_cli.web.children import HANDLED


class Signals:
    """The signals that came, while used as a context manager; they have their former meaning before and after.

    Readable, as selectors see it, when one came. For the main thread.
    """

    def __init__(self) -> None:
        self._noticed, self._notices = socket.socketpair()
        for end in (self._noticed, self._notices):
            end.setblocking(False)  # noqa: FBT003  # the standard library's

    def __enter__(self) -> Self:
        """Begin to take notice."""
        self._former = {number: signal.signal(number, _do_nothing) for number in HANDLED}
        signal.set_wakeup_fd(self._notices.fileno(), warn_on_full_buffer=False)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Give the signals back."""
        signal.set_wakeup_fd(-1)
        for number, handler in self._former.items():
            signal.signal(number, handler)
        self._noticed.close()
        self._notices.close()

    def fileno(self) -> int:
        """Return the descriptor to wait for."""
        return self._noticed.fileno()

    def taken(self) -> list[int]:
        """Return the numbers of the signals that came since this was last called, in order."""
        try:
            return list(self._noticed.recv(4096))
        except BlockingIOError:
            return []


def _do_nothing(_number: int, _frame: FrameType | None) -> None:
    """Be a handler: without one of Python's own, a signal would not be noticed by the wake-up descriptor."""
