"""Values to show: a page of hits, a user's statistics."""

from datetime import date, timedelta

from maas_cli.models.meme import Meme
from maas_cli.models.search import Hit, MatchKind, SearchPage, WordMatch
from maas_cli.models.users import DailyCalls, User, UserStats

CAT = Hit(
    meme=Meme(1, "Grumpy Cat", "no cat | *never*", page="https://example.org/a b", lang="en", place="Paris"),
    score=7.314,
    matches=(WordMatch("cat", "cat", MatchKind.WORD, 0),),
    copies=3,
    distance_km=340.4,
    name_spans=((7, 10),),
    text_spans=((3, 6),),
)
BARE = Hit(meme=Meme(2, "", "line one\nline two", url="javascript:alert(1)"), score=1.0, matches=(), missing=("cat",))


def page_of(*hits: Hit, offset: int = 0) -> SearchPage:
    """Return a page of these hits, all there are."""
    return SearchPage(query="cat", hits=hits, total=offset + len(hits), offset=offset, limit=10)


def stats_of(calls: list[int], *, uid: int = 10, disabled: bool = False, days_left: float | None = 54.2) -> UserStats:
    """Return the statistics of Alice, with so many calls on the last days."""
    first = date(2026, 3, 31) - timedelta(days=len(calls) - 1)
    hits = {"cli/search": sum(calls), "/api/memes": sum(calls) // 2} if any(calls) else {}
    return UserStats(
        user=User(uid, "Alice", 982, disabled, hits),
        daily=tuple(DailyCalls(first + timedelta(days=day), count) for day, count in enumerate(calls)),
        today=calls[-1],
        per_day=18.1,
        days_left=days_left,
    )
