"""Relevance: BM25 over name and caption as one field, and bonuses for words that stand together or fill a name.

Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009), with the never negative
inverse document frequency ln(1 + (N - n + 0.5) / (n + 0.5)).

All of it is in whole numbers, so that every way of adding up gives the same: the weight of a term in a meme (how
often, in how long a meme) in units of 1/100, the inverse document frequency in units of 1/1024, and so their product,
the relevance, in units of 1/102,400.
"""

import math
from collections.abc import Sequence
from itertools import pairwise

TERM_SATURATION = 1.2
LENGTH_NORM = 0.35
SHORTEST_LENGTH = 4
"""Shorter memes are no more relevant for it: nearly empty ones would come first."""

WEIGHT_UNITS = 100
IDF_UNITS = 1024
RELEVANCE_UNITS = WEIGHT_UNITS * IDF_UNITS

MOST_COUNTED = 16
LONGEST_LENGTH = 255

NAME_WEIGHT = 15
"""What a term weighs more where the words found are the whole template name; in a name of one word it is part of the
weight from the start."""

ADJACENT_BONUS = 2 * RELEVANCE_UNITS
NEAR_BONUS = RELEVANCE_UNITS // 8
NEAR_WORDS = 3
_NEAR_GAPS = frozenset(gap for gap in range(-NEAR_WORDS, NEAR_WORDS + 1) if gap != 0)


def inverse_document_frequency(doc_count: int, postings: int) -> int:
    """Return how telling it is to match one of some terms, in units of 1/1024: the rarer, the more.

    ``postings`` is how many postings the terms have together, 1 and up. All terms that answer one word in one way
    count together, as if each were as frequent as all of them: else the rarest, which is seldom meant, came first.
    """
    frequency = min(postings, doc_count)
    return round(math.log1p((doc_count - frequency + 0.5) / (frequency + 0.5)) * IDF_UNITS)


def weight(count: int, length: int, mean_length: float) -> int:
    """Return the weight of a term that stands ``count`` times in a meme of ``length`` words, 0 to 220."""
    norm = 1 - LENGTH_NORM + LENGTH_NORM * max(length, SHORTEST_LENGTH) / mean_length
    return round(count * (TERM_SATURATION + 1) / (count + TERM_SATURATION * norm) * WEIGHT_UNITS)


def weight_table(mean_length: float) -> bytes:
    """Return the weights for counts of 1 to 16 (rows) and lengths of 0 to 255 words (columns), row by row."""
    counts, lengths = range(1, MOST_COUNTED + 1), range(LONGEST_LENGTH + 1)
    return bytes(weight(count, length, mean_length) for count in counts for length in lengths)


def proximity_bonus(words: Sequence[int], terms: Sequence[int | None]) -> int:
    """Return the bonus for query words that stand together, in units of relevance.

    ``words`` are a meme's words as terms in order, ``terms`` what each query word matched, None where it is missing.
    Each pair of neighbours in the query earns two units of idf if they are neighbours in the meme in that order,
    an eighth if they are at most three words apart in any order. Takes time linear in the meme's length.
    """
    bonus = 0
    for first, second in pairwise(terms):
        if first is not None and second is not None:
            bonus += _bonus_of_neighbours(words, first, second)
    return bonus


def _bonus_of_neighbours(words: Sequence[int], first: int, second: int) -> int:
    if words.count(first) == words.count(second) == 1:  # nearly always, and quicker
        gap = words.index(second) - words.index(first)
        return ADJACENT_BONUS if gap == 1 else NEAR_BONUS if gap in _NEAR_GAPS else 0
    ahead = [position for position, word in enumerate(words) if word == first]
    behind = {position for position, word in enumerate(words) if word == second}
    if any(position + 1 in behind for position in ahead):
        return ADJACENT_BONUS
    return NEAR_BONUS if any(position + gap in behind for position in ahead for gap in _NEAR_GAPS) else 0
