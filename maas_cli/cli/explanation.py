"""Why a hit is found and stands where it does, in words."""

from maas_cli.models.search import Hit, MatchKind, WordMatch


def explain(hit: Hit) -> str:
    """Return one line: each word of the query with what it matched, then the relevance and the copies folded in."""
    parts = [f"{_how(match)} in {_where(match)}" for match in hit.matches]
    parts += [f"no {word!r}" for word in hit.missing]
    parts.append(f"relevance {hit.score:.2f}")
    if hit.copies > 1:
        parts.append(f"{hit.copies} copies")
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
