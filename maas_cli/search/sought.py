"""What a round of a search looks for, and where a meme found stands."""

from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

from maas_cli.search.expansion import Expansion, Quality

TIER_SHIFT = 40
MOST_RELEVANT = 1 << TIER_SHIFT - 1

Words: TypeAlias = Sequence[Sequence[Expansion]]
"""Of each word of the query the expansions to be looked at, best first."""


def postings_of(word: Sequence[Expansion]) -> int:
    """Return how many postings the terms of a word have."""
    return sum(expansion.postings for expansion in word)


class Sought(NamedTuple):
    """The memes that answer all words but at most ``most_missing``, and each that is required.

    Every such meme holds a term of ``drivers``, which have ``candidates`` postings.
    """

    words: Words
    required: Sequence[bool]
    most_missing: int
    drivers: Sequence[Expansion]
    candidates: int

    @classmethod
    def of(cls, words: Words, required: Sequence[bool], most_missing: int) -> "Sought":
        """Return what is looked for, with the words that the fewest memes hold as drivers.

        Whoever misses at most m words answers at least one of any m + 1.
        """
        sizes = list(map(postings_of, words))
        rarest = sorted(range(len(words)), key=sizes.__getitem__)
        choices = [rarest[: most_missing + 1], *([number] for number in rarest if required[number])]
        driving = min(choices, key=lambda numbers: sum(sizes[number] for number in numbers))
        drivers = [expansion for number in driving for expansion in words[number]]
        return cls(words, required, most_missing, drivers, sum(sizes[number] for number in driving))

    @property
    def only_term(self) -> Expansion | None:
        """The expansion of the one word that is sought where that is one term as it is, else None.

        All that matters of a meme then is the term's weight in it.
        """
        if len(self.words) != 1 or len(self.words[0]) != 1:
            return None
        (expansion,) = self.words[0]
        return expansion if len(expansion.terms) == 1 and expansion.quality == (0, 0) else None


class Answer(NamedTuple):
    """How a meme answers one word: how well, and by which term."""

    quality: Quality
    term: int


class Standing(NamedTuple):
    """Where a meme stands among the hits before any tie-break: lower is better, but for the relevance.

    Words missing, typos, the ranks of the qualities added up, the relevance in units of 1/102,400; then the answer to
    each word, None where it is missing.
    """

    missing: int
    typos: int
    ranks: int
    relevance: int
    answers: tuple[Answer | None, ...]

    @property
    def key(self) -> int:
        """What hits are sorted by before any tie-break, as one number above 0."""
        tier = (self.missing << 16) + (self.typos << 8) + self.ranks
        return (tier << TIER_SHIFT) + MOST_RELEVANT - self.relevance

    def is_sought(self, sought: Sought) -> bool:
        """Whether enough words, and those that are required, are answered."""
        if self.missing > sought.most_missing:
            return False
        return all(answer or not needed for answer, needed in zip(self.answers, sought.required, strict=True))


class Nearby(NamedTuple):
    """A meme on its way into the nearest-first order: words missing, how far by Lambert's formula, and what then.

    ``rough_km`` is infinite without a place; ``standing`` is typos, ranks, the relevance negated and the meme.
    """

    missing: int
    rough_km: float
    standing: tuple[int, int, int, int]

    @property
    def doc(self) -> int:
        """The meme."""
        return self.standing[-1]
