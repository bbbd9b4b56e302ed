"""The one catalogue inside a ZIP archive: found, checked and unpacked, with bounds on what it may take up."""

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from maas_cli.errors import CatalogError, StorageError

if TYPE_CHECKING:
    from zipfile import ZipFile, ZipInfo

LARGEST_FILE_BYTES = 2 << 30
"""The most bytes a catalogue may have, packed or unpacked."""

_SUFFIXES = (".csv", ".tsv", ".ndjson", ".jsonl")
_SAFE_NAME = re.compile(r"\w[\w .()+-]{0,99}")
_ENCRYPTED = 1
_METHODS = (0, 8)  # stored, deflated


@contextmanager
def unpacked(archive: Path, folder: Path) -> Iterator[Path]:
    """Give the catalogue of an archive as a file in ``folder``, under its own name; it is deleted afterwards.

    Raises:
        CatalogError: the archive is none, is damaged, or holds not exactly one catalogue of a bearable size.
        StorageError: the file cannot be written, or the disk is full.
    """
    place = folder / "unpacked"
    try:
        shutil.rmtree(place, ignore_errors=True)  # left by a process that was killed
        yield _unpack(archive, place)
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _unpack(archive: Path, place: Path) -> Path:
    """Unpack the catalogue; reading it to its end checks its CRC."""
    import zipfile  # noqa: PLC0415  # only a download is packed
    import zlib  # noqa: PLC0415  # only a download is packed

    try:
        place.mkdir(parents=True)
        with zipfile.ZipFile(archive) as opened:
            member = _catalog_member(opened)
            name = PurePosixPath(member.filename).name
            target = place / (name if _SAFE_NAME.fullmatch(name) else "catalog")
            with opened.open(member) as packed, target.open("wb") as file:
                shutil.copyfileobj(packed, file, 1 << 20)
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise CatalogError(f"{_beginning(archive)}: {error}") from error
    except OSError as error:
        raise StorageError(f"cannot unpack to {place}: {error.strerror or error}") from error
    return target


def _catalog_member(archive: "ZipFile") -> "ZipInfo":
    files = [member for member in archive.infolist() if not member.is_dir() and _is_visible(member.filename)]
    members = [member for member in files if member.filename.lower().endswith(_SUFFIXES)] or files
    if len(members) != 1:
        names = ", ".join(repr(member.filename) for member in members[:5]) or "nothing"
        raise CatalogError(f"the archive should hold one catalogue, it holds {len(members)} files: {names[:200]}")
    member = members[0]
    if member.file_size > LARGEST_FILE_BYTES:
        raise CatalogError(f"{member.filename!r} has {member.file_size} bytes: {LARGEST_FILE_BYTES} are allowed")
    if member.flag_bits & _ENCRYPTED or member.compress_type not in _METHODS:
        raise CatalogError(f"{member.filename!r} is encrypted or packed in an unusual way")
    return member


def _is_visible(name: str) -> bool:
    """Leave out what macOS packs along with files."""
    return not PurePosixPath(name).name.startswith(".")


def _beginning(archive: Path) -> str:
    """Say how far an archive is one, by its first bytes."""
    with archive.open("rb") as file:
        head = file.read(20)
    return (
        "the download is a damaged ZIP archive"
        if head.startswith(b"PK")
        else f"the download is no ZIP archive, it begins with {head!r}"
    )
