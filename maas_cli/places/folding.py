"""Names of places to keys: how a name is typed does not matter.

This is not the analysis of the search, which is made for captions: a name is one key, not words, and here all marks
go, й being found as и and が as か.
"""

import unicodedata

_APOSTROPHES = frozenset("'’‘ʻʼʹʾʿ`´′")
_UNDECOMPOSED = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe"}
)


def folded(text: str) -> str:
    """Return the key of a name: small letters and digits without marks, one blank between words, no apostrophes.

    Folding what is folded changes nothing. Empty for a text without letters and digits.
    """
    small = text.casefold()
    if not small.isascii():
        small = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", small).casefold())
        unmarked = "".join(char for char in small if not unicodedata.combining(char))
        small = unicodedata.normalize("NFC", unmarked).translate(_UNDECOMPOSED)
    return " ".join("".join(map(_key_char, small)).split())


def _key_char(char: str) -> str:
    """Return what stands for a character in a key: itself, nothing, or a blank where it separates words."""
    if char.isalnum() and char not in _APOSTROPHES:
        return char
    category = unicodedata.category(char)
    if category.startswith("M"):  # vowel signs
        return char
    return "" if char in _APOSTROPHES or category == "Cf" else " "
