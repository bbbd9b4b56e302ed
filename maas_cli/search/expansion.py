"""From a word of the query to the terms that answer it, by how well they do."""

from collections.abc import Sequence
from typing import NamedTuple

from maas_cli.models.search import MatchKind
from maas_cli.search.analysis import is_written_without_blanks
from maas_cli.search.index_file import IndexFile
from maas_cli.search.typos import typo_terms

MIN_LETTERS_PREFIX = 2
MIN_LETTERS_SUBSTRING = 3


class Quality(NamedTuple):
    """How well a term answers a word, lower is better: the typos first, so that one never beats none.

    ``rank`` is 0 for a whole word (with typos or without), 1 for a prefix, 2 for a substring.
    """

    typos: int
    rank: int

    @property
    def kind(self) -> MatchKind:
        """The kind of match this is."""
        if self.typos:
            return MatchKind.TYPO
        return (MatchKind.WORD, MatchKind.PREFIX, MatchKind.SUBSTRING)[self.rank]


class Expansion(NamedTuple):
    """The terms that answer one word at one quality."""

    quality: Quality
    terms: Sequence[int]


def expand(index: IndexFile, word: str, *, fuzzy: bool, is_last: bool) -> list[Expansion]:
    """Return the terms that answer a word, best quality first; no term stands in two of them.

    Without ``fuzzy`` only the word itself answers. A word of one letter is a prefix only where it is the last of the
    query and may still be growing. Substrings need three letters; one suffices, for both, in scripts that are
    written without blanks between words.
    """
    encoded = word.encode()
    number = index.find_term(encoded)
    whole = [] if number is None else [number]
    expansions = [Expansion(Quality(0, 0), whole)]
    if not fuzzy:
        return expansions
    is_word_part = is_written_without_blanks(word)
    prefixed = index.terms_with_prefix(encoded)
    if len(word) >= MIN_LETTERS_PREFIX or is_last or is_word_part:
        expansions.append(Expansion(Quality(0, 1), prefixed[len(whole) :]))
    if len(word) >= MIN_LETTERS_SUBSTRING or is_word_part:
        inside = [term for term in index.terms_containing(encoded) if term not in prefixed]
        expansions.append(Expansion(Quality(0, 2), inside))
    typos = typo_terms(index, word)
    expansions.extend(Expansion(Quality(n, 0), [term for term, count in typos if count == n]) for n in (1, 2))
    return expansions
