"""What someone may be about to type, and what may have been meant where nothing is found."""

from bisect import insort
from collections.abc import Iterable, Iterator
from heapq import nlargest
from operator import itemgetter, sub

from maas_cli.models.facets import Suggestion, SuggestionKind
from maas_cli.search.analysis import fold, words_with_positions
from maas_cli.search.damage import noticing_damage
from maas_cli.search.index_file import IndexFile
from maas_cli.search.query import sought_spans
from maas_cli.search.safe_counts import safe_frequency, safe_template_counts
from maas_cli.search.template_names import folded_name, folded_template_names, template_names
from maas_cli.search.typos import typo_terms

_LETTERS_PER_EDIT = 3
_MOST_EDITS = 3
_SHORTEST_CORRECTED = 3
_TIMES_AS_FREQUENT = 50
"""A term one edit farther away must be so many times as frequent to be meant rather."""


def complete(index: IndexFile, text: str, limit: int, *, safe: bool = False) -> list[Suggestion]:
    """Return at most ``limit``, 1 and up, ways to go on from a text, of each kind those with the most memes first.

    First come templates whose names begin with the text, half of the limit at most where more follows; then the text
    with its last word completed, unless something stands behind it; then templates that have the text at the start of
    a later word. ``safe`` counts no unsafe memes; words and templates without others are left out.

    Raises:
        IndexDamagedError: the index turns out to be damaged.
    """
    with noticing_damage(index):
        templates = nlargest(limit, _templates(index, text, safe=safe), key=itemgetter(0))
        beginning = sum(begins for (begins, *_), _ in templates)
        words = _words(index, text, limit - min(beginning, (limit + 1) // 2), safe=safe)
    first = min(beginning, limit - len(words))
    named = [suggestion for _, suggestion in templates]
    return [*named[:first], *words, *named[first:]][:limit]


def _templates(index: IndexFile, text: str, *, safe: bool) -> Iterator[tuple[tuple[bool, int, int], Suggestion]]:
    """Yield the templates that go on from the text, each behind what they are ordered by, the highest first."""
    wanted = folded_name(text)
    if not wanted:
        return
    names, memes = template_names(index), safe_template_counts(index) if safe else index.template_counts
    for number, folded in enumerate(folded_template_names(index)):
        if wanted in folded and memes[number]:
            begins = folded.startswith(wanted)
            if begins or f" {wanted}" in folded:
                suggestion = Suggestion(names[number], SuggestionKind.TEMPLATE, memes[number])
                yield (begins, memes[number], -number), suggestion


def _words(index: IndexFile, text: str, limit: int, *, safe: bool) -> list[Suggestion]:
    """Return the text with its last word completed to the most frequent terms, none of them that word itself."""
    words = list(words_with_positions(text))
    if not words or fold(text[words[-1].end :]).strip("'"):
        return []
    before, encoded = text[: words[-1].start], words[-1].terms[0].encode()
    terms = index.terms_with_prefix(encoded)
    if terms and index.term(terms.start) == encoded:
        terms = terms[1:]
    memes = _memes_of(index, terms)
    most = nlargest(len(terms) if safe else limit, zip(memes, terms, strict=True), key=itemgetter(0))
    return [
        Suggestion(before + index.term(term).decode(), SuggestionKind.WORD, count)
        for count, term in (_most_safe(index, most, limit) if safe else most)
    ]


def _most_safe(index: IndexFile, terms: Iterable[tuple[int, int]], limit: int) -> list[tuple[int, int]]:
    """Return those of some terms that the most safe memes hold, each behind how many; of equals the first terms.

    The terms are given behind how many memes hold them, the most first, so only the first ones are looked at closely.
    """
    best: list[tuple[int, int]] = []
    for memes, term in terms:
        if len(best) == limit and memes < best[-1][0]:
            break
        found = safe_frequency(index, term)
        if found:
            insort(best, (found, term), key=lambda counted: (-counted[0], counted[1]))
            del best[limit:]
    return best


def _memes_of(index: IndexFile, terms: range) -> list[int]:
    """Return how many memes hold each of some consecutive terms."""
    offsets = index.posting_offsets[terms.start : terms.stop + 1].tolist()
    return list(map(sub, offsets[1:], offsets))


def closest(index: IndexFile, text: str, *, safe: bool = False) -> str | None:
    """Return a query with each word that no meme holds replaced by the closest there is; None if nothing is close.

    Filters and what is excluded stay as they are. A word may be up to three edits away, one for each three letters;
    from the second on, or without the look-up of typos, only with the same first letter. ``safe`` counts no unsafe
    memes, and takes no word that only these hold.
    """
    parts, end = [], 0
    for first, last in sought_spans(text):
        for word in words_with_positions(text[first:last]):
            term = word.terms[0]
            if index.find_term(term.encode()) is not None:
                continue
            instead = _closest_term(index, term, safe=safe)
            if instead is None:
                return None
            parts += [text[end : first + word.start], instead]
            end = first + word.end
    return "".join([*parts, text[end:]]) if parts else None


def _closest_term(index: IndexFile, term: str, *, safe: bool) -> str | None:
    """Return the term that is most likely meant: each edit must be made good by many more memes."""
    from rapidfuzz.distance import OSA  # noqa: PLC0415  # only where nothing is found

    most = min(len(term) // _LETTERS_PER_EDIT, _MOST_EDITS)
    if len(term) < _SHORTEST_CORRECTED:
        return None
    near = [
        (memes, edits, other)
        for other, memes in _near_terms(index, term)
        if (edits := OSA.distance(term, other, score_cutoff=most)) <= most
    ]
    if safe:
        near = [(count, edits, other) for _, edits, other in near if (count := _safe_memes_of(index, other))]
    candidates = [(memes * _TIMES_AS_FREQUENT ** (_MOST_EDITS - edits), -edits, other) for memes, edits, other in near]
    return max(candidates)[2] if candidates else None


def _safe_memes_of(index: IndexFile, term: str) -> int:
    number = index.find_term(term.encode())
    return 0 if number is None else safe_frequency(index, number)


def _near_terms(index: IndexFile, term: str) -> Iterator[tuple[str, int]]:
    """Yield terms that may be meant, each with its memes: those of the same first letter, and typos anywhere."""
    for number, _ in typo_terms(index, term):
        yield index.term(number).decode(), index.document_frequency(number)
    alike = index.terms_with_prefix(term[:1].encode())
    if alike:
        start, end = index.term_offsets[alike.start], index.term_offsets[alike.stop]
        texts = str(index.terms[start:end], "utf-8").split("\n")
        yield from zip(texts, _memes_of(index, alike), strict=False)  # behind the last line feed is nothing
