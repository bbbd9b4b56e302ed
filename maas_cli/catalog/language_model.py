"""Which of some languages texts are in, by the letters that follow each other; many texts at once.

The model is py3langid's: an automaton that walks over a text's bytes and meets features, stretches of bytes that are
telling, and for each feature how likely it is in each language (naive Bayes). Here the automaton takes a step in all
texts at a time, which is some ten times as fast as walking through one after the other.
"""

import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

_BYTES = 256
_TEXTS_AT_ONCE = 128
"""The likelihoods of the features of so many texts fit into the processor's cache."""

_Floats = NDArray[np.float32]
_Numbers = NDArray[np.integer[Any]]


class LanguageModel:
    """Tells some languages apart. Unchanging once made; takes some 100 MB, and half a second to make.

    ``weights`` says how many times as common as the others a language is, before a text is looked at; 1 if missing.

    Raises:
        ValueError: there is a language that the model does not know.
    """

    def __init__(self, languages: Sequence[str], weights: Mapping[str, float]) -> None:
        # only an import of captions without languages pays for unpacking the model
        from py3langid.langid import MODEL_DIR, MODEL_FILE  # type: ignore[import-untyped]  # noqa: PLC0415  # see above
        from py3langid.modelio import load_model  # type: ignore[import-untyped]  # noqa: PLC0415  # see above

        likelihoods, priors, codes, next_states, rows, features = load_model(MODEL_DIR / MODEL_FILE)
        columns = [codes.index(language) for language in languages]
        self._numbers = {language: number for number, language in enumerate(languages)}
        self._languages = tuple(languages)
        self._common = np.log(np.array([weights.get(language, 1) for language in languages], np.float32))
        # in a row of their own, one beside the other: what is picked from a matrix by columns lies column by column
        self._likelihoods: _Floats = np.ascontiguousarray(np.asarray(likelihoods)[:, columns], np.float32)
        self._priors: _Floats = np.asarray(priors)[columns].astype(np.float32)
        self._next_states: NDArray[Any] = np.asarray(next_states)
        self._row_starts: NDArray[np.int64] = np.asarray(rows, np.int64) * _BYTES
        self._features: NDArray[np.int32] = np.asarray(features, np.int32)

    def best(self, texts: Sequence[str], allowed: Sequence[tuple[str, ...]]) -> list[tuple[str, float]]:
        """Return the likeliest of the languages allowed for each text, with its share of the probability, 0 to 1.

        Of languages that are equally likely the first of the model's counts. Texts are not empty, and have at least
        one language allowed each.
        """
        if not texts:
            return []
        encoded = [unicodedata.normalize("NFC", text).encode() for text in texts]
        sizes = np.fromiter(map(len, encoded), np.int64, len(encoded))
        scores = self._scores(encoded, sizes) + self._barred(allowed)
        # a longer text is no more certain by as much as its features add up to: they hang together
        scores = scores / np.sqrt(sizes)[:, None] + self._common
        shares = np.exp(scores - scores.max(axis=1, keepdims=True))
        shares /= shares.sum(axis=1, keepdims=True)
        best = shares.argmax(axis=1)
        return [(self._languages[number], float(share)) for number, share in zip(best, shares.max(axis=1), strict=True)]

    def _barred(self, allowed: Sequence[tuple[str, ...]]) -> _Floats:
        """Return minus infinity for every language that a text may not be in, else 0."""
        kinds: dict[tuple[str, ...], int] = {}
        of_text = [kinds.setdefault(languages, len(kinds)) for languages in allowed]
        barred = np.full((len(kinds), len(self._languages)), -np.inf, np.float32)
        for kind, languages in enumerate(kinds):
            barred[kind, [self._numbers[language] for language in languages]] = 0
        return barred[of_text]

    def _scores(self, encoded: Sequence[bytes], sizes: _Numbers) -> _Floats:
        """Return the logarithm of the likelihood of each text in each language, but for a constant of the text."""
        texts, features, counts = self._counted_features(encoded, sizes)
        scores = np.zeros((len(encoded), len(self._languages)), np.float32)
        weights = np.log1p(counts.astype(np.float32))[:, None]
        starts = np.flatnonzero(np.diff(texts, prepend=-1))
        ends = np.append(starts[1:], len(texts))
        for first in range(0, len(starts), _TEXTS_AT_ONCE):
            chosen = starts[first : first + _TEXTS_AT_ONCE]
            piece = slice(chosen[0], ends[first + len(chosen) - 1])
            weighted = self._likelihoods.take(features[piece], axis=0)
            weighted *= weights[piece]
            scores[texts[chosen]] = np.add.reduceat(weighted, chosen - chosen[0], axis=0) + self._priors
        return scores

    def _counted_features(self, encoded: Sequence[bytes], sizes: _Numbers) -> tuple[_Numbers, _Numbers, _Numbers]:
        """Return which features are met in which text and how often, by text."""
        longest_first = np.argsort(-sizes, kind="stable")
        lengths = sizes[longest_first]
        letters = np.zeros((len(encoded), int(lengths[0])), np.uint8)
        letters[np.arange(letters.shape[1]) < lengths[:, None]] = np.frombuffer(
            b"".join(encoded[number] for number in longest_first), np.uint8
        )
        still_going = np.searchsorted(-lengths, -np.arange(letters.shape[1]), side="left")
        states = np.zeros(len(encoded), np.int64)
        met = []
        for going, column in zip(still_going.tolist(), np.ascontiguousarray(letters.T), strict=True):
            states = self._next_states.take(self._row_starts.take(states[:going]) + column[:going])
            features = self._features.take(states)
            having = np.flatnonzero(features >= 0)
            met.append(longest_first[having] * len(self._likelihoods) + features[having])
        keys, counts = np.unique(np.concatenate(met), return_counts=True)
        texts, features = np.divmod(keys, len(self._likelihoods))
        return texts, features, counts
