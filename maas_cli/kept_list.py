"""A short list that a person keeps, newest first, in a file of theirs: a JSON array with one entry a line.

The file is replaced whole or not at all and only its owner may read it. A change reads, decides and writes under a
lock, so that of several processes none undoes what another just did. What cannot be read is never written over.
"""

import fcntl
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO, Generic, Protocol, TypeVar

from maas_cli.atomic_file import PRIVATE, replacing
from maas_cli.errors import StorageError
from maas_cli.serialize import to_json


class Entry(Protocol):
    """What can be in a list: a frozen dataclass whose values JSON can hold, with its time, aware."""

    @property
    def at(self) -> datetime:
        """When it came into the list."""


EntryT = TypeVar("EntryT", bound=Entry)


class KeptList(Generic[EntryT]):
    """The entries in a file, all of one kind. Safe to use from several threads and processes."""

    def __init__(self, path: Path, kind: type[EntryT]) -> None:
        """Take the file, which need not exist, and the dataclass of its entries."""
        self._path = path
        self._kind = kind
        self._known: tuple[tuple[int, ...], tuple[EntryT, ...]] = (), ()

    def read(self) -> tuple[EntryT, ...]:
        """Return the entries, newest first; none if there is no file. The file is read again only if it has changed.

        Raises:
            StorageError: the file cannot be read, or is damaged.
        """
        try:
            with self._path.open("rb") as file:
                status = os.fstat(file.fileno())
                version = (status.st_ino, status.st_size, status.st_mtime_ns)
                known_version, entries = self._known
                if version != known_version:
                    entries = self._parsed(file.read())
                    self._known = version, entries
                return entries
        except (FileNotFoundError, NotADirectoryError):
            return ()
        except OSError as error:
            raise StorageError(f"cannot read {self._path}: {error.strerror or error}") from error

    def change(self, change: Callable[[tuple[EntryT, ...]], Iterable[EntryT]]) -> int:
        """Replace the entries by what ``change`` makes of them; return how many more there are now, below 0 fewer.

        Raises:
            StorageError: the file cannot be read or written, or is damaged; it stays as it was.
        """
        with self._locked():
            before = self.read()
            after = tuple(change(before))
            if after != before:
                self._write(after)
            return len(after) - len(before)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Keep others from changing the list."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            locked = self._locked_file()
        except OSError as error:
            raise StorageError(f"cannot write {self._path}: {error.strerror or error}") from error
        with locked:
            yield

    def _locked_file(self) -> BinaryIO:
        """Return the file, locked; anew if another process replaced it meanwhile, for then the lock is of no use."""
        while True:
            file = os.fdopen(os.open(self._path, os.O_RDONLY | os.O_CREAT | os.O_CLOEXEC, PRIVATE), "rb")
            fcntl.flock(file, fcntl.LOCK_EX)
            with suppress(FileNotFoundError):
                if os.path.samestat(os.fstat(file.fileno()), self._path.stat()):
                    return file
            file.close()

    def _write(self, entries: tuple[EntryT, ...]) -> None:
        import msgspec  # noqa: PLC0415  # dear, and a list is rarely changed

        lines = b",\n".join(to_json(msgspec.to_builtins(entry)) for entry in entries)
        with replacing(self._path, mode=PRIVATE) as file:
            file.write(b"[\n" + lines + b"\n]\n")

    def _parsed(self, content: bytes) -> tuple[EntryT, ...]:
        """Return the entries in a file's content; an empty file, as the lock makes it, has none."""
        import json  # noqa: PLC0415  # only where there is a file

        import msgspec  # noqa: PLC0415  # as above

        if not content:
            return ()
        try:
            # The standard library's, since it takes lone surrogates: captions and queries may hold some.
            entries = msgspec.convert(json.loads(content, parse_constant=_refused), tuple[self._kind, ...])  # type: ignore[name-defined]  # a type known at run time
        except (ValueError, RecursionError, msgspec.MsgspecError) as error:
            raise self._damage() from error
        if any(entry.at.tzinfo is None for entry in entries):
            raise self._damage()
        return tuple(entries)

    def _damage(self) -> StorageError:
        return StorageError(f"{self._path} is damaged and left as it is", hint="mend it, or move it away to begin anew")


def _refused(constant: str) -> Any:  # noqa: ANN401  # what json wants; it returns nothing
    raise ValueError(f"{constant} is no number")
