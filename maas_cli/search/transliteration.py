"""One key for a Cyrillic word and for the ways in which people write it in Latin letters.

Both sides give up what the usual spellings disagree on: й, ы, y and j are i, soft and hard signs are silent, kh and x
are h, ts is c, sch and shch are sh, ie and io are e (and so ye, yo and ё). What stands together in Cyrillic without
being one letter goes the same way, for nobody can tell from Latin letters: тс is c, сч is sh, йо is e. Terms are as
:mod:`maas_cli.search.analysis` folds them.
"""

import re
from collections.abc import Iterable

MIN_LETTERS = 2

_FROM_CYRILLIC = {
    **dict(zip("абвгдезиклмнопрстуфх", "abvgdeziklmnoprstufh", strict=True)),
    "ж": "zh",
    "ц": "c",
    "ч": "ch",
    "ш": "sh",
    "щ": "sh",
    "э": "e",
    "ю": "iu",
    "я": "ia",
    "й": "i",
    "ы": "i",
    "ъ": "",
    "ь": "",
    "і": "i",
    "ї": "i",
    "є": "e",
    "ґ": "g",
    "ў": "u",  # Ukrainian and Belarusian
    "ђ": "di",
    "ј": "i",
    "љ": "li",
    "њ": "ni",
    "ћ": "ch",
    "џ": "dzh",  # Serbian
}
_FROM_LATIN = {
    "shch": "sh",
    "sch": "sh",
    "kh": "h",
    "x": "h",
    "ts": "c",
    "tz": "c",
    "w": "v",
    "q": "k",
    "y": "i",
    "j": "i",
}
_LATIN_SPELLINGS = re.compile("|".join(sorted(_FROM_LATIN, key=len, reverse=True)))
_LATIN_WORD = re.compile("[a-z]+")
_SEVERAL_I = re.compile("i+([eo]?)")


_OTHER = "?"


class _Letters(dict[int, str]):
    """A table for ``str.translate``: line feeds stay, and what is no Cyrillic letter becomes a mark for that."""

    def __missing__(self, code_point: int) -> str:
        return "\n" if code_point == ord("\n") else _OTHER


_LETTERS = _Letters(str.maketrans(_FROM_CYRILLIC))


def latin_key(term: str) -> str | None:
    """Return the key of a folded Cyrillic term, lower-case ASCII letters; None for any other term."""
    letters = [_FROM_CYRILLIC.get(letter) for letter in term]
    key = "".join(letter for letter in letters if letter)
    return _settled(key) if key and None not in letters else None


def latin_keys(terms: Iterable[str]) -> list[str | None]:
    """Return the keys of many folded terms; quicker than one by one."""
    spelt = "".join(f"{term}\n" for term in terms).translate(_LETTERS)  # no term has a line feed
    return [key if key and _OTHER not in key else None for key in _settled(spelt).split("\n")[:-1]]


def latin_key_of_query(word: str) -> str | None:
    """Return the key of a folded word of a query in Latin or Cyrillic letters; None for others, and for one letter."""
    if len(word) < MIN_LETTERS:
        return None
    return _settled(word) if _LATIN_WORD.fullmatch(word) else latin_key(word)


def _settled(spelt: str) -> str:
    """Return Latin letters with every spelling that people disagree on replaced by one."""
    settled = _LATIN_SPELLINGS.sub(lambda spelling: _FROM_LATIN[spelling[0]], spelt)
    return _SEVERAL_I.sub(lambda found: "e" if found[1] else "i", settled)
