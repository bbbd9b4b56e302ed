"""The search index kept in step with the catalogue in use: opened, built when missing or stale, mended when damaged.

The index is a cache: everything in it can be made again from the catalogue.
"""

from __future__ import annotations

import os
import struct
import threading
import time
from contextlib import suppress
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any, BinaryIO, TypeAlias

from maas_cli.errors import CatalogError, IndexDamagedError, IndexUnusableError, StorageError
from maas_cli.search import IndexFile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from maas_cli.models.catalog import CatalogInfo, Progress
    from maas_cli.models.meme import Meme

OnProgress: TypeAlias = "Callable[[Progress], None]"

IMPORTED = "catalog.ndjson"
"""The imported catalogue, in the data folder."""

_REPORT_EVERY = 1000
_SECOND_NS = 10**9


class CatalogIndex:
    """Gives the index over the catalogue in use. Safe to call from several threads and processes.

    The catalogue in use is ``imported`` where that file exists, else ``starter``. ``on_progress`` hears of builds,
    counted in memes; ``on_notice`` gets one-line notes for people.
    """

    def __init__(
        self,
        *,
        imported: Path,
        starter: Path,
        cache_dir: Path,
        now: Callable[[], datetime],
        on_notice: Callable[[str], None],
    ) -> None:
        self._imported = imported
        self._starter = starter
        self._cache_dir = cache_dir
        self._now = now
        self._on_notice = on_notice
        self._lock = threading.Lock()
        self._opened: tuple[bytes, IndexFile] | None = None
        self._file: tuple[int, int] | None = None
        """Which file was opened; None where the index is not kept in one."""

    def get(self, on_progress: OnProgress | None = None) -> IndexFile:
        """Return the index over the catalogue as it is now; one that somebody built meanwhile takes its place.

        Raises:
            CatalogError: the catalogue cannot be read.
        """
        with self._lock:
            catalog, fingerprint = self._catalog_in_use()
            if self._opened is None or self._opened[0] != fingerprint:
                self._opened = fingerprint, self._open_or_build(catalog, fingerprint, on_progress)
            elif self._file not in (None, _file_at(self._index_path(catalog))):
                with suppress(IndexUnusableError):  # what is open can be used
                    self._opened = fingerprint, self._open_whole(self._index_path(catalog), fingerprint)
            return self._opened[1]

    def find(self) -> IndexFile | None:
        """Return the index over the catalogue as it is now if there is one that can be used; nothing is built.

        Raises:
            CatalogError: the catalogue cannot be read.
        """
        with self._lock:
            catalog, fingerprint = self._catalog_in_use()
            if self._opened is not None and self._opened[0] == fingerprint:
                return self._opened[1]
            with suppress(IndexUnusableError):
                return _open_sealed(self._index_path(catalog), fingerprint)
            return None

    def rebuild(self, on_progress: OnProgress | None = None) -> IndexFile:
        """Build the index again, because the one in use turned out to be damaged.

        Raises:
            CatalogError: the catalogue cannot be read.
        """
        with self._lock:
            catalog, fingerprint = self._catalog_in_use()
            self._on_notice("the search index was damaged and has been rebuilt")
            self._opened = fingerprint, self._build(catalog, fingerprint, on_progress)
            return self._opened[1]

    def info(self, on_progress: OnProgress | None = None) -> CatalogInfo:
        """Return what is loaded, after checking the whole index; a damaged one is rebuilt.

        Raises:
            CatalogError: the catalogue cannot be read.
        """
        index = self.get(on_progress)
        try:
            index.verify()
        except IndexDamagedError:
            index = self.rebuild(on_progress)
        meta = index.facts()
        imported_at = meta["imported_at"]
        from maas_cli.models.catalog import CatalogInfo  # noqa: PLC0415  # a search asks for no facts

        return CatalogInfo(
            source=meta["source"],
            format=meta["format"],
            imported_at=datetime.fromisoformat(imported_at) if imported_at else None,
            memes=meta["memes"],
            templates=index.template_count(),
            languages=dict(sorted(meta["languages"].items(), key=lambda item: (-item[1], item[0]))),
            placed=meta["placed"],
            index_path=str(index.path),
            index_bytes=index.size_bytes(),
            build_seconds=meta["build_seconds"],
            built_at=datetime.fromisoformat(meta["built_at"]),
        )

    def _catalog_in_use(self) -> tuple[Path, bytes]:
        """Return the catalogue's path and its fingerprint: size and time of last change, as make(1) trusts them."""
        for catalog in (self._imported, self._starter):
            try:
                state = catalog.stat()
            except FileNotFoundError:
                continue
            except OSError as error:
                raise CatalogError(f"cannot read the catalogue {catalog}: {error.strerror}") from error
            return catalog, struct.pack("<Qq", state.st_size, state.st_mtime_ns)
        raise CatalogError(f"the starter catalogue {self._starter} is missing", hint="install maas again")

    def _index_path(self, catalog: Path) -> Path:
        return self._cache_dir / ("starter.idx" if catalog == self._starter else "catalog.idx")

    def _open_or_build(self, catalog: Path, fingerprint: bytes, on_progress: OnProgress | None) -> IndexFile:
        try:
            return self._open_whole(self._index_path(catalog), fingerprint)
        except IndexDamagedError:
            self._on_notice("the search index was damaged and has been rebuilt")
        except IndexUnusableError:
            pass  # missing or stale: building it is the ordinary course
        return self._build(catalog, fingerprint, on_progress)

    def _build(self, catalog: Path, fingerprint: bytes, on_progress: OnProgress | None) -> IndexFile:
        """Build the index on disk; where that cannot be written, in memory."""
        from maas_cli.atomic_file import replacing  # noqa: PLC0415  # a search with a warm index never builds

        path = self._index_path(catalog)
        try:
            with replacing(path) as file:
                self._write(catalog, fingerprint, file, on_progress)
            return self._open_whole(path, fingerprint)
        except CatalogError:
            raise
        except StorageError as error:
            self._on_notice(f"the search index cannot be kept and is built for each search: {error}")
        self._file = None
        content = BytesIO()
        self._write(catalog, fingerprint, content, on_progress)
        return IndexFile(content.getvalue(), path, fingerprint)

    def _open_whole(self, path: Path, fingerprint: bytes) -> IndexFile:
        """Open an index to be kept, remembering its file; raises what :func:`_open_sealed` does."""
        file = _file_at(path)
        index = _open_sealed(path, fingerprint)
        self._file = file
        return index

    def _write(self, catalog: Path, fingerprint: bytes, file: BinaryIO, on_progress: OnProgress | None) -> None:
        from maas_cli.catalog import open_catalog  # noqa: PLC0415  # a search with a warm index never builds
        from maas_cli.search.build import build_index  # noqa: PLC0415  # a search with a warm index never builds

        started = time.monotonic()
        header, memes = open_catalog(catalog)

        def facts() -> dict[str, Any]:
            return {
                "source": header.source,
                "format": header.format,
                "imported_at": header.imported_at.isoformat() if header.imported_at else None,
                "built_at": self._now().isoformat(),
                "build_seconds": round(time.monotonic() - started, 3),
            }

        build_index(_reporting(memes, header.memes, on_progress), file, fingerprint, facts)


