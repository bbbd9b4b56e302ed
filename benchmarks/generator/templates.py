"""Templates: the real ones as often as they are used, and ever new ones."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from benchmarks.generator.captions import CaptionModel
from benchmarks.generator.growth import Growth
from benchmarks.generator.lines import inside

_MOST_WORDS = 4
_FRESH_WORDS = 0.25
_UNUSED = 1 << 62


class TemplateModel:
    """Draws templates for captions of each cluster. For one thread; the random generator decides what it draws.

    ``names`` are as they stand between the quotes of a JSON string.
    """

    def __init__(self, clusters: Sequence[Sequence[str]], beta: float, captions: CaptionModel) -> None:
        """Learn from the template of every real meme, cluster by cluster; no cluster may be without one."""
        different = sorted({name for names in clusters for name in names})
        numbers = {name: number for number, name in enumerate(different)}
        self.names = list(map(inside, different))
        self._used = [np.array([numbers[name] for name in names]) for names in clusters]
        self._growths = [Growth.after(len(names), len(set(names)), beta) for names in clusters]
        self._new: list[dict[int, int]] = [{} for _ in clusters]
        self._known = set(different)
        self._captions = captions

    def draw(self, clusters: NDArray[np.int64], random: np.random.Generator) -> NDArray[np.int64]:
        """Return the number of a template, an index into ``names``, for each caption's cluster."""
        templates = np.zeros(len(clusters), dtype=np.int64)
        for cluster, used in enumerate(self._used):
            places = np.flatnonzero(clusters == cluster)
            templates[places] = used[(random.random(len(places)) * len(used)).astype(np.int64)]
            growth = self._growths[cluster]
            fresh = places[random.random(len(places)) < growth.share]
            ranks, positions = np.unique(growth.ranks(random.random(len(fresh))), return_inverse=True)
            templates[fresh] = np.array(self._of_ranks(cluster, ranks.tolist(), random), dtype=np.int64)[positions]
        return templates

    def _of_ranks(self, cluster: int, ranks: list[int], random: np.random.Generator) -> list[int]:
        """Return the templates of these ranks; those not met before are named, all at once, because that is fast."""
        known = self._new[cluster]
        unmet = [rank for rank in ranks if rank not in known]
        captions = self._captions.write(np.full(len(unmet), cluster), random)
        fresh = self._captions.new_words(cluster, [_UNUSED + len(self.names) + n for n in range(len(unmet))])
        words, spans = captions.words.tolist(), pairwise(captions.starts.tolist())
        extended = (random.random(len(unmet)) < _FRESH_WORDS).tolist()
        for rank, (start, end), word, is_extended in zip(unmet, spans, fresh, extended, strict=True):
            known[rank] = len(self.names)
            self.names.append(self._new_name(words[start : min(end, start + _MOST_WORDS)], word, extended=is_extended))
        return [known[rank] for rank in ranks]

    def _new_name(self, words: list[int], fresh: int, *, extended: bool) -> str:
        """Return a name that no template has yet: the words, if need be with a fresh one."""
        written = [self._captions.words[word].capitalize() for word in words]
        if extended or " ".join(written) in self._known:
            written.append(self._captions.words[fresh].capitalize())
        name = " ".join(written)
        self._known.add(name)
        return name
