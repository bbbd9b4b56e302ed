"""Capital letters as the caption's language has them. Scripts without capitals stay as they are."""

import re
import unicodedata
from typing import Final

_DOTTED: Final = {"tr", "az"}
"""Languages in which i and ı are different letters, each with its own capital."""

_TONOS: Final = "\u0301"
_DIALYTIKA: Final = "\u0308"
_ACCENTS: Final = re.compile("[\u0300\u0301\u0313\u0314\u0342]")
"""What Greek capitals do without: accents and breathings, taken apart from their letters."""

_GREEK: Final = re.compile("[\u0370-\u03ff\u1f00-\u1fff]")
_GREEK_WORD: Final = re.compile("[\u0370-\u03ff\u1f00-\u1fff\u0300-\u0345]+")
_HIATUS: Final = re.compile(f"([αεουΑΕΟΥ]){_TONOS}([ιυΙΥ])(?![{_DIALYTIKA}{_TONOS}])")
"""An accent that says that two vowels are not one sound; in capitals two dots on the second say so."""


def capitals(text: str, lang: str) -> str:
    """Return text in capitals. ``lang`` is an ISO 639 code, also with a region ("tr-TR"), or empty."""
    language = lang.lower().replace("_", "-").partition("-")[0]
    if language in _DOTTED:
        text = text.replace("i\u0307", "İ").replace("i", "İ")
    if language == "hy":
        text = text.replace("և", "եվ")  # Unicode's own capitals are those of the old spelling
    if _GREEK.search(text):
        text = _GREEK_WORD.sub(_greek_unaccented, unicodedata.normalize("NFD", text))
    return unicodedata.normalize("NFC", text.replace("ß", "ẞ").upper())


def _greek_unaccented(word: re.Match[str]) -> str:
    """Return a Greek word, taken apart, without accents; ή, which means "or", keeps its own to be told from η."""
    if word[0] in ("η" + _TONOS, "Η" + _TONOS):
        return word[0]
    return _ACCENTS.sub("", _HIATUS.sub(rf"\1\2{_DIALYTIKA}", word[0]))
