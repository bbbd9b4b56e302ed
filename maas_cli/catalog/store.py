"""The installed catalogue: one file of NDJSON, replaced whole or not at all.

The first line says where the catalogue comes from::

    {"maas_catalog":1,"source":"memes.csv","format":"loc","imported_at":"2026-05-04T12:00:00+00:00","memes":4666}

padded with blanks, because the count is known, and filled in, last. Each further line is a meme: the original's keys,
those with a value only, numbers as numbers.
"""

import json
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any, cast

from maas_cli.atomic_file import replacing
from maas_cli.catalog.meme_row import MISSING, shown
from maas_cli.catalog.source import Source, open_source
from maas_cli.catalog.stored_rows import OddRowError, read_stored_rows
from maas_cli.errors import CatalogError, StorageError
from maas_cli.models.catalog import BadRow
from maas_cli.models.meme import Meme

_VERSION = 1
_FIRST_BYTES = b'{"maas_catalog":'
_COUNT_DIGITS = 20
_HINT = "import it again, or return to the starter catalogue: maas data reset"

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode


@dataclass(frozen=True, slots=True)
class CatalogHeader:
    """Where a catalogue comes from: its file's name and format, when it was imported (UTC), and how many memes it has.

    The last two are None for a catalogue that was not imported.
    """

    source: str
    format: str
    imported_at: datetime | None
    memes: int | None


def write_catalog(path: Path, header: CatalogHeader, memes: Iterable[Meme]) -> int:
    """Make these memes the catalogue at ``path`` and return how many they are.

    Whatever goes wrong, an error of ``memes`` included, what was there before stays. ``header.memes`` is not read.

    Raises:
        StorageError: the file cannot be written, or the disk is full.
    """
    with replacing(path) as file:
        file.write(_header_line(replace(header, memes=0)))
        count = 0
        for meme in memes:
            file.write(_meme_line(meme))
            count += 1
        file.seek(0)
        file.write(_header_line(replace(header, memes=count)))
    return count


def open_catalog(path: Path) -> tuple[CatalogHeader, Iterator[Meme]]:
    """Return the header and the memes, in order, of an installed catalogue or of a file in a source format.

    A source, which the starter catalogue is, must be without bad rows. The two are of one file, also where it is
    replaced meanwhile.

    Raises:
        CatalogError: the file cannot be read or is damaged; also while the memes are read.
    """
    opened = _read_catalog(path)
    header = cast("CatalogHeader", next(opened))
    return header, cast("Iterator[Meme]", opened)


def remove_catalog(path: Path) -> None:
    """Delete the installed catalogue; it may be missing.

    Raises:
        StorageError: it cannot be deleted.
    """
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise StorageError(f"cannot delete {path}: {error.strerror or error}") from error


def _read_catalog(path: Path) -> Iterator[CatalogHeader | Meme]:
    """Yield the header, then the memes; the file is open until the generator is exhausted or let go."""
    try:
        with open_source(path) as source:
            header = _header_of(path, source)
            yield header
            done = 0
            if header.memes is not None:
                with suppress(OddRowError):
                    for meme in read_stored_rows(source.file):
                        yield meme
                        done += 1
                    if done == header.memes:
                        return
                source.file.seek(len(source.head))
            yield from islice(_checked_memes(path, source, header), done, None)
    except CatalogError as error:
        raise CatalogError(str(error), hint=_HINT) from error


def _checked_memes(path: Path, source: Source, header: CatalogHeader) -> Iterator[Meme]:
    count = 0
    for row in source.rows:
        if isinstance(row, BadRow):
            raise CatalogError(f"{path} is damaged at line {row.line}: {row.detail}")
        count += 1
        yield row
    if header.memes not in (None, count):
        raise CatalogError(f"{path} is damaged: it holds {count} of {header.memes} memes")


def _header_of(path: Path, source: Source) -> CatalogHeader:
    if not source.head.startswith(_FIRST_BYTES):
        return CatalogHeader(source.name, source.format, None, None)
    try:
        fields = json.loads(source.head.partition(b"\n")[0])
        version, count = fields["maas_catalog"], int(fields["memes"])
        imported_at = datetime.fromisoformat(fields["imported_at"])
        header = CatalogHeader(str(fields["source"]), str(fields["format"]), imported_at, count)
    except (ValueError, KeyError, TypeError):
        raise CatalogError(f"{path} is damaged: its first line is not that of a catalogue") from None
    if version != _VERSION:
        raise CatalogError(f"{path} is a catalogue of version {shown(version)}, this maas reads {_VERSION}")
    return header


def _header_line(header: CatalogHeader) -> bytes:
    fields = {
        "maas_catalog": _VERSION,
        "source": header.source,
        "format": header.format,
        "imported_at": header.imported_at and header.imported_at.isoformat(),
        "memes": header.memes,
    }
    padding = " " * (_COUNT_DIGITS - len(str(header.memes)))
    return f"{_encode(fields)}{padding}\n".encode()


def _meme_line(meme: Meme) -> bytes:
    fields: dict[str, Any] = {
        "id": meme.id,
        "url": meme.url,
        "name": meme.name,
        "page": meme.page,
        "md5": meme.md5,
        "fileSize": meme.file_size,
        "text": meme.text or (MISSING if not meme.name else ""),
        "upper": meme.upper,
        "lower": meme.lower,
        "lang": meme.lang,
        "place": meme.place,
        "lat": meme.lat,
        "lon": meme.lon,
        "tags": meme.tags,
    }
    # of what is false only the numbers say something
    return _encode({key: value for key, value in fields.items() if value or value == 0}).encode() + b"\n"
