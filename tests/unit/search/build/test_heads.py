from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from maas_cli.search.build import heads
from maas_cli.search.format import NOTHING
from tests.unit.search.build.contents import numbers_of

MIN_POSTINGS, SIZE = 4, 3
Vocabulary = dict[str, dict[int, int]]
words = st.text("ab", min_size=1, max_size=5)
vocabularies = st.dictionaries(words, st.dictionaries(st.integers(0, 6), st.integers(0, 5), min_size=1), max_size=12)


@pytest.fixture(autouse=True, scope="module")
def _small_heads() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(heads, "HEAD_MIN_POSTINGS", MIN_POSTINGS)
        patch.setattr(heads, "HEAD_SIZE", SIZE)
        patch.setattr(heads, "_POSTINGS_AT_ONCE", 5)
        yield


def built(vocabulary: Vocabulary) -> dict[tuple[int, int], list[tuple[int, int]]]:
    """Return the heads by range: memes and weights, the fillers of a row left out."""
    terms = sorted(vocabulary)
    postings = [sorted(vocabulary[term].items()) for term in terms]
    offsets = np.cumsum([0, *map(len, postings)])
    docs = np.array([doc for of_term in postings for doc, _ in of_term], np.uint32)
    weights = np.array([weight for of_term in postings for _, weight in of_term], np.uint8)
    sections = heads.head_sections(terms, offsets, docs, weights)
    keys = numbers_of(sections["head_ranges"])
    assert keys == sorted(set(keys))
    rows = np.array(numbers_of(sections["head_docs"])).reshape(-1, SIZE).tolist()
    weights_of_rows = np.array(numbers_of(sections["head_weights"])).reshape(-1, SIZE).tolist()
    return {
        (key >> 32, key & NOTHING): [pair for pair in zip(row, of_row, strict=True) if pair[0] != NOTHING]
        for key, row, of_row in zip(keys, rows, weights_of_rows, strict=True)
    }


def expected(vocabulary: Vocabulary) -> dict[tuple[int, int], list[tuple[int, int]]]:
    terms = sorted(vocabulary)
    groups = [[number] for number in range(len(terms))]
    for prefix in {term[:length] for term in terms for length in range(1, len(term))}:
        groups += [[number for number, term in enumerate(terms) if term.startswith(prefix) and term != prefix]]
    found = {}
    for group in groups:
        postings = [pair for number in group for pair in vocabulary[terms[number]].items()]
        if len(postings) >= MIN_POSTINGS:
            best = dict(sorted(postings, key=lambda pair: pair[1]))
            found[group[0], group[-1] + 1] = sorted(best.items(), key=lambda pair: (-pair[1], pair[0]))[:SIZE]
    return found


@given(vocabularies)
def test_terms_and_prefixes_with_many_postings_have_their_best_memes(vocabulary: Vocabulary) -> None:
    assert built(vocabulary) == expected(vocabulary)


def test_a_meme_is_in_a_head_once_by_its_highest_weight() -> None:
    assert built({"ab": {1: 2, 2: 5}, "abc": {1: 9, 3: 1}, "b": {1: 1}}) == {(0, 2): [(1, 9), (2, 5), (3, 1)]}


def test_the_term_that_is_the_prefix_is_not_among_the_longer_ones() -> None:
    vocabulary: Vocabulary = {"a": dict.fromkeys(range(9), 1), "ab": {7: 1, 8: 2}, "ac": {7: 3, 9: 1}}
    assert built(vocabulary) == {(0, 1): [(0, 1), (1, 1), (2, 1)], (1, 3): [(7, 3), (8, 2), (9, 1)]}


def test_very_long_words_that_begin_alike_take_no_longer_than_their_letters() -> None:
    vocabulary: Vocabulary = {"x" * 9000 + end: dict.fromkeys(range(3), 1) for end in ("a", "b")}
    assert built(vocabulary) == {(0, 2): [(0, 1), (1, 1), (2, 1)]}


def test_no_terms_have_no_heads() -> None:
    assert built({}) == {}
