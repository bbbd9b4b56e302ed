"""The frozen values the engine takes and returns. They hold no behaviour beyond what follows from their fields.

Units are in the names (``distance_km``, ``build_seconds``); positions are WGS 84 decimal degrees; times are aware
and in UTC.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Meme:
    """One meme of a catalogue.

    ``id`` is unique in its catalogue, 0 to 2**63-1. ``name`` is the template it is made from, ``text`` the whole
    caption; one of the two is given, but for pictures (``url``) whose source says that both are unknown. ``upper``
    and ``lower`` are the caption's halves where the source tells them apart. ``lat`` and ``lon`` are both given or
    both None; 0 is a value. Every string is empty where the source says nothing.
    """

    id: int
    name: str
    text: str
    url: str = ""
    page: str = ""
    md5: str = ""
    file_size: int | None = None
    upper: str = ""
    lower: str = ""
    lang: str = ""
    place: str = ""
    lat: float | None = None
    lon: float | None = None
    tags: tuple[str, ...] = ()


class MatchKind(StrEnum):
    """How a term of a meme answers a word of the query, best first."""

    WORD = "word"
    PREFIX = "prefix"
    TYPO = "typo"
    SUBSTRING = "substring"


class SortOrder(StrEnum):
    """The order of hits: by relevance, or nearest first (memes without a place last)."""

    RELEVANCE = "relevance"
    DISTANCE = "distance"


@dataclass(frozen=True, slots=True)
class WordMatch:
    """Why one word of the query is found in a meme: by which term, how, and with how many typos (0 to 2)."""

    word: str
    term: str
    kind: MatchKind
    typos: int


@dataclass(frozen=True, slots=True)
class Hit:
    """One meme found.

    ``score`` is the relevance, 0 and up, higher is better; it orders hits that match equally many words equally
    well. ``copies`` counts the memes folded into this hit, itself included. ``distance_km`` is None when the
    caller's position or the meme's place is unknown. The spans are half-open ranges of Unicode code points in
    ``meme.name`` and ``meme.text``, in order and never overlapping.
    """

    meme: Meme
    score: float
    matches: tuple[WordMatch, ...]
    missing: tuple[str, ...] = ()
    copies: int = 1
    distance_km: float | None = None
    name_spans: tuple[tuple[int, int], ...] = ()
    text_spans: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """What to search for; the engine checks every value and fills no defaults of its own.

    ``fuzzy`` also finds prefixes, typos and parts of words; without it every word must be a whole word. ``lat`` and
    ``lon`` are where the caller is, in degrees; ``radius_km`` keeps memes within that distance, above 0.
    ``template`` and ``lang`` keep memes of that template (its name or whole words of it) and language. ``limit`` is
    1 and up, ``offset`` 0 and up. ``unique`` folds copies of a meme into one hit.
    """

    query: str
    fuzzy: bool = True
    limit: int = 10
    offset: int = 0
    lat: float | None = None
    lon: float | None = None
    radius_km: float | None = None
    sort: SortOrder = SortOrder.RELEVANCE
    template: str | None = None
    lang: str | None = None
    unique: bool = True


@dataclass(frozen=True, slots=True)
class SearchPage:
    """One page of hits, best first.

    ``total`` counts all hits; ``balance`` is what the caller has left to spend, None where the search was free.
    """

    query: str
    hits: tuple[Hit, ...]
    total: int
    offset: int
    limit: int
    balance: int | None = None


@dataclass(frozen=True, slots=True)
class User:
    """A client of maas. ``balance`` is tokens left to spend, 0 and up; ``hits`` counts calls by endpoint."""

    uid: int
    name: str
    balance: int
    disabled: bool = False
    hits: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class IssuedToken:
    """A user with a token just issued. The token is stored nowhere: show it once."""

    user: User
    token: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class DailyCalls:
    """Calls on one UTC day."""

    day: date
    calls: int


@dataclass(frozen=True, slots=True)
class UserStats:
    """A user's account at a glance.

    ``daily`` has one entry a day, oldest first, days without calls included, the last one being today. ``per_day``
    is the mean number of calls a day at the current rate; ``days_left`` is how long the balance lasts at that rate,
    None when nothing was called lately.
    """

    user: User
    daily: tuple[DailyCalls, ...]
    today: int
    per_day: float
    days_left: float | None


@dataclass(frozen=True, slots=True)
class SyncReport:
    """What reading the users file again changed, by user id in ascending order.

    ``added`` are new users; ``granted`` maps users to the tokens added (or, below 0, taken) because their count was
    edited; ``renamed`` and ``rotated`` have a new name or token; ``kept`` are users no longer in the file, left as
    they are.
    """

    added: tuple[int, ...] = ()
    granted: Mapping[int, int] = field(default_factory=dict)
    renamed: tuple[int, ...] = ()
    rotated: tuple[int, ...] = ()
    kept: tuple[int, ...] = ()


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
