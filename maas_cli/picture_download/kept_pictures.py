"""Pictures kept in a folder, bounded by their bytes: those not looked at for the longest give way.

A cache and nothing more: whatever is wrong with the folder, a picture is then not there, or is not kept.
"""

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from maas_cli.atomic_file import replacing
from maas_cli.errors import StorageError

_OURS = re.compile(r"[0-9a-f]{64}|\.[0-9a-f]{64}\.[0-9a-f]{12}\.tmp")
"""Names of pictures, and of what a writer that was killed left of one."""


class KeptPictures:
    """The pictures in a folder, by the addresses they are from. Safe to use from several threads and processes."""

    def __init__(self, folder: Path, most_bytes: int) -> None:
        """Take the folder, which need not exist, and how many bytes it may hold, 0 and up."""
        self._folder = folder
        self._most_bytes = most_bytes

    def find(self, url: str) -> bytes | None:
        """Return the picture of an address, None if there is none; it counts as looked at now."""
        path = self._path(url)
        try:
            data = path.read_bytes()
            os.utime(path)
        except OSError:
            return None
        return data

    def keep(self, url: str, data: bytes) -> None:
        """Keep a picture, whole or not at all."""
        with suppress(StorageError), replacing(self._path(url)) as file:
            file.write(data)
        self._make_room()

    def _path(self, url: str) -> Path:
        return self._folder / sha256(url.encode("utf-8", "surrogatepass")).hexdigest()

    def _make_room(self) -> None:
        with suppress(OSError):
            found = sorted(self._all(), key=lambda pair: pair[1].st_mtime_ns)
            used = sum(status.st_size for _, status in found)
            for path, status in found:
                if used <= self._most_bytes:
                    break
                path.unlink(missing_ok=True)
                used -= status.st_size

    def _all(self) -> Iterator[tuple[Path, os.stat_result]]:
        for path in self._folder.iterdir():
            if _OURS.fullmatch(path.name):
                with suppress(FileNotFoundError):  # another process may be making room too
                    yield path, path.stat()
