"""The list of bad rows that ``--report`` asks for: line, reason and detail as TSV, one row a line."""

from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Final, Self, TextIO

from maas_cli.cli.listing import as_tsv
from maas_cli.errors import InvalidInputError, StorageError

if TYPE_CHECKING:
    from maas_cli.models.catalog import BadRow


_BY_LINE: Final = 1
"""Each row is written at once: a full disk must be noticed before the import is done, not when the file is closed."""


class BadRowReport:
    """Call it with each bad row. A context manager; what was reported stays also if the import fails.

    An earlier report gives way to the first bad row, or to the import's success: an import that fails before leaves it.
    ``precious`` are files and folders that a report must not overwrite or lie in.

    Raises:
        InvalidInputError: on entering, if the report would overwrite something precious.
        StorageError: on entering, a call or leaving, if the report cannot be written.
    """

    def __init__(self, path: Path, precious: Iterable[Path] = ()) -> None:
        self._path = path
        self._precious = tuple(precious)
        self._file: TextIO | None = None
        self._is_begun = False

    def __enter__(self) -> Self:
        """Open the file, or create it."""
        place = self._path.resolve()
        for precious in self._precious:
            if precious.resolve() in (place, *place.parents):
                raise InvalidInputError(f"the report {self._path} would overwrite {precious} or what is in it")
        try:
            self._file = self._path.open("a", encoding="utf-8", newline="\n", buffering=_BY_LINE)
        except OSError as error:
            raise self._unwritable(error) from error
        return self

    def __call__(self, row: "BadRow") -> None:
        """Write one row."""
        try:
            self._begin()
            self._opened().write(as_tsv([(str(row.line), row.reason, row.detail)]))
        except OSError as error:
            raise self._unwritable(error) from error

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the file; an error already under way is not hidden by another."""
        try:
            if error is None:
                self._begin()
            self._opened().close()
        except OSError as fault:
            if error is None:
                raise self._unwritable(fault) from fault

    def _begin(self) -> None:
        """Make an earlier report give way; what is no file, such as a device, has nothing to give."""
        if not self._is_begun and self._path.is_file():
            self._opened().truncate(0)
        self._is_begun = True

    def _opened(self) -> TextIO:
        if self._file is None:
            raise ValueError("the report is not open")
        return self._file

    def _unwritable(self, error: OSError) -> StorageError:
        return StorageError(f"cannot write the report {self._path}: {error.strerror}")
