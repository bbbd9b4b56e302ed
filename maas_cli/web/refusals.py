"""Requests that are refused before it is known what they ask: how they are counted, and what the log says of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from maas_cli.web.answers import Answer, error_answer

if TYPE_CHECKING:
    from maas_cli.web.log_lines import LogLines
    from maas_cli.web.metrics import Counts

OnRefused: TypeAlias = Callable[[str, int, str], None]
"""What is told the client's address, the status and the reason."""

ON_REFUSED: Final = "on_refused"
"""Where the state that the application gives its server has what is to be told of refusals."""

_SERVER_ERROR: Final = 500


class Refusal(NamedTuple):
    """An answer that ends a connection, and why it is given."""

    answer: Answer
    reason: str


def closing(status: int, message: str, reason: str, *headers: tuple[bytes, bytes]) -> Refusal:
    """Return a refusal in the shape of the original's errors."""
    return Refusal(error_answer(status, message, reason, *headers, (b"connection", b"close")), reason)


def recorder(counts: Counts, log: LogLines) -> OnRefused:
    """Return what counts and logs a refusal."""

    def record(address: str, status: int, reason: str) -> None:
        counts.refused(status)
        level = "error" if status >= _SERVER_ERROR else "warning"
        log.event(level, "request refused", client=address, status=status, reason=reason)

    return record
