"""What someone may be about to type, and what may have been meant where nothing is found."""

from collections.abc import Iterator
from heapq import nlargest
from itertools import chain

from maas_cli.models.facets import Suggestion, SuggestionKind
from maas_cli.search.analysis import fold, words_with_positions
from maas_cli.search.filters import template_name
from maas_cli.search.index_file import IndexFile

_LETTERS_PER_EDIT = 3
_MOST_EDITS = 3
_SHORTEST_CORRECTED = 3


def complete(index: IndexFile, text: str, limit: int) -> list[Suggestion]:
    """Return at most ``limit`` ways to go on from a text: template names that begin with it, then longer last words.

    Templates and words each come with the most memes first; a template may also begin with the text at a later word.
    Nothing continues a text that ends with a blank but a template.
    """
    templates = nlargest(limit, _templates(index, text), key=lambda found: found[0])
    suggestions = [suggestion for _, suggestion in templates]
    words = nlargest(limit, _words(index, text), key=lambda suggestion: suggestion.memes)
    return [*suggestions, *words][:limit]


def _templates(index: IndexFile, text: str) -> Iterator[tuple[tuple[bool, int, int], Suggestion]]:
    wanted = " ".join(fold(text).split())
    if not wanted:
        return
    for number in range(index.template_count()):
        name = template_name(index, number)
        folded = " ".join(fold(name).split())
        begins = folded.startswith(wanted)
        if begins or f" {wanted}" in folded:
            memes = index.template_counts[number]
            yield (begins, memes, -number), Suggestion(name, SuggestionKind.TEMPLATE, memes)


def _words(index: IndexFile, text: str) -> Iterator[Suggestion]:
    words = list(words_with_positions(text))
    if not words or text[-1:].isspace():
        return
    last = words[-1]
    before = text[: last.start]
    for term in index.terms_with_prefix(last.terms[0].encode()):
        yield Suggestion(before + index.term(term).decode(), SuggestionKind.WORD, index.document_frequency(term))


def closest(index: IndexFile, text: str) -> str | None:
    """Return the text with each word that no meme holds replaced by the closest there is; None if nothing is close.

    Looks among the words with the same first letter, up to three edits away, one for each three letters.
    """
    parts, end = [], 0
    for word in words_with_positions(text):
        term = word.terms[0]
        if index.find_term(term.encode()) is None:
            instead = _closest_term(index, term)
            if instead is None:
                return None
            parts += [text[end : word.start], instead]
            end = word.end
    return "".join([*parts, text[end:]]) if parts else None


def _closest_term(index: IndexFile, term: str) -> str | None:
    from rapidfuzz.distance import OSA  # noqa: PLC0415  # only where nothing is found

    most = min(len(term) // _LETTERS_PER_EDIT, _MOST_EDITS)
    if len(term) < _SHORTEST_CORRECTED:
        return None
    best: tuple[int, int, str] | None = None
    for number in chain(index.terms_with_prefix(term[:1].encode())):
        other = index.term(number).decode()
        edits = OSA.distance(term, other, score_cutoff=most)
        if edits <= most:
            candidate = edits, -index.document_frequency(number), other
            best = candidate if best is None else min(best, candidate)
    return best and best[2]
