"""What a search takes and returns."""

from dataclasses import dataclass
from enum import StrEnum

from maas_cli.models.meme import Meme


class MatchKind(StrEnum):
    """How a term of a meme answers a word of the query; ``script`` is the same word in another script."""

    WORD = "word"
    PREFIX = "prefix"
    TYPO = "typo"
    SUBSTRING = "substring"
    SCRIPT = "script"


class SortOrder(StrEnum):
    """The order of hits: by relevance, or nearest first (memes without a place last)."""

    RELEVANCE = "relevance"
    DISTANCE = "distance"


@dataclass(frozen=True, slots=True)
class WordMatch:
    """Why one word of the query is found in a meme: by which term, how, and with how many typos (0 to 2).

    ``in_name`` and ``in_text`` say where the term stands; at least one of them is true.
    """

    word: str
    term: str
    kind: MatchKind
    typos: int
    in_name: bool = False
    in_text: bool = True


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
    1 and up, ``offset`` 0 and up. ``unique`` folds copies of a meme into one hit. ``languages`` are those the caller
    reads: of memes that match equally well, those in them come first. ``safe`` leaves out memes with a word that is
    unsafe for work.
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
    languages: tuple[str, ...] = ()
    safe: bool = False


@dataclass(frozen=True, slots=True)
class SearchPage:
    """One page of hits, best first.

    ``total`` counts all hits; ``balance`` is what the caller has left to spend, None where the search was free.
    ``suggestion`` is a query that may have been meant, given only where nothing was found. ``sort`` and ``languages``
    are those of the request: what the hits were sorted by. ``hidden`` is how many more hits a request that is not
    ``safe`` has, 0 for one that is not.
    """

    query: str
    hits: tuple[Hit, ...]
    total: int
    offset: int
    limit: int
    balance: int | None = None
    suggestion: str | None = None
    sort: SortOrder = SortOrder.RELEVANCE
    languages: tuple[str, ...] = ()
    hidden: int = 0
