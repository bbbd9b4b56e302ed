"""The addresses the service answers at: sockets bound before anything is loaded, and shared by all workers.

All workers accept from the same sockets, so a connection waits for whoever is free, and a worker that dies leaves none
waiting for it alone.
"""

import errno
import socket
from collections.abc import Sequence
from ipaddress import ip_address
from typing import Any, Final

from maas_cli.errors import InvalidInputError

MAX_PORT: Final = 65535
BACKLOG: Final = 2048
"""Connections that may wait to be accepted; the system may allow fewer."""

_ANY_IPV6: Final = "::"


def bind(host: str, port: int) -> tuple[socket.socket, ...]:
    """Return sockets bound to every address a host's name has here, not listening yet; port 0 takes a free one.

    Raises:
        InvalidInputError: the port is out of range, taken or forbidden, or the host is not one of this machine.
    """
    if not 0 <= port <= MAX_PORT:
        raise InvalidInputError(f"port {port} is out of range", hint=f"allowed is 1 to {MAX_PORT}, or 0 for a free one")
    bound: list[socket.socket] = []
    try:
        for family, address in _addresses(host, port):
            taken = bound[0].getsockname()[1] if bound else port
            bound.append(_bound(family, address, taken, takes_both=host == _ANY_IPV6))
    except OSError as error:
        close(bound)
        raise _refused(error, host, port) from error
    return tuple(bound)


def listen(sockets: Sequence[socket.socket]) -> None:
    """Let clients connect from now on.

    Raises:
        InvalidInputError: another process began to listen at the same port meanwhile.
    """
    for sock in sockets:
        try:
            sock.listen(BACKLOG)
        except OSError as error:
            raise _refused(error, *sock.getsockname()[:2]) from error


def close(sockets: Sequence[socket.socket]) -> None:
    """Close the sockets in this process."""
    for sock in sockets:
        sock.close()


def url_of(sockets: Sequence[socket.socket]) -> str:
    """Return the address of the service, as clients on this machine may use it."""
    host, port = sockets[0].getsockname()[:2]
    host = {"0.0.0.0": "127.0.0.1", _ANY_IPV6: "::1"}.get(host, host)  # noqa: S104  # it is shown, not bound
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def is_loopback(sockets: Sequence[socket.socket]) -> bool:
    """Return whether only this machine can connect."""
    return all(ip_address(sock.getsockname()[0].partition("%")[0]).is_loopback for sock in sockets)


def _addresses(host: str, port: int) -> list[tuple[int, tuple[Any, ...]]]:
    """Return the family and each address of a host once, in the system's order.

    Raises:
        InvalidInputError: the host is unknown.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except (OSError, UnicodeError) as error:
        raise InvalidInputError(
            f"the host {host!r} is unknown", hint="an address such as 127.0.0.1, or 0.0.0.0 for all of this machine"
        ) from error
    unique = {address: family for family, _, _, _, address in found}
    return [(family, address) for address, family in unique.items()]


def _bound(family: int, address: tuple[Any, ...], port: int, *, takes_both: bool) -> socket.socket:
    """Return a socket bound to an address; one of IPv6 takes connections by IPv4 too if ``takes_both``."""
    sock = socket.socket(family, socket.SOCK_STREAM)
    try:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # a restart need not wait for old connections
        if family == socket.AF_INET6:
            sock.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, not takes_both)
        sock.setblocking(False)  # noqa: FBT003  # the standard library's
        sock.bind((address[0], port, *address[2:]))
    except BaseException:
        sock.close()
        raise
    return sock


def _refused(error: OSError, host: str, port: int) -> InvalidInputError:
    if error.errno == errno.EADDRINUSE:
        other = port + 1 if port < MAX_PORT else port - 1
        return InvalidInputError(f"port {port} of {host} is in use", hint=f"take another: maas serve {other}")
    if error.errno == errno.EACCES:
        return InvalidInputError(f"port {port} may not be used by this user", hint="take one from 1024 up")
    if error.errno == errno.EADDRNOTAVAIL:
        return InvalidInputError(f"the host {host!r} is not an address of this machine")
    return InvalidInputError(f"cannot listen at port {port} of {host}: {error.strerror or error}")
