"""One request and what becomes of it: what the routes share, and what the log and the metrics are told."""

from __future__ import annotations

import re
import secrets
from itertools import chain, count
from time import perf_counter
from typing import TYPE_CHECKING

from maas_cli.web.headers import BLANKS, NOSNIFF
from maas_cli.web.masking import secrets_in

if TYPE_CHECKING:
    from starlette.types import Scope

    from maas_cli.web.headers import HeaderList

_SANE_ID = re.compile(rb"[A-Za-z0-9._\-]{1,64}")
_RANDOM_BYTES = 6


class RequestIds:
    """Gives requests an id that no other worker gives."""

    def __init__(self) -> None:
        self._prefix = secrets.token_hex(_RANDOM_BYTES).encode()
        self._numbers = count(1)

    def next(self) -> bytes:
        """Return a new id."""
        return b"%s-%x" % (self._prefix, next(self._numbers))


class Exchange:
    """One request with its answer.

    ``given`` holds the request's headers by name, of repeated ones the first, with blanks that may stand around
    them; ``headers`` are those that every answer to it carries, beside its own. ``status`` is 0 until an answer has
    begun. ``uid`` is the user who asked, None where nobody is known. ``reason`` is for the log: why the service could
    not answer, empty if it could.
    """

    __slots__ = (
        "address", "given", "header_bytes", "headers", "reason", "request_id", "scope", "sent_bytes", "started",
        "status", "uid",
    )  # fmt: skip

    def __init__(self, scope: Scope, ids: RequestIds) -> None:
        self.started = perf_counter()
        self.scope = scope
        headers = scope["headers"]
        self.given: dict[bytes, bytes] = dict(headers[::-1])
        self.header_bytes = sum(map(len, chain.from_iterable(headers)))
        given = self.given
        wanted = given.get(b"x-request-id", b"").strip(BLANKS)
        self.request_id = wanted if wanted and self._is_sane(wanted) else ids.next()
        self.headers: HeaderList = [(b"x-request-id", self.request_id), NOSNIFF]
        client = scope.get("client")
        self.address: str = client[0] if client else ""
        self.status = 0
        self.sent_bytes = 0
        self.uid: int | None = None
        self.reason = ""

    def _is_sane(self, wanted: bytes) -> bool:
        """Whether the id that a client wants can be one, and hides no token."""
        if not _SANE_ID.fullmatch(wanted):
            return False
        return not any(secret in wanted.decode() for secret in secrets_in(self.scope["query_string"], self.token))

    @property
    def token(self) -> str | None:
        """The token that came with the request, None if none did; bytes that are no text are kept apart from it."""
        given = self.given.get(b"x-token", b"").strip(BLANKS)
        return given.decode("utf-8", "surrogateescape") if given else None
