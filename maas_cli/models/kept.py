"""What a person keeps: memes they like, and what they searched for."""

from dataclasses import dataclass
from datetime import datetime

from maas_cli.models.meme import Meme


@dataclass(frozen=True, slots=True)
class Favourite:
    """A meme that a person kept, as it was then, and when that was, aware and in UTC.

    It holds all that is needed to show it, for its catalogue may have been replaced meanwhile.
    """

    meme: Meme
    at: datetime


@dataclass(frozen=True, slots=True)
class PastQuery:
    """A query that led to a meme which was opened, and when that was last, aware and in UTC."""

    query: str
    at: datetime