def _open_sealed(path: Path, fingerprint: bytes) -> IndexFile:
    """Open an index; if anything wrote to its file since it was last found whole, compare every checksum first.

    A file found whole is sealed: the nanoseconds of its time of change become a number that follows from its
    checksums. Whoever writes to it later breaks the seal, for the system sets that time anew.

    Raises:
        IndexUnusableError: there is no index that can be used for the catalogue of this fingerprint.
        IndexDamagedError: the file is damaged.
    """
    changed_ns = _changed_ns(path)
    index = IndexFile.open(path, fingerprint)
    seal_ns = index.digest() % _SECOND_NS
    if changed_ns % _SECOND_NS != seal_ns:
        index.verify()
        with suppress(OSError):  # a cache that may only be read is checked each time
            os.utime(path, ns=(changed_ns, changed_ns - changed_ns % _SECOND_NS + seal_ns))
    return index


def _file_at(path: Path) -> tuple[int, int] | None:
    """Return what tells the file at a path from all others, None if it cannot be looked at."""
    try:
        state = path.stat()
    except OSError:  # who opens it will say why
        return None
    return state.st_dev, state.st_ino


def _changed_ns(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except OSError:  # opening it will say why
        return 0


def _reporting(memes: Iterable[Meme], total: int | None, on_progress: OnProgress | None) -> Iterator[Meme]:
    """Pass memes on, telling now and then how many have passed."""
    from maas_cli.models.catalog import Progress  # noqa: PLC0415  # a search with a warm index never builds

    done = 0
    for done, meme in enumerate(memes, start=1):
        yield meme
        if on_progress and done % _REPORT_EVERY == 0:
            on_progress(Progress("index", done, total))
    if on_progress:
        on_progress(Progress("index", done, done))
