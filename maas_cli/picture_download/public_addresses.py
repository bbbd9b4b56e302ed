"""Which addresses of the network are the public's, and which are this machine's or of networks not open to all."""

from ipaddress import IPv4Address, IPv6Address, IPv6Network
from typing import TypeAlias

Address: TypeAlias = IPv4Address | IPv6Address

_TRANSLATED = IPv6Network("64:ff9b::/96")
"""Where networks without IPv4 have all of IPv4, public or not."""


def is_public(address: Address) -> bool:
    """Whether anyone may reach the machine at an address: one on the internet, that is, and only one."""
    meant = _meant(address)
    if isinstance(meant, IPv6Address) and meant.is_site_local:
        return False
    return meant.is_global and not (meant.is_multicast or meant.is_reserved)


def _meant(address: Address) -> Address:
    """Return the IPv4 address that an IPv6 address stands for, itself if it stands for none."""
    if isinstance(address, IPv4Address):
        return address
    if address in _TRANSLATED:
        return IPv4Address(address.packed[-4:])
    return address.ipv4_mapped or address.sixtofour or address
