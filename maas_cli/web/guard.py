"""What is refused before anything else is looked at.

Requests that are too large, and those that two readers could take for two different ones.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from maas_cli.web.answers import error_answer
from maas_cli.web.headers import BLANKS

if TYPE_CHECKING:
    from maas_cli.web.answers import Answer
    from maas_cli.web.exchange import Exchange

MAX_URL_BYTES = 8 * 2**10
MAX_HEADERS = 100
MAX_HEADER_BYTES = 32 * 2**10
MAX_BODY_BYTES = 64 * 2**10
"""Nothing has a use for a body; small ones are ignored, as the original does."""

_LONGEST_LENGTH = 19
_CLOSE = (b"connection", b"close")
_BAD = "bad request"
_ONCE = (b"host", b"content-length")


def refused(exchange: Exchange) -> Answer | None:
    """Return why a request is not even looked at, None if it is."""
    scope = exchange.scope
    if len(scope["query_string"]) + len(scope.get("raw_path") or scope["path"]) > MAX_URL_BYTES:
        return error_answer(414, "URI too long", f"the URL is longer than {MAX_URL_BYTES} bytes", _CLOSE)
    headers = scope["headers"]
    if len(headers) > MAX_HEADERS or exchange.header_bytes > MAX_HEADER_BYTES:
        most = f"at most {MAX_HEADERS} headers and {MAX_HEADER_BYTES} bytes of them are allowed"
        return error_answer(431, "request header fields too large", most, _CLOSE)
    if len(exchange.given) != len(headers):
        for name in _ONCE:
            if sum(name == given for given, _ in headers) > 1:
                return error_answer(400, _BAD, f"the header {name.decode()} was sent more than once", _CLOSE)
    if b"host" not in exchange.given and scope["http_version"] != "1.0":
        return error_answer(400, _BAD, "the header host is missing", _CLOSE)
    length = exchange.given.get(b"content-length")
    return None if length is None else _refused_length(length.strip(BLANKS))


def _refused_length(length: bytes) -> Answer | None:
    if not length.isdigit() or len(length) > _LONGEST_LENGTH:
        return error_answer(400, _BAD, "the header content-length is no number of bytes", _CLOSE)
    if int(length) > MAX_BODY_BYTES:
        return error_answer(413, "request body too large", f"at most {MAX_BODY_BYTES} bytes are allowed", _CLOSE)
    return None
