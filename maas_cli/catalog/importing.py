"""Importing: the memes of a source become the installed catalogue, and what is no meme is counted and told."""

import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from maas_cli.catalog.language import with_languages
from maas_cli.catalog.progress import OnProgress, reporter
from maas_cli.catalog.source import Source, open_source
from maas_cli.catalog.store import CatalogHeader, write_catalog
from maas_cli.errors import CatalogError
from maas_cli.models.catalog import BadRow, ImportReport
from maas_cli.models.meme import Meme

OnBadRow = Callable[[BadRow], None]


def import_file(
    source: Path,
    target: Path,
    *,
    now: Callable[[], datetime],
    on_progress: OnProgress | None = None,
    on_bad_row: OnBadRow | None = None,
) -> ImportReport:
    """Make the memes of a source the catalogue at ``target``, in their order, and report.

    Where the source does not say in which language a caption is, that is detected if it can be.
    ``on_progress`` hears of the bytes read, ``on_bad_row`` gets each bad row. Whatever goes wrong, the catalogue that
    was there stays.

    Raises:
        CatalogError: the source cannot be read, is no catalogue, or has no usable row.
        StorageError: the catalogue cannot be written, or the disk is full.
    """
    started = time.monotonic()
    bad_rows: Counter[str] = Counter()
    with open_source(source, reporter("import", on_progress)) as opened:
        header = CatalogHeader(opened.name, opened.format, now(), None)
        memes = write_catalog(target, header, with_languages(_good_rows(source, opened, bad_rows, on_bad_row)))
    return ImportReport(header.source, header.format, memes, dict(bad_rows), time.monotonic() - started)


def _good_rows(path: Path, source: Source, bad_rows: Counter[str], on_bad_row: OnBadRow | None) -> Iterator[Meme]:
    """Yield the memes; without one, raise an error that names the first bad row."""
    first_bad: BadRow | None = None
    none_yet = True
    for row in source.rows:
        if isinstance(row, Meme):
            none_yet = False
            yield row
            continue
        first_bad = first_bad or row
        bad_rows[row.reason] += 1
        if on_bad_row:
            on_bad_row(row)
    if none_yet:
        why = f": line {first_bad.line}: {first_bad.detail}" if first_bad else " but its header"
        raise CatalogError(f"{path} holds no meme{why}")
