"""What a server answers when it does not do what was asked, as the errors that everything in maas raises."""

import json
from typing import Any, Final
from urllib.parse import urlsplit

from maas_cli.errors import (
    AuthenticationError,
    BalanceExhaustedError,
    InvalidInputError,
    MaasError,
    NotFoundError,
    ServiceUnreachableError,
)
from maas_cli.remote.address import ServerAddress
from maas_cli.remote.exchange import Response
from maas_cli.serialize import MASKED_TOKEN

JSON_TYPE: Final = "application/json"

_REDIRECTS: Final = range(300, 400)
_NOT_FOUND: Final = 404
_LONGEST_SAID: Final = 3000
"""Characters; a refusal may repeat a query of 256, each written as an escape."""

_MOST_DIGITS: Final = 9
_KINDS: Final[dict[int, tuple[type[MaasError], str]]] = {
    400: (InvalidInputError, ""),
    401: (AuthenticationError, "{} has tokens of its own"),
    402: (BalanceExhaustedError, "who runs {} can top up"),
    _NOT_FOUND: (NotFoundError, "{} has users of its own"),
    414: (InvalidInputError, ""),
}
"""What a refusal means, and the hint with the server's address in place of the braces."""

_ASKED_AGAIN: Final = frozenset((429, 503))


def refusal(address: ServerAddress, response: Response, token: str | None, *, is_about_id: bool) -> MaasError:
    """Return the error that an answer with any status but 200 means; the token is in none of its words.

    ``is_about_id`` says that a user was asked for by id, who may not exist.
    """
    if response.status in _REDIRECTS:
        return _redirect(address, response, token)
    said = _shown(_said(response), token)
    kind, hint = _KINDS.get(response.status, (ServiceUnreachableError, ""))
    if said and kind is not ServiceUnreachableError and (is_about_id or kind is not NotFoundError):
        return kind(said, hint=hint.format(address))
    answer = f"{address} answered {response.status} {_shown(response.reason, token)}".strip()
    if kind in (AuthenticationError, BalanceExhaustedError):
        return kind(answer)
    return ServiceUnreachableError(f"{answer}: {said}" if said else answer, hint=_way_out(response, token))


def is_json(response: Response) -> bool:
    """Whether an answer says that it is JSON."""
    content_type: str = response.headers.get("Content-Type", "")
    return content_type.partition(";")[0].strip().lower() == JSON_TYPE


def _said(response: Response) -> str:
    """Return what the server says of its refusal, empty if it says nothing in the shape of maas."""
    if not is_json(response):
        return ""
    try:
        fields: Any = json.loads(response.body)
    except (ValueError, RecursionError):
        return ""
    if not isinstance(fields, dict):
        return ""
    texts = (fields.get(key) for key in ("error", "message"))
    return next((text for text in texts if isinstance(text, str) and text.strip()), "")


def _redirect(address: ServerAddress, response: Response, token: str | None) -> ServiceUnreachableError:
    """Refuse to follow a redirect, and say where to; a token goes only where its owner sends it."""
    answer = f"{address} answered {response.status}: it points elsewhere, and a token is not carried on"
    try:
        target = urlsplit(response.headers.get("Location", ""))
    except ValueError:
        target = urlsplit("")
    if target.scheme not in ("http", "https") or not target.hostname:
        return ServiceUnreachableError(answer)
    path = target.path.partition("/api/")[0].rstrip("/")
    there = _shown(f"{target.scheme}://{target.netloc.rpartition('@')[2]}{path}", token)
    return ServiceUnreachableError(answer, hint=f"if you trust it: --server {there}")


def _way_out(response: Response, token: str | None) -> str:
    if response.status == _NOT_FOUND:
        return "is there a path missing from the address, or too much of one?"
    wait = response.headers.get("Retry-After", "")
    if response.status not in _ASKED_AGAIN or not wait:
        return ""
    is_seconds = wait.isascii() and wait.isdecimal() and len(wait) <= _MOST_DIGITS
    return f"try again in {wait} s" if is_seconds else f"try again after {_shown(wait, token)}"


def _shown(text: str, token: str | None) -> str:
    """Return text of a server on one line, not too long, with the token masked, should the server repeat it."""
    masked = text.replace(token, MASKED_TOKEN) if token else text
    return " ".join(masked.splitlines())[:_LONGEST_SAID]
