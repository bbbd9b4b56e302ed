"""What a reader takes for one character: letters with their marks, syllables of Indic scripts, emoji made of many."""

import unicodedata
from typing import Final

_JOINER: Final = "\u200d"
_INVISIBLE: Final = frozenset("\u200b\u200c\u200d\u200e\u200f\u2060\u2066\u2067\u2068\u2069\ufe0e\ufe0f\u061c\ufeff")
"""Characters that are not drawn, but say how their neighbours are."""

_ALWAYS_JOINED: Final = frozenset("ำຳ") | _INVISIBLE
"""Besides marks: Thai and Lao vowels that belong to the letter before, and what is not drawn."""

_SKIN_TONES: Final = range(0x1F3FB, 0x1F400)
_FLAG_LETTERS: Final = range(0x1F1E6, 0x1F200)
_TAGS: Final = range(0xE0020, 0xE0080)
_VIRAMA_CLASS: Final = 9
"""The combining class of the sign that joins two consonants."""


def clusters(text: str) -> list[str]:
    """Return the characters of a text as readers count them; put together they are the text."""
    found: list[str] = []
    for char in text:
        if found and _joins(found[-1], char):
            found[-1] += char
        else:
            found.append(char)
    return found


def visible(cluster: str) -> str:
    """Return a cluster without what is never drawn; fonts need not have it."""
    return "".join(char for char in cluster if char not in _INVISIBLE and ord(char) not in _TAGS)


def _joins(cluster: str, char: str) -> bool:
    """Whether a character belongs to the cluster before it."""
    if char in _ALWAYS_JOINED or unicodedata.category(char).startswith("M"):
        return True
    if ord(char) in _SKIN_TONES or ord(char) in _TAGS:
        return True
    if ord(char) in _FLAG_LETTERS:
        return len(cluster) == 1 and ord(cluster) in _FLAG_LETTERS
    last = cluster[-1]
    return last == _JOINER or (unicodedata.combining(last) == _VIRAMA_CLASS and unicodedata.category(char) == "Lo")
