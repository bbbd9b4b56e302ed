"""Why a hit is found and stands where it does, in words."""

from maas_cli.models.search import Hit, MatchKind, WordMatch


def explain(hit: Hit) -> str:
    """Return one line: each word of the query with what it matched, then the relevance and the copies folded in."""
    parts = [_explain_match(match) for match in hit.matches]
    parts += [f"{word!r} is not in it" for word in hit.missing]
    parts.append(f"relevance {hit.score:.2f}")
    if hit.copies > 1:
        parts.append(f"{hit.copies} copies")
    return "; ".join(parts)


def _explain_match(match: WordMatch) -> str:
    if match.kind is MatchKind.PREFIX:
        return f"{match.word!r} begins {match.term!r}"
    if match.kind is MatchKind.SUBSTRING:
        return f"{match.word!r} is part of {match.term!r}"
    if match.kind is MatchKind.TYPO:
        typos = "1 typo" if match.typos == 1 else f"{match.typos} typos"
        return f"{match.word!r} is {match.term!r} with {typos}"
    return f"{match.word!r} is a word of it"
