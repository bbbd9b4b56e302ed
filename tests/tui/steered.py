"""A backend that answers as the real one does, but when and if a test wants it to."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from maas_cli.errors import MaasError
    from maas_cli.models.facets import TemplateCount
    from maas_cli.models.meme import Meme
    from maas_cli.models.place import Place
    from maas_cli.models.search import SearchPage, SearchRequest
    from maas_cli.tui.backends import Backend, Mark, Statistics


class Steered:
    """Hands everything to another backend.

    Looks for a query in ``held`` wait for its event, all others for ``pause_seconds``; ``failure``, if there is one, is
    raised instead of answering, ``open_failure`` instead of opening, ``lost`` instead of telling statistics.
    ``looked``, ``opened`` and ``statistics_read`` say what was asked, ``waiting`` what is held back now.
    """

    def __init__(self, backend: Backend) -> None:
        self._backend = backend
        self.name = backend.name
        self.page_size = backend.page_size
        self.is_free_to_look = backend.is_free_to_look
        self.held: dict[str, threading.Event] = {}
        self.pause_seconds = 0.0
        self.failure: Exception | None = None
        self.open_failure: MaasError | None = None
        self.lost: MaasError | None = None
        self.looked: list[SearchRequest] = []
        self.opened: list[int] = []
        self.statistics_read = 0
        self.waiting: set[str] = set()

    def hold(self, query: str) -> threading.Event:
        """Hold back the answers to a query until the event is set."""
        self.held[query] = threading.Event()
        return self.held[query]

    def warm_up(self) -> None:
        self._backend.warm_up()

    def current_name(self) -> str:
        return self._backend.current_name()

    def catalog_mark(self) -> Mark:
        return self._backend.catalog_mark()

    def look(self, request: SearchRequest) -> SearchPage:
        self.looked.append(request)
        time.sleep(self.pause_seconds)
        self._wait(request.query)
        if self.failure is not None:
            raise self.failure
        return self._backend.look(request)

    def _wait(self, name: str) -> None:
        if name in self.held:
            self.waiting.add(name)
            assert self.held[name].wait(20), name
            self.waiting.discard(name)

    def open(self, meme: Meme) -> int | None:
        self.opened.append(meme.id)
        if self.open_failure is not None:
            raise self.open_failure
        if self.failure is not None:
            raise self.failure
        return self._backend.open(meme)

    def positions(self, request: SearchRequest) -> Sequence[tuple[float, float]]:
        return self._backend.positions(request)

    def statistics(self) -> Statistics:
        self.statistics_read += 1
        self._wait("statistics")
        if self.lost is not None:
            raise self.lost
        return self._backend.statistics()

    def find_place(self, name: str) -> Place:
        return self._backend.find_place(name)

    def templates(self, query: str, *, safe: bool) -> Sequence[TemplateCount]:
        return self._backend.templates(query, safe=safe)

    def languages(self) -> Sequence[str]:
        if self.failure is not None:
            raise self.failure
        return self._backend.languages()
