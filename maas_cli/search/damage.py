"""Telling damage apart from every other failure: bytes of an index that make no sense."""

from types import TracebackType

from maas_cli.errors import IndexDamagedError
from maas_cli.search.index_file import IndexFile


class noticing_damage:  # noqa: N801  # used as a function is
    """Take what goes wrong while an index is read for damage: an offset to nowhere, bytes that are no text or JSON.

    Raises:
        IndexDamagedError: the index turned out to be damaged.
    """

    def __init__(self, index: IndexFile) -> None:
        self._index = index

    def __enter__(self) -> None:
        pass

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if isinstance(error, IndexError | ValueError):
            raise IndexDamagedError(f"{self._index.path} is damaged: {error}") from error
