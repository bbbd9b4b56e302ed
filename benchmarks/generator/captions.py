"""Captions word by word: in each cluster a word follows its forerunner as in the real captions, or comes from afar.

All captions of a batch are stepped together, one word of each at a time. A word is a number over all clusters: first
the words of the real captions, cluster by cluster, then the new ones in order of their making.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from benchmarks.generator.growth import Growth
from benchmarks.generator.new_words import NewWords

_NEW = -1
_MOST_WORDS = 80
_HOLD = 0.75
"""How much of what the real captions say about the next word is believed; less makes captions less alike."""

Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Captions:
    """Captions of a batch: ``words`` are numbers, those of caption ``i`` from ``starts[i]`` to ``starts[i + 1]``."""

    words: Numbers
    starts: Numbers


class _Ragged:
    """Lists of numbers, one after the other, from which one is drawn at random."""

    def __init__(self, lists: Sequence[Sequence[int]]) -> None:
        self.counts = np.array([len(members) for members in lists], dtype=np.int64)
        self._offsets = np.concatenate(([0], np.cumsum(self.counts)))[:-1]
        self._members = np.array([member for members in lists for member in members] or [0], dtype=np.int64)

    def draw(self, rows: Numbers, random: NDArray[np.float64]) -> Numbers:
        """Return a member of each row's list for random numbers from 0 to 1; no list may be empty."""
        drawn: Numbers = self._members[self._offsets[rows] + (random * self.counts[rows]).astype(np.int64)]
        return drawn


class CaptionModel:
    """Writes captions in the manner of real ones. For one thread; the random generator decides all it writes."""

    def __init__(self, clusters: Sequence[Sequence[Sequence[str]]], beta: float, seed: int) -> None:
        """Learn from the captions of each cluster, each a list of words; no cluster may be without words."""
        self.words: list[str] = []
        followers: list[list[int]] = []
        used: list[list[int]] = []
        for captions in clusters:
            numbers = self._number_words(captions)
            followers += [[] for _ in range(len(self.words) - len(followers))]
            used.append([numbers[word] for caption in captions for word in caption])
            for caption in captions:
                for word, follower in pairwise(caption):
                    followers[numbers[word]].append(numbers[follower])
        self._used = _Ragged(used)
        self._followers = _Ragged(followers)
        self._holds = np.array([_HOLD * len(after) / max(len(after) + len(set(after)), 1) for after in followers])
        self._lengths = _Ragged(
            [[min(len(caption), _MOST_WORDS) for caption in captions if caption] for captions in clusters]
        )
        self._growths = [Growth.after(len(words), len(set(words)), beta) for words in used]
        self._shares = np.array([growth.share for growth in self._growths])
        self._makers = [
            NewWords([self.words[word] for word in words], seed + number) for number, words in enumerate(used)
        ]
        self._new: list[dict[int, int]] = [{} for _ in clusters]

    def _number_words(self, captions: Sequence[Sequence[str]]) -> dict[str, int]:
        """Give the words of one cluster their numbers, in alphabetical order."""
        first = len(self.words)
        self.words += sorted({word for caption in captions for word in caption})
        return {word: number for number, word in enumerate(self.words[first:], start=first)}

    def write(self, clusters: Numbers, random: np.random.Generator) -> Captions:
        """Return a caption, 1 word and up, for each of these clusters."""
        lengths = self._lengths.draw(clusters, random.random(len(clusters)))
        starts = np.concatenate(([0], np.cumsum(lengths)))
        words = np.full(starts[-1], _NEW)
        longest_first = np.argsort(-lengths, kind="stable")
        previous = np.full(len(clusters), _NEW)
        for step in range(int(lengths.max(initial=0))):
            active = longest_first[: np.searchsorted(-lengths[longest_first], -step, side="left")]
            previous[active] = self._next_words(previous[active], clusters[active], random)
            words[starts[active] + step] = previous[active]
        missing = np.flatnonzero(words == _NEW)
        spoken = np.repeat(clusters, lengths)[missing]
        for cluster in range(len(self._makers)):
            self._put_new_words(words, missing[spoken == cluster], cluster, random)
        return Captions(words, starts)

    def _next_words(self, previous: Numbers, clusters: Numbers, random: np.random.Generator) -> Numbers:
        """Return for each caption its next word, ``_NEW`` for one that the real captions do not hold."""
        words = self._used.draw(clusters, random.random(len(clusters)))
        holds = (previous != _NEW) & (random.random(len(clusters)) < self._holds[previous])
        words[holds] = self._followers.draw(previous[holds], random.random(int(holds.sum())))
        words[random.random(len(clusters)) < self._shares[clusters]] = _NEW
        return words

    def _put_new_words(self, words: Numbers, places: Numbers, cluster: int, random: np.random.Generator) -> None:
        ranks, positions = np.unique(self._growths[cluster].ranks(random.random(len(places))), return_inverse=True)
        words[places] = np.array(self.new_words(cluster, ranks.tolist()), dtype=np.int64)[positions]

    def new_words(self, cluster: int, ranks: Sequence[int]) -> list[int]:
        """Return the words of these ranks, each the same whenever it is asked for; those not met before are made."""
        known = self._new[cluster]
        unmet = [rank for rank in ranks if rank not in known]
        known.update(zip(unmet, range(len(self.words), len(self.words) + len(unmet)), strict=True))
        self.words += self._makers[cluster].make(len(unmet))
        return [known[rank] for rank in ranks]
