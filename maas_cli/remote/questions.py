"""What is asked of a server: paths with their parameters, and the header that says who asks."""

from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

from maas_cli.errors import AuthenticationError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from maas_cli.models.search import SearchRequest

_MEMES: Final = "/api/memes"
_USER_STATS: Final = "/api/userstats"
_UNSENDABLE: Final = frozenset((*range(0x20), 0x7F))
"""Bytes that no header may hold."""


def memes_target(request: "SearchRequest") -> str:
    """Return the path and parameters that ask for the page of a request, explained; numbers are given in full.

    ``languages`` of the request are not sent: a server knows those spoken around a position.
    """
    given = {
        "query": request.query,
        "fuzzy": _switch(request.fuzzy),
        "limit": request.limit,
        "offset": request.offset,
        "lat": request.lat,
        "lon": request.lon,
        "radius": request.radius_km,
        "sort": request.sort.value,
        "template": request.template,
        "lang": request.lang,
        "unique": _switch(request.unique),
        "safe": "true" if request.safe else None,
        "explain": "true",
    }
    return _target(_MEMES, {name: str(value) for name, value in given.items() if value is not None})


def user_stats_target(uid: int | None) -> str:
    """Return the path and parameters that ask for the statistics of a user; without an id, of who asks."""
    named = {} if uid is None else {"uid": str(uid)}
    return _target(_USER_STATS, named | {"explain": "true"})


def token_header(token: str) -> dict[str, bytes]:
    """Return the header that says who asks.

    Raises:
        AuthenticationError: no server can take this as a token: HTTP would lose or change some of it.
    """
    try:
        sent = token.encode("utf-8", "surrogateescape")  # as the bytes that were typed
    except UnicodeEncodeError:
        sent = b""
    if not sent or sent != sent.strip() or not _UNSENDABLE.isdisjoint(sent):
        raise AuthenticationError("this cannot be a token: it is empty, or has control characters or blanks around it")
    return {"X-Token": sent}


def _switch(value: bool) -> str:  # noqa: FBT001  # it is the value, no switch of the function
    return "true" if value else "false"


def _target(path: str, parameters: "Mapping[str, str]") -> str:
    return f"{path}?{urlencode(parameters, errors='replace')}"
