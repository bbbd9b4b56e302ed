"""The memes that come first for one word, taken from the heads of terms without a look at all postings.

True only where nothing but the weight of a term decides: without filters and without a tie-break.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from maas_cli.search.expansion import Expansion, Quality
from maas_cli.search.format import HEAD_SIZE
from maas_cli.search.index_file import IndexFile

_FEW_TERMS = 24
"""Of more terms the best memes are found as quickly among all postings."""


class AtHand(NamedTuple):
    """The best memes of an expansion, at most 32, each behind its weight negated; whether these are all."""

    entries: Sequence[tuple[int, int]]
    is_all: bool


def best_at_hand(index: IndexFile, expansion: Expansion) -> AtHand | None:
    """Return the memes with one of the terms that come first, None where they are not at hand.

    The best of some terms are among the best of each.
    """
    terms = expansion.terms
    head = index.head_entries(terms) if isinstance(terms, range) else None
    if head is not None:
        return AtHand([(-weight, doc) for doc, weight in head], is_all=False)
    if len(terms) > _FEW_TERMS:
        return None
    best: dict[int, int] = {}
    for term in terms:
        for doc, weight in index.best_of_term(term):
            if weight > best.get(doc, -1):
                best[doc] = weight
    entries = sorted((-weight, doc) for doc, weight in best.items())
    return AtHand(entries[:HEAD_SIZE], is_all=len(entries) <= HEAD_SIZE and expansion.postings == len(entries))


def best_of_either(index: IndexFile, words: Sequence[Sequence[Expansion]]) -> Iterator[int]:
    """Yield the memes with just one of two words that come first, as far as they are at hand.

    Those with both are among them, where one of the two words alone would place them.
    """
    by_quality: dict[Quality, list[Expansion]] = {}
    for word in words:
        for expansion in word:
            by_quality.setdefault(expansion.quality, []).append(expansion)
    for quality in sorted(by_quality):
        found = [(expansion.idf, best_at_hand(index, expansion)) for expansion in by_quality[quality]]
        entries = []
        is_all = True
        for idf, best in found:
            if best is None:
                return
            is_all &= best.is_all
            entries += [(idf * loss, doc) for loss, doc in best.entries]
        first = [doc for _, doc in sorted(entries)]
        yield from first if is_all else first[:HEAD_SIZE]
        if not is_all:
            return
