"""Typos: how many a word may have, and which terms lie within them.

The distance is optimal string alignment: inserting, deleting or replacing a letter and swapping two neighbours cost
one each, and no part is edited twice.

One typo is looked up by deletions (Garbe's symmetric delete): two words are within one edit only if they have a form
in common, which is the word itself or the word with a letter left out. The index keeps no forms but the terms they
come from, in buckets by the form's hash: the sum of (c + 1) * B^position over its letters c, modulo 2^64, times M.
The highest bits of the hash are the bucket, the next eight a tag. Such a polynomial lets the forms of all terms be
hashed in a few vector operations.

Two typos are looked up by what they leave alone: of the three parts of a word at least one stays as it is, unless a
swap lies across the border of two parts; then there are longer parts that stay once that swap is undone.
"""

import sys
from collections.abc import Iterable, Iterator

from maas_cli.search.index_file import IndexFile

MIN_LETTERS_ONE_TYPO = 4
MIN_LETTERS_TWO_TYPOS = 8
MAX_LETTERS_FIRST_FIXED = 5
MAX_TERMS = 12
"""At most this many terms answer one word by typo; the best are the fewest typos, then the most frequent."""

SHORTEST_TERM = MIN_LETTERS_ONE_TYPO - 1
LONGEST_TERM = MIN_LETTERS_TWO_TYPOS
"""Other terms are within reach of no word that may have just one typo: they are in no bucket."""

ENTRIES_PER_BUCKET = 8

HASH_BASE = 0x9E3779B97F4A7C15
HASH_FACTOR = 0xD6E8FEB86659FD93
HASH_BITS = 64
TAG_BITS = 8
MASK_BITS = 32
_LETTER_COUNTS = ("letter counts", 0)
_BITS_CHANGED = 4
"""Two typos change so many of the letters of a word at most."""
_HASH_MASK = (1 << HASH_BITS) - 1


def allowed_typos(word: str) -> int:
    """Return how many typos a word of the query may have: 0 to 3 letters none, 4 to 7 one, from 8 two.

    A word with digits has none: another number is another thing.
    """
    if len(word) < MIN_LETTERS_ONE_TYPO or not takes_typos(word):
        return 0
    return 1 if len(word) < MIN_LETTERS_TWO_TYPOS else 2


def takes_typos(term: str) -> bool:
    """Whether a term may be reached by typo at all: not if it holds a digit."""
    return not any(map(str.isdigit, term))


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


def forms(word: str) -> set[str]:
    """Return a word of two letters and more, and what is left when one letter is left out."""
    return {word, *(word[:position] + word[position + 1 :] for position in range(len(word)))}


def form_hash(form: str) -> int:
    """Return the 64-bit hash of a form."""
    hashed = 0
    for char in reversed(form):
        hashed = (hashed * HASH_BASE + ord(char) + 1) & _HASH_MASK
    return hashed * HASH_FACTOR & _HASH_MASK


def bucket_and_tag(hashed: int, bits: int) -> tuple[int, int]:
    """Return the bucket, one of 2**bits, and the tag of a form with this hash."""
    return hashed >> (HASH_BITS - bits), hashed >> (HASH_BITS - bits - TAG_BITS) & (2**TAG_BITS - 1)


def letter_mask(word: str) -> int:
    """Return the set of letters of a word as 32 bits; letters may share a bit."""
    mask = 0
    for char in word:
        mask |= 1 << ord(char) % MASK_BITS
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
    for number in _sharing_a_form(index, word):
        term = index.term(number).decode()
        if _may_answer(word, term) and is_one_typo(word, term):
            yield number, 1


def _sharing_a_form(index: IndexFile, word: str) -> set[int]:
    """Return the terms that seem to have a form in common with the word; some have none."""
    buckets, tags, terms = index.deletion_buckets, index.deletion_tags, index.deletion_terms
    bits = (len(buckets) - 1).bit_length() - 1
    found: set[int] = set()
    for form in forms(word):
        bucket, tag = bucket_and_tag(form_hash(form), bits)
        first, last = buckets[bucket], buckets[bucket + 1]
        bucket_tags = bytes(tags[first:last])
        start = bucket_tags.find(tag)
        if start >= 0:
            found.update(terms[first + start : first + bucket_tags.rfind(tag) + 1])
    return found


def _within_two(index: IndexFile, word: str) -> Iterator[tuple[int, int]]:
    from rapidfuzz.distance import OSA  # noqa: PLC0415  # only words of eight letters and more pay for it

    for number in _sharing_a_part(index, word):
        term = index.term(number).decode()
        typos = OSA.distance(word, term, score_cutoff=2)
        if 1 <= typos <= 2 and _may_answer(word, term) and takes_typos(term):  # noqa: PLR2004  # two typos are the limit
            yield number, typos


def _sharing_a_part(index: IndexFile, word: str) -> Iterable[int]:
    """Return the terms with about the same letters and a part in common that two typos leave alone."""
    count, size = len(word), (len(word) + 1) // 3
    swapped_first = _swapped(word, size)
    swapped_second = _swapped(word, count - size)
    prefixes = (word[:size], swapped_first[: count - size], _swapped(swapped_first, count - size))
    ranges = [index.terms_with_prefix(prefix.encode()) for prefix in prefixes]
    ends = (word[count - size :], swapped_second[size:])
    endings = [index.suffixes_with_prefix(f"{end}\n".encode()) for end in ends]
    middles = index.suffixes_with_prefix(word[size : count - size].encode())
    mask = letter_mask(word)
    if "numpy" in sys.modules:
        from maas_cli.search import term_arrays  # noqa: PLC0415  # numpy is loaded already

        if _LETTER_COUNTS not in index.memo:
            index.memo[_LETTER_COUNTS] = term_arrays.letter_counts(index.terms, index.term_offsets)
        counts = index.memo[_LETTER_COUNTS]
        vocabulary = term_arrays.Vocabulary(counts, index.term_offsets, index.term_masks, index.suffixes)
        wanted = term_arrays.Wanted(mask, count, size)
        return term_arrays.similar_terms(vocabulary, wanted, ranges, endings, middles)
    found = set[int]().union(*ranges, *map(index.terms_of_suffixes, (*endings, middles)))
    return [number for number in found if (index.term_masks[number] ^ mask).bit_count() <= _BITS_CHANGED]


def _swapped(word: str, position: int) -> str:
    """Return the word with the letters before and after a position swapped."""
    return word[: position - 1] + word[position] + word[position - 1] + word[position + 1 :]


def _may_answer(word: str, term: str) -> bool:
    """Whether the rules beside the distance hold: the first letter of a short word fits, and it is no plain match.

    That no term in a bucket has a digit is seen to when the index is built.
    """
    first_fits = len(word) > MAX_LETTERS_FIRST_FIXED or term[:1] == word[:1]
    return first_fits and word not in term
