"""``/api/memes``: metered search.

Between the check of the balance and the charge nothing is waited for but a damaged index, so that with a lease that
covers the call the check holds; the charge comes before the first byte.
"""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import quote

from maas_cli.errors import MaasError, StorageError, WordlessQueryError
from maas_cli.serialize import hit_to_json
from maas_cli.web.answers import Answer
from maas_cli.web.durable import GroupCommit
from maas_cli.web.errors import QUERY_MISSING, TOKEN_MISSING, refusal
from maas_cli.web.headers import JSON, NO_STORE
from maas_cli.web.mending import answered
from maas_cli.web.parameters import Asked, memes_table, read_search
from maas_cli.web.renewals import Renewals

if TYPE_CHECKING:
    from maas_cli.accounts.leases import Client
    from maas_cli.service import Service
    from maas_cli.web.exchange import Exchange
    from maas_cli.web.headers import HeaderList
    from maas_cli.web.masking import Secrets
    from maas_cli.web.metrics import Counts
    from maas_cli.web.rate_limits import RateLimits
    from maas_cli.web.settings import WebSettings

ENDPOINT = "/api/memes"
COST = 1
"""Tokens a search costs."""

_MOST_RENEWALS = 1000
"""No caller waits for more; each takes from a millisecond to a few hundred."""

_KEPT = 2048
_LONGEST_KEPT = 256
_COST_HEADER = (b"x-token-cost", b"%d" % COST)


class Memes:
    """Answers searches. For one event loop."""

    def __init__(
        self, service: Service, settings: WebSettings, limits: RateLimits | None, counts: Counts, secrets: Secrets
    ) -> None:
        self._service = service
        self._limits = limits
        self._counts = counts
        self._secrets = secrets
        self._max_results = settings.max_results
        self._table = memes_table(settings.max_results)
        self._renewals = Renewals(service)
        self._commit = GroupCommit(lambda: service.settle(durable=True)) if settings.durable else None
        self._known: dict[bytes, Asked] = {}

    async def answer(self, exchange: Exchange) -> Answer:
        """Return the answer to one request; whatever is refused costs nothing, and neither does HEAD."""
        try:
            asked = self._asked(exchange.scope["query_string"])
            if not asked.request.query:
                return QUERY_MISSING
            client = self._client(exchange)
            if client is None:
                return TOKEN_MISSING
            if self._limits is not None:
                limited = self._limits.check("token", client.uid, exchange.headers)
                if limited is not None:
                    return limited
            if not self._service.can_spend(client, COST):
                await self._renewals.renewed(client, COST)
            if exchange.scope["method"] == "HEAD":
                return Answer(200, [JSON, NO_STORE], iter(()))  # how long an answer would be is not looked for
            answer = await (self._explained(asked) if asked.explain else self._found(asked))
            await self._charge(client, answer)
        except MaasError as error:
            return refusal(error, exchange, self._secrets)
        self._counts.searched(fuzzy=asked.request.fuzzy, charged=COST)
        return answer

    def _asked(self, query_string: bytes) -> Asked:
        """Return what is asked for, checked; questions that come often are kept."""
        asked = self._known.get(query_string)
        if asked is None:
            asked = read_search(query_string, self._table, self._max_results)
            if asked.request.query:
                asked = self._checked(asked)
            if len(query_string) <= _LONGEST_KEPT:
                if len(self._known) >= _KEPT:
                    self._known.clear()
                self._known[query_string] = asked
        return asked

    def _checked(self, asked: Asked) -> Asked:
        """Return what is asked for, which is in order.

        Text without a word finds nothing, as in the original; who wants explanations is told that nothing can be found.
        """
        try:
            self._service.check(asked.request)
        except WordlessQueryError:
            if asked.explain:
                raise
            self._service.check(replace(asked.request, query="word"))
            return asked._replace(is_wordless=True)
        return asked

    def _client(self, exchange: Exchange) -> Client | None:
        token = exchange.token
        if token is None:
            return None
        client = self._service.authenticate(token)
        exchange.uid = client.uid
        return client

    async def _found(self, asked: Asked) -> Answer:
        if asked.is_wordless:
            return Answer(200, _headers(asked, 0, 0), b"")
        found = await answered(self._service, lambda: self._service.find(asked.request))
        return Answer(200, _headers(asked, found.total, found.hidden), found.lines)

    async def _explained(self, asked: Asked) -> Answer:
        page = await asyncio.to_thread(self._service.explain, asked.request)  # exact distances may take a while
        headers = _headers(asked, page.total, page.hidden)
        if page.suggestion is not None:
            headers.append((b"x-suggestion", quote(page.suggestion, safe="").encode()))
        return Answer(200, headers, b"".join(hit_to_json(hit, explain=True) for hit in page.hits))

    async def _charge(self, client: Client, answer: Answer) -> None:
        """Charge the call and say in the answer what is left."""
        balance = self._service.spend(client, ENDPOINT, COST)
        if balance is None:  # the lease ran out, or was given back, since it was looked at
            balance = await self._renewed_and_spent(client)
        if self._commit is not None:
            await self._commit.written()
        answer.headers.extend(((b"x-token-balance", b"%d" % balance), _COST_HEADER))

    async def _renewed_and_spent(self, client: Client) -> int:
        """Charge a call to tokens that must be asked for, which others may be quicker to spend.

        Raises:
            BalanceExhaustedError: there are none left anywhere.
            StorageError: the users cannot be reached, or others were quicker every time.
        """
        for _ in range(_MOST_RENEWALS):
            await self._renewals.renewed(client, COST)
            balance = self._service.spend(client, ENDPOINT, COST)
            if balance is not None:
                return balance
        raise StorageError(f"user {client.uid} has tokens, but none could be spent here")


def _headers(asked: Asked, total: int, hidden: int) -> HeaderList:
    """Return the headers of an answer that say what was found, and what was hidden from who asks for safe memes."""
    headers = [JSON, NO_STORE, (b"x-total-count", b"%d" % total)]
    if asked.request.safe:
        headers.append((b"x-hidden-count", b"%d" % hidden))
    return headers
