"""Relevance: BM25 over name and caption as one field, and the bonus for words that stand together.

Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009), with the never negative
inverse document frequency ln(1 + (N - n + 0.5) / (n + 0.5)).
"""

import math
from collections.abc import Sequence
from itertools import pairwise

from maas_cli.search.format import IMPACT_UNITS

TERM_SATURATION = 1.2
LENGTH_NORM = 0.35
ADJACENT_BONUS = IMPACT_UNITS // 2
NEAR_BONUS = IMPACT_UNITS // 8
NEAR_WORDS = 3
_NEAR_GAPS = [gap for gap in range(-NEAR_WORDS, NEAR_WORDS + 1) if gap != 0]


def inverse_document_frequency(doc_count: int, document_frequency: int) -> float:
    """Return how telling a term is: near 0 when every meme holds it, higher the fewer do."""
    return math.log1p((doc_count - document_frequency + 0.5) / (document_frequency + 0.5))


def blend(doc_count: int, document_frequency: int, highest_frequency: int) -> float:
    """Return what an impact of a term reached by typo is multiplied with, 0 to 1.

    All terms that a mistyped word may stand for count as if each were as frequent as the most frequent of them, else
    the rarest, which is seldom meant, would always come first.
    """
    idf = inverse_document_frequency(doc_count, document_frequency)
    return inverse_document_frequency(doc_count, highest_frequency) / idf


def impact(idf: float, frequency: int, length: int, mean_length: float) -> int:
    """Return a term's contribution to a meme's relevance, in units of 1/1024, 0 to 65535.

    ``frequency`` counts the term in the meme, 1 and up; ``length`` is the meme's words.
    """
    norm = 1 - LENGTH_NORM + LENGTH_NORM * length / mean_length
    relevance = idf * frequency * (TERM_SATURATION + 1) / (frequency + TERM_SATURATION * norm)
    return min(round(relevance * IMPACT_UNITS), 2**16 - 1)


def proximity_bonus(words: Sequence[int], terms: Sequence[int | None]) -> int:
    """Return the bonus for query words that stand together, in units of 1/1024.

    ``words`` are a meme's words as terms in order, ``terms`` what each query word matched, None where it is missing.
    Each pair of neighbours in the query earns half a unit if they are neighbours in the meme in that order, an
    eighth if they are at most three words apart in any order. Takes time linear in the meme's length.
    """
    bonus = 0
    for first, second in pairwise(terms):
        if first is None or second is None:
            continue
        ahead = [position for position, word in enumerate(words) if word == first]
        behind = {position for position, word in enumerate(words) if word == second}
        if any(position + 1 in behind for position in ahead):
            bonus += ADJACENT_BONUS
        elif any(position + gap in behind for position in ahead for gap in _NEAR_GAPS):
            bonus += NEAR_BONUS
    return bonus
