"""SQLite's FTS5 with two of its tokenizers, and a table of positions for places.

The index is contentless; documents are in a table beside it, fetched for the ten hits alone. Memes near a place are
those that hold the words, looked up among the positions: joining them with an R*Tree instead gives the same answers,
but took half as long again at 57,685 memes and two and a half times as long at a million.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path

from benchmarks.peers.documents import Document, read_documents
from benchmarks.peers.engine import LIMIT
from benchmarks.queries import Mode, Query
from benchmarks.typing_errors import LEAST_LETTERS

_FILE = "memes.sqlite"
_BATCH = 50_000
_CACHE_KIB = 256 << 10
_MAPPED_BYTES = 8 << 30
_TRIGRAM = 3
_KM_PER_DEGREE = 111.2
_EARTH_KM = 6371.0088
_ROUNDING_DEGREES = 0.01

_BEST = """
    SELECT line FROM documents JOIN (SELECT rowid AS hit, rank FROM body WHERE body MATCH ? ORDER BY rank LIMIT 10)
    ON number = hit ORDER BY rank
"""
_HAVERSINE = f"""
    2 * {_EARTH_KM} * asin(min(1, sqrt(pow(sin(radians(lat - :lat) / 2), 2)
    + cos(radians(:lat)) * cos(radians(lat)) * pow(sin(radians(lon - :lon) / 2), 2))))
"""
_NEAREST = f"""
    SELECT number FROM body CROSS JOIN positions ON number = body.rowid
    WHERE body MATCH :words ORDER BY {_HAVERSINE} LIMIT 10
"""  # noqa: S608  # put together from constants
_WITHIN = f"""
    SELECT number FROM body CROSS JOIN positions ON number = body.rowid
    WHERE body MATCH :words AND lat BETWEEN :south AND :north AND {_HAVERSINE} <= :km ORDER BY rank LIMIT 10
"""  # noqa: S608  # put together from constants


def _quoted(words: Iterable[str]) -> list[str]:
    return ['"' + word.replace('"', "") + '"' for word in words]


def _build(catalog: Path, folder: Path, tokenizer: str, options: str) -> None:
    connection = sqlite3.connect(folder / _FILE)
    connection.executescript(f"""
        PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -{_CACHE_KIB};
        CREATE TABLE documents (number INTEGER PRIMARY KEY, line BLOB NOT NULL);
        CREATE TABLE positions (number INTEGER PRIMARY KEY, lat REAL NOT NULL, lon REAL NOT NULL);
        CREATE VIRTUAL TABLE body USING fts5 (words, content = '', tokenize = '{tokenizer}' {options});
    """)
    with connection:
        for batch in _batches(read_documents(catalog)):
            connection.executemany("INSERT INTO body (rowid, words) VALUES (?, ?)", [(d.number, d.body) for d in batch])
            connection.executemany("INSERT INTO documents VALUES (?, ?)", [(d.number, d.line) for d in batch])
            placed = [(d.number, *d.position) for d in batch if d.position]
            connection.executemany("INSERT INTO positions VALUES (?, ?, ?)", placed)
        connection.execute("INSERT INTO body (body) VALUES ('optimize')")
    connection.close()


def _batches(documents: Iterator[Document]) -> Iterator[list[Document]]:
    batch = []
    for document in documents:
        batch.append(document)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    yield batch


def _open(folder: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(f"file:{folder / _FILE}?mode=ro&immutable=1", uri=True)
    connection.execute(f"PRAGMA mmap_size = {_MAPPED_BYTES}")
    connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
    return connection


class Fts5:
    """FTS5 with its default tokenizer, accents folded and prefixes of 2 and 3 letters indexed. For one thread."""

    name = "FTS5"
    modes = frozenset({Mode.WORDS, Mode.PREFIX, Mode.PHRASE, Mode.RADIUS, Mode.NEAREST})
    most_memes = 2_000_000

    def __init__(self, folder: Path) -> None:
        self._connection = _open(folder)

    @staticmethod
    def build(catalog: Path, folder: Path) -> None:
        """Index in one transaction, without a journal."""
        _build(catalog, folder, "unicode61 remove_diacritics 2", ", prefix = '2 3'")

    def search(self, query: Query) -> list[bytes]:
        """Return ten memes with every word; if that is asked for, after them those with some of the words."""
        if query.position is not None:
            return self._near(query, query.position)
        words = _quoted(query.words)
        if query.mode is Mode.PREFIX:
            words[-1] += "*"
        found = self._lines(" + ".join(words) if query.mode is Mode.PHRASE else " ".join(words))
        if query.is_topped_up:
            for looser in (" ".join(words), " OR ".join(words)):
                if len(found) < LIMIT:
                    found += [line for line in self._lines(looser) if line not in found]
        return found[:LIMIT]

    def _lines(self, match: str) -> list[bytes]:
        return [line for (line,) in self._connection.execute(_BEST, (match,))]

    def _near(self, query: Query, position: tuple[float, float]) -> list[bytes]:
        """Return the best memes within a radius, or the nearest ones."""
        values = {"words": " ".join(_quoted(query.words)), "lat": position[0], "lon": position[1]}
        statement = _NEAREST
        if query.radius_km is not None:
            height = query.radius_km / _KM_PER_DEGREE + _ROUNDING_DEGREES
            values |= {"km": query.radius_km, "south": position[0] - height, "north": position[0] + height}
            statement = _WITHIN
        ask = self._connection.execute
        numbers = ask(statement, values).fetchall()
        return [ask("SELECT line FROM documents WHERE number = ?", number).fetchone()[0] for number in numbers]


class Fts5Trigram:
    """FTS5 with its trigram tokenizer: parts of words, and slips by the trigrams that they leave. For one thread."""

    name = "FTS5 trigram"
    modes = frozenset({Mode.TYPOS, Mode.SUBSTRING})
    most_memes = 2_000_000

    def __init__(self, folder: Path) -> None:
        self._connection = _open(folder)

    @staticmethod
    def build(catalog: Path, folder: Path) -> None:
        """Index in one transaction, without a journal."""
        _build(catalog, folder, "trigram", "")

    def search(self, query: Query) -> list[bytes]:
        """Return the ten best memes that hold the words anywhere or, for slips, most of their trigrams."""
        long_enough = [word for word in query.words if len(word) >= _TRIGRAM]
        if not long_enough:
            return []
        if query.mode is Mode.PHRASE:
            found = self._lines(_quoted([" ".join(query.words)])[0])
        elif query.mode is Mode.TYPOS:
            found = self._lines(" OR ".join(_quoted(part for word in long_enough for part in _parts(word))))
        else:
            found = self._lines(" ".join(_quoted(long_enough)))
        if query.is_topped_up and len(found) < LIMIT and query.mode is not Mode.TYPOS:
            found += [line for line in self._lines(" OR ".join(_quoted(long_enough))) if line not in found]
        return found[:LIMIT]

    def _lines(self, match: str) -> list[bytes]:
        return [line for (line,) in self._connection.execute(_BEST, (match,))]


def _parts(word: str) -> list[str]:
    """Return what to look for in place of a word: its trigrams; the whole of it if it is short, for it has no slip."""
    if len(word) < LEAST_LETTERS:
        return [word]
    return [word[start : start + _TRIGRAM] for start in range(len(word) - _TRIGRAM + 1)]
