"""What puts one hit above the next, in words: the order of hits as :mod:`maas_cli.search.searcher` has it."""

import math
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from maas_cli.models.search import Hit, MatchKind, SortOrder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from maas_cli.models.search import SearchPage

_RANKS: Final = {MatchKind.PREFIX: 1, MatchKind.SUBSTRING: 2, MatchKind.SCRIPT: 3}
"""How far a kind of match is from a whole word, as the order of hits counts it."""

_STEPS: Final = ("under 25 km", "25 to 100 km", "100 to 500 km", "500 to 2,000 km", "over 2,000 km")
"""The steps in which nearness decides between equals, nearest first."""


class Order(NamedTuple):
    """What hits are sorted by beside how well they match: the distance or not, and the languages the caller reads."""

    is_nearest_first: bool = False
    languages: tuple[str, ...] = ()


BY_RELEVANCE: Final = Order()


def order_of(page: "SearchPage") -> Order:
    """Return what the hits of a page are sorted by."""
    return Order(page.sort is SortOrder.DISTANCE, page.languages)


def above(hit: Hit, below: Hit, order: Order) -> str:
    """Return the first thing that sets a hit apart from the one below it."""
    missing, typos, ranks, loss = _standing(hit)
    below_missing, below_typos, below_ranks, below_loss = _standing(below)
    if missing != below_missing:
        return "above the next: more of the words"
    if order.is_nearest_first and hit.distance_km != below.distance_km:
        return f"above the next: {'nearer' if below.distance_km is not None else 'its place is known'}"
    if typos != below_typos:
        return "above the next: fewer typos"
    if ranks != below_ranks:
        return "above the next: words matched more closely"
    if loss != below_loss:
        return f"above the next: more relevant{_why_more_relevant(hit, below)}"
    return f"as good as the next{_tie_break(hit, below, order)}"


def _standing(hit: Hit) -> tuple[int, int, int, float]:
    """Return how well a hit matches, lower is better: words missing, typos, kinds of matches, relevance negated."""
    ranks = sum(_RANKS.get(match.kind, 0) for match in hit.matches)
    return len(hit.missing), sum(match.typos for match in hit.matches), ranks, -hit.score


def _why_more_relevant(hit: Hit, below: Hit) -> str:
    """Say what makes a hit more relevant, as far as it can be told from the two alone."""
    if is_whole_name(hit) and not is_whole_name(below):
        return ", a whole template name"
    if has_neighbours(hit) and not has_neighbours(below):
        return ", words stand together"
    if len(hit.matches) != 1 or [match.term for match in hit.matches] != [match.term for match in below.matches]:
        return ""
    often, below_often = (len(each.name_spans) + len(each.text_spans) for each in (hit, below))
    if often != below_often:
        return ", the word is there more often" if often > below_often else ""
    words, below_words = (len(f"{each.meme.name} {each.meme.text}".split()) for each in (hit, below))
    return ", shorter" if words < below_words else ""


def _tie_break(hit: Hit, below: Hit, order: Order) -> str:
    """Say what decides between equals: nearness in steps, the languages the caller reads, the place in the catalogue.

    Nearest first, they are at the same distance.
    """
    step, below_step = _step(hit), _step(below)
    if step < below_step:
        return ", but nearer" if below.distance_km is not None else ", but its place is known"
    is_about_as_near = step == below_step and hit.distance_km != below.distance_km
    near = f" and about as near ({_STEPS[int(step)]})" if is_about_as_near else ""
    language, below_language = _unread(hit, order.languages), _unread(below, order.languages)
    if language < below_language:
        which = "in a language spoken" if language == 0 else "the next is in a language not spoken"
        return f"{near}, but {which} where you are"
    return f"{near}, but earlier in the catalogue"


def _step(hit: Hit) -> float:
    from maas_cli.search.geo import BUCKETS_KM  # noqa: PLC0415  # for a tie only

    return math.inf if hit.distance_km is None else sum(hit.distance_km >= border for border in BUCKETS_KM)


def _unread(hit: Hit, languages: "Sequence[str]") -> int:
    """Return how foreign a caption is: 0 in one of the languages or where none are known, 1 in no known one, else 2."""
    if not languages or hit.meme.lang in languages:
        return 0
    return 2 if hit.meme.lang else 1


def is_whole_name(hit: Hit) -> bool:
    """Whether there are spans in the template name, and no letter or digit outside of them."""
    name = hit.meme.name
    edges = [0, *(edge for span in hit.name_spans for edge in span), len(name)]
    outside = zip(edges[::2], edges[1::2], strict=True)
    return bool(hit.name_spans) and not any(any(map(str.isalnum, name[start:end])) for start, end in outside)


def has_neighbours(hit: Hit) -> bool:
    """Whether two different words that match stand together in the name or in the caption."""
    return _stand_together(hit.meme.name, hit.name_spans) or _stand_together(hit.meme.text, hit.text_spans)


def _stand_together(text: str, spans: "Sequence[tuple[int, int]]") -> bool:
    """Whether two different words that match have no letter or digit between them."""
    return any(
        text[start:end].casefold() != text[next_start:next_end].casefold()
        and end < next_start
        and not any(map(str.isalnum, text[end:next_start]))
        for (start, end), (next_start, next_end) in pairwise(spans)
    )
