"""What a server answers when it does what was asked, checked and made into models.

Answers are of unknown origin: whatever is not exactly as maas writes it is refused, never guessed at.
"""

import json
from typing import TYPE_CHECKING, Any, Final, NoReturn
from urllib.parse import unquote

from maas_cli.callers import with_languages
from maas_cli.errors import NotFoundError, ServiceUnreachableError
from maas_cli.models.search import SearchPage
from maas_cli.remote.reading import daily_from_list, hit_from_dict, user_from_dict
from maas_cli.remote.refusals import is_json

if TYPE_CHECKING:
    from maas_cli.models.search import SearchRequest
    from maas_cli.models.users import User, UserStats
    from maas_cli.remote.address import ServerAddress
    from maas_cli.remote.exchange import Response

_HINT: Final = "is it the address of a maas server?"
_HIDDEN: Final = "X-Hidden-Count"
_MOST_DIGITS: Final = 19


def page_of(request: "SearchRequest", response: "Response", address: "ServerAddress") -> SearchPage:
    """Return the page of hits that an answer to a request holds.

    Raises:
        ServiceUnreachableError: it holds none, or not all of it.
    """
    _check_type(response, address)
    if request.safe and response.headers.get(_HIDDEN) is None:  # an older server, which hides nothing
        raise ServiceUnreachableError(f"{address} cannot leave out unsafe memes", hint="--nsfw asks for all")
    try:
        total = _count(response, "X-Total-Count")
        hidden = _count(response, _HIDDEN) if request.safe else 0
        hits = tuple(hit_from_dict(_parsed(line)) for line in _lines(response.body))
        balance = None if response.headers.get("X-Token-Balance") is None else _count(response, "X-Token-Balance")
    except (ValueError, RecursionError) as error:
        raise _senseless(address, error) from None
    expected = max(0, min(request.limit, total - request.offset))
    if len(hits) != expected:
        raise ServiceUnreachableError(f"{address} told of {expected} memes and sent {len(hits)}", hint="try again")
    meant = response.headers.get("X-Suggestion")
    suggestion = None if total or hidden or meant is None else unquote(meant)
    sorting = request.sort, with_languages(request).languages, hidden
    return SearchPage(request.query, hits, total, request.offset, request.limit, balance, suggestion, *sorting)


def stats_of(response: "Response", address: "ServerAddress") -> "UserStats | User":
    """Return the statistics that an answer holds; the user alone where the server says nothing of calls a day.

    Raises:
        ServiceUnreachableError: it holds neither.
        NotFoundError: it is empty, which is how the original API says that there is no such user.
    """
    if not response.body:
        raise NotFoundError(f"{address} knows no such user")
    _check_type(response, address)
    try:
        fields = _parsed(response.body)
        user = user_from_dict(fields)
        daily = daily_from_list(fields["daily"]) if "daily" in fields else None
    except (ValueError, RecursionError) as error:
        raise _senseless(address, error) from None
    if daily is None:
        return user
    from maas_cli.stats import user_stats  # noqa: PLC0415  # a search counts nothing

    calls = {entry.day: entry.calls for entry in daily}
    return user_stats(user, calls, daily[-1].day, days=len(daily))  # in full, where the wire has rounded figures


def _check_type(response: "Response", address: "ServerAddress") -> None:
    if not is_json(response):
        raise ServiceUnreachableError(f"{address} answered with something that is no JSON", hint=_HINT)


def _senseless(address: "ServerAddress", error: Exception) -> ServiceUnreachableError:
    """Say what is wrong with an answer; none of these errors repeats what the server sent, which may be the token."""
    return ServiceUnreachableError(f"{address} answered with something else than maas does: {error}", hint=_HINT)


def _count(response: "Response", name: str) -> int:
    """Return a header that is a whole number, 0 and up.

    Raises:
        ValueError: it is not, or is missing.
    """
    text = response.headers.get(name, "")
    if not (text.isascii() and text.isdecimal() and len(text) <= _MOST_DIGITS):
        raise ValueError(f"{name} is missing or no number")
    return int(text)


def _lines(body: bytes) -> list[bytes]:
    """Return the lines of a body, each of which ends with a line feed.

    Raises:
        ValueError: the last one does not.
    """
    *lines, rest = body.split(b"\n")
    if rest:
        raise ValueError("the last line has no end")
    return lines


def _parsed(line: bytes) -> Any:  # noqa: ANN401  # whatever JSON says
    """Return a line of JSON as a value.

    Raises:
        ValueError: it is no JSON in UTF-8.
        RecursionError: it is nested too deeply.
    """
    return _decode(line.decode())


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number")


_decode = json.JSONDecoder(parse_constant=_refuse_constant).decode
