"""One GET of a picture over http or https: bounded in time and bytes, and led by redirects nowhere it may not go.

No token, login, cookie or referrer is sent. No proxy is used: it would look names up where they cannot be checked.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from maas_cli import __version__
from maas_cli.catalog.fetch import shown_address
from maas_cli.errors import PictureError, ServiceUnreachableError
from maas_cli.picture_download.formats import ENOUGH, FORMATS, format_of
from maas_cli.picture_download.public_addresses import Address, is_public

if TYPE_CHECKING:
    from httpcore2 import ConnectionPool, Response
    from httpx2 import URL

_HIGHEST_PORT = 65_535
_OK = 200
_REDIRECTS = (301, 302, 303, 307, 308)
_HEADERS = [
    ("Accept", "image/*"),
    ("Accept-Encoding", "identity"),
    ("User-Agent", f"maas-cli/{__version__}"),
    ("Connection", "close"),
]


class Limits(NamedTuple):
    """What fetching may take: seconds of silence, seconds in all, bytes, redirects; and which addresses it may ask."""

    silence_seconds: float = 10.0
    whole_seconds: float = 60.0
    largest_bytes: int = 10 * 2**20
    most_redirects: int = 5
    is_allowed: Callable[[Address], bool] = is_public


def fetch_picture(url: str, limits: Limits) -> bytes:
    """Return the picture at an absolute address of http or https.

    Raises:
        PictureError: the address is none that may be asked, or what is there is no picture or too large.
        ServiceUnreachableError: the server did not answer, or not with a picture.
    """
    target = parsed_address(url)
    with _connections(limits) as pool:
        for _ in range(limits.most_redirects + 1):
            with _answer(pool, target, limits) as response:
                location = _header(response, b"location")
                if response.status not in _REDIRECTS or not location:
                    return _picture_in(response, target, limits)
            target = _next_address(target, location)
    raise ServiceUnreachableError(f"more than {limits.most_redirects} redirects, the last one to {_host(target)}")


def parsed_address(url: str) -> "URL":
    """Return an absolute address of http or https taken apart, its host in ASCII.

    Raises:
        PictureError: it is none.
    """
    import httpx2  # noqa: PLC0415  # dear, and only needed here

    try:
        parsed = httpx2.URL(url)
        port = 1 if parsed.port is None else parsed.port
        usable = parsed.scheme in ("http", "https") and bool(parsed.host) and 0 < port <= _HIGHEST_PORT
    except (httpx2.InvalidURL, ValueError):
        usable = False
    if not usable:
        raise PictureError(f"no picture is fetched from {shown_address(url)}: an http or https address is allowed")
    return parsed


def _host(target: "URL") -> str:
    """Return what names a site in a message: an address of a picture may have hundreds of characters."""
    return target.raw_host.decode("ascii")


def _connections(limits: Limits) -> "ConnectionPool":
    import httpcore2  # noqa: PLC0415  # dear, and only needed here

    from maas_cli.picture_download.guarded_network import Deadline, GuardedNetwork  # noqa: PLC0415  # as above

    try:
        certificates = httpcore2.default_ssl_context()
    except OSError as error:
        raise ServiceUnreachableError(f"the system's certificate settings cannot be used: {error}") from error
    network = GuardedNetwork(limits.is_allowed, Deadline(limits.whole_seconds))
    return httpcore2.ConnectionPool(certificates, network_backend=network)


@contextmanager
def _answer(pool: "ConnectionPool", target: "URL", limits: Limits) -> "Iterator[Response]":
    """Ask for what is at an address and give the answer, its body still to be received."""
    import httpcore2  # noqa: PLC0415  # dear, and only needed here

    shown = _host(target)
    url = httpcore2.URL(scheme=target.raw_scheme, host=target.raw_host, port=target.port, target=target.raw_path)
    waits = dict.fromkeys(("connect", "read", "write", "pool"), limits.silence_seconds)
    try:
        with pool.stream("GET", url, headers=_HEADERS, extensions={"timeout": waits}) as response:
            yield response
    except httpcore2.TimeoutException as error:
        raise ServiceUnreachableError(f"{shown} did not answer in time", hint="try again") from error
    except httpcore2.NetworkError as error:
        raise ServiceUnreachableError(f"cannot reach {shown}: {str(error) or type(error).__name__}") from error
    except httpcore2.ProtocolError:  # in its message stands what the server sent
        raise ServiceUnreachableError(f"{shown} was cut off, or does not answer in HTTP") from None


def _next_address(target: "URL", location: str) -> "URL":
    import httpx2  # noqa: PLC0415  # dear, and only needed here

    try:
        return parsed_address(str(target.join(location)))
    except (httpx2.InvalidURL, ValueError):
        raise PictureError(f"{_host(target)} leads to what is no address") from None


def _picture_in(response: "Response", target: "URL", limits: Limits) -> bytes:
    """Return the picture in an answer; what is none, or is too large, is received no further than that shows."""
    shown = _host(target)
    if response.status != _OK:
        raise ServiceUnreachableError(f"{shown} answered {response.status}")
    if int(_header(response, b"content-length") or 0) > limits.largest_bytes:
        raise _too_large(shown, limits)
    data = bytearray()
    for chunk in response.iter_stream():
        data += chunk
        if len(data) > limits.largest_bytes:
            raise _too_large(shown, limits)
        if len(data) >= ENOUGH:
            _check_beginning(bytes(data[:ENOUGH]), shown)
    _check_beginning(bytes(data[:ENOUGH]), shown)
    return bytes(data)


def _check_beginning(data: bytes, shown: str) -> None:
    if format_of(data) is None:
        raise PictureError(f"what {shown} sent is no picture ({FORMATS}), it begins with {data!r}")


def _header(response: "Response", name: bytes) -> str:
    return next((value.decode("latin-1") for known, value in response.headers if known.lower() == name), "")


def _too_large(shown: str, limits: Limits) -> PictureError:
    return PictureError(f"what {shown} sent is larger than the {limits.largest_bytes} bytes that are allowed")
