"""Why a hit is found and stands where it does, in words."""

from typing import TYPE_CHECKING

from maas_cli.cli.hit_order import BY_RELEVANCE, Order, above, has_neighbours, is_whole_name, order_of
from maas_cli.models.search import Hit, MatchKind, WordMatch

if TYPE_CHECKING:
    from maas_cli.models.search import SearchPage


def explanations(page: "SearchPage") -> list[str]:
    """Return one line for each hit of a page; each but the last also says what puts it above the next."""
    hits, order = page.hits, order_of(page)
    return [explain(hit, below, order) for hit, below in zip(hits, [*hits[1:], None], strict=False)]


def explain(hit: Hit, below: Hit | None = None, order: Order = BY_RELEVANCE) -> str:
    """Return one line: what each word of the query matched, what else counts, and what puts it above the next."""
    parts = [f"{_how(match)} in {_where(match)}" for match in hit.matches]
    parts += [f"no {word!r}" for word in hit.missing]
    if is_whole_name(hit):
        parts.append("that is the whole template name")
    if has_neighbours(hit):
        parts.append("words stand together")
    parts.append(f"relevance {hit.score:.2f}" if parts else "passes the filters")
    if hit.copies > 1:
        parts.append(f"{hit.copies} copies")
    if below is not None:
        parts.append(above(hit, below, order))
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
