"""Refusals on the wire: each error's status and message, as the original has them, and those of HTTP itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maas_cli.errors import (
    AuthenticationError,
    BalanceExhaustedError,
    InvalidInputError,
    MaasError,
    NotFoundError,
)
from maas_cli.web.answers import Answer, error_answer, json_answer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from maas_cli.web.exchange import Exchange
    from maas_cli.web.masking import Secrets

BAD_DATA = "bind: bad request data"
"""What the original says of every parameter that it cannot read."""

_COMMAND = "maas "
"""What commands begin with; no hint to callers names one."""

_WHO = (b"www-authenticate", b'X-Token realm="maas"')
_RETRY = (b"retry-after", b"1")

QUERY_MISSING = error_answer(400, "query parameter is missing", "query is a mandatory parameter")
WHO_MISSING = error_answer(
    400, "bad request data, no id or token provided", "give uid above 0, token, or the header X-Token"
)
TOKEN_MISSING = error_answer(401, "invalid user token", "the header X-Token is missing", _WHO)
NOT_FOUND = json_answer(404, {"message": "Not Found", "code": 404, "error": "there is nothing at this path"})
DRAINING = error_answer(503, "service unavailable", "this server is shutting down", _RETRY)
NOT_CHARGING = error_answer(503, "service unavailable", "calls cannot be charged at the moment", _RETRY)
DRAWING_TOO_MUCH = error_answer(503, "service unavailable", "too many pictures wait to be drawn, try again", _RETRY)

_KINDS: Mapping[type[MaasError], tuple[int, str]] = {
    InvalidInputError: (400, BAD_DATA),
    AuthenticationError: (401, "invalid user token"),
    BalanceExhaustedError: (402, "token balance exhausted"),
    NotFoundError: (404, "Not Found"),
}


def method_not_allowed(allowed: bytes) -> Answer:
    """Return the refusal of a method; ``allowed`` lists those that are."""
    return json_answer(405, {"message": "Method Not Allowed"}, (b"allow", allowed))


def refusal(error: MaasError, exchange: Exchange, secrets: Secrets) -> Answer:
    """Return what a caller is told of an error: no paths, no tokens, nothing of what the service is made of.

    A value that the request came with is repeated, but not if ``secrets`` knows it as somebody's token.

    Where the service is to blame, the log gets the reason.
    """
    for kind, (status, message) in _KINDS.items():
        if isinstance(error, kind):
            headers = [_WHO] if status == 401 else []  # noqa: PLR2004  # HTTP asks for it with this status
            hint = f"; {error.hint}" if kind is InvalidInputError and _is_for_callers(error.hint) else ""
            scope = exchange.scope
            text = secrets.masked(f"{error}{hint}", scope["path"], scope["query_string"], exchange.token)
            return error_answer(status, message, text, *headers)
    exchange.reason = str(error)
    return error_answer(503, "service unavailable", "the service cannot reach its data, try again", _RETRY)


def _is_for_callers(hint: str) -> bool:
    """Whether a hint says anything to who has no command line; hints of all but wrong input are operators'."""
    return bool(hint) and _COMMAND not in hint


def internal_error(request_id: bytes) -> Answer:
    """Return what a caller is told of an error that nobody foresaw."""
    return error_answer(500, "internal server error", f"request {request_id.decode()} failed; its id is in the log")
