"""From a word of the query to the terms that answer it, by how well they do."""

import zlib
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from maas_cli.models.search import MatchKind
from maas_cli.search.analysis import is_written_without_blanks
from maas_cli.search.index_file import IndexFile
from maas_cli.search.scoring import inverse_document_frequency
from maas_cli.search.transliteration import latin_key, latin_key_of_query
from maas_cli.search.typos import typo_terms

MIN_LETTERS_PREFIX = 2
MIN_LETTERS_SUBSTRING = 3
WORST_RANK = 3


class Quality(NamedTuple):
    """How well a term answers a word, lower is better: the typos first, so that one never beats none.

    ``rank`` is 0 for a whole word (with typos or without), 1 for a prefix, 2 for a substring, 3 for the same word in
    another script.
    """

    typos: int
    rank: int

    @property
    def kind(self) -> MatchKind:
        """The kind of match this is."""
        if self.typos:
            return MatchKind.TYPO
        return (MatchKind.WORD, MatchKind.PREFIX, MatchKind.SUBSTRING, MatchKind.SCRIPT)[self.rank]


_WHOLE = Quality(0, 0)


class Expansion(NamedTuple):
    """The terms that answer one word at one quality, ascending.

    ``postings`` is how many they have together, ``idf`` how telling it is to match one, in units of 1/1024.
    """

    quality: Quality
    terms: Sequence[int]
    postings: int
    idf: int


class QueryWord:
    """One word of a query and the terms that answer it, worked out when first asked for; for one search, one thread.

    Without ``fuzzy`` only the word itself answers. A word of one letter is a prefix only where ``is_open``: it is the
    last of the query and may still be growing. Substrings need three letters; one suffices, for both, in scripts
    that are written without blanks between words.
    """

    def __init__(self, index: IndexFile, word: str, *, fuzzy: bool, is_open: bool) -> None:
        self.word = word
        self.is_fuzzy = fuzzy
        self._index = index
        self._encoded = word.encode()
        self._is_word_part = is_written_without_blanks(word)
        self._is_prefix = len(word) >= MIN_LETTERS_PREFIX or is_open or self._is_word_part
        number = index.find_term(self._encoded)
        self.exact = [] if number is None else self._expansions(_WHOLE, range(number, number + 1))
        """The word itself, nothing where no meme holds it."""

    @cached_property
    def without_typos(self) -> list[Expansion]:
        """The word itself, the terms it begins, those it is part of, and its spelling in another script."""
        return self.exact if not self.is_fuzzy else [*self.exact, *self._longer, *self._inside, *self._spelt]

    @cached_property
    def all(self) -> list[Expansion]:
        """All the terms that answer, best quality first; no term stands in two of them."""
        return self.without_typos if not self.is_fuzzy else [*self.without_typos, *self._mistyped]

    def in_turn(self) -> Iterator[Expansion]:
        """Yield all the expansions, best first, working out none before it is asked for."""
        yield from self.exact
        if self.is_fuzzy:
            yield from self._longer
            yield from self._inside
            yield from self._spelt
            yield from self._mistyped

    def _expansions(self, quality: Quality, terms: Sequence[int]) -> list[Expansion]:
        """Return the terms as the one expansion of a quality, none where there are no terms."""
        if not terms:
            return []
        postings = self._index.posting_count(terms)
        return [Expansion(quality, terms, postings, inverse_document_frequency(self._index.doc_count, postings))]

    @cached_property
    def _prefixed(self) -> range:
        return self._index.terms_with_prefix(self._encoded)

    @cached_property
    def _longer(self) -> list[Expansion]:
        return self._expansions(Quality(0, 1), self._prefixed[len(self.exact) :]) if self._is_prefix else []

    @cached_property
    def _inside(self) -> list[Expansion]:
        if len(self.word) < MIN_LETTERS_SUBSTRING and not self._is_word_part:
            return []
        inside = [term for term in self._index.terms_containing(self._encoded) if term not in self._prefixed]
        return self._expansions(Quality(0, 2), inside)

    @cached_property
    def _spelt(self) -> list[Expansion]:
        spelt = [term for term in _spelt_alike(self._index, self.word) if self._encoded not in self._index.term(term)]
        return self._expansions(Quality(0, WORST_RANK), spelt)

    @cached_property
    def _mistyped(self) -> list[Expansion]:
        spelt = [term for expansion in self._spelt for term in expansion.terms]
        typos = [(term, count) for term, count in typo_terms(self._index, self.word) if term not in spelt]
        found: list[Expansion] = []
        for most in (1, 2):
            found += self._expansions(Quality(most, 0), sorted(term for term, count in typos if count == most))
        return found


def _spelt_alike(index: IndexFile, word: str) -> list[int]:
    """Return the terms that are the word in Cyrillic for one in Latin script and the other way round, ascending."""
    key = latin_key_of_query(word)
    if key is None:
        return []
    same = index.find_term(key.encode())
    found = set() if same is None else {same}
    hashed = zlib.crc32(key.encode())
    first = bisect_left(index.latin_hashes, hashed)
    last = bisect_right(index.latin_hashes, hashed, first)
    found.update(term for term in index.latin_terms[first:last] if latin_key(index.term(term).decode()) == key)
    return sorted(found)
