"""Which memes are unsafe for work: those with a word of the list in their name or caption."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

import numpy as np

from maas_cli.search.arrays import Array
from maas_cli.search.build.unsafe_words import Entry, Phrase, UnsafeWords

_NO_RULE = 0


def unsafe_docs(
    listed: UnsafeWords, terms: Sequence[str], lines: Sequence[tuple[Array, Array]], codes: Sequence[str], langs: Array
) -> Array:
    """Return of each meme 1 where it is unsafe, else 0.

    ``terms`` are sorted. ``lines`` are the memes' words as numbers of these, in batches of lines one after the other
    with where each line ends. ``codes`` are the languages, ``langs`` the number of each meme's.
    """
    finder = _Finder(listed, terms, codes)
    found = [np.empty(0, np.uint8)]
    first = 0
    for flat, ends in lines:
        found.append(finder.unsafe(flat, ends, langs[first : first + len(ends)]))
        first += len(ends)
    return np.concatenate(found)


class _Finder:
    """Looks up lines. What counts alike is one rule, by number; rule 0 counts nowhere."""

    def __init__(self, listed: UnsafeWords, terms: Sequence[str], languages: Sequence[str]) -> None:
        by_term = listed.of_terms(terms)
        rules: dict[frozenset[Entry], int] = {frozenset(): _NO_RULE}
        self._rule_of_term = np.zeros(len(terms) + 1, np.uint16)  # behind the last one are the ends of fields
        for term, entries in by_term.items():
            self._rule_of_term[term] = rules.setdefault(entries, len(rules))
        self._phrases = list(_known(listed.phrases, terms))
        self._is_looked_at = self._rule_of_term > _NO_RULE
        for numbers, _ in self._phrases:
            self._is_looked_at[numbers[0]] = True
        self._counts = np.array([[any(e.counts_in(code) for e in rule) for code in languages] for rule in rules], bool)
        self._counts = self._counts.reshape(len(rules), len(languages))
        self._languages = languages

    def unsafe(self, flat: Array, ends: Array, doc_langs: Array) -> Array:
        """Return of each line 1 where it is unsafe, else 0."""
        terms = np.minimum(flat, len(self._is_looked_at) - 1)
        places = np.flatnonzero(self._is_looked_at[terms])
        rules = self._rule_of_term[terms[places]]
        docs = np.searchsorted(ends, places, side="right")
        is_unsafe = np.zeros(len(ends), np.uint8)
        for numbers, entry in self._phrases:
            found = _standing(terms, places, numbers)
            if entry is None:
                rules[np.isin(places, (found[:, np.newaxis] + np.arange(len(numbers))).ravel())] = _NO_RULE
            elif len(found):
                is_of_language = np.array([entry.counts_in(code) for code in self._languages], bool)
                holders = np.searchsorted(ends, found, side="right")
                is_unsafe[holders[is_of_language[doc_langs[holders]]]] = 1
        is_unsafe[docs[self._counts[rules, doc_langs[docs]]]] = 1
        return is_unsafe


def _known(phrases: Sequence[Phrase], terms: Sequence[str]) -> Iterator[tuple[list[int], Entry | None]]:
    """Yield the phrases all of whose words are among the terms, which are sorted, as the numbers of these."""
    words_of_phrases = {word for words, _ in phrases for word in words}
    places = {word: bisect_left(terms, word) for word in words_of_phrases}
    numbers = {word: place for word, place in places.items() if terms[place : place + 1] == [word]}
    for words, entry in phrases:
        if all(word in numbers for word in words):
            yield [numbers[word] for word in words], entry


def _standing(terms: Array, places: Array, phrase: Sequence[int]) -> Array:
    """Return at which of some places a phrase begins."""
    places = places[terms[places] == phrase[0]]
    places = places[places + len(phrase) <= len(terms)]
    for offset, term in enumerate(phrase[1:], start=1):
        places = places[terms[places + offset] == term]
    return places
