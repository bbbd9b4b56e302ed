"""One GET over HTTP/1.1 by the standard library: its import costs a third of httpx2's, and a command asks only once.

Follows no redirect (a token must not be carried elsewhere), keeps no connection, makes no second attempt (a search
that was answered has been paid for), knows no proxy.
"""

import http.client
import socket
import ssl
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from maas_cli import __version__
from maas_cli.errors import InvalidQueryError, ServiceUnreachableError
from maas_cli.remote.address import ServerAddress
from maas_cli.remote.bounded_socket import AnswerTooLargeError, BoundedSocket, Bounds

if TYPE_CHECKING:
    from email.message import Message

LONGEST_TARGET = 8192
"""Bytes of path and query that are sent: a server takes no more, and no search that is allowed needs as many."""

_CHUNK_BYTES = 2**16
_HEADERS = {"Accept": "application/json", "User-Agent": f"maas-cli/{__version__}", "Connection": "close"}


@dataclass(frozen=True, slots=True)
class Response:
    """What a server answered: its status with the reason, the headers, and the body.

    All of the body, unless the server did not tell where it ends: then it may have been cut unnoticed.
    """

    status: int
    reason: str
    headers: "Message"
    body: bytes


def get(address: ServerAddress, target: str, headers: Mapping[str, bytes], bounds: Bounds) -> Response:
    """Ask a server for a target (a path below its prefix, and a query) and return whatever it answers.

    Raises:
        ServiceUnreachableError: it did not answer, or not in full, in time, in HTTP or within bounds.
        InvalidQueryError: the target is too long to be sent.
    """
    if len(target) > LONGEST_TARGET:
        raise InvalidQueryError(f"the request has {len(target)} bytes; at most {LONGEST_TARGET} can be sent")
    try:
        return _exchange(_connection(address, bounds), address.prefix + target, headers, bounds)
    except AnswerTooLargeError:
        raise ServiceUnreachableError(f"{address} answers with more than {bounds.largest_bytes} bytes") from None
    except http.client.RemoteDisconnected:
        raise ServiceUnreachableError(f"{address} closed the connection without an answer") from None
    except http.client.IncompleteRead:
        raise ServiceUnreachableError(f"the answer of {address} was cut off", hint="try again") from None
    except OSError as error:  # before ValueError: a certificate that is not trusted is both
        raise _unreachable(address, error) from error
    except (http.client.HTTPException, ValueError):  # in their messages stands what the server sent
        raise ServiceUnreachableError(f"{address} does not answer in HTTP") from None


def _connection(address: ServerAddress, bounds: Bounds) -> http.client.HTTPConnection:
    seconds = min(bounds.silence_seconds, bounds.whole_seconds)
    if address.is_encrypted:
        return http.client.HTTPSConnection(address.host, address.port, timeout=seconds)
    return http.client.HTTPConnection(address.host, address.port, timeout=seconds)


def _exchange(
    connection: http.client.HTTPConnection, path: str, headers: Mapping[str, bytes], bounds: Bounds
) -> Response:
    connection.connect()
    with closing(connection.sock) as owned:
        connection.sock = BoundedSocket(owned, bounds)  # all that http.client uses of a socket
        connection.request("GET", path, headers={**_HEADERS, **headers})
        response = connection.getresponse()
        body = b"".join(iter(lambda: response.read(_CHUNK_BYTES), b""))
        if response.length:  # bytes that were told, and did not come
            raise http.client.IncompleteRead(b"")
        return Response(response.status, response.reason, response.headers, body)


def _unreachable(address: ServerAddress, error: OSError) -> ServiceUnreachableError:
    """Put in words why there is no connection, or no longer one."""
    if isinstance(error, TimeoutError):
        return ServiceUnreachableError(f"{address} did not answer in time", hint="try again, or a smaller --limit")
    if isinstance(error, ssl.SSLCertVerificationError):
        return ServiceUnreachableError(f"cannot trust {address}: {error.verify_message}")
    if isinstance(error, ssl.SSLError):
        hint = "does it speak plain http?" if error.reason == "WRONG_VERSION_NUMBER" else ""
        return ServiceUnreachableError(f"cannot speak TLS with {address}: {error.reason or error}", hint=hint)
    if isinstance(error, socket.gaierror):
        return ServiceUnreachableError(f"cannot reach {address}: there is no such host, or no network")
    hint = "is maas serve running there?" if isinstance(error, ConnectionRefusedError) else ""
    return ServiceUnreachableError(f"cannot reach {address}: {error.strerror or error}", hint=hint)
