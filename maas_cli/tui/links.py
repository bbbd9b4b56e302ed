"""Where a meme can be looked at in the web."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from maas_cli.models.meme import Meme

_SCHEMES = ("http://", "https://")


def link_of(meme: Meme, server: str) -> str:
    """Return the address of a meme's picture, else of its page; empty if it has none.

    An address that is relative to the service, as those of the starter catalogue are, is one only where ``server``
    says which service that is.
    """
    return next(filter(None, (_absolute(address, server) for address in (meme.url, meme.page))), "")


def page_of(meme: Meme, server: str) -> str:
    """Return the address of a meme's page, else of its picture; empty if it has none."""
    return next(filter(None, (_absolute(address, server) for address in (meme.page, meme.url))), "")


def _absolute(address: str, server: str) -> str:
    """Return an address of the web; empty for any other, as ``javascript:`` is: a catalogue is somebody else's file."""
    if address.startswith(_SCHEMES):
        return address
    is_relative = address.startswith("/") and not address.startswith("//")
    return server.rstrip("/") + address if is_relative and server else ""
