"""Texts cut into words as a person would type them, without any engine's own analysis."""

import re
import unicodedata

_MARKS = "\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0900-\u0963\u0966-\u0dff"
_WORD = re.compile(rf"[\w{_MARKS}]+(?:['’][\w{_MARKS}]+)*")


def words_of(text: str) -> list[str]:
    """Return the words of a text in lower case, in order; an apostrophe within a word belongs to it."""
    return _WORD.findall(text.casefold())


def folded_words(text: str) -> list[str]:
    """Return the words of a text in lower case and without accents, for peers that have no folding of their own."""
    decomposed = text if text.isascii() else unicodedata.normalize("NFKD", text)
    return words_of(decomposed if text.isascii() else "".join(c for c in decomposed if not unicodedata.combining(c)))
