"""One line of the log for each request.

What a line is made of is only noted while requests are answered; lines are made many at once, which costs a third.
"""

from __future__ import annotations

from datetime import timedelta
from functools import lru_cache
from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple

from maas_cli.serialize import to_json
from maas_cli.web.masking import Secrets, is_usual, masked_parameters, without
from maas_cli.web.metrics import ROUTES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from maas_cli.web.exchange import Exchange
    from maas_cli.web.log_lines import LogLines

_KEPT = 1024
_SERVER_ERROR = 500
_CLIENT_ERROR = 400

_LINE = (
    '{"time":"%s","level":"%s","request":"%s","client":%s,"method":"%s","path":%s,"parameters":%s,"status":%d,'
    '"bytes":%d,"ms":%.3f,"uid":%s%s}\n'
)


class _Request(NamedTuple):
    """What a line is made of; times are those of ``perf_counter``."""

    ended: float
    started: float
    request_id: bytes
    address: str
    method: str
    path: str
    query_string: bytes
    token: str | None
    status: int
    sent_bytes: int
    uid: int | None
    reason: str


class AccessLog:
    """Writes the line of each request. For one worker's event loop."""

    def __init__(self, lines: LogLines, secrets: Secrets) -> None:
        self._lines = lines
        self._secrets = secrets
        self._wanted = {level for level in ("info", "warning", "error") if lines.wants(level)}
        self._ended: list[_Request] = []
        lines.before_flush(self._made)

    def add(self, exchange: Exchange) -> None:
        """Log a request that was answered, or given up (status 0)."""
        status = exchange.status
        if _level(status) not in self._wanted or not self._lines.has_room(len(self._ended)):
            return
        scope = exchange.scope
        ended = _Request(
            perf_counter(), exchange.started, exchange.request_id, exchange.address, scope["method"], scope["path"],
            scope["query_string"], exchange.token, status, exchange.sent_bytes, exchange.uid, exchange.reason,
        )  # fmt: skip
        self._ended.append(ended)
        self._lines.schedule()

    def _made(self, now: datetime) -> Iterable[bytes]:
        """Return the lines of the requests noted since this was last called; it is ``now``."""
        ended, self._ended = self._ended, []
        at = perf_counter()
        return [self._line(request, now - timedelta(seconds=at - request.ended)) for request in ended]

    def _line(self, request: _Request, time: datetime) -> bytes:
        """Return a line; tokens where none belongs are looked for in what is refused or out of the ordinary."""
        path, query_string, token = request.path, request.query_string, request.token
        parameters, is_plain = _parameters(query_string, token)
        if is_plain and request.status < _CLIENT_ERROR and path in ROUTES:
            return _line(request, time, f'"{path}"', parameters, ())
        secrets = self._secrets.of(path, query_string, token)
        return _line(
            request, time, _json(without(path, secrets)), _json(masked_parameters(query_string, secrets)), secrets
        )


def _level(status: int) -> str:
    return "error" if status >= _SERVER_ERROR else "warning" if status >= _CLIENT_ERROR else "info"


def _line(request: _Request, time: datetime, path: str, parameters: str, secrets: Sequence[str]) -> bytes:
    fields = (
        time.isoformat(timespec="milliseconds")[:-6] + "Z", _level(request.status), request.request_id.decode(),
        _address(request.address), request.method, path, parameters, request.status, request.sent_bytes,
        (request.ended - request.started) * 1000, "null" if request.uid is None else request.uid,
        f',"reason":{_json(without(request.reason, secrets))}' if request.reason else "",
    )  # fmt: skip
    return (_LINE % fields).encode()


@lru_cache(_KEPT)
def _parameters(query_string: bytes, token: str | None) -> tuple[str, bool]:
    """Return the parameters for the log, and whether there are only those that this service knows."""
    return _json(masked_parameters(query_string, [token] if token else [])), is_usual(query_string)


@lru_cache(_KEPT)
def _address(address: str) -> str:
    return _json(address)


def _json(value: object) -> str:
    return to_json(value).decode()
