"""Memes that hold all the words of a query as they are, one by one, with nothing but the standard library.

Where only whole words are looked for, the postings tell the relevance of a meme; only which bonuses it earns is left to
be seen in its words.
"""

from bisect import bisect_left

from maas_cli.search.format import NOTHING
from maas_cli.search.index_file import IndexFile
from maas_cli.search.scoring import NAME_WEIGHT, proximity_bonus
from maas_cli.search.sought import Words


class WholeWords:
    """Some words, each of one expansion of one term. Unchanging, so any number of threads may use it."""

    def __init__(self, index: IndexFile, words: Words) -> None:
        self._index = index
        self._terms = [word[0].terms[0] for word in words]
        self._idfs = {word[0].terms[0]: word[0].idf for word in words}

    def holders(self) -> list[tuple[int, int]]:
        """Return the memes that hold all the words, ascending, each with its relevance before bonuses."""
        index = self._index
        rarest, *others = sorted(self._terms, key=index.document_frequency)
        first, last = index.posting_offsets[rarest], index.posting_offsets[rarest + 1]
        idf = self._idfs[rarest]
        weights = zip(index.posting_docs[first:last], index.posting_weights[first:last], strict=True)
        found = [(doc, idf * weight) for doc, weight in weights]
        for term in others:
            found = self._also_holding(term, found)
        return found

    def _also_holding(self, term: int, found: list[tuple[int, int]]) -> list[tuple[int, int]]:
        docs, weights, idf = self._index.posting_docs, self._index.posting_weights, self._idfs[term]
        place, last = self._index.posting_offsets[term], self._index.posting_offsets[term + 1]
        also = []
        for doc, relevance in found:
            place = bisect_left(docs, doc, place, last)
            if place < last and docs[place] == doc:
                also.append((doc, relevance + idf * weights[place]))
        return also

    def bonus(self, doc: int) -> int:
        """Return what one of these memes earns beyond its relevance, in units of that: 0 and up."""
        index, idfs = self._index, self._idfs
        line = index.forward_terms[index.forward_offsets[doc] : index.forward_offsets[doc + 1]].tolist()
        name_end = line.index(NOTHING)
        bonus = 0
        if name_end > 1 and line[0] in idfs:
            name = set(line[:name_end])
            if len(name) > 1 and name <= idfs.keys():
                bonus = NAME_WEIGHT * sum(map(idfs.__getitem__, name))
        if len(self._terms) > 1:
            bonus += proximity_bonus(line[: line.index(NOTHING, name_end + 1)], self._terms)
        return bonus
