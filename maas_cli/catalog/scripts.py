"""In which script a caption is written, and in which languages it then may be.

Most scripts are written by one language that captions are in; what cannot be told by the script, or by the letters of
an alphabet, is for :mod:`maas_cli.catalog.language_model` to tell.
"""

import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

_BLOCKS = (
    (0x0041, "Latin"), (0x0370, "Greek"), (0x0400, "Cyrillic"), (0x0530, "Armenian"), (0x0590, "Hebrew"),
    (0x0600, "Arabic"), (0x0700, ""), (0x0750, "Arabic"), (0x0780, ""), (0x0900, "Devanagari"), (0x0980, "Bengali"),
    (0x0A00, "Gurmukhi"), (0x0A80, "Gujarati"), (0x0B00, "Oriya"), (0x0B80, "Tamil"), (0x0C00, "Telugu"),
    (0x0C80, "Kannada"), (0x0D00, "Malayalam"), (0x0D80, "Sinhala"), (0x0E00, "Thai"), (0x0E80, "Lao"), (0x0F00, ""),
    (0x1000, "Burmese"), (0x10A0, "Georgian"), (0x1100, "Hangul"), (0x1200, "Ethiopic"), (0x1380, ""),
    (0x1780, "Khmer"), (0x1800, ""), (0x1C80, "Cyrillic"), (0x1C90, "Georgian"), (0x1CC0, ""), (0x1E00, "Latin"),
    (0x1F00, "Greek"), (0x2000, ""), (0x3040, "Kana"), (0x3100, ""), (0x3130, "Hangul"), (0x3190, ""),
    (0x31F0, "Kana"), (0x3200, ""), (0x3400, "Han"), (0x4DC0, ""), (0x4E00, "Han"), (0xA000, ""), (0xAC00, "Hangul"),
    (0xD800, ""), (0xF900, "Han"), (0xFB00, "Latin"), (0xFB13, "Armenian"), (0xFB1D, "Hebrew"), (0xFB50, "Arabic"),
    (0xFE00, ""), (0xFE70, "Arabic"), (0xFF00, ""), (0xFF21, "Latin"), (0xFF5F, ""), (0xFF66, "Kana"), (0xFFA0, ""),
    (0x20000, "Han"), (0x32000, ""),
)  # fmt: skip
"""Where stretches of code points of one script begin, ascending; empty for scripts that no caption is expected in."""

_STARTS = [start for start, _ in _BLOCKS]
SCRIPTS = tuple(dict.fromkeys(script for _, script in _BLOCKS))
"""The scripts by their number."""

KANA, HAN = "Kana", "Han"
_NUMBERS = {script: chr(number) for number, script in enumerate(SCRIPTS)}
_NAMES = {number: script for script, number in _NUMBERS.items()}
_NO_LETTER = chr(len(_NUMBERS))

_LANGUAGES = {
    "Latin": ("en", "es", "fr", "pt", "de", "it", "pl", "tr", "cs", "nl", "id", "sv", "vi", "sw", "hu", "ro", "da",
              "no", "fi", "hr"),
    "Cyrillic": ("ru", "uk", "bg", "sr", "kk", "be", "mk"),
    "Arabic": ("ar", "fa", "ur"),
    "Devanagari": ("hi", "mr", "ne"),
    "Greek": ("el",), "Armenian": ("hy",), "Hebrew": ("he",), "Bengali": ("bn",), "Gurmukhi": ("pa",),
    "Gujarati": ("gu",), "Oriya": ("or",), "Tamil": ("ta",), "Telugu": ("te",), "Kannada": ("kn",),
    "Malayalam": ("ml",), "Sinhala": ("si",), "Thai": ("th",), "Lao": ("lo",), "Burmese": ("my",),
    "Georgian": ("ka",), "Hangul": ("ko",), "Ethiopic": ("am",), "Khmer": ("km",), "Kana": ("ja",), "Han": ("zh",),
}  # fmt: skip
TOLD_APART = tuple(code for codes in _LANGUAGES.values() if len(codes) > 1 for code in codes)
"""The languages that share their script with others. More of them would be told for more captions in none of them."""

_MARKS_IN_WORDS = " '’ʼ"
_CYRILLIC_ALPHABETS = {
    code: frozenset(f"{letters}{_MARKS_IN_WORDS}")
    for code, letters in {
        "ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
        "bg": "абвгдежзийклмнопрстуфхцчшщъьюя",
        "sr": "абвгдђежзијклљмнњопрстћуфхцчџш",
        "kk": "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя",
        "be": "абвгдеёжзійклмнопрстуўфхцчшыьэюя",
        "mk": "абвгдѓежзѕијклљмнњопрстќуфхцчџш",
    }.items()
}
_TELLING = {"kk": frozenset("әғқңұі"), "be": frozenset("іў"), "mk": frozenset("ѓѕјљњќџ")}
"""Letters of which hardly a caption in a language has none, where many in others would be taken for it."""

