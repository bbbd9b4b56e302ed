import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maas_cli.search.scoring import ADJACENT_BONUS, NEAR_BONUS, impact, inverse_document_frequency, proximity_bonus

lengths = st.integers(1, 500)


@given(st.integers(1, 10**7), st.data())
def test_rarer_terms_tell_more_and_none_tells_less_than_nothing(doc_count: int, data: st.DataObject) -> None:
    frequency = data.draw(st.integers(1, doc_count))
    idf = inverse_document_frequency(doc_count, frequency)
    assert idf > 0
    assert frequency == doc_count or idf > inverse_document_frequency(doc_count, frequency + 1)


def test_a_term_s_relevance_is_okapi_bm25() -> None:
    norm = 1 - 0.35 + 0.35 * 12 / 8
    assert impact(2.5, 3, 12, 8.0) == round(1024 * 2.5 * 3 * 2.2 / (3 + 1.2 * norm))


@given(st.floats(0.01, 15), st.integers(1, 254), lengths, st.floats(1, 100))
def test_more_of_a_term_is_never_less_relevant_and_longer_texts_never_more(
    idf: float, frequency: int, length: int, mean: float
) -> None:
    here = impact(idf, frequency, length, mean)
    assert impact(idf, frequency + 1, length, mean) >= here >= impact(idf, frequency, length + 1, mean)
    assert 0 <= here < 2**16


def test_relevance_stays_within_16_bits() -> None:
    assert impact(math.log(10**30), 255, 1, 50.0) == 2**16 - 1


@pytest.mark.parametrize(
    ("words", "terms", "bonus"),
    [
        ([1, 2], [1, 2], ADJACENT_BONUS),
        ([2, 1], [1, 2], NEAR_BONUS),
        ([1, 9, 9, 2], [1, 2], NEAR_BONUS),
        ([1, 9, 9, 9, 2], [1, 2], 0),
        ([2, 9, 9, 9, 1, 2], [1, 2], ADJACENT_BONUS),
        ([1, 2, 3], [1, 2, 3], 2 * ADJACENT_BONUS),
        ([1, 3], [1, None, 3], 0),
        ([1], [1, 1], 0),
        ([1, 1], [1, 1], ADJACENT_BONUS),
        ([9], [1, 2], 0),
        ([1], [1], 0),
    ],
)
def test_words_that_stand_together_earn_a_bonus(words: list[int], terms: list[int | None], bonus: int) -> None:
    assert proximity_bonus(words, terms) == bonus
