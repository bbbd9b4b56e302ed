"""A download on its way: the bytes received so far, and beside them what tells whether the rest would fit.

Both are kept until the download is complete and used, so that the next call, or the next process, goes on from there.
"""

import fcntl
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path

from maas_cli.atomic_file import replacing
from maas_cli.errors import StorageError


@contextmanager
def only_one(folder: Path) -> Iterator[None]:
    """Let one process at a time download to a folder, which is made if missing.

    Raises:
        StorageError: another one does, or the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = (folder / "lock").open("ab")
    except OSError as error:
        raise StorageError(f"cannot download to {folder}: {error.strerror or error}") from error
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise StorageError(f"another download to {folder} is under way", hint="wait until it is done") from error
        yield


class PartialFile:
    """What is there of one address, in a folder that holds one download at a time. Not for several threads."""

    def __init__(self, folder: Path, url: str) -> None:
        self.path = folder / "download.part"
        self._notes_path = folder / "download.json"
        self._url_digest = sha256(url.encode(errors="replace")).hexdigest()  # the address may hold a password
        self._validator = self._read_validator()

    def size(self) -> int:
        """Return how many bytes can be kept: none if it is unknown of which version they are."""
        if not self._validator:
            return 0
        try:
            return self.path.stat().st_size
        except OSError:
            return 0

    def resume_headers(self) -> dict[str, str]:
        """Return the headers that ask for the rest, if the file is still the same, else for all of it."""
        size = self.size()
        return {"Range": f"bytes={size}-", "If-Range": self._validator} if size else {}

    def fits(self, headers: Mapping[str, str]) -> bool:
        """Tell whether an answer with these headers is about the version that is here."""
        return validator_of(headers) in ("", self._validator)

    def start_over(self, headers: Mapping[str, str]) -> None:
        """Drop what is there, and note which version comes now.

        Raises:
            StorageError: the files cannot be written.
        """
        self.discard()
        self._validator = validator_of(headers)
        with replacing(self._notes_path) as file:
            file.write(json.dumps({"url_sha256": self._url_digest, "validator": self._validator}).encode())

    def discard(self) -> None:
        """Drop what is there."""
        self._validator = ""
        for path in (self._notes_path, self.path):
            with suppress(OSError):
                path.unlink()

    def _read_validator(self) -> str:
        try:
            notes = json.loads(self._notes_path.read_bytes())
            return str(notes["validator"]) if notes["url_sha256"] == self._url_digest else ""
        except (OSError, ValueError, KeyError, TypeError):
            return ""  # nothing there, or nothing that could be trusted


def validator_of(headers: Mapping[str, str]) -> str:
    """Return what names a version for If-Range: a strong ETag, else the time of change, else nothing."""
    etag = headers.get("ETag", "")
    return etag if etag.startswith('"') else headers.get("Last-Modified", "")
