"""Queries of every kind that people type, drawn from the memes of a corpus."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from rapidfuzz.distance import OSA

from benchmarks.known_items import Item
from benchmarks.queries import Mode, Query
from benchmarks.seeds import Random, seeded
from benchmarks.typing_errors import LEAST_LETTERS, with_typo
from benchmarks.words import words_of

_RARE = range(1, 11)
_COMMON = 0.005
_LONG_WORD = 8
_RADIUS_KM = 50.0
_CONSONANTS = "bcdfghjklmnpqrstvwxz"

Maker = Callable[["Sampler"], Iterator[Query]]


class Sampler:
    """Draws memes and words. For one thread; the seed decides all it draws."""

    def __init__(self, items: Sequence[Item], positions: Sequence[tuple[float, float]], seed: int) -> None:
        """Draw from these memes, at least one of which has a long word, and from places where memes are."""
        self.random: Random = seeded(seed)
        self.positions = positions
        self._items = items
        self._captions: dict[int, list[str]] = {}
        counts = Counter(word for item in items for word in set(words_of(item.body())))
        self.rare = [word for word, count in counts.items() if count in _RARE and _is_letters(word, LEAST_LETTERS)]
        self.common = [word for word, count in counts.items() if count >= _COMMON * len(items)]

    def words(self) -> list[str]:
        """Return the words of a meme's name and caption, each once, in order; at least one."""
        while True:
            words = list(dict.fromkeys(words_of(self.random.choice(self._items).body())))
            if words:
                return words

    def caption(self, least: int) -> list[str]:
        """Return the words of a caption that has at least so many."""
        while True:
            words = words_of(self.random.choice(self._items).text)
            if len(words) >= least:
                return words

    def word(self, least_letters: int) -> str:
        """Return a word of a meme, of at least so many letters and nothing else."""
        while True:
            long_enough = [word for word in self.words() if _is_letters(word, least_letters)]
            if long_enough:
                return self.random.choice(long_enough)

    def several(self) -> list[str]:
        """Return two or three words of one meme."""
        while True:
            words = self.words()
            if len(words) >= 3:  # noqa: PLR2004  # two or three are drawn
                return self.random.sample(words, self.random.randint(2, 3))


def _is_letters(word: str, least: int) -> bool:
    return len(word) >= least and word.isalpha()


def _rare(sampler: Sampler) -> Iterator[Query]:
    while True:
        yield Query(Mode.WORDS, (sampler.random.choice(sampler.rare),))


def _common(sampler: Sampler) -> Iterator[Query]:
    while True:
        yield Query(Mode.WORDS, (sampler.random.choice(sampler.common),))


def _several(sampler: Sampler) -> Iterator[Query]:
    while True:
        yield Query(Mode.WORDS, tuple(sampler.several()))


def _as_you_type(sampler: Sampler) -> Iterator[Query]:
    """Yield every beginning, from two letters, of the first two words of captions."""
    while True:
        text = " ".join(sampler.caption(2)[:2])
        for end in range(2, len(text) + 1):
            if text[end - 1] != " ":
                yield Query(Mode.PREFIX, tuple(text[:end].split()))


def _substring(sampler: Sampler) -> Iterator[Query]:
    """Yield four or five letters from within longer words."""
    while True:
        word, size = sampler.word(_LONG_WORD), sampler.random.randint(4, 5)
        start = sampler.random.randrange(1, len(word) - size + 1)
        yield Query(Mode.SUBSTRING, (word[start : start + size],))


def _one_typo(sampler: Sampler) -> Iterator[Query]:
    while True:
        yield Query(Mode.TYPOS, (with_typo(sampler.word(LEAST_LETTERS + 1), sampler.random),), typos=1)


def _two_typos(sampler: Sampler) -> Iterator[Query]:
    while True:
        word = sampler.word(_LONG_WORD)
        typed = with_typo(with_typo(word, sampler.random), sampler.random)
        if OSA.distance(word, typed) == 2:  # noqa: PLR2004  # the second slip may undo the first
            yield Query(Mode.TYPOS, (typed,), typos=2)


def _several_with_typos(sampler: Sampler) -> Iterator[Query]:
    while True:
        words = [with_typo(word, sampler.random) if len(word) >= LEAST_LETTERS else word for word in sampler.several()]
        yield Query(Mode.TYPOS, tuple(words), typos=1)


def _phrase(sampler: Sampler) -> Iterator[Query]:
    while True:
        size = sampler.random.randint(2, 3)
        words = sampler.caption(size)
        start = sampler.random.randrange(len(words) - size + 1)
        yield Query(Mode.PHRASE, tuple(words[start : start + size]))


def _noise(sampler: Sampler) -> str:
    return "".join(sampler.random.choices(_CONSONANTS, k=sampler.random.randint(9, 12)))


def _no_match(sampler: Sampler) -> Iterator[Query]:
    while True:
        yield Query(Mode.WORDS, (_noise(sampler),))


def _no_match_with_typos(sampler: Sampler) -> Iterator[Query]:
    while True:
        yield Query(Mode.TYPOS, (_noise(sampler),), typos=2)


def _radius(sampler: Sampler) -> Iterator[Query]:
    while True:
        where = sampler.random.choice(sampler.positions)
        yield Query(Mode.RADIUS, (sampler.word(2),), position=where, radius_km=_RADIUS_KM)


def _nearest(sampler: Sampler) -> Iterator[Query]:
    while True:
        yield Query(Mode.NEAREST, (sampler.word(2),), position=sampler.random.choice(sampler.positions))


_MAKERS: dict[str, Maker] = {
    "rare word": _rare,
    "common word": _common,
    "several words": _several,
    "as you type": _as_you_type,
    "substring": _substring,
    "one typo": _one_typo,
    "two typos": _two_typos,
    "several words with typos": _several_with_typos,
    "phrase": _phrase,
    "no match": _no_match,
    "no match, two typos": _no_match_with_typos,
    "within 50 km": _radius,
    "nearest first": _nearest,
}

KINDS = tuple(_MAKERS)
"""The names of all kinds."""


def speed_queries(
    items: Sequence[Item], positions: Sequence[tuple[float, float]], count: int, seed: int
) -> dict[str, list[Query]]:
    """Return so many queries of each kind, the same for the same seed."""
    sampler = Sampler(items, positions, seed)
    return {kind: list(islice(maker(sampler), count)) for kind, maker in _MAKERS.items()}
