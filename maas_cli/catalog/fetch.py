"""Downloading a published catalogue: checked, bounded, and taken up again where it was cut."""

import re
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from maas_cli import __version__
from maas_cli.catalog.archive import LARGEST_FILE_BYTES, unpacked
from maas_cli.catalog.partial import PartialFile, only_one
from maas_cli.catalog.progress import OnBytes, OnProgress, reporter
from maas_cli.errors import CatalogError, InvalidInputError, ServiceUnreachableError, StorageError

if TYPE_CHECKING:
    from httpx2 import Client, Response

_PAUSES_SECONDS = (0.5, 1.0, 2.0)
_TIMEOUT_SECONDS = 30.0
_HINT = "run it again to resume"
_OTHER_ADDRESS_HINT = "look up where its publisher has the file now, and give that with --url"
_OK, _PARTIAL, _RANGE_NOT_SATISFIABLE = 200, 206, 416
_CONTENT_RANGE = re.compile(r"bytes (\d+)-\d+/(\d+)")


@contextmanager
def download(
    url: str,
    folder: Path,
    *,
    on_progress: OnProgress | None = None,
    pauses_seconds: Sequence[float] = _PAUSES_SECONDS,
    timeout_seconds: float = _TIMEOUT_SECONDS,
) -> Iterator[Path]:
    """Download a ZIP archive to ``folder`` and give the catalogue in it as a file, which is deleted afterwards.

    A connection that is cut is made again after each of the pauses; then what came is kept for the next call. So it is
    when the caller's block fails, unless with a CatalogError.

    Raises:
        InvalidInputError: the address is not one of http or https.
        ServiceUnreachableError: the server did not answer, refused, or was cut off too often.
        CatalogError: what came is no archive, is damaged, or holds not exactly one catalogue.
        StorageError: the files cannot be written, or another download is under way.
    """
    _check_address(url)
    with only_one(folder):
        part = PartialFile(folder, url)
        try:
            _fetch(url, part, reporter("fetch", on_progress), pauses_seconds, timeout_seconds)
            with unpacked(part.path, folder) as catalog:
                yield catalog
        except CatalogError:
            part.discard()
            raise
        part.discard()


def shown_address(url: str) -> str:
    """Return an address as it may stand in messages: without password and query, on one line."""
    scheme, separator, rest = url.partition("://")
    bare = re.split(r"[?#]", rest.rpartition("@")[2])[0]
    return repr(f"{scheme}{separator}{bare}"[:200])[1:-1] if separator else "an address without http://"


def _check_address(url: str) -> None:
    try:
        parts = urlsplit(url)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0 and url.isprintable()
    except ValueError:
        usable = False
    if not usable:
        raise InvalidInputError(f"cannot download from {shown_address(url)}: an http or https address is allowed")


def _fetch(
    url: str, part: PartialFile, on_bytes: OnBytes, pauses_seconds: Sequence[float], timeout_seconds: float
) -> None:
    """Receive all of the file, in as many connections as it takes and there are pauses for."""
    import httpx2  # noqa: PLC0415  # dear, and only needed here

    received = False

    def on_chunk(done: int, total: int | None) -> None:
        nonlocal received
        received = True
        on_bytes(done, total)

    pauses = iter(pauses_seconds)
    try:
        with _client(timeout_seconds) as client:
            while True:
                try:
                    return _receive(client, url, part, on_chunk)
                except httpx2.TransportError:
                    pause = next(pauses, None)
                    if pause is None or not received:
                        raise
                    time.sleep(pause)
    except (httpx2.InvalidURL, UnicodeError):
        raise InvalidInputError(f"cannot download from {shown_address(url)}: this is no address") from None
    except httpx2.HTTPError as error:
        hint = _HINT if part.size() else ""
        what = f"cannot download from {shown_address(url)}: {str(error) or type(error).__name__}"
        raise ServiceUnreachableError(what, hint=hint) from error


def _client(timeout_seconds: float) -> "Client":
    import httpx2  # noqa: PLC0415  # dear, and only needed here

    headers = {"Accept-Encoding": "identity", "User-Agent": f"maas-cli/{__version__}"}
    try:
        return httpx2.Client(headers=headers, timeout=timeout_seconds, follow_redirects=True)
    except (ImportError, ValueError, OSError) as error:
        raise ServiceUnreachableError(f"the system's proxy or certificate settings cannot be used: {error}") from error


def _receive(client: "Client", url: str, part: PartialFile, on_bytes: OnBytes) -> None:
    """Receive what is missing in one connection, or all of it where the server wants that or the file has changed."""
    with client.stream("GET", url, headers=part.resume_headers()) as response:
        status, size = response.status_code, part.size()
        if status == _OK:
            part.start_over(response.headers)
            return _save(response, part, _content_length(response), on_bytes)
        if not (size and status in (_PARTIAL, _RANGE_NOT_SATISFIABLE)):
            answer = f"{shown_address(url)} answered {status} {response.reason_phrase}".strip()
            raise ServiceUnreachableError(answer, hint=_HINT if size else _OTHER_ADDRESS_HINT)
        content_range = response.headers.get("Content-Range", "")
        if content_range == f"bytes */{size}":
            return None  # complete already
        match = _CONTENT_RANGE.fullmatch(content_range)
        if match and int(match[1]) == size and part.fits(response.headers):
            return _save(response, part, int(match[2]), on_bytes)
        part.discard()
    return _receive(client, url, part, on_bytes)


def _content_length(response: "Response") -> int | None:
    length = response.headers.get("Content-Length", "")
    return int(length) if length.isdecimal() else None


def _save(response: "Response", part: PartialFile, total: int | None, on_bytes: OnBytes) -> None:
    from httpx2 import RemoteProtocolError  # noqa: PLC0415  # dear, and only needed here

    done = part.size()
    try:
        with part.path.open("ab" if done else "wb") as file:
            for chunk in response.iter_raw():
                done += len(chunk)
                if max(done, total or 0) > LARGEST_FILE_BYTES:
                    raise CatalogError(f"the download is larger than the {LARGEST_FILE_BYTES} bytes that are allowed")
                file.write(chunk)
                on_bytes(done, total)
    except OSError as error:
        raise StorageError(f"cannot write {part.path}: {error.strerror or error}") from error
    if total is not None and done != total:
        raise RemoteProtocolError(f"{done} of {total} bytes came")