_FEWEST_LETTERS = 3
_FEWEST_WORDLIKE = 2
_WORDLIKE = (HAN, KANA, "Hangul")
"""Scripts in which two letters may well be a word."""

LEAST_KANA = 0.1
"""So much of the letters of a caption in kana and Han must be kana for it to be in kana."""


class Writing(NamedTuple):
    """The words of a caption that are in its script, in lower case between blanks, and the languages it may be in.

    There are no languages where the caption has too few letters or letters that no expected language has.
    """

    words: str
    languages: tuple[str, ...]


NO_WRITING = Writing("", ())


class _Numbers(dict[int, str]):
    """A table for ``str.translate`` from letters to the number of their script, worked out when first met."""

    def __missing__(self, code_point: int) -> str:
        script = script_of_letter(code_point)
        number = self[code_point] = _NO_LETTER if script is None else _NUMBERS[script]
        return number


class _Kept(dict[int, str]):
    """A table for ``str.translate`` that puts blanks for what is not in words of these scripts."""

    def __init__(self, scripts: Sequence[str]) -> None:
        super().__init__()
        self._scripts = scripts

    def __missing__(self, code_point: int) -> str:
        is_kept = stays_in_words(code_point) or script_of_letter(code_point) in self._scripts
        kept = self[code_point] = chr(code_point) if is_kept else " "
        return kept


def script_of_letter(code_point: int) -> str | None:
    """Return the script of a letter or a part of one, empty where no caption is expected in it; None of all else."""
    is_letter = chr(code_point).isalpha() or _is_mark(code_point)
    return _script_of(code_point) if is_letter else None


def stays_in_words(code_point: int) -> bool:
    """Whether a character is kept in words of any script, as blanks and apostrophes are."""
    return chr(code_point) in _MARKS_IN_WORDS or _is_mark(code_point)


def _is_mark(code_point: int) -> bool:
    """Whether it is part of a letter before it, as vowels are in India."""
    return unicodedata.category(chr(code_point))[0] == "M"


def _script_of(code_point: int) -> str:
    block = bisect_right(_STARTS, code_point) - 1
    return _BLOCKS[block][1] if block >= 0 else ""


_NUMBER_OF = _Numbers()
_WORDS_OF = {script: _Kept((script,)) for script in _LANGUAGES} | {KANA: _Kept((KANA, HAN))}


def writing(caption: str) -> Writing:
    """Return how a caption is written; its script is that of most of its letters."""
    text = unicodedata.normalize("NFC", caption).lower()
    script, letters = _most_used(text)
    return writing_of(script, letters, text.translate(_WORDS_OF[script])) if script else NO_WRITING


def writing_of(script: str, letters: int, kept: str) -> Writing:
    """Return how a caption is written that has so many letters of a script, and these words beside blanks."""
    if letters < (_FEWEST_WORDLIKE if script in _WORDLIKE else _FEWEST_LETTERS):
        return NO_WRITING
    words = f" {' '.join(kept.split())} "
    return Writing(words, _spelt_in(words) if script == "Cyrillic" else _LANGUAGES[script])


def _most_used(text: str) -> tuple[str, int]:
    """Return the script of most letters and how many they are; of Han with kana it is kana."""
    if text.isascii():
        return "Latin", sum(map(str.isalpha, text))
    counts = Counter(text.translate(_NUMBER_OF))
    counts.pop(_NO_LETTER, None)
    kana, han = counts[_NUMBERS[KANA]], counts[_NUMBERS[HAN]]
    if kana > LEAST_KANA * (kana + han):
        counts[_NUMBERS[KANA]] += counts.pop(_NUMBERS[HAN], 0)
    number, letters = max(counts.items(), key=lambda item: (item[1], -ord(item[0])), default=("", 0))
    return _NAMES.get(number, ""), letters


def _spelt_in(words: str) -> tuple[str, ...]:
    """Return the languages in Cyrillic letters that have all letters of the words, and whose own letters these have."""
    letters = set(words)
    return tuple(
        code
        for code, alphabet in _CYRILLIC_ALPHABETS.items()
        if letters <= alphabet and (code not in _TELLING or letters & _TELLING[code])
    )
