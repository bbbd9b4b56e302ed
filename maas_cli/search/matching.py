"""Which memes match, and how well: every word of the query against every term that answers it."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from maas_cli.search.expansion import Expansion, Quality
from maas_cli.search.index_file import IndexFile
from maas_cli.search.scoring import blend


class TermMatch(NamedTuple):
    """The best answer of one meme to one word; ``impact`` is in units of 1/1024."""

    quality: Quality
    impact: int
    term: int


class Tier(NamedTuple):
    """What decides between hits before relevance, lower is better: words missing, typos, ranks of the kinds."""

    missing: int
    typos: int
    ranks: int


Matches = dict[int, TermMatch]
"""The memes that answer one word, each with its best answer."""


def match_word(index: IndexFile, expansions: Iterable[Expansion], keep: Callable[[int], bool]) -> Matches:
    """Return the memes that hold one of the terms and are kept, each with its best answer.

    Better quality beats worse; within one, more relevance beats less, then the earlier term.
    """
    matches: Matches = {}
    offsets, docs, impacts = index.posting_offsets, index.posting_docs, index.posting_impacts
    for quality, terms in expansions:
        best: Matches = {}
        weights = _weights(index, terms) if quality.typos else None
        for number, term in enumerate(terms):
            first, last = offsets[term], offsets[term + 1]
            for doc, unweighted in zip(docs[first:last], impacts[first:last], strict=True):
                impact = round(unweighted * weights[number]) if weights else unweighted
                known = best.get(doc)
                if known is None or impact > known.impact:
                    best[doc] = TermMatch(quality, impact, term)
        for doc, match in best.items():
            if doc not in matches and keep(doc):
                matches[doc] = match
    return matches


def _weights(index: IndexFile, terms: Sequence[int]) -> list[float]:
    frequencies = list(map(index.document_frequency, terms))
    return [blend(index.doc_count, frequency, max(frequencies)) for frequency in frequencies]


def docs_with_all(words: list[Matches]) -> set[int]:
    """Return the memes that answer every word."""
    fewest, *others = sorted(words, key=len)
    docs = set(fewest)
    for matches in others:
        docs.intersection_update(matches)
    return docs


def docs_with_half(words: list[Matches]) -> set[int]:
    """Return the memes that answer at least half of the words."""
    answered = Counter(doc for matches in words for doc in matches)
    return {doc for doc, count in answered.items() if 2 * count >= len(words)}


def tier_of(words: list[Matches], doc: int) -> Tier:
    """Return the tier of a meme that answers at least one word."""
    found = [matches[doc].quality for matches in words if doc in matches]
    return Tier(len(words) - len(found), sum(q.typos for q in found), sum(q.rank for q in found))
