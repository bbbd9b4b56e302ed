"""Why a hit is found and stands where it does, in words."""

import math
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from maas_cli.models.search import Hit, MatchKind, WordMatch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from maas_cli.models.search import SearchPage

_RANKS: Final = {MatchKind.PREFIX: 1, MatchKind.SUBSTRING: 2, MatchKind.SCRIPT: 3}
"""How far a kind of match is from a whole word, as the order of hits counts it."""


def explanations(page: "SearchPage") -> list[str]:
    """Return one line for each hit of a page; each but the last also says what puts it above the next."""
    hits = page.hits
    return [explain(hit, below) for hit, below in zip(hits, [*hits[1:], None], strict=False)]


def explain(hit: Hit, below: Hit | None = None) -> str:
    """Return one line: what each word of the query matched, what else counts, and what puts it above the next."""
    parts = [f"{_how(match)} in {_where(match)}" for match in hit.matches]
    parts += [f"no {word!r}" for word in hit.missing]
    if _is_whole(hit.meme.name, hit.name_spans):
        parts.append("that is the whole template name")
    if _stand_together(hit.meme.name, hit.name_spans) or _stand_together(hit.meme.text, hit.text_spans):
        parts.append("words stand together")
    parts.append(f"relevance {hit.score:.2f}")
    if hit.copies > 1:
        parts.append(f"{hit.copies} copies")
    if below is not None:
        parts.append(_above(hit, below))
    return "; ".join(parts)


def _how(match: WordMatch) -> str:
    if match.kind is MatchKind.PREFIX:
        return f"{match.word!r} begins {match.term!r}"
    if match.kind is MatchKind.SUBSTRING:
        return f"{match.word!r} is part of {match.term!r}"
    if match.kind is MatchKind.SCRIPT:
        return f"{match.word!r} written as {match.term!r}"
    if match.kind is MatchKind.TYPO:
        typos = "1 typo" if match.typos == 1 else f"{match.typos} typos"
        return f"{match.word!r} read as {match.term!r} ({typos})"
    return repr(match.word)


def _where(match: WordMatch) -> str:
    if match.in_name and match.in_text:
        return "template and caption"
    return "template" if match.in_name else "caption"


def _is_whole(text: str, spans: "Sequence[tuple[int, int]]") -> bool:
    """Whether there are spans, and no letter or digit outside of them."""
    edges = [0, *(edge for span in spans for edge in span), len(text)]
    outside = zip(edges[::2], edges[1::2], strict=True)
    return bool(spans) and not any(any(map(str.isalnum, text[start:end])) for start, end in outside)


def _stand_together(text: str, spans: "Sequence[tuple[int, int]]") -> bool:
    """Whether two different words that match have no letter or digit between them."""
    return any(
        text[start:end].casefold() != text[next_start:next_end].casefold()
        and end < next_start
        and not any(map(str.isalnum, text[end:next_start]))
        for (start, end), (next_start, next_end) in pairwise(spans)
    )


def _above(hit: Hit, below: Hit) -> str:
    """Return the first thing that sets a hit apart from the one below it.

    Where that speaks for the one below, memes are in the order of their distance.
    """
    reasons = (
        ("more of the words", len(hit.missing), len(below.missing)),
        ("fewer typos", _typos(hit), _typos(below)),
        ("words matched more closely", _ranks(hit), _ranks(below)),
        ("more relevant", -hit.score, -below.score),
    )
    for reason, mine, other in reasons:
        if mine != other:
            return f"above the next: {reason if mine < other else 'nearer'}"
    return _tie(hit, below)


def _tie(hit: Hit, below: Hit) -> str:
    """Say whether nearness decides, which it does in steps; after it languages do, then the place in the catalogue."""
    return "as good as the next, but nearer" if _step(hit) < _step(below) else "as good as the next"


def _step(hit: Hit) -> float:
    from maas_cli.search.geo import BUCKETS_KM  # noqa: PLC0415  # for a tie only

    return math.inf if hit.distance_km is None else sum(hit.distance_km >= border for border in BUCKETS_KM)


def _typos(hit: Hit) -> int:
    return sum(match.typos for match in hit.matches)


def _ranks(hit: Hit) -> int:
    return sum(_RANKS.get(match.kind, 0) for match in hit.matches)
