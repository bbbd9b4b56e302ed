"""Spellings that dress a word up: digits for letters, letters held down, stars and signs.

``sh1t``, ``fuuuck``, ``f**k``, ``a$$``.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, product

import numpy as np

from maas_cli.search.build.letters import letters_in_line

_LETTERS_OF_DIGITS = str.maketrans("013457", "oieast")
_LETTERS_OF_SIGNS = str.maketrans("@$!©#", "asic*")
_MIN_LETTERS_WITH_DIGITS = 4
"""Of shorter ones too many are no words: a55, 4ss."""

_MIN_STARRED = 3
_HELD_DOWN = re.compile(r"(.)\1\1+")
_RUN = re.compile(r"(.)\1+")
_MOST_RUNS = 3
"""With letters held down in more places it is a cry, no word."""

_SIGNS = (r"\*", r"\$", "@", "©", r"![^\W\d_]")
"""What stands for letters; most exclamation marks end a sentence. Each begins with one character: quickly found."""

_STARRED = re.compile(r"[@$]?[^\W_][\w*#@$!©]*")


def with_letters(term: str) -> str:
    """Return a term with letters for its digits, as it is where it is too short or a number."""
    is_word = term.isalpha() or term.isdecimal() or len(term) < _MIN_LETTERS_WITH_DIGITS
    return term if is_word else term.translate(_LETTERS_OF_DIGITS)


def squeezed(term: str) -> str:
    """Return a term with each letter once where it stands several times in a row."""
    return _RUN.sub(r"\1", term)


def let_go(term: str) -> Iterator[str]:
    """Yield a term with each letter that stands three times in a row or more there once or twice."""
    runs = [match.span() for match in _HELD_DOWN.finditer(term)][:_MOST_RUNS]
    for lengths in product((1, 2), repeat=len(runs)):
        pieces, end = [], 0
        for (start, stop), length in zip(runs, lengths, strict=True):
            pieces += [term[end:start], term[start] * length]
            end = stop
        yield "".join([*pieces, term[end:]])


def disguised_places(terms: Sequence[str]) -> Iterator[int]:
    """Yield the places of terms with digits or with letters held down, some of them twice."""
    others = [number for number, is_word in enumerate(map(str.isalpha, terms)) if not is_word]
    yield from (number for number in others if not terms[number].isdecimal())
    letters, sizes = letters_in_line(terms)
    is_repeated = letters[1:] == letters[:-1]
    held_down = np.flatnonzero(is_repeated[1:] & is_repeated[:-1])  # where three that are alike begin
    ends = np.cumsum(sizes)
    holders = np.searchsorted(ends, held_down, side="right")
    yield from np.unique(holders[held_down + 2 < ends[holders]]).tolist()


def with_signs(texts: Sequence[str]) -> list[int]:
    """Return the places of texts that hold a sign which may stand for a letter; few do."""
    joined = "\n".join(texts)
    signs = [match.start() for sign in _SIGNS for match in re.finditer(sign, joined)]
    ends = list(accumulate(len(text) + 1 for text in texts)) if signs else []
    return sorted({bisect_right(ends, place) for place in signs})


def starred_words(text: str) -> Iterator[str]:
    """Yield the words of a text with signs in them, small letters for the signs and ``*`` for each star.

    Marks behind a word are none of these, and neither is one star: that is a footnote, or ends what another began.
    """
    for word in _STARRED.findall(text.lower()):
        bare = word.rstrip("!@#©")
        if bare.endswith("*") and bare.count("*") == 1:
            bare = bare[:-1]
        if len(bare) >= _MIN_STARRED and not bare.isalnum() and any(map(str.isalpha, bare)):
            yield bare.translate(_LETTERS_OF_SIGNS).translate(_LETTERS_OF_DIGITS)


def fits(word: str, other: str) -> bool:
    """Whether a word with ``*`` for any letter may be another."""
    return len(word) == len(other) and all(one in ("*", letter) for one, letter in zip(word, other, strict=True))
