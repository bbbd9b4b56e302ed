"""Where the matched terms stand in a text, for showing; in half-open ranges of Unicode code points."""

from collections.abc import Sequence

from maas_cli.models.search import MatchKind, WordMatch
from maas_cli.search.analysis import Word, words_with_positions


def spans(text: str, matches: Sequence[WordMatch]) -> tuple[tuple[int, int], ...]:
    """Return the ranges of the text that hold the matched terms, in order, not overlapping.

    A prefix or a substring marks just that part where folding kept the word's length, else the whole word.
    """
    found = [_span(word, match) for word in words_with_positions(text) for match in matches if match.term in word.terms]
    return tuple(_merged(sorted(found)))


def _span(word: Word, match: WordMatch) -> tuple[int, int]:
    is_part = match.kind in {MatchKind.PREFIX, MatchKind.SUBSTRING}
    if not is_part or len(match.term) != word.end - word.start:
        return word.start, word.end
    start = word.start + match.term.index(match.word)
    return start, start + len(match.word)


def _merged(ordered: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in ordered:
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
