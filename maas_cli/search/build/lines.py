"""The lines of memes: their words in order, name before text, and the terms that are only parts of words."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np

from maas_cli.search.analysis import analyse, word_count
from maas_cli.search.arrays import Array, ranges
from maas_cli.search.build.words import Vocabulary, Words
from maas_cli.search.format import NOTHING, SectionContent
from maas_cli.search.scoring import LONGEST_LENGTH


class Lines(NamedTuple):
    """The lines of some memes in a row, one after the other, with terms numbered as they were met.

    Of each meme ``ends`` says where its line ends, ``lengths`` how many words it has, 255 if more, and ``only_names``
    which term its name is, where that is a single word.
    """

    terms: Array
    ends: Array
    lengths: Array
    only_names: Array


class LinesBuilder:
    """Takes the names and texts of memes batch by batch. For one thread, once."""

    def __init__(self) -> None:
        self.vocabulary = Vocabulary()
        self.template_count = 0
        self._names = _Names()
        self._batches: list[Lines] = []
        self._words = 0
        self._docs = 0

    def add(self, new_names: Sequence[str], templates: Array, texts: Sequence[str]) -> Lines:
        """Take the next memes: the names of templates not met before, the template number and text of each meme."""
        self._names.add(new_names, self.vocabulary.numbers)
        self.template_count += len(new_names)
        words = self.vocabulary.words_of(texts)
        terms, ends = _in_line(self._names, templates, words)
        lengths = words.lengths + self._names.lengths[templates]
        self._words += int(lengths.sum())
        self._docs += len(texts)
        shown_lengths = np.minimum(lengths, LONGEST_LENGTH).astype(np.uint8)
        self._batches.append(Lines(terms, ends, shown_lengths, self._names.only_terms[templates]))
        return self._batches[-1]

    def mean_length(self) -> float:
        """Return how many words a meme has on average, at least 1."""
        return max(self._words / max(self._docs, 1), 1)

    def renumber(self, new_numbers: Array) -> list[tuple[Array, Array]]:
        """Give all terms their final numbers; return the lines in batches, one after the other with their ends.

        Must come before :meth:`sections`, once.
        """
        for batch in self._batches:
            _renumber(batch, new_numbers)
        return [(batch.terms, batch.ends) for batch in self._batches]

    def sections(self) -> dict[str, SectionContent]:
        """Return the sections of lines. Can be asked for once."""
        batches, self._batches = self._batches, []
        sizes = [np.diff(batch.ends, prepend=0) for batch in batches]
        return {
            "forward_offsets": np.cumsum(np.concatenate([np.zeros(1, np.int64), *sizes])),
            "forward_terms": [batch.terms for batch in batches],
            "doc_lengths": [batch.lengths for batch in batches],
        }


class _Names:
    """The words of templates' names, by the template's number.

    These are the joined terms, the terms that are only parts of words, the length in words, and the one term of a name
    that is a single word.
    """

    def __init__(self) -> None:
        self.terms = self.ends = self.parts = self.part_ends = self.lengths = np.empty(0, np.int64)
        self.only_terms = np.empty(0, np.uint32)

    def add(self, names: Sequence[str], numbers: defaultdict[str, int]) -> None:
        """Take the next names."""
        spelled = [analyse(name) for name in names]
        terms = [[numbers[terms[0]] for terms in words] for words in spelled]
        parts = [[numbers[part] for terms in words for part in terms[1:]] for words in spelled]
        only = [of_name[0] if len(of_name) == 1 else NOTHING for of_name in terms]
        self.ends = _extended(self.ends, len(self.terms) + np.cumsum(list(map(len, terms))))
        self.terms = _extended(self.terms, list(chain.from_iterable(terms)))
        self.part_ends = _extended(self.part_ends, len(self.parts) + np.cumsum(list(map(len, parts))))
        self.parts = _extended(self.parts, list(chain.from_iterable(parts)))
        self.lengths = _extended(self.lengths, [sum(word_count(terms[0]) for terms in words) for words in spelled])
        self.only_terms = np.append(self.only_terms, np.array(only, np.uint32))


def _extended(values: Array, more: "Sequence[int] | Array") -> Array:
    extended: Array = np.append(values, np.asarray(more, np.int64))
    return extended


def _in_line(names: _Names, templates: Array, words: Words) -> tuple[Array, Array]:
    """Return the lines of memes one after the other, and where each ends."""
    count = len(templates)
    name_terms, in_name = _gathered(names.terms, names.ends, templates)
    name_parts, in_name_parts = _gathered(names.parts, names.part_ends, templates)
    in_text = np.bincount(words.texts, minlength=count)
    part_docs = np.concatenate([np.repeat(np.arange(count), in_name_parts), words.part_texts])
    parts = np.concatenate([name_parts, words.part_terms])[np.argsort(part_docs, kind="stable")]
    in_parts = np.bincount(part_docs, minlength=count)
    sizes = in_name + in_text + in_parts + 2
    ends = np.cumsum(sizes)
    text_starts = ends - sizes + in_name + 1
    lines = np.full(int(sizes.sum()), NOTHING, np.uint32)
    lines[ranges(text_starts - 1 - in_name, text_starts - 1)[0]] = name_terms
    lines[ranges(text_starts, text_starts + in_text)[0]] = words.terms
    lines[ranges(ends - in_parts, ends)[0]] = parts
    return lines, ends


def _gathered(values: Array, ends: Array, rows: Array) -> tuple[Array, Array]:
    """Return the values of some rows, one row after the other, and how many each has; ``ends`` is where a row ends."""
    sizes = np.diff(ends, prepend=0)[rows]
    positions, _ = ranges(ends[rows] - sizes, ends[rows])
    return values[positions], sizes


def _renumber(batch: Lines, new_numbers: Array) -> None:
    """Give the terms of lines their final numbers, parts in ascending order."""
    lines, is_term = batch.terms, batch.terms != NOTHING
    lines[is_term] = new_numbers[lines[is_term]]
    part_starts = np.flatnonzero(~is_term)[1::2] + 1
    having_parts = np.flatnonzero(batch.ends - part_starts > 1)
    for start, end in zip(part_starts[having_parts].tolist(), batch.ends[having_parts].tolist(), strict=True):
        lines[start:end].sort()
