"""Signals as something to wait for, beside sockets: nothing is done at the moment they come."""

import selectors
import signal
import socket
from types import FrameType, TracebackType
from typing import Any, Final, Self

from maas_cli.web.children import HANDLED, Child

ENDING: Final = (signal.SIGTERM, signal.SIGINT)
"""The signals that ask to end."""


class ToldToEndError(KeyboardInterrupt):
    """A signal asked to end while the result of a child was waited for."""


class Signals:
    """The signals that came, while used as a context manager; they have their former meaning before and after.

    Readable, as selectors see it, when one came. For the main thread.
    """

    def __init__(self) -> None:
        self._kept: list[int] = []
        self._noticed, self._notices = socket.socketpair()
        for end in (self._noticed, self._notices):
            end.setblocking(False)  # noqa: FBT003  # the standard library's

    def __enter__(self) -> Self:
        """Begin to take notice."""
        self._former = {number: signal.signal(number, _do_nothing) for number in HANDLED}
        signal.set_wakeup_fd(self._notices.fileno(), warn_on_full_buffer=False)
        signal.pthread_sigmask(
            signal.SIG_UNBLOCK, HANDLED
        )  # whoever wants none lost meanwhile holds them back till now
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
        kept, self._kept = self._kept, []
        try:
            return kept + list(self._noticed.recv(4096))
        except BlockingIOError:
            return kept

    def result_of(self, child: Child) -> Any:  # noqa: ANN401  # whatever JSON can hold
        """Wait for a child that does one task and return its result; signals that do not ask to end are kept.

        Raises:
            ToldToEndError: a signal asked to end, and the child was ended.
            MaasError: the task raised it.
            RuntimeError: the task failed in a way nobody foresaw, or the child was ended from outside.
        """
        with selectors.DefaultSelector() as selector:
            for source in (self, child.channel):
                selector.register(source, selectors.EVENT_READ)
            while True:
                ready = [key.fileobj for key, _ in selector.select()]
                taken = self.taken()
                if any(number in ENDING for number in taken):
                    child.end()
                    raise ToldToEndError
                self._kept = taken
                if child.channel in ready:
                    return child.result()


def _do_nothing(_number: int, _frame: FrameType | None) -> None:
    """Be a handler: without one of Python's own, a signal would not be noticed by the wake-up descriptor."""
