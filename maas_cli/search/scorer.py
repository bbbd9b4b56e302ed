"""Where memes stand among the hits, one by one; :mod:`maas_cli.search.standings` works it out for many at once."""

from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

from maas_cli.search.format import NOTHING
from maas_cli.search.index_file import IndexFile
from maas_cli.search.scoring import LONGEST_LENGTH, MOST_COUNTED, NAME_WEIGHT, proximity_bonus
from maas_cli.search.sought import MOST_RELEVANT, TIER_SHIFT, Answer, Sought, Standing, Words

_LONGEST_LISTED = 64

_Best: TypeAlias = "tuple[int, int, int] | None"
"""How a meme answers a word: the number of the expansion, the weight of the term negated, the term."""


class _Line(NamedTuple):
    """The words of a meme, where its name ends in them, and how many there are."""

    words: list[int]
    name_end: int
    length: int


class Scorer:
    """Works out where memes stand for some words. Unchanging, so any number of threads may use it."""

    def __init__(self, index: IndexFile, words: Words) -> None:
        self._index = index
        self._words = words
        self._listed: dict[int, tuple[tuple[int, int], ...]] = {}
        self._wide: list[tuple[int, int, tuple[int, int]]] = []
        for word, expansions in enumerate(words):
            for number, (_, terms, _, _) in enumerate(expansions):
                if isinstance(terms, range) and len(terms) > _LONGEST_LISTED:
                    self._wide.append((terms.start, terms.stop, (word, number)))
                else:
                    self._list(terms, (word, number))

    def _list(self, terms: Sequence[int], place: tuple[int, int]) -> None:
        """Take down that some terms answer a word by an expansion; a term may answer several words."""
        listed = self._listed
        fresh: dict[int, tuple[tuple[int, int], ...]] = dict.fromkeys(terms, (place,))
        for term in fresh.keys() & listed.keys():
            fresh[term] = (*listed[term], place)
        listed.update(fresh)

    def standing(self, doc: int) -> Standing:
        """Return where a meme stands, and how it answers each word."""
        line = self._line(doc)
        found = self._found(line)
        pairs = [best and (expansions[best[0]], best[2]) for expansions, best in zip(self._words, found, strict=True)]
        answers = tuple(pair and Answer(pair[0].quality, pair[1]) for pair in pairs)
        given = [answer.quality for answer in answers if answer]
        typos, ranks = sum(quality.typos for quality in given), sum(quality.rank for quality in given)
        return Standing(len(found) - len(given), typos, ranks, self._relevance(line, found), answers)

    def key(self, doc: int, sought: Sought) -> int | None:
        """Return the key of where a meme stands, None if it is not sought."""
        line = self._line(doc)
        found = self._found(line)
        missing = found.count(None)
        if missing > sought.most_missing:
            return None
        if missing and any(best is None and needed for best, needed in zip(found, sought.required, strict=True)):
            return None
        tier = missing << 16
        for expansions, best in zip(self._words, found, strict=True):
            if best is not None:
                typos, rank = expansions[best[0]].quality
                tier += (typos << 8) + rank
        return (tier << TIER_SHIFT) + MOST_RELEVANT - self._relevance(line, found)

    def _line(self, doc: int) -> _Line:
        index = self._index
        words = index.forward_terms[index.forward_offsets[doc] : index.forward_offsets[doc + 1]].tolist()
        return _Line(words, words.index(NOTHING), index.doc_lengths[doc])

    def _found(self, line: _Line) -> list[_Best]:
        """Return how a meme answers each word best, None where it does not."""
        words, name_end, length = line
        terms, table, listed = set(words), self._index.weight_table, self._listed
        found: list[_Best] = [None] * len(self._words)
        places = [(term, listed[term]) for term in listed.keys() & terms]
        for start, stop, place in self._wide:
            places += [(term, (place,)) for term in terms if start <= term < stop]
        for term, answered in places:
            loss = -table[(min(words.count(term), MOST_COUNTED) - 1) * (LONGEST_LENGTH + 1) + length]
            if name_end == 1 and term == words[0]:
                loss -= NAME_WEIGHT
            for word, number in answered:
                best = found[word]
                if best is None or (number, loss, term) < best:
                    found[word] = number, loss, term
        return found

    def _relevance(self, line: _Line, found: Sequence[_Best]) -> int:
        words, name_end, _ = line
        chosen = [best and best[2] for best in found]
        filled = _name_filled(words[:name_end], chosen) if name_end > 1 and words[0] in chosen else ()
        relevance = 0
        for expansions, best in zip(self._words, found, strict=True):
            if best is not None:
                number, loss, term = best
                relevance += expansions[number].idf * (NAME_WEIGHT - loss if term in filled else -loss)
        if len(found) - found.count(None) > 1:
            relevance += proximity_bonus(words[: words.index(NOTHING, name_end + 1)], chosen)
        return relevance


def _name_filled(name: list[int], chosen: Sequence[int | None]) -> set[int]:
    """Return the words of a name if there are several different ones and all are chosen, else none."""
    words = set(name)
    return words if len(words) > 1 and words.issubset(chosen) else set()
