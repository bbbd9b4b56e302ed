"""A maas server somewhere else, asked over HTTP: the other thing that can answer a search, beside the engine.

What comes from a server is of unknown origin: it is bounded in time and size and checked before anything is made of
it. A token leaves this room only as the header X-Token, to the server that was named.
"""

from maas_cli.remote.remote import Remote

__all__ = ["Remote"]
