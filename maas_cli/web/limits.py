"""How long a connection may take for what it does, and how much it may send before it is understood."""

from dataclasses import dataclass

from maas_cli.web.guard import MAX_BODY_BYTES, MAX_HEADER_BYTES, MAX_HEADERS, MAX_URL_BYTES


@dataclass(frozen=True, slots=True)
class ConnectionLimits:
    """The limits of each connection; times in seconds.

    ``head_seconds`` for the first line and headers of a request, counted from the connection or the first byte;
    ``idle_seconds`` from an answer to the next request, also while the rest of a body dribbles in; ``stalled_seconds``
    while the client takes nothing of an answer; ``answer_seconds`` for a whole answer, however slowly it is taken;
    ``crowded_seconds`` replaces the first where three in four connections are in use, so that those who send nothing
    make room. ``head_bytes`` is the most of a head that is kept until it is whole. ``pipelined`` requests may wait
    behind one that is being answered. A worker has at most so many ``connections``.
    """

    head_seconds: float = 10.0
    crowded_seconds: float = 2.0
    idle_seconds: float = 30.0
    stalled_seconds: float = 15.0
    answer_seconds: float = 120.0
    head_bytes: int = MAX_URL_BYTES + MAX_HEADER_BYTES + 4 * MAX_HEADERS
    url_bytes: int = MAX_URL_BYTES
    headers: int = MAX_HEADERS
    body_bytes: int = MAX_BODY_BYTES
    pipelined: int = 64
    connections: int = 10_000
