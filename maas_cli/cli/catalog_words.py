"""Catalogues and imports in words."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from maas_cli.cli.counting import counted

if TYPE_CHECKING:
    from datetime import datetime

    from maas_cli.models.catalog import CatalogInfo, ImportReport

_LANGUAGES_SHOWN: Final = 12


def info_rows(info: "CatalogInfo") -> list[tuple[str, str]]:
    """Return what is loaded as pairs of a name and a value."""
    return [
        ("source", info.source),
        ("format", info.format),
        ("imported", _moment(info.imported_at) if info.imported_at else "never; it came with maas"),
        ("memes", f"{info.memes:,}"),
        ("templates", f"{info.templates:,}"),
        ("languages", _languages(info)),
        ("placed", f"{info.placed:,}"),
        ("index", info.index_path),
        ("index size", f"{info.index_bytes:,} bytes"),
        ("index built", f"{_moment(info.built_at)}, in {info.build_seconds:.2f} s"),
    ]


def _languages(info: "CatalogInfo") -> str:
    named = [f"{code} {count:,}" for code, count in info.languages.items()]
    further = [f"and {len(named) - _LANGUAGES_SHOWN} more"] if len(named) > _LANGUAGES_SHOWN else []
    return ", ".join(named[:_LANGUAGES_SHOWN] + further)


def _moment(when: "datetime") -> str:
    return f"{when:%Y-%m-%d %H:%M} UTC"


def import_words(report: "ImportReport", listed_in: Path | None) -> Iterator[str]:
    """Yield what an import did: the memes, then the bad rows by reason and where they are listed."""
    yield f"{counted(report.memes, 'meme')} imported from {report.source} ({report.format}) in {report.seconds:.1f} s"
    bad = sum(report.bad_rows.values())
    if bad:
        reasons = ", ".join(f"{count:,} {reason}" for reason, count in report.bad_rows.items())
        where = f"listed in {listed_in}" if listed_in else "--report FILE lists them"
        yield f"{counted(bad, 'row')} left out ({reasons}); {where}"
