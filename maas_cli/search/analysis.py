"""Text to terms, the same way for memes and queries. Nothing here knows the index.

Folding, character by character after NFC: NFKD, case folding, diacritics dropped, NFC again. What counts as a
diacritic follows from Unicode's canonical combining classes: 1 (strokes through letters), 10 to 36 (Hebrew and Arabic
points) and 200 and up (accents above and below). The classes between hold vowel signs and tone marks that other
scripts cannot do without, so they stay; of the marks without a class, those that only dress a character go (circles,
keycaps, emoji style). й stays a letter of its own, ё becomes е; letters with a stroke or a missing dot, which Unicode
does not decompose, are folded by a short table. Everything that is not a letter, a digit or a mark separates words.

An apostrophe inside a word joins it, and its parts of two letters and more are terms as well: ``don't`` gives
``dont`` and ``don``, ``l'amour`` gives ``lamour`` and ``amour``.
"""

import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

_JOINER = "'"
_APOSTROPHES = frozenset("'’‘ʼ＇`´‛")
_IGNORED = frozenset("ـ\u00ad\u200b\u200c\u200d\u2060\ufeff")  # tatweel, soft hyphen, zero-width characters
_IGNORED_MARKS = frozenset([0x034F, *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)])  # joiner, variation selectors
_UNDECOMPOSED = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe"})
_BREVE = "\u0306"
_STROKES = 1
_HEBREW_AND_ARABIC_POINTS = range(10, 37)
_FIRST_ACCENT_CLASS = 200
_WRITTEN_WITHOUT_BLANKS = (
    range(0x0E00, 0x0F00),  # Thai, Lao
    range(0x1000, 0x10A0),  # Burmese
    range(0x1780, 0x1800),  # Khmer
    range(0x3040, 0x3100),  # Hiragana, Katakana
    range(0x3400, 0xA000),  # Han
    range(0x20000, 0x32000),  # Han, beyond the basic plane
)
_FIRST_WITHOUT_BLANKS = chr(_WRITTEN_WITHOUT_BLANKS[0].start)

MIN_PART_LETTERS = 2
LETTERS_PER_WORD = 2
"""About how many letters a word has in scripts that are written without blanks."""


class Word(NamedTuple):
    """One word of a text: its terms, the joined form first, and where it stands in code points."""

    terms: tuple[str, ...]
    start: int
    end: int


def _is_diacritic(char: str) -> bool:
    combining_class = unicodedata.combining(char)
    if combining_class == 0:
        return ord(char) in _IGNORED_MARKS or unicodedata.category(char) == "Me"
    is_point = combining_class == _STROKES or combining_class in _HEBREW_AND_ARABIC_POINTS
    return is_point or combining_class >= _FIRST_ACCENT_CLASS


def _is_word_char(char: str) -> bool:
    return char.isalnum() or unicodedata.category(char)[0] == "M"


def _fold_char(char: str) -> str:
    """Fold one character; a blank where it separates words, ``'`` for every apostrophe."""
    if char in _IGNORED:
        return ""
    if char in _APOSTROPHES:
        return _JOINER
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", char).casefold())
    is_short_i = decomposed == f"и{_BREVE}"
    kept = "".join(part for part in decomposed if is_short_i or not _is_diacritic(part))
    folded = unicodedata.normalize("NFC", kept).translate(_UNDECOMPOSED)
    return "".join(_JOINER if part in _APOSTROPHES else part if _is_word_char(part) else " " for part in folded)


class _FoldTable(dict[int, str]):
    """A table for ``str.translate`` that works a character out when it is first met."""

    def __missing__(self, code_point: int) -> str:
        folded = self[code_point] = _fold_char(chr(code_point))
        return folded


_FOLDED = _FoldTable()


def fold(text: str) -> str:
    """Return the text folded: words in their search form, separated by blanks, apostrophes kept.

    Folding what is folded changes nothing. A lone surrogate folds to a blank.
    """
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).translate(_FOLDED))


def word_terms(folded_word: str) -> tuple[str, ...]:
    """Return the terms of one folded word, the joined form first; none if it holds no letter or digit."""
    if not any(map(str.isalnum, folded_word)):
        return ()
    if _JOINER not in folded_word:
        return (folded_word,)
    parts = [part for part in folded_word.split(_JOINER) if part]
    joined = "".join(parts)
    rest = dict.fromkeys(part for part in parts if len(part) >= MIN_PART_LETTERS and part != joined)
    return (joined, *rest)


def analyse(text: str) -> list[tuple[str, ...]]:
    """Return the terms of each word of the text, in order; the first of each word is its joined form."""
    return [terms for word in fold(text).split() if (terms := word_terms(word))]


def is_written_without_blanks(term: str) -> bool:
    """Whether a term is in a script without blanks between words, so that it may be a whole sentence."""
    return term[0] >= _FIRST_WITHOUT_BLANKS and any(ord(term[0]) in block for block in _WRITTEN_WITHOUT_BLANKS)


def word_count(term: str) -> int:
    """Return about how many words a term is: 1, but more in scripts without blanks between words."""
    return -(-len(term) // LETTERS_PER_WORD) if is_written_without_blanks(term) else 1


def query_words(text: str) -> list[str]:
    """Return the words of a query, each once, in order: the joined form of each."""
    return list(dict.fromkeys(terms[0] for terms in analyse(text)))


def words_with_positions(text: str) -> Iterator[Word]:
    """Yield the words of a text with their half-open range of code points in it, in order.

    One stretch of the text may fold to several words (``½`` is 1 and 2); they share its range. Quotes around a word
    are not in it, marks and invisible characters after it are.
    """
    start = None
    for position, char in enumerate(f"{text} "):
        folded = _FOLDED[ord(char)]
        if start is None:
            start = None if folded.strip(f"{_JOINER} ") == "" else position
        elif folded.isspace():
            yield from _words_of_stretch(text, start, position)
            start = None


def _words_of_stretch(text: str, start: int, end: int) -> Iterator[Word]:
    while _FOLDED[ord(text[end - 1])] == _JOINER:
        end -= 1
    for folded in fold(text[start:end]).split():
        terms = word_terms(folded)
        if terms:
            yield Word(terms, start, end)
