import unicodedata

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from maas_cli.search.analysis import analyse, word_count
from maas_cli.search.build import words
from maas_cli.search.build.words import Vocabulary

JOINED_BY_UNICODE = "\u1100\u1161\u11a8\u09c7\u09beи\u0306"
FOLDED_TO_SEVERAL = "ßŒﬁ½…™İ"
PECULIAR = f"ab cé' ’э猫ไม่\u0301\u0345\0\u200b\u3000\ud800{JOINED_BY_UNICODE}{FOLDED_TO_SEVERAL}"
texts = st.lists(st.text(st.characters() | st.sampled_from(PECULIAR), max_size=20), max_size=6)


def words_of(vocabulary: Vocabulary, batch: list[str]) -> tuple[list[list[str]], list[list[str]], list[int]]:
    """Return of each text its words, the further terms of these, and its length."""
    found = vocabulary.words_of(batch)
    terms = list(vocabulary.numbers)
    joined: list[list[str]] = [[] for _ in batch]
    parts: list[list[str]] = [[] for _ in batch]
    for text, term in zip(found.texts.tolist(), found.terms.tolist(), strict=True):
        joined[text].append(terms[term])
    for text, term in zip(found.part_texts.tolist(), found.part_terms.tolist(), strict=True):
        parts[text].append(terms[term])
    return joined, parts, found.lengths.tolist()


def assert_analysed(vocabulary: Vocabulary, batch: list[str]) -> None:
    analysed = [analyse(text) for text in batch]
    joined, parts, lengths = words_of(vocabulary, batch)
    assert joined == [[terms[0] for terms in words] for words in analysed]
    assert parts == [[part for terms in words for part in terms[1:]] for words in analysed]
    assert lengths == [sum(word_count(terms[0]) for terms in words) for words in analysed]


@given(st.lists(texts, max_size=3))
def test_all_texts_of_all_batches_have_the_words_that_each_has_alone(batches: list[list[str]]) -> None:
    vocabulary = Vocabulary()
    for batch in batches:
        assert_analysed(vocabulary, batch)


@given(st.lists(st.lists(st.text("ab ", max_size=20), max_size=6), max_size=3))
def test_words_that_drive_one_another_out_of_the_recent_ones_are_still_known(batches: list[list[str]]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(words, "_RECENT_BITS", 1)
        patch.setattr(words, "_RECENT_SHIFT", np.uint64(63))
        vocabulary = Vocabulary()
        for batch in batches:
            assert_analysed(vocabulary, batch)


@pytest.mark.parametrize(
    "batch",
    [
        ["Don't stop", "it’s l'amour", "rock'n'roll", "''", "don't"],
        ["", " ", "!?", "x"],
        ["zero\0inside", "behind"],
        ["\u1100\u1161", "\u1100\u1161\u11a8", "가\u11a8", "\u1100 \u1161"],
        ["\u200b", "a\u200bb", "soft\u00adhyphen"],
        ["ไม่เป็นไร 猫が好き", "x" * 300],
        [],
    ],
)
def test_the_peculiar_is_analysed_like_the_rest(batch: list[str]) -> None:
    vocabulary = Vocabulary()
    assert_analysed(vocabulary, batch)
    assert_analysed(vocabulary, batch[::-1])


def test_whatever_unicode_puts_together_is_put_together() -> None:
    decompositions = (unicodedata.decomposition(chr(code)).split() for code in range(0x110000))
    pairs = ["".join(chr(int(code, 16)) for code in parts) for parts in decompositions if parts and parts[0][0] != "<"]
    assert len(pairs) > 1000
    assert_analysed(Vocabulary(), [*pairs, *(f"a{pair[-1]}" for pair in pairs)])


def test_terms_are_numbered_as_they_are_met_and_put_in_order_at_the_end() -> None:
    vocabulary = Vocabulary()
    vocabulary.words_of(["c b", "é 猫"])
    vocabulary.words_of(["a b"])
    terms, places = vocabulary.in_order()
    assert terms == ["a", "b", "c", "e", "猫"]
    assert [terms[place] for place in places] == list(vocabulary.numbers)


def test_words_met_before_keep_their_numbers() -> None:
    vocabulary = Vocabulary()
    first = words_of(vocabulary, ["don't look up", "look"])
    assert words_of(vocabulary, ["don't look up", "look"]) == first
    assert words_of(vocabulary, ["up"]) == ([["up"]], [[]], [1])
