"""Connections that lead only where they may, and do not last for ever.

An address is looked at when the connection is made, and the connection goes to that very address: a name that means
something else a moment later, or a redirect, leads no further. It loads httpcore2, so it is imported when needed.
"""

import socket
import ssl
import time
from collections.abc import Callable, Iterable
from ipaddress import ip_address
from typing import Any

import httpcore2

from maas_cli.errors import PictureError
from maas_cli.picture_download.public_addresses import Address


class Deadline:
    """The end of an exchange, so many seconds from when this is made."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def at_most(self, seconds: float | None) -> float:
        """Return for how many seconds may be waited: ``seconds`` (None is for ever), or what is left if that is less.

        Raises:
            ReadTimeout: nothing is left.
        """
        left = self._end - time.monotonic()
        if left <= 0:
            raise httpcore2.ReadTimeout
        return left if seconds is None else min(seconds, left)


class GuardedNetwork(httpcore2.NetworkBackend):
    """Connects by TCP to the addresses that are allowed, until a deadline."""

    def __init__(self, is_allowed: Callable[[Address], bool], deadline: Deadline) -> None:
        self._is_allowed = is_allowed
        self._deadline = deadline
        self._sockets = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        """Connect to the first address of a host that answers.

        Raises:
            PictureError: no address of the host is allowed.
            ConnectError: none answers, or there is no such host.
            ConnectTimeout: the last one did not answer in time.
        """
        addresses = _addresses_of(host, port)
        allowed = [address for address in addresses if self._is_allowed(address)]
        if not allowed:
            raise PictureError(f"no picture is fetched from {host}: that is this machine, or in a private network")
        *others, last = map(str, allowed)
        for address in others:
            try:
                return self._connected(address, port, timeout, local_address, socket_options)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout):
                continue
        return self._connected(last, port, timeout, local_address, socket_options)

    def _connected(self, address: str, port: int, timeout: float | None, *more: Any) -> httpcore2.NetworkStream:  # noqa: ANN401  # passed on as it came
        stream = self._sockets.connect_tcp(address, port, self._deadline.at_most(timeout), *more)
        return _Stream(stream, self._deadline)


def _addresses_of(host: str, port: int) -> list[Address]:
    """Return the addresses that a name, or any way of writing an address, means to this machine; none twice."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise httpcore2.ConnectError("there is no such host, or no network") from error
    return list(dict.fromkeys(ip_address(place[0]) for *_, place in found))


class _Stream(httpcore2.NetworkStream):
    """A connection on which nothing is waited for beyond the deadline."""

    def __init__(self, stream: httpcore2.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.at_most(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.at_most(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        secured = self._stream.start_tls(ssl_context, server_hostname, self._deadline.at_most(timeout))
        return _Stream(secured, self._deadline)

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401  # httpcore2's to say
        return self._stream.get_extra_info(info)
