"""Typos: how many a word may have, and which terms lie within them.

The distance is optimal string alignment: inserting, deleting or replacing a letter and swapping two neighbours cost
one each, and no part is edited twice. One typo is looked up by deletions (Garbe's symmetric delete): two words are
within one edit only if one of them, or one of its forms with a letter left out, is the other or one of its forms.
Two typos are looked up by scanning the terms of fitting length with a filter on the set of their letters.
"""

import zlib
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from maas_cli.search.format import LONGEST_SCAN_LENGTH
from maas_cli.search.index_file import IndexFile

MIN_LETTERS_ONE_TYPO = 4
MIN_LETTERS_TWO_TYPOS = 8
MAX_LETTERS_FIRST_FIXED = 5
MAX_TERMS = 12
"""At most this many terms answer one word by typo; the best are the fewest typos, then the most frequent."""

_MASK_BITS = 32
_BITS_CHANGED_BY_TWO_TYPOS = 4


def allowed_typos(word: str) -> int:
    """Return how many typos a word of the query may have: 0 to 3 letters none, 4 to 7 one, from 8 two.

    A word with digits has none: another number is another thing.
    """
    if len(word) < MIN_LETTERS_ONE_TYPO or not takes_typos(word):
        return 0
    return 1 if len(word) < MIN_LETTERS_TWO_TYPOS else 2


def takes_typos(term: str) -> bool:
    """Whether a term may be reached by typo at all: not if it holds a digit."""
    return not any(char.isdigit() for char in term)


def is_one_typo(word: str, other: str) -> bool:
    """Whether two different words are one edit apart."""
    shorter, longer = sorted((word, other), key=len)
    start = 0
    while start < len(shorter) and shorter[start] == longer[start]:
        start += 1
    end = 0
    while end < len(shorter) - start and shorter[-1 - end] == longer[-1 - end]:
        end += 1
    rest, other_rest = shorter[start : len(shorter) - end], longer[start : len(longer) - end]
    swapped = len(rest) == len(other_rest) == 2 and rest == other_rest[::-1]  # noqa: PLR2004  # two neighbours
    return swapped or (len(rest) <= 1 and len(other_rest) == 1)


def deletions(word: str) -> set[str]:
    """Return the forms of a word with one letter left out."""
    return {word[:position] + word[position + 1 :] for position in range(len(word))}


def deletion_hash(form: str) -> int:
    """Return the 32-bit hash under which a form is stored."""
    return zlib.crc32(form.encode())


def letter_mask(word: str) -> int:
    """Return the set of letters of a word as 32 bits; letters may share a bit."""
    mask = 0
    for char in word:
        mask |= 1 << ord(char) % _MASK_BITS
    return mask


def typo_terms(index: IndexFile, word: str) -> list[tuple[int, int]]:
    """Return the terms that answer a word by typo, each with its number of typos (1 or 2), best first.

    Leaves out terms that contain the word: those match without a typo.
    """
    most = allowed_typos(word)
    if most == 0:
        return []
    found = _within_one(index, word) if most == 1 else _within_two(index, word)
    ranked = sorted((typos, -index.document_frequency(term), term) for term, typos in found)
    return [(term, typos) for typos, _, term in ranked[:MAX_TERMS]]


def _within_one(index: IndexFile, word: str) -> Iterator[tuple[int, int]]:
    for number in _deletion_candidates(index, word):
        term = index.term(number).decode()
        if _may_answer(word, term) and is_one_typo(word, term):
            yield number, 1


def _deletion_candidates(index: IndexFile, word: str) -> set[int]:
    forms = deletions(word)
    candidates = {number for form in forms if (number := index.find_term(form.encode())) is not None}
    for form in (word, *forms):
        hashed = deletion_hash(form)
        first = bisect_left(index.deletion_hashes, hashed)
        last = bisect_right(index.deletion_hashes, hashed, lo=first)
        candidates.update(index.deletion_terms[first:last])
    return candidates


def _within_two(index: IndexFile, word: str) -> Iterator[tuple[int, int]]:
    from rapidfuzz.distance import OSA  # noqa: PLC0415  # only words of eight letters and more pay for it

    for number in _scan_candidates(index, word):
        term = index.term(number).decode()
        typos = OSA.distance(word, term, score_cutoff=2)
        if 1 <= typos <= 2 and _may_answer(word, term):  # noqa: PLR2004  # two typos are the limit
            yield number, typos


def _scan_candidates(index: IndexFile, word: str) -> Iterator[int]:
    shortest = min(len(word) - 2, LONGEST_SCAN_LENGTH)
    longest = min(len(word) + 2, LONGEST_SCAN_LENGTH)
    first, last = index.scan_offsets[shortest], index.scan_offsets[longest + 1]
    wanted = letter_mask(word)
    terms = index.scan_terms[first:last]
    for position, mask in enumerate(index.scan_masks[first:last]):
        if (mask ^ wanted).bit_count() <= _BITS_CHANGED_BY_TWO_TYPOS:
            yield terms[position]


def _may_answer(word: str, term: str) -> bool:
    """Whether the rules beside the distance hold: the first letter of a short word fits, and it is no plain match.

    That no term has a digit is seen to when the index is built.
    """
    first_fits = len(word) > MAX_LETTERS_FIRST_FIXED or term[:1] == word[:1]
    return first_fits and word not in term
