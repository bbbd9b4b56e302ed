"""Telling damage apart from every other failure: bytes of an index that make no sense."""

from collections.abc import Iterator
from contextlib import contextmanager

from maas_cli.errors import IndexDamagedError
from maas_cli.search.index_file import IndexFile


@contextmanager
def noticing_damage(index: IndexFile) -> Iterator[None]:
    """Take what goes wrong while an index is read for damage: an offset to nowhere, bytes that are no text or JSON.

    Raises:
        IndexDamagedError: the index turned out to be damaged.
    """
    try:
        yield
    except (IndexError, ValueError) as error:
        raise IndexDamagedError(f"{index.path} is damaged: {error}") from error
