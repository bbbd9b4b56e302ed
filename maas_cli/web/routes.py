"""Everything but searches: health, readiness, statistics of users, metrics, and what describes the API."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from maas_cli.errors import AuthenticationError, MaasError, NotFoundError
from maas_cli.serialize import stats_to_dict, user_to_dict
from maas_cli.web.answers import Answer, json_answer
from maas_cli.web.docs_page import docs_page
from maas_cli.web.errors import DRAINING, NOT_CHARGING, WHO_MISSING, refusal
from maas_cli.web.metrics import CONTENT_TYPE, exposition
from maas_cli.web.openapi import document
from maas_cli.web.parameters import USER_STATS_TABLE, pairs, values

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from typing import Any, TypeAlias

    from maas_cli.service import Service
    from maas_cli.web.exchange import Exchange
    from maas_cli.web.masking import Secrets
    from maas_cli.web.metrics import SharedCounts
    from maas_cli.web.settings import WebSettings

Respond: TypeAlias = "Callable[[Exchange], Awaitable[Answer]]"

_TEXT = (b"content-type", b"text/plain; charset=UTF-8")
_FRESH = (b"cache-control", b"no-cache")
_USER_KEYS = ("id", "name", "authToken", "tokenCount", "hits")
"""The five keys of the original's user, in its order."""


class Routes:
    """Answers all but searches. For one event loop."""

    def __init__(self, service: Service, settings: WebSettings, counts: SharedCounts, secrets: Secrets) -> None:
        self.is_draining = False
        self._service = service
        self._secrets = secrets
        self._exposition = exposition(counts, service.meme_count)
        described = document(settings)
        self._openapi = json_answer(200, described)
        self._docs = docs_page(described)

    def table(self) -> dict[str, Respond]:
        """Return what answers each path."""
        return {
            "/": self._home,
            "/api/health": self._health,
            "/api/ready": self._ready,
            "/api/userstats": self._user_stats,
            "/metrics": self._metrics,
            "/openapi.json": self._description,
            "/docs": self._page,
        }

    async def _home(self, _: Exchange) -> Answer:
        return Answer(301, [(b"location", b"/api/health")], b"")

    async def _health(self, _: Exchange) -> Answer:
        return Answer(200, [_TEXT, _FRESH], b"OK")

    async def _ready(self, _: Exchange) -> Answer:
        if self.is_draining:
            return DRAINING
        return Answer(200, [_TEXT, _FRESH], b"OK") if self._service.can_charge() else NOT_CHARGING

    async def _metrics(self, _: Exchange) -> Answer:
        return Answer(200, [(b"content-type", CONTENT_TYPE), _FRESH], self._exposition())

    async def _description(self, _: Exchange) -> Answer:
        return self._openapi

    async def _page(self, _: Exchange) -> Answer:
        return self._docs

    async def _user_stats(self, exchange: Exchange) -> Answer:
        try:
            given = values(pairs(exchange.scope["query_string"]), USER_STATS_TABLE)
            uid, token = given.get("uid", 0), given.get("token") or exchange.token
            if uid <= 0 and token is None:
                return WHO_MISSING
            who = {"uid": uid} if uid > 0 else {"token": token}
            fields = await asyncio.to_thread(self._fields, who, explain=given.get("explain", False))
        except MaasError as error:
            is_about_another = isinstance(error, AuthenticationError) and bool(given.get("token"))
            return refusal(NotFoundError(str(error)) if is_about_another else error, exchange, self._secrets)
        exchange.uid = fields["id"]
        return json_answer(200, fields)

    def _fields(self, who: dict[str, Any], *, explain: bool) -> dict[str, Any]:
        """Return the keys of one user, who is found by id or token; reads the database."""
        if explain:
            return stats_to_dict(self._service.stats(**who))
        fields = user_to_dict(self._service.user(**who))
        return {key: fields[key] for key in _USER_KEYS}
