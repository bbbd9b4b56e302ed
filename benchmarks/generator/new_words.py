"""New words as people write them: unknown and inflected ones, compounds, slips of the finger, looong ones, numbers."""

from collections.abc import Callable, Sequence

import numpy as np

from benchmarks.generator.letters import LetterChain
from benchmarks.seeds import seeded
from benchmarks.typing_errors import with_typo

_SHARES = {"chain": 55, "inflected": 16, "compound": 8, "typo": 12, "long": 6, "number": 3}
_LEAST_LETTERS = 3


class NewWords:
    """Makes words that the real captions of one cluster do not hold. For one thread; the seeds decide all it makes."""

    def __init__(self, words: Sequence[str], seed: int) -> None:
        """Learn from the words of a cluster, each as often as it is used."""
        self._used = [word for word in words if _is_plain(word)] or ["meme"]
        self._known = set(words)
        self._chain = LetterChain(sorted(set(self._used)))
        self._vectors = np.random.default_rng(seed)
        self._random = seeded(seed)
        self._makers: dict[str, Callable[[], str]] = {
            "inflected": self._inflected,
            "compound": self._compound,
            "typo": self._typo,
            "long": self._long,
            "number": lambda: str(self._random.randrange(10 ** self._random.randrange(2, 6))),
        }

    def make(self, count: int) -> list[str]:
        """Return so many words, 2 letters or digits and up, hardly any of them known."""
        kinds = self._random.choices(list(_SHARES), list(_SHARES.values()), k=count)
        unknown = iter(self._unknown(kinds.count("chain")))
        made = [next(unknown) if kind == "chain" else self._makers[kind]() for kind in kinds]
        self._known.update(made)
        return made

    def _unknown(self, count: int) -> list[str]:
        words: list[str] = []
        while len(words) < count:
            drawn = self._chain.words(count + 16, self._vectors)
            fresh = [word for word in drawn if len(word) >= _LEAST_LETTERS and word not in self._known]
            words += fresh or [self._compound()]
            self._known.update(fresh)
        return words[:count]

    def _word(self) -> str:
        return self._used[int(self._random.random() * len(self._used))]

    def _inflected(self) -> str:
        """Return the beginning of one word with the ending of another."""
        stem, other = self._word(), self._word()
        return stem[: max(len(stem) - self._random.randrange(3), 2)] + other[-self._random.randrange(1, 4) :]

    def _compound(self) -> str:
        return self._word() + self._word()

    def _typo(self) -> str:
        return with_typo(self._word(), self._random)

    def _long(self) -> str:
        """Return a word with one letter drawn out, as in ``sooooo``."""
        word = self._word()
        place = self._random.randrange(len(word))
        return word[:place] + word[place] * self._random.randrange(3, 8) + word[place + 1 :]


def _is_plain(word: str) -> bool:
    return (
        len(word) >= _LEAST_LETTERS and word[0].isalpha() and not any(char.isdigit() or char in "_'’" for char in word)
    )
