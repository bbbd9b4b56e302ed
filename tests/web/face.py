"""The web face over real parts, asked without a socket."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import httpx2

from maas_cli.accounts import Accounts
from maas_cli.catalog_index import CatalogIndex
from maas_cli.models.meme import Meme
from maas_cli.packaged import starter_catalog
from maas_cli.service import Service
from maas_cli.web.app import WebApp, create_app
from maas_cli.web.settings import WebSettings
from maas_cli.web.shared import Shared
from tests.fakes.accounts_meter import AccountsMeter

if TYPE_CHECKING:
    from maas_cli.accounts.leases import Meter

NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
HOST = "http://maas.test"
ALICE = "secret1"


def write_users(path: Path, **balances: int) -> Path:
    """Write a users file: Alice (10, secret1), Bob (20, secret2), and what ``balances`` say they have."""
    users = {
        str(uid): {"id": uid, "name": name, "authToken": token, "tokenCount": balances.get(name, 1000), "hits": None}
        for uid, name, token in ((10, "Alice", "secret1"), (20, "Bob", "secret2"))
    }
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(users), encoding="utf-8")
    return path


def draw_nothing(meme: Meme, size: int) -> bytes:
    """Return something short in place of a picture."""
    return b"picture of %d, %d wide" % (meme.id, size)


@dataclass
class Parts:
    """What a service is made of; ``meter`` charges straight to ``accounts``."""

    accounts: Accounts
    meter: AccountsMeter
    index: CatalogIndex
    service: Service


def make_parts(users_file: Path, cache_dir: Path, *, imported: Path | None = None, cache_bytes: int = 2**20) -> Parts:
    """Return a service over the starter catalogue, or an imported one where that exists."""
    accounts = Accounts(users_file, now=lambda: NOW)
    meter = AccountsMeter(accounts)
    index = CatalogIndex(
        imported=imported or cache_dir / "none.ndjson",
        starter=starter_catalog(),
        cache_dir=cache_dir,
        now=lambda: NOW,
        on_notice=lambda _: None,
    )
    service = Service(cast("Meter", meter), index, accounts, now=lambda: NOW, cache_bytes=cache_bytes)
    return Parts(accounts, meter, index, service)


@dataclass
class Face:
    """An application and how to ask it; ``log`` is what it has logged."""

    app: WebApp
    parts: Parts
    log: list[bytes] = field(default_factory=list)

    def ask(
        self,
        path: str,
        *,
        method: str = "GET",
        token: str | None = ALICE,
        headers: Mapping[str, str | bytes] | None = None,
    ) -> httpx2.Response:
        """Ask once; ``token`` goes into X-Token."""

        async def asked(send: Callable[..., Awaitable[httpx2.Response]]) -> httpx2.Response:
            given = dict(headers or {}) | ({} if token is None else {"X-Token": token.encode()})
            return await send(method, path, headers=given)

        answer: httpx2.Response = self.run(asked)
        return answer

    def run(self, use: Callable[[Callable[..., Awaitable[Any]]], Awaitable[Any]]) -> Any:  # noqa: ANN401  # what it returns
        """Return what ``use`` makes of a function that sends requests."""

        async def running() -> Any:  # noqa: ANN401  # what it returns
            transport = httpx2.ASGITransport(self.app)
            async with httpx2.AsyncClient(transport=transport, base_url=HOST) as client:
                return await use(client.request)

        return asyncio.run(running())

    def ask_raw(
        self, path: str, headers: list[tuple[bytes, bytes]], *, version: str = "1.1", address: str | None = None
    ) -> int:
        """Return the status that a request with just these headers gets."""
        sent: list[Any] = []

        async def send(message: Any) -> None:  # noqa: ANN401  # an ASGI message
            sent.append(message)

        async def receive() -> dict[str, Any]:
            return {"type": "http.disconnect"}

        path, _, query = path.partition("?")
        scope = {
            "type": "http", "http_version": version, "method": "GET", "path": path, "query_string": query.encode(),
            "headers": headers, "client": None if address is None else (address, 1),
        }  # fmt: skip
        asyncio.run(self.app(scope, receive, send))
        return int(sent[0]["status"])

    def balance(self, uid: int = 10) -> int:
        """Return what a user has left."""
        return self.parts.accounts.get(uid).balance

    def logged(self) -> list[dict[str, Any]]:
        """Return what was logged."""
        self.app.log.flush()
        return [json.loads(line) for line in b"".join(self.log).splitlines()]


def make_face(
    parts: Parts,
    *,
    shared: Shared | None = None,
    worker: int = 0,
    draw: Callable[[Meme, int], bytes] = draw_nothing,
    **settings: Any,  # noqa: ANN401  # of WebSettings
) -> Face:
    """Return the web face of a service."""
    log: list[bytes] = []
    app = create_app(
        parts.service, WebSettings(**settings), shared=shared, worker=worker, write_log=log.append, draw=draw
    )
    return Face(app, parts, log)
