"""The ASGI application: what every request goes through, and the way to what answers it.

Searches are reached before anything of Starlette: finding the route costs as much as one. All else is routed by it.
"""

from __future__ import annotations

import traceback
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from time import perf_counter
from typing import TYPE_CHECKING

from starlette.routing import Route, Router
from starlette.websockets import WebSocketClose

from maas_cli.web import guard, meme_pages
from maas_cli.web.access_log import AccessLog
from maas_cli.web.answers import deliver
from maas_cli.web.cors import Cors
from maas_cli.web.drawing_line import DrawingLine
from maas_cli.web.drawing_process import DrawingProcess
from maas_cli.web.errors import NOT_FOUND, internal_error, method_not_allowed
from maas_cli.web.exchange import Exchange, RequestIds
from maas_cli.web.log_lines import LogLines, write_to_stderr
from maas_cli.web.masking import Secrets
from maas_cli.web.meme_pages import MemePages
from maas_cli.web.memes import ENDPOINT, Memes
from maas_cli.web.metrics import Counts, route_of
from maas_cli.web.proxies import Proxies
from maas_cli.web.rate_limits import RateLimits, network_of
from maas_cli.web.refusals import ON_REFUSED, OnRefused, recorder
from maas_cli.web.routes import Routes
from maas_cli.web.shared import Shared

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from starlette.types import Receive, Scope, Send

    from maas_cli.models.meme import Meme
    from maas_cli.service import Service
    from maas_cli.web.routes import Respond
    from maas_cli.web.settings import WebSettings

_METHODS = frozenset(("GET", "HEAD"))
_ALLOWED = b"GET, HEAD"
_FREE_OF_LIMITS = frozenset(("/api/health", "/api/ready", "/metrics"))
"""What watches over the service is never refused for asking often."""


def create_app(
    service: Service,
    settings: WebSettings,
    *,
    shared: Shared | None = None,
    worker: int = 0,
    write_log: Callable[[bytes], None] = write_to_stderr,
    draw: Callable[[Meme, int], bytes] | None = None,
) -> WebApp:
    """Return the application of one worker process, made after the fork.

    ``shared`` is the memory that all workers of the service share, made before the fork; ``worker`` is which of them
    this is, counted from 0: one that takes the place of a dead one has its number. Log lines go to ``write_log``.
    ``draw`` makes the picture of a meme, so many pixels wide, as a PNG; without it a process of its own does.
    """
    return WebApp(service, settings, shared or Shared.for_workers(1), worker, write_log, draw)


class WebApp:
    """The application of one worker. For one event loop."""

    def __init__(
        self,
        service: Service,
        settings: WebSettings,
        shared: Shared,
        worker: int,
        write_log: Callable[[bytes], None],
        draw: Callable[[Meme, int], bytes] | None,
    ) -> None:
        self._counts = Counts(shared.counts, worker)
        self.log = LogLines(settings.log_level, now=_utc_now, write=write_log, on_dropped=self._counts.dropped)
        self._secrets = Secrets(service.authenticate)
        self._access = AccessLog(self.log, self._secrets)
        self._ids = RequestIds()
        self._cors = Cors(settings.cors)
        self._proxies = Proxies(settings.proxies) if settings.proxies else None
        self._limits = RateLimits(shared.rates, settings.rate, settings.requests_at_once) if settings.rate else None
        self._memes = Memes(service, settings, self._limits, self._counts, self._secrets)
        self._routes = Routes(service, settings, shared.counts, self._secrets)
        self._drawing = DrawingProcess()
        self._pages = MemePages(service, DrawingLine(draw or self._drawing.draw), self._secrets)
        self._router = self._make_router()

    def drain(self) -> None:
        """Say at ``/api/ready`` from now on that no more requests should come; those that do are still answered."""
        self._routes.is_draining = True

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or take part in the server's start and end."""
        if scope["type"] != "http":
            await self._router(scope, receive, send)
            return
        exchange = Exchange(scope, self._ids)
        if self._proxies is not None:
            exchange.address = self._proxies.address_of(scope)
        self._counts.begin()
        try:
            await self._answer(exchange, receive, send)
        except Exception:  # noqa: BLE001  # whatever it is, the caller gets an answer and the log the reason
            await self._failed(exchange, send)
        finally:
            self._counts.end(
                route_of(scope["path"]), exchange.status, perf_counter() - exchange.started, exchange.sent_bytes
            )
            self._access.add(exchange)

    async def _answer(self, exchange: Exchange, receive: Receive, send: Send) -> None:
        scope = exchange.scope
        refused = guard.refused(exchange)
        if self._cors.is_on:
            exchange.headers += self._cors.headers(exchange)
            refused = refused or self._cors.preflight(exchange)
        if self._limits is not None and refused is None and scope["path"] not in _FREE_OF_LIMITS:
            refused = self._limits.check("address", network_of(exchange.address), exchange.headers)
        if refused is not None:
            await deliver(refused, exchange, send)
        elif scope["path"] == ENDPOINT and scope["method"] == "GET":
            await deliver(await self._memes.answer(exchange), exchange, send)
        else:
            scope["exchange"] = exchange
            await self._router(scope, receive, send)

    async def _failed(self, exchange: Exchange, send: Send) -> None:
        """Answer what nobody foresaw; an answer that has begun is cut, which the server does if it is not ended."""
        scope = exchange.scope
        reason = self._secrets.masked(traceback.format_exc(), scope["path"], scope["query_string"], exchange.token)
        self.log.event("error", "request failed", request=exchange.request_id.decode(), traceback=reason)
        if not exchange.status:
            await deliver(internal_error(exchange.request_id), exchange, send)

    def _make_router(self) -> Router:
        responders = {ENDPOINT: self._memes.answer, **self._routes.table(), meme_pages.PATH: self._pages.answer}
        routes = [Route(path, _Endpoint(path, respond)) for path, respond in responders.items()]
        return Router(routes, redirect_slashes=False, default=_unknown, lifespan=self._lifespan)

    @asynccontextmanager
    async def _lifespan(self, _: object) -> AsyncIterator[dict[str, OnRefused]]:
        yield {ON_REFUSED: recorder(self._counts, self.log)}  # the state that the server gives its connections
        self._drawing.close()
        self.log.flush()


class _Endpoint:
    """Answers GET and HEAD at one path, or at all of a pattern in Starlette's words. Unchanging."""

    def __init__(self, path: str, respond: Respond) -> None:
        self._path = path
        self._respond = respond

    async def __call__(self, scope: Scope, _: Receive, send: Send) -> None:
        exchange: Exchange = scope["exchange"]
        if scope["path"] != self._path.format_map(scope["path_params"]):  # the router lets a line feed at the end pass
            answer = NOT_FOUND
        elif scope["method"] in _METHODS:
            answer = await self._respond(exchange)
        else:
            answer = method_not_allowed(_ALLOWED)
        await deliver(answer, exchange, send)


async def _unknown(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "websocket":
        await WebSocketClose()(scope, receive, send)
    else:
        await deliver(NOT_FOUND, scope["exchange"], send)


def _utc_now() -> datetime:
    return datetime.now(UTC)
