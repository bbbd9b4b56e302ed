"""The limits of a connection."""

from maas_cli.web import guard
from maas_cli.web.limits import ConnectionLimits


def test_the_limits_are_those_of_the_guard_where_both_have_one() -> None:
    limits = ConnectionLimits()
    assert (limits.url_bytes, limits.headers, limits.body_bytes) == (
        guard.MAX_URL_BYTES,
        guard.MAX_HEADERS,
        guard.MAX_BODY_BYTES,
    )
    assert limits.head_bytes >= guard.MAX_URL_BYTES + guard.MAX_HEADER_BYTES
    assert limits.crowded_seconds < limits.head_seconds < limits.idle_seconds < limits.answer_seconds
