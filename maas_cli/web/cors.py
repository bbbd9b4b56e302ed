"""Which web pages may read answers in a browser (CORS, the Fetch standard); none unless the operator names them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maas_cli.web.answers import Answer
from maas_cli.web.headers import BLANKS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from maas_cli.web.exchange import Exchange
    from maas_cli.web.headers import HeaderList

_VARY = (b"vary", b"Origin")
_EXPOSED = (
    b"access-control-expose-headers",
    b"X-Total-Count, X-Hidden-Count, X-Token-Balance, X-Token-Cost, X-Suggestion, X-Request-Id, Retry-After, "
    b"RateLimit, RateLimit-Policy",
)
_PREFLIGHT = [
    (b"access-control-allow-methods", b"GET, HEAD"),
    (b"access-control-allow-headers", b"X-Token, X-Request-Id"),
    (b"access-control-max-age", b"600"),
]


class Cors:
    """The origins whose pages may read answers. Unchanging."""

    def __init__(self, origins: Sequence[str]) -> None:
        self._origins = frozenset(origin.encode() for origin in origins)
        self.is_on = bool(origins)

    def headers(self, exchange: Exchange) -> HeaderList:
        """Return what an answer says to the browser."""
        origin = exchange.given.get(b"origin", b"").strip(BLANKS)
        if not origin or not (origin in self._origins or b"*" in self._origins):
            return [_VARY]
        allowed = b"*" if b"*" in self._origins else origin
        return [(b"access-control-allow-origin", allowed), _EXPOSED, _VARY]

    def preflight(self, exchange: Exchange) -> Answer | None:
        """Return the answer to a browser that asks before it sends, None if this is no such question."""
        asks = exchange.scope["method"] == "OPTIONS" and b"access-control-request-method" in exchange.given
        return Answer(204, list(_PREFLIGHT), b"") if asks else None
