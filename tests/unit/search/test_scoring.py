import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maas_cli.search.scoring import (
    ADJACENT_BONUS,
    NAME_WEIGHT,
    NEAR_BONUS,
    inverse_document_frequency,
    proximity_bonus,
    weight,
    weight_table,
)

means = st.floats(1, 100)


@given(st.integers(1, 10**7), st.data())
def test_rarer_terms_tell_more_and_none_tells_less_than_nothing(doc_count: int, data: st.DataObject) -> None:
    postings = data.draw(st.integers(1, doc_count))
    idf = inverse_document_frequency(doc_count, postings)
    assert 0 <= inverse_document_frequency(doc_count, postings + 1) <= idf


@pytest.mark.parametrize(("doc_count", "postings"), [(1, 1), (10, 3), (57_685, 1), (1_000_000, 999_999)])
def test_how_telling_a_term_is_is_okapi_s_in_1024ths(doc_count: int, postings: int) -> None:
    odds = (doc_count - postings + 0.5) / (postings + 0.5)
    assert inverse_document_frequency(doc_count, postings) == round(1024 * math.log(1 + odds))


def test_terms_with_more_postings_than_memes_count_as_if_every_meme_had_one() -> None:
    assert inverse_document_frequency(10, 25) == inverse_document_frequency(10, 10)


def test_a_term_s_weight_is_okapi_bm25() -> None:
    norm = 1 - 0.35 + 0.35 * 12 / 8
    assert weight(3, 12, 8.0) == round(100 * 3 * 2.2 / (3 + 1.2 * norm))


@given(st.integers(1, 300), st.integers(0, 500), means)
def test_more_of_a_term_never_weighs_less_and_longer_texts_never_more(count: int, length: int, mean: float) -> None:
    here = weight(count, length, mean)
    assert weight(count + 1, length, mean) >= here >= weight(count, length + 1, mean)
    assert 0 <= here <= 220


def test_nearly_empty_memes_weigh_no_more_than_those_of_four_words() -> None:
    assert weight(1, 1, 10.0) == weight(1, 4, 10.0) > weight(1, 6, 10.0)


@given(st.integers(1, 16), st.integers(0, 255), means)
def test_the_table_holds_the_weights_and_leaves_room_for_a_name(count: int, length: int, mean: float) -> None:
    table = weight_table(mean)
    assert table[(count - 1) * 256 + length] == weight(count, length, mean)
    assert max(table) + NAME_WEIGHT < 256


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
