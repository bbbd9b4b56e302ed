"""Which words make a meme unsafe for work: the list that comes with maas, and how words are looked up in it.

The list is ``data/unsafe_words.tsv``; ``data/README.md`` says what its columns mean. Whole words count, never parts of
them, but in scripts that are written without blanks, where no word ends. Spellings that only dress a word up count as
the word: digits for letters (``sh1t``), letters held down (``fuuuck``), stars and signs (``f**k``, ``a$$``).
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from maas_cli.packaged import unsafe_word_list
from maas_cli.search.analysis import is_written_without_blanks
from maas_cli.search.build.disguises import (
    disguised_places,
    fits,
    let_go,
    squeezed,
    starred_words,
    with_letters,
    with_signs,
)

ELSEWHERE, ALWAYS = "elsewhere", "always"
"""What the third column may say: safe in captions of other languages, and safe at all times (a phrase)."""

_STEM_KEY = 2
"""No stem is shorter."""

_AFTER_ALL = "\U0010ffff"
_FIRST_WITHOUT_BLANKS = "\u0e00"


class Entry(NamedTuple):
    """In which captions a word of the list counts.

    ``language`` is the word's own; ``safe_in`` are those in which it is an everyday word. Where ``is_own`` it counts
    in captions of its own language only.
    """

    language: str
    safe_in: frozenset[str] = frozenset()
    is_own: bool = False

    def counts_in(self, language: str) -> bool:
        """Whether the word counts in a caption of this language, whose region does not matter; unknown is ``und``."""
        code = language.partition("-")[0]
        return code == self.language if self.is_own else code not in self.safe_in


class Phrase(NamedTuple):
    """Words in a row that count as one; no entry where they make the words in them harmless."""

    words: tuple[str, ...]
    entry: Entry | None


class UnsafeWords:
    """The list. Unchanging, so any number of threads may use it."""

    def __init__(self, lines: Iterable[str]) -> None:
        """Take the lines of the list.

        Raises:
            TypeError: one has not three columns.
        """
        self.phrases: list[Phrase] = []
        self._words: dict[str, list[Entry]] = {}
        self._stems: dict[str, list[Entry]] = {}
        self._parts: dict[str, list[Entry]] = {}
        for line in lines:
            self._take(*line.rstrip("\n").split("\t"))
        self._stem_lengths = sorted(set(map(len, self._stems)))
        self._stem_keys = frozenset(stem[:_STEM_KEY] for stem in self._stems)
        self._beginnings = frozenset(squeezed(word)[: _STEM_KEY + 1] for word in (*self._words, *self._stems))

    def _take(self, text: str, language: str, safe_in: str) -> None:
        if safe_in == ALWAYS:
            self.phrases.append(Phrase(tuple(text.split()), None))
            return
        entry = Entry(language, is_own=True) if safe_in == ELSEWHERE else Entry(language, frozenset(safe_in.split()))
        if " " in text:
            self.phrases.append(Phrase(tuple(text.split()), entry))
        elif text.startswith("*"):
            self._parts.setdefault(text.strip("*"), []).append(entry)
        elif text.endswith("*"):
            self._stems.setdefault(text.rstrip("*"), []).append(entry)
        else:
            self._words.setdefault(text, []).append(entry)

    def of_term(self, term: str) -> frozenset[Entry]:
        """Return the entries that a term answers, as it is or in disguise; none for a harmless one."""
        return frozenset((*self._plainly(term), *self._disguised(term), *self._holding(term)))

    def _plainly(self, word: str) -> Iterator[Entry]:
        yield from self._words.get(word, ())
        if word[:_STEM_KEY] in self._stem_keys:
            for length in self._stem_lengths:
                yield from self._stems.get(word[:length], ())

    def _disguised(self, term: str) -> Iterator[Entry]:
        """Yield the entries that a term answers with letters for its digits, and with letters held down let go."""
        plain = with_letters(term)
        short = squeezed(plain)
        if plain == term and len(short) >= len(term) - 1:  # no three letters are the same
            return
        if short[: _STEM_KEY + 1] in self._beginnings or short[:_STEM_KEY] in self._beginnings:
            for spelling in let_go(plain):
                yield from self._plainly(spelling)

    def _holding(self, term: str) -> Iterator[Entry]:
        """Yield the entries of parts that a term holds which may be a whole sentence."""
        if is_written_without_blanks(term):
            for part, entries in self._parts.items():
                if part in term:
                    yield from entries

    def of_terms(self, terms: Sequence[str]) -> Mapping[int, frozenset[Entry]]:
        """Return the places of those of some terms, sorted, that answer any entry, each with what it answers.

        The same as :meth:`of_term` says of each, without a look at all of them.
        """
        found: dict[int, set[Entry]] = {}
        for word, entries in self._words.items():
            place = bisect_left(terms, word)
            if place < len(terms) and terms[place] == word:
                found.setdefault(place, set()).update(entries)
        for stem, entries in self._stems.items():
            for place in range(bisect_left(terms, stem), bisect_left(terms, stem + _AFTER_ALL)):
                found.setdefault(place, set()).update(entries)
        for place in {*disguised_places(terms), *range(bisect_left(terms, _FIRST_WITHOUT_BLANKS), len(terms))}:
            entries = list(self.of_term(terms[place]))
            if entries:
                found.setdefault(place, set()).update(entries)
        return {place: frozenset(entries) for place, entries in found.items()}

    def starred(self, texts: Sequence[str], languages: Sequence[str]) -> list[int]:
        """Return the places of texts that hold a word with stars or signs for letters which counts in their language.

        Those without any sign, most of them, are not looked at one by one.
        """
        suspects = with_signs(texts)
        return [place for place in suspects if self._is_starred(texts[place], languages[place])]

    def _is_starred(self, text: str, language: str) -> bool:
        return any(entry.counts_in(language) for word in starred_words(text) for entry in self._behind_signs(word))

    def _behind_signs(self, word: str) -> Iterable[Entry]:
        """Return the entries of the words that one may be, with ``*`` for any letter."""
        return self._behind_stars(word) if "*" in word else self._plainly(word)

    @cache  # noqa: B019  # there is one list, and stars are few
    def _behind_stars(self, word: str) -> tuple[Entry, ...]:
        """Return the entries of all words of the list that fit where stars stand for letters, or for nothing."""
        whole = (entries for listed, entries in self._words.items() if fits(word, listed))
        begun = (entries for stem, entries in self._stems.items() if fits(word[: len(stem)], stem))
        meant = self._plainly(word.replace("*", ""))
        return (*meant, *(entry for entries in (*whole, *begun) for entry in entries))


@cache
def unsafe_words() -> UnsafeWords:
    """Return the list that comes with maas."""
    with unsafe_word_list().open(encoding="utf-8") as lines:
        return UnsafeWords(lines)
