"""Catalogues: what is loaded, and what an import did."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row of a source that is no meme: its 1-based line, a snake_case reason and one line for people."""

    line: int
    reason: str
    detail: str


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a stage of long work has come: bytes read or fetched, memes indexed; ``total`` is None if unknown."""

    stage: str
    done: int
    total: int | None


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did: the source's name and format, memes imported and bad rows by reason."""

    source: str
    format: str
    memes: int
    bad_rows: Mapping[str, int]
    seconds: float


@dataclass(frozen=True, slots=True)
class CatalogInfo:
    """What is loaded: the catalogue in use and the index over it.

    ``languages`` counts memes by language code, most first, ``und`` for those of unknown language.
    """

    source: str
    format: str
    imported_at: datetime | None
    memes: int
    templates: int
    languages: Mapping[str, int]
    placed: int
    index_path: str
    index_bytes: int
    build_seconds: float
    built_at: datetime
