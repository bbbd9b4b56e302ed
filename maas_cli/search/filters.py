"""Filters: what a hit must be beside holding the words, and what to say when nothing can pass."""

from typing import NamedTuple

from maas_cli.errors import InvalidInputError
from maas_cli.search.analysis import query_words
from maas_cli.search.format import NOTHING, UNKNOWN_LANGUAGE
from maas_cli.search.geo import Distances
from maas_cli.search.index_file import IndexFile
from maas_cli.search.template_names import template_names

_SUGGESTIONS = 3
_LEAST_SIMILAR = 70
"""Below that, of a similarity from 0 to 100, two names have no more in common than some letters."""


class Filters(NamedTuple):
    """What a hit must be: in one of the languages and templates, without some terms, with phrases, within a radius.

    None stands for any. A phrase is the terms of its words, in order.
    """

    languages: frozenset[int] | None = None
    templates: frozenset[int] | None = None
    excluded: tuple[int, ...] = ()
    phrases: tuple[tuple[int, ...], ...] = ()
    distances: Distances | None = None
    radius_km: float | None = None

    @property
    def is_empty(self) -> bool:
        """Whether every meme passes."""
        return (
            self.languages is None
            and self.templates is None
            and self.radius_km is None
            and not (self.excluded or self.phrases)
        )

    def keep(self, index: IndexFile, doc: int) -> bool:
        """Whether a meme passes, the cheapest asked first."""
        if self.languages is not None and index.doc_langs[doc] not in self.languages:
            return False
        if self.templates is not None and index.doc_templates[doc] not in self.templates:
            return False
        if (self.excluded or self.phrases) and not self._holds_what_it_may(index, doc):
            return False
        return self.radius_km is None or self.distances is None or self.distances.within(doc, self.radius_km)

    def _holds_what_it_may(self, index: IndexFile, doc: int) -> bool:
        line = index.forward_terms[index.forward_offsets[doc] : index.forward_offsets[doc + 1]].tolist()
        if any(term in line for term in self.excluded):
            return False
        end = line.index(NOTHING, line.index(NOTHING) + 1)
        return all(_holds_phrase(line[:end], list(phrase)) for phrase in self.phrases)


NO_FILTERS = Filters()
"""Lets every meme pass."""


def _holds_phrase(line: list[int], phrase: list[int]) -> bool:
    start = -1
    for _ in range(line.count(phrase[0])):
        start = line.index(phrase[0], start + 1)
        if line[start : start + len(phrase)] == phrase:
            return True
    return False


def matching_templates(index: IndexFile, wanted: str) -> frozenset[int]:
    """Return the numbers of the templates of that name; if none has it, of those whose names hold all its words.

    Names are compared folded.

    Raises:
        InvalidInputError: no template fits; the message names the closest.
        IndexDamagedError: the names are damaged.
    """
    words = query_words(wanted)
    names = dict(enumerate(map(query_words, template_names(index))))
    same = frozenset(number for number, name in names.items() if words and name == words)
    holding = same or frozenset(number for number, name in names.items() if words and set(words) <= set(name))
    if not holding:
        raise InvalidInputError(f"no template is called {wanted!r}", hint=_closest_templates(index, wanted))
    return holding


def languages_of(index: IndexFile) -> list[str]:
    """Return the codes of the catalogue's languages, in the order of their numbers."""
    return str(index.languages, "utf-8").split("\n")[:-1]


def matching_languages(index: IndexFile, wanted: str) -> frozenset[int]:
    """Return the numbers of the languages that a code stands for: ``pt`` for pt, pt-BR and pt-PT, ``pt-BR`` for itself.

    That is basic filtering (RFC 4647). Where no meme is in a code with a region (``en-US``), it stands for the language
    alone (``en``): many catalogues say no more.

    Raises:
        InvalidInputError: no meme is in it; the message names the languages there are.
        IndexDamagedError: the list of languages is damaged.
    """
    index.verify("languages")
    languages = languages_of(index)
    code = wanted.strip().casefold().replace("_", "-")
    folded = [language.casefold() for language in languages]
    if folded == [UNKNOWN_LANGUAGE] and code != UNKNOWN_LANGUAGE:
        raise InvalidInputError("this catalogue does not say in which languages its memes are", hint="leave lang out")
    found = frozenset(number for number, language in enumerate(folded) if f"{language}-".startswith(f"{code}-"))
    if not found and code.partition("-")[0] in folded:
        found = frozenset([folded.index(code.partition("-")[0])])
    if not found:
        known = ", ".join(sorted(languages)) or "none"
        raise InvalidInputError(f"no meme is in language {wanted!r}; this catalogue has {known}")
    return found


def _closest_templates(index: IndexFile, wanted: str) -> str:
    from rapidfuzz import process  # noqa: PLC0415  # only for an error message

    names = list(filter(None, template_names(index)))
    found = process.extract(wanted, names, processor=str.casefold, score_cutoff=_LEAST_SIMILAR, limit=_SUGGESTIONS)
    if not found:
        return "`maas templates` lists them" if names else "this catalogue has no templates"
    return f"the closest {'is' if len(found) == 1 else 'are'} {', '.join(name for name, _, _ in found)}"
