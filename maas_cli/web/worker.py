"""One worker process: uvicorn on the shared sockets, settling what was charged, and an end that cuts no answer."""

import asyncio
import contextlib
import logging
import os
import signal
import socket
from collections.abc import Generator
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Final

import uvicorn
import uvloop

from maas_cli.errors import MaasError
from maas_cli.web.children import as_message, say
from maas_cli.web.connection import GuardedConnection, WorkerState

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from maas_cli.service import Service
    from maas_cli.web.app import WebApp
    from maas_cli.web.limits import ConnectionLimits

RELOAD: Final = b"r"
DRAIN: Final = b"d"
"""What the supervisor may say; that it is gone means the same."""

DRAIN_SECONDS: Final = 10
"""So long answers under way may take before they are cut."""

_SETTLE_SECONDS: Final = 0.05
_TICK_SECONDS: Final = 0.5
_BEAT_SECONDS: Final = 0.5
_CROWDED: Final = 0.75
"""The share of connections in use from which on those who send nothing have less time."""

_LAST_WORDS_SECONDS: Final = 0.2
"""So long a client has to send what it was about to send when the end began; it will be answered."""

_LOOK_SECONDS: Final = 0.02


class Worker(uvicorn.Server):
    """Serves until told to stop. For one process and one event loop."""

    def __init__(
        self,
        app: "WebApp",
        service: "Service",
        channel: socket.socket,
        limits: "ConnectionLimits",
        *,
        beat: "Callable[[], None]",
    ) -> None:
        """Take the application, the service behind it and the socket to the supervisor.

        ``beat`` is called again and again as long as the event loop goes round.
        """
        super().__init__(_config(app, limits))
        self.server_state: WorkerState = WorkerState(limits)
        self._app = app
        self._service = service
        self._channel = channel
        self._limits = limits
        self._beat = beat
        self._stop = asyncio.Event()
        self._patient = ThreadPoolExecutor(1, "settling")
        """What waits for the disk again and again; in a thread of its own, so that nobody's renewal holds it up."""

        self._is_settled = True

    @contextlib.contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        """Handle no signals in uvicorn's way; its own would raise them again at the end."""
        yield

    def run(self, sockets: list[socket.socket] | None = None) -> None:
        """Serve until told to stop. The loop is left open: the process ends, and closing it may wait for clients."""
        uvloop.new_event_loop().run_until_complete(self.serve(sockets))

    async def main_loop(self) -> None:
        """Serve until told to stop."""
        loop = asyncio.get_running_loop()
        loop.add_signal_handler(signal.SIGTERM, self._stop.set)
        self._channel.setblocking(False)  # noqa: FBT003  # the standard library's
        loop.add_reader(self._channel, self._hear)
        await self.on_tick(0)
        self._beat_on()
        say(self._channel, ready=True)
        settling = asyncio.create_task(self._settle_regularly())
        tick_seconds = min(_TICK_SECONDS, self._limits.head_seconds / 4)
        while not self._stop.is_set():
            await self.on_tick(0)  # tells uvicorn the time, for the answers' date
            self._close_overdue()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._stop.wait(), tick_seconds)
        settling.cancel()

    def _beat_on(self) -> None:
        """Beat from now on, to the very end: a worker that finishes what it does is not one that hangs."""
        self._beat()
        asyncio.get_running_loop().call_later(_BEAT_SECONDS, self._beat_on)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:  # noqa: ARG002  # uvicorn's to give
        """Accept nothing more, answer what was asked, settle, and give back what is left."""
        self._app.drain()
        self.server_state.is_draining = True
        for connection in self.server_state.connections:
            if connection.is_answering:
                connection.cycle.keep_alive = False
        await asyncio.sleep(0)  # whoever waits to be accepted is accepted in this round of the loop
        for server in self.servers:
            server.close()
        await self._last_answers()
        await asyncio.get_running_loop().run_in_executor(self._patient, self._close_service)
        await self.lifespan.shutdown()

    async def _last_answers(self) -> None:
        """Wait until all connections are done, closing those that have nothing more to say."""
        clock = asyncio.get_running_loop()
        began = clock.time()
        connections = self.server_state.connections
        while connections and clock.time() - began < DRAIN_SECONDS:
            if clock.time() - began >= _LAST_WORDS_SECONDS:
                for connection in tuple(connections):
                    if connection.is_idle:
                        connection.transport.close()
            self._close_overdue()
            await asyncio.sleep(_LOOK_SECONDS)
        if connections:
            self._app.log.event("warning", "answers cut at the end", connections=len(connections))
        for connection in tuple(connections):
            connection.transport.abort()

    def _close_overdue(self) -> None:
        connections, limits = self.server_state.connections, self._limits
        is_crowded = self._stop.is_set() or len(connections) > _CROWDED * limits.connections
        head_seconds = min(limits.crowded_seconds, limits.head_seconds) if is_crowded else limits.head_seconds
        now = asyncio.get_running_loop().time()
        for connection in tuple(connections):
            connection.close_if_overdue(now, head_seconds)

    def _hear(self) -> None:
        """Do what the supervisor says; without one there is no point in going on."""
        try:
            heard = self._channel.recv(64)
        except BlockingIOError:
            return
        except OSError:
            heard = b""
        if RELOAD in heard:
            asyncio.get_running_loop().run_in_executor(self._patient, self._reload)
        if not heard:
            self._app.log.event("error", "the supervisor is gone; this worker ends", pid=os.getpid())
        if DRAIN in heard or not heard:
            asyncio.get_running_loop().remove_reader(self._channel)
            self._stop.set()

    def _reload(self) -> None:
        try:
            self._service.reload()
        except MaasError as error:
            say(self._channel, not_reloaded=as_message(error))
        except Exception as error:  # noqa: BLE001  # a worker goes on with what it has
            say(self._channel, not_reloaded=["", f"internal error ({type(error).__name__})", ""])
        else:
            say(self._channel, reloaded=True)

    async def _settle_regularly(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            await asyncio.sleep(_SETTLE_SECONDS)
            await loop.run_in_executor(self._patient, self._settle)

    def _settle(self) -> None:
        """Settle; trouble is logged when it begins and when it is over."""
        was_settled, self._is_settled = self._is_settled, False
        try:
            notice = self._service.settle()
        except Exception as error:  # noqa: BLE001  # what was charged stays in the journal, the next round tries again
            if was_settled:
                self._app.log.event("error", "cannot settle what was charged", reason=_reason(error))
            return
        self._is_settled = True
        if notice:
            self._app.log.event("warning", notice, pid=os.getpid())
        if not was_settled:
            self._app.log.event("warning", "what was charged is settled again")

    def _close_service(self) -> None:
        try:
            self._service.close()
        except Exception as error:  # noqa: BLE001  # the journal is kept, and settled by whoever comes next
            self._app.log.event("error", "the last settling failed", reason=_reason(error))


def run_worker(
    make_service: "Callable[[], Service]",
    make_app: "Callable[[Service], WebApp]",
    sockets: "Sequence[socket.socket]",
    channel: socket.socket,
    limits: "ConnectionLimits",
    *,
    beat: "Callable[[], None]",
) -> int:
    """Serve in this process until the supervisor says to stop, or is gone; return the exit code.

    ``beat`` is called more than once a second unless the event loop hangs.

    Raises:
        StorageError: the catalogue or the users cannot be read.
    """
    service = make_service()
    service.leave_mending_to(lambda: say(channel, damaged=True))
    app = make_app(service)
    logging.getLogger().addHandler(_IntoLog(app))
    worker = Worker(app, service, channel, limits, beat=beat)
    worker.run(list(sockets))
    app.log.flush()
    return 0


class _IntoLog(logging.Handler):
    """Passes what uvicorn and asyncio complain about on to the log of the service."""

    def __init__(self, app: "WebApp") -> None:
        super().__init__(logging.ERROR)
        self._app = app

    def emit(self, record: logging.LogRecord) -> None:
        """Log one complaint, with the kind of its error but no values."""
        kind = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else None
        self._app.log.event(
            "error", "server error", logger=record.name, complaint=record.getMessage().strip(), error=kind
        )


def _config(app: "WebApp", limits: "ConnectionLimits") -> uvicorn.Config:
    return uvicorn.Config(
        app,
        loop="uvloop",
        http=GuardedConnection,
        ws="none",
        interface="asgi3",
        lifespan="on",
        log_config=None,
        log_level="error",
        access_log=False,
        proxy_headers=False,
        server_header=False,
        timeout_keep_alive=max(1, round(limits.idle_seconds)),
    )


def _reason(error: Exception) -> str:
    return str(error) if isinstance(error, MaasError) else type(error).__name__
