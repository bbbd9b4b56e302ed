"""What every engine is asked, in its own terms: words, the last one open, misspelt, in order, or near a place."""

from dataclasses import dataclass
from enum import StrEnum


class Mode(StrEnum):
    """What the words of a query must be in a meme that answers it.

    ``words``: whole words of it. ``prefix``: whole words, the last perhaps only begun. ``typos``: whole words, each
    perhaps with slips. ``substring``: one word, a part of a word of the meme. ``phrase``: whole words that follow on
    one another. ``radius``: whole words, in a meme within so many km. ``nearest``: whole words, nearest memes first.
    """

    WORDS = "words"
    PREFIX = "prefix"
    TYPOS = "typos"
    SUBSTRING = "substring"
    PHRASE = "phrase"
    RADIUS = "radius"
    NEAREST = "nearest"


@dataclass(frozen=True, slots=True)
class Query:
    """One query for ten memes.

    ``typos`` is how many slips a word may have, 0 to 2. ``is_topped_up``: where fewer than ten memes answer, those
    that hold some of the words follow. ``position`` is a latitude and longitude in degrees.
    """

    mode: Mode
    words: tuple[str, ...]
    typos: int = 0
    is_topped_up: bool = False
    position: tuple[float, float] | None = None
    radius_km: float | None = None
