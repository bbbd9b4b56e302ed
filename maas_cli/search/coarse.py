"""Where many memes stand before any bonus, from the postings of the words alone.

What the bonuses add is bounded, so only memes that may get far enough need a closer look.
"""

from collections.abc import Sequence

import numpy as np

from maas_cli.search.arrays import Array, arrays_of, postings
from maas_cli.search.expansion import Expansion
from maas_cli.search.index_file import IndexFile
from maas_cli.search.name_words import name_words_of
from maas_cli.search.scoring import ADJACENT_BONUS, NAME_WEIGHT
from maas_cli.search.sought import MOST_RELEVANT, Sought, Words
from maas_cli.search.standings import keys_of

_WEIGHT_BITS = 8
_STEPS_PER_LOOK_UP, _MEMES_PER_STEP = 12, 128
"""About how many memes are written down one by one in the time that it takes to find one among many, and how many
are cleared in the time that it takes to write one down."""


class Coarse:
    """Some memes, the keys they are sorted by if they get no bonus (``worst``), and if they get all (``best``)."""

    def __init__(self, docs: Array, worst: Array, best: Array) -> None:
        self.docs = docs
        self.worst = worst
        self.best = best

    def at(self, positions: Array) -> "Coarse":
        """Return some of the memes."""
        return Coarse(self.docs[positions], self.worst[positions], self.best[positions])


def holders_of_all(index: IndexFile, words: Words) -> tuple[Array, Array]:
    """Return the memes that hold all the words, each of one expansion of one term, and their relevance unbonused."""
    rarest, *others = sorted((expansions[0] for expansions in words), key=lambda expansion: expansion.postings)
    docs, weights = postings(index, rarest)
    relevance = weights.astype(np.int64) * rarest.idf
    for expansion in others:
        weights = _weights_in(index, expansion, docs)
        positions = np.flatnonzero(weights)
        docs = docs[positions]
        relevance = relevance[positions] + weights[positions].astype(np.int64) * expansion.idf
    return docs, relevance


def _weights_in(index: IndexFile, expansion: Expansion, docs: Array) -> Array:
    """Return the weights, 1 and up, that a term has in some memes; 0 where it is not."""
    holders, weights = postings(index, expansion)
    if len(docs) * _STEPS_PER_LOOK_UP > len(holders) + index.doc_count // _MEMES_PER_STEP:
        by_doc = np.zeros(index.doc_count, np.uint8)
        by_doc[holders] = weights
        return np.asarray(by_doc[docs])
    positions = np.searchsorted(holders, docs)
    positions[positions == len(holders)] = 0
    return np.asarray(weights[positions] * (holders[positions] == docs))


def whole_words(index: IndexFile, words: Words, docs: Array, relevance: Array) -> Coarse:
    """Return some memes that hold all the words, each of one expansion of one term."""
    worst = MOST_RELEVANT - relevance
    idfs = {expansions[0].terms[0]: expansions[0].idf for expansions in words}
    most = np.full(len(docs), (len(words) - 1) * ADJACENT_BONUS)
    for template, name in name_words_of(index).filled_by(idfs):
        most[arrays_of(index).doc_templates[docs] == template] += NAME_WEIGHT * sum(map(idfs.__getitem__, name))
    return Coarse(docs, worst, worst - most)


def sought_memes(index: IndexFile, sought: Sought) -> Coarse:
    """Return the memes that are sought.

    Costs a few passes over arrays as long as the catalogue and one over the postings, however many memes are found.
    """
    words = sought.words
    answers = [_best_answers(index, word) for word in words]
    answered = np.zeros(index.doc_count, np.uint8)
    for answer in answers:
        answered += answer > 0
    is_sought = answered >= len(words) - sought.most_missing
    for answer, is_required in zip(answers, sought.required, strict=True):
        if is_required:
            is_sought &= answer > 0
    docs = np.flatnonzero(is_sought).astype(np.uint32)
    counts = answered[docs].astype(np.int64)
    tiers = (len(words) - counts) << 16
    relevance = np.zeros(len(docs), np.int64)
    for word, answer in zip(words, answers, strict=True):
        tier_of, idf_of = _by_place(word)
        found = answer[docs]
        places = found >> _WEIGHT_BITS
        tiers += tier_of[places]
        relevance += idf_of[places] * (found & (2**_WEIGHT_BITS - 1))
    worst = keys_of(tiers, relevance)
    return Coarse(docs, worst, worst - _most_bonus(index, words, docs, counts))


def _best_answers(index: IndexFile, word: Sequence[Expansion]) -> Array:
    """Return of every meme of the catalogue its best answer to a word, 0 where it has none.

    An answer is ``place << 8 | weight``, the place of an expansion counted from the end of the list.
    """
    best = np.zeros(index.doc_count, np.uint16)
    for place, expansion in enumerate(reversed(word), start=1):
        docs, weights = postings(index, expansion)
        answers = weights.astype(np.uint16) + np.uint16(place << _WEIGHT_BITS)
        if len(expansion.terms) == 1:
            best[docs] = answers
        else:
            np.maximum.at(best, docs, answers)
    return best


def _by_place(word: Sequence[Expansion]) -> tuple[Array, Array]:
    """Return the tiers and the inverse document frequencies of expansions, by their place from the end of the list."""
    tiers = [0, *((expansion.quality.typos << 8) + expansion.quality.rank for expansion in reversed(word))]
    return np.array(tiers, np.int64), np.array([0, *(expansion.idf for expansion in reversed(word))], np.int64)


def _most_bonus(index: IndexFile, words: Words, docs: Array, answered: Array) -> Array:
    """Return what bonuses can at most add to the relevance of memes that answer so many of the words."""
    telling = sum(max((expansion.idf for expansion in word), default=0) for word in words)
    most = np.maximum(answered - np.int64(1), 0) * ADJACENT_BONUS
    may_be_filled = _may_be_filled(index, words)
    if may_be_filled.any():
        most[may_be_filled[arrays_of(index).doc_templates[docs]]] += NAME_WEIGHT * telling
    return most


def _may_be_filled(index: IndexFile, words: Words) -> Array:
    """Return of each template whether its name is of several words that all answer some word of the query."""
    names = name_words_of(index)
    answers = np.zeros(index.term_count, bool)
    for word in words:
        for _, terms, _, _ in word:
            answers[slice(terms.start, terms.stop) if isinstance(terms, range) else terms] = True
    may_be_filled = np.zeros(index.template_count(), bool)
    if len(names.terms):
        may_be_filled[names.templates] = np.logical_and.reduceat(answers[names.terms], names.starts)
    return may_be_filled
