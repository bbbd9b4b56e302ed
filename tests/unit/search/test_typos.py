import sys
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maas_cli.search.typos import (
    MAX_TERMS,
    allowed_typos,
    bucket_and_tag,
    form_hash,
    forms,
    is_one_typo,
    letter_mask,
    takes_typos,
    typo_terms,
)
from tests.factories import index_of, memes_of
from tests.unit.search.reference import osa, typo_answers

short_words = st.text("abc", min_size=1, max_size=7)


def typos_in(texts: list[str], word: str) -> dict[str, int]:
    """Return the terms that answer a word by typo, in order, over memes of these captions; with and without numpy."""
    index = index_of(memes_of(*texts))
    found = typo_terms(index, word)
    with pytest.MonkeyPatch.context() as patch:
        patch.delitem(sys.modules, "numpy")
        assert typo_terms(index, word) == found
    return {index.term(term).decode(): typos for term, typos in found}


@pytest.mark.parametrize(
    ("word", "typos"),
    [
        ("cat", 0),
        ("cats", 1),
        ("parrots", 1),
        ("penguins", 2),
        ("кошка", 1),
        ("route66", 0),
        ("٣٤٥٦", 0),
        ("a" * 300, 2),
    ],
)
def test_a_word_may_have_more_typos_the_longer_it_is_and_none_with_digits(word: str, typos: int) -> None:
    assert allowed_typos(word) == typos


def test_a_term_with_a_digit_is_reached_by_no_typo() -> None:
    assert takes_typos("parrot")
    assert not takes_typos("parrot2")


@given(short_words, short_words)
def test_one_typo_is_an_optimal_string_alignment_of_one(word: str, other: str) -> None:
    assert is_one_typo(word, other) == (osa(word, other) == 1)


@pytest.mark.parametrize("other", ["becy", "beckky", "bexky", "bekcy", "ecky", "beckyx"])
def test_each_kind_of_edit_is_one_typo(other: str) -> None:
    assert is_one_typo("becky", other)


def test_a_swap_across_a_letter_is_not_one_typo() -> None:
    assert not is_one_typo("abc", "cba")


def test_forms_are_the_word_and_what_is_left_without_a_letter() -> None:
    assert forms("see") == {"see", "ee", "se"}


@given(short_words, short_words)
def test_words_one_typo_apart_share_a_form(word: str, other: str) -> None:
    if osa(word, other) == 1:
        assert forms(word) & forms(other)


@given(st.text(min_size=1), st.text(min_size=1))
def test_the_letter_masks_of_words_two_typos_apart_differ_in_at_most_four_bits(word: str, other: str) -> None:
    if osa(word[:6], other[:6]) <= 2:
        assert (letter_mask(word[:6]) ^ letter_mask(other[:6])).bit_count() <= 4


def test_hashes_fit_in_64_bits_and_masks_in_32() -> None:
    assert 0 <= form_hash("котик🐱") < 2**64
    assert 0 <= letter_mask("кот🐱") < 2**32


def test_the_highest_bits_of_a_hash_are_the_bucket_and_the_next_eight_the_tag() -> None:
    assert bucket_and_tag(0b101 << 61 | 0x7F << 53, 3) == (0b101, 0x7F)
    assert bucket_and_tag(0xAB << 56, 0) == (0, 0xAB)


@st.composite
def words_with_mistyped_forms(draw: st.DrawFn, letters: str, shortest: int, longest: int) -> tuple[str, list[str]]:
    """Draw a word and captions of forms of it with up to three edits."""
    word = draw(st.text(letters, min_size=shortest, max_size=longest))
    edits = st.tuples(st.integers(0, longest), st.integers(0, 2), st.sampled_from(("", *letters, "3")))
    captions = []
    for each_edits in draw(st.lists(st.lists(edits, max_size=3), min_size=1, max_size=40)):
        form = word
        for at, removed, added in each_edits:
            form = form[:at] + added + form[at + removed :]
        captions.append(form)
    return word, captions


@given(words_with_mistyped_forms("abc", 3, 7))
def test_one_typo_look_ups_find_what_comparing_every_term_finds(drawn: tuple[str, list[str]]) -> None:
    word, captions = drawn
    assert list(typos_in(captions, word).items()) == list(typo_answers(word, Counter(captions)).items())


@given(words_with_mistyped_forms("ab", 8, 13) | words_with_mistyped_forms("aбв", 8, 9))
def test_two_typo_look_ups_find_what_comparing_every_term_finds(drawn: tuple[str, list[str]]) -> None:
    word, captions = drawn
    assert list(typos_in(captions, word).items()) == list(typo_answers(word, Counter(captions)).items())


def test_two_letters_may_be_replaced_by_letters_that_are_new_to_the_word() -> None:
    assert typos_in(["bxckworz"], "backword") == {"bxckworz": 2}


@pytest.mark.parametrize(
    "term", ["bakcwords", "backwrods", "bakcwrods", "bakcwordz", "xackwrods", "bakcwodrs", "bcakwrods", "bakwcords"]
)
def test_swaps_across_the_parts_of_a_word_are_found(term: str) -> None:
    """The parts are bac, kwo and rds."""
    assert typos_in([term], "backwords") == {term: osa("backwords", term)}


def test_one_index_is_asked_for_many_words() -> None:
    index = index_of(memes_of("penguins backwards", "programming"))
    for word, term in (("penguinz", "penguins"), ("bakcwards", "backwards"), ("progamming", "programming")) * 2:
        assert [index.term(number).decode() for number, _ in typo_terms(index, word)] == [term]


def test_fewer_typos_come_first_then_what_more_memes_hold() -> None:
    texts = ["penguina", "penguims", "penguinb", "penguinb", "xpenguin", "xpenguin"]
    assert list(typos_in(texts, "penguinz").items()) == [
        ("penguinb", 1),
        ("penguina", 1),
        ("xpenguin", 2),
        ("penguims", 2),
    ]


def test_at_most_twelve_terms_answer_by_typo() -> None:
    texts = [f"parro{letter}" for letter in "abcdefghijklmnop"]
    assert list(typos_in(texts, "parroz")) == texts[:MAX_TERMS]


def test_the_first_letter_of_words_of_four_and_five_letters_is_fixed() -> None:
    assert typos_in(["recky"], "becky") == {}
    assert typos_in(["darrot"], "parrot") == {"darrot": 1}


def test_a_term_that_contains_the_word_is_no_typo() -> None:
    assert typos_in(["parrots", "parrot", "parro"], "parrot") == {"parro": 1}


@pytest.mark.parametrize("length", [254, 255, 256, 257, 258, 300])
def test_words_of_any_length_find_their_typos(length: int) -> None:
    word = "ab" * (length // 2) + "c" * (length % 2)
    assert typos_in([f"{word}xy", f"{word}xyz", word[1:]], word) == {word[1:]: 1}
    assert typos_in([f"x{word[:-1]}"], word) == {f"x{word[:-1]}": 2}
