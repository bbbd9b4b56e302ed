"""New words from the letters of known ones: a letter-trigram chain, stepped for many words at once."""

from collections.abc import Sequence

import numpy as np

_LONGEST = 16
_END = 0


class LetterChain:
    """Makes words in which each letter follows its two forerunners as often as in the words learned from.

    Unchanging once built.
    """

    def __init__(self, words: Sequence[str]) -> None:
        followers: dict[tuple[int, int], list[int]] = {(_END, _END): []}
        for word in words:
            pair = (_END, _END)
            for letter in (*map(ord, word), _END):
                followers.setdefault(pair, []).append(letter)
                pair = (pair[1], letter)
        pairs = list(followers)
        numbers = {pair: number for number, pair in enumerate(pairs)}
        counts = [len(followers[pair]) for pair in pairs]
        self._counts = np.array(counts, dtype=np.int64)
        self._offsets = np.concatenate(([0], np.cumsum(self._counts)))[:-1]
        self._letters = np.array([letter for pair in pairs for letter in followers[pair]], dtype=np.uint32)
        self._next_pairs = np.array(
            [numbers.get((pair[1], letter), 0) for pair in pairs for letter in followers[pair]], dtype=np.int64
        )

    def words(self, count: int, random: np.random.Generator) -> list[str]:
        """Return so many words of 0 to 16 letters, some of them perhaps known or alike."""
        letters = np.zeros((count, _LONGEST), dtype=np.uint32)
        rows = np.arange(count)
        pairs = np.zeros(count, dtype=np.int64)
        for position in range(_LONGEST):
            drawn = self._offsets[pairs] + (random.random(len(rows)) * self._counts[pairs]).astype(np.int64)
            letters[rows, position] = self._letters[drawn]
            goes_on = self._letters[drawn] != _END
            rows, pairs = rows[goes_on], self._next_pairs[drawn[goes_on]]
        words: list[str] = letters.view(f"<U{_LONGEST}").ravel().tolist()
        return words
