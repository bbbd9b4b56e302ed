"""Which address a client has whose requests come through reverse proxies of the operator's own.

Each proxy adds to ``X-Forwarded-For`` whom it was asked by, so from its end backwards the field can be believed as far
as those who wrote it are trusted. What stands before that anybody may have made up.
"""

from __future__ import annotations

import re
from functools import lru_cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import TYPE_CHECKING

from maas_cli.errors import InvalidSettingError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from starlette.types import Scope

_Address = IPv4Address | IPv6Address
_Network = IPv4Network | IPv6Network

_FIELD = b"x-forwarded-for"
_MOST_BYTES = 1024
"""Of the field's end so many are looked at: more than any chain of proxies that is meant."""

_KEPT = 4096
_WITH_PORT = re.compile(r"\[(.+)\](?::\d+)?|([0-9.]+):\d+")


def network_from(text: str) -> _Network:
    """Return the addresses that ``--proxy`` names: one, or a network such as 10.0.0.0/8.

    Raises:
        InvalidSettingError: it is neither.
    """
    try:
        return ip_network(text.strip())
    except ValueError as error:
        raise InvalidSettingError(
            f"proxy {text!r} is neither an address nor a network", hint="for example 10.0.0.7, or 10.0.0.0/8"
        ) from error


class Proxies:
    """The proxies that are trusted. Unchanging."""

    def __init__(self, trusted: Iterable[str]) -> None:
        """Take addresses and networks.

        Raises:
            InvalidSettingError: one is neither.
        """
        self._networks = tuple(network_from(text) for text in trusted)
        self._client_of = lru_cache(_KEPT)(self._found_behind)

    def address_of(self, scope: Scope) -> str:
        """Return the address of a request's client, empty if it has none.

        Where the peer is trusted that is the last address in X-Forwarded-For that is not; where that cannot be read,
        or there is none, the one that is known last.
        """
        client = scope.get("client")
        if not client:
            return ""
        field = b",".join(value for name, value in scope["headers"] if name == _FIELD)[-_MOST_BYTES:]
        peer: str = client[0]
        return self._client_of(peer, field) if field else peer

    def _found_behind(self, peer: str, field: bytes) -> str:
        known = _address(peer)
        if known is None or not self._trusts(known):
            return peer
        for text in reversed(field.decode("latin-1").split(",")):
            if not text.strip(" \t"):
                continue
            address = _address(text.strip(" \t"))
            if address is None:
                break
            known = address
            if not self._trusts(address):
                break
        return str(known)

    def _trusts(self, address: _Address) -> bool:
        return any(address in network for network in self._networks)


def _address(text: str) -> _Address | None:
    """Return an address, with or without a port; one of IPv4 also where it is written as IPv6, None if it is none."""
    with_port = _WITH_PORT.fullmatch(text)
    if with_port is not None:
        text = with_port[1] or with_port[2]
    try:
        address = ip_address(text.partition("%")[0])
    except ValueError:
        return None
    return (address.ipv4_mapped or address) if isinstance(address, IPv6Address) else address
