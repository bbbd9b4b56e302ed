"""The service from start to end: the only door of its processes.

Nothing that is expensive to load is imported before the child that prepares users and index is on its way: both take a
quarter of a second, and there are two processors.
"""

import gc
import os
import resource
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Final

from maas_cli.bootstrap import create_index, create_service, has_users
from maas_cli.config.settings import MOST_WORKERS
from maas_cli.errors import InvalidInputError
from maas_cli.web import listening, tasks
from maas_cli.web.announcements import Serving
from maas_cli.web.children import start_task
from maas_cli.web.heartbeat import SILENT_SECONDS, Watch
from maas_cli.web.settings import WebSettings
from maas_cli.web.signals import Signals, ToldToEndError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from contextlib import AbstractContextManager
    from socket import socket

    from maas_cli.catalog_index import CatalogIndex, OnProgress
    from maas_cli.config import Config
    from maas_cli.web.announcements import Announcements
    from maas_cli.web.limits import ConnectionLimits
    from maas_cli.web.supervisor import Supervisor

_FILES_BESIDE_CONNECTIONS: Final = 256


@dataclass(frozen=True, slots=True)
class ServeSettings:
    """What is said of the service when it is started, beside the settings in Config; without limits, the usual ones.

    A worker that hangs for ``silent_seconds``, above 0, is replaced.
    """

    web: WebSettings
    allow_sample_tokens: bool = False
    limits: "ConnectionLimits | None" = None
    silent_seconds: float = SILENT_SECONDS


class _Catalog:
    """The index that all workers have from the fork: those that take a dead one's place answer from the same."""

    def __init__(self, index: "CatalogIndex") -> None:
        self.index = index
        self.pinned = index.get()

    def take_up(self) -> None:
        """Open the index of the catalogue as it is now, for the workers to come; raises what ``get`` does."""
        self.pinned = self.index.get()


def serve(
    config: "Config",
    settings: ServeSettings,
    *,
    progress: "AbstractContextManager[OnProgress]",
    announce: "Announcements",
) -> bool:
    """Serve until a signal ends it, then write all users out; return False if workers died again and again instead.

    ``progress`` hears of the building of the index, ``announce`` tells the operator of the start and the end.

    Raises:
        InvalidInputError: the host, port or number of workers cannot be used, or sample tokens are in use.
        StorageError: the users or the catalogue cannot be read, or the users could not be written at the end.
        KeyboardInterrupt: it was told to end at once.
    """
    if not 1 <= config.workers <= MOST_WORKERS:
        raise InvalidInputError(f"workers {config.workers} is out of range: 1 to {MOST_WORKERS}")
    with Signals() as signals:  # before anything else: a signal may come at any moment
        try:
            sockets = listening.bind(config.host, config.port)
            ended_well = _serve_at(sockets, config, settings, signals, progress=progress, announce=announce)
        except ToldToEndError:  # before anybody was served
            ended_well = True
            if not has_users(config):
                return ended_well
        finished = signals.result_of(start_task(partial(tasks.finish, config)))
        for notice in finished["notices"]:
            announce.notice(notice)
        announce.written(finished["users"], tasks.EXPORT)
    return ended_well


def _serve_at(
    sockets: "Sequence[socket]",
    config: "Config",
    settings: ServeSettings,
    signals: Signals,
    *,
    progress: "AbstractContextManager[OnProgress]",
    announce: "Announcements",
) -> bool:
    """Serve at sockets, which are closed at the end; otherwise as :func:`serve`, but writes nobody out.

    Raises:
        ToldToEndError: a signal ended it before anybody was served.
    """
    try:
        if listening.is_loopback(sockets):
            settings = replace(settings, allow_sample_tokens=True)
        allows = settings.allow_sample_tokens
        preparing = start_task(partial(tasks.prepare, config, progress, allows_sample_tokens=allows))
        _load_once()
        facts = signals.result_of(preparing)
        for notice in facts["notices"]:
            announce.notice(notice)
        listening.listen(sockets)
        serving = Serving(listening.url_of(sockets), facts["memes"], facts["users"], config.workers)
        supervisor = _supervisor(config, settings, sockets, lambda: announce.serving(serving))
        return supervisor.run(signals)
    finally:
        listening.close(sockets)


def _load_once() -> None:
    """Load what every worker needs."""
    os.putenv("OPENBLAS_NUM_THREADS", "1")  # numpy's threads would not outlive a fork; it looks when it is loaded
    import sqlite3  # noqa: F401, PLC0415  # while the child prepares

    import maas_cli.accounts.leases  # noqa: PLC0415  # while the child prepares
    import maas_cli.search.vectors  # noqa: PLC0415  # so that no first search has to load it
    import maas_cli.service  # noqa: PLC0415  # while the child prepares
    import maas_cli.web.app  # noqa: PLC0415  # while the child prepares
    import maas_cli.web.supervisor  # noqa: F401, PLC0415  # while the child prepares


def _supervisor(
    config: "Config", settings: ServeSettings, sockets: "Sequence[socket]", on_ready: Callable[[], None]
) -> "Supervisor":
    from maas_cli.web.app import create_app  # noqa: PLC0415  # after the child that prepares is on its way
    from maas_cli.web.limits import ConnectionLimits  # noqa: PLC0415  # as above
    from maas_cli.web.log_lines import LogLines  # noqa: PLC0415  # as above
    from maas_cli.web.shared import Shared  # noqa: PLC0415  # as above
    from maas_cli.web.supervisor import Supervisor, Work  # noqa: PLC0415  # as above
    from maas_cli.web.worker import run_worker  # noqa: PLC0415  # as above

    limits = _affordable(settings.limits or ConnectionLimits())
    shared = Shared.for_workers(config.workers)
    app = partial(create_app, settings=settings.web, shared=shared)
    catalog = _Catalog(create_index(config, lambda _: None))  # the child that prepared it has said what there is to say
    work = Work(
        serve=lambda number, channel: run_worker(
            partial(create_service, config, catalog.index, catalog.pinned),
            partial(app, worker=number),
            sockets,
            channel,
            limits,
            beat=partial(shared.beats.beat, number),
        ),
        reload=partial(tasks.reload, config, allows_sample_tokens=settings.allow_sample_tokens),
        recover=partial(tasks.recover, config),
        mend=partial(tasks.mend, config),
        take_up=catalog.take_up,
    )
    log = LogLines(settings.web.log_level, now=lambda: datetime.now(UTC))
    gc.freeze()  # what is loaded stays; looking through it for garbage would copy it into every worker
    watch = Watch(shared.beats, settings.silent_seconds)
    return Supervisor(work, workers=config.workers, sockets=sockets, log=log, on_ready=on_ready, watch=watch)


def _affordable(limits: "ConnectionLimits") -> "ConnectionLimits":
    """Return limits with no more connections than this process may have files, after asking for more of those."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = limits.connections + _FILES_BESIDE_CONNECTIONS
    if soft < wanted:
        soft = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    return replace(limits, connections=max(1, min(limits.connections, soft - _FILES_BESIDE_CONNECTIONS)))
