import pytest
from hypothesis import given
from hypothesis import strategies as st

from maas_cli.search.build.disguises import (
    disguised_places,
    fits,
    let_go,
    squeezed,
    starred_words,
    with_letters,
    with_signs,
)


@pytest.mark.parametrize(
    ("term", "expected"),
    [("sh1t", "shit"), ("b00bs", "boobs"), ("a55", "a55"), ("1337", "1337"), ("parrot", "parrot"), ("м0с7", "мoсt")],
)
def test_digits_stand_for_letters_in_words_of_four_letters_and_up(term: str, expected: str) -> None:
    assert with_letters(term) == expected


def test_a_letter_held_down_may_be_meant_once_or_twice() -> None:
    assert set(let_go("boooobsss")) == {"bobs", "boobs", "bobss", "boobss"}
    assert list(let_go("book")) == ["book"]
    assert len(list(let_go("aaabbbcccdddeee"))) == 8
    assert squeezed("boooks") == "boks"


@given(st.lists(st.text("ab1", min_size=1, max_size=7), unique=True).map(sorted))
def test_terms_with_digits_and_with_letters_held_down_are_found_among_all(terms: list[str]) -> None:
    held_down = {n for n, term in enumerate(terms) if any(char * 3 in term for char in "ab1")}
    with_digits = {n for n, term in enumerate(terms) if not term.isalpha() and not term.isdecimal()}
    assert set(disguised_places(terms)) == held_down | with_digits


def test_texts_with_signs_that_may_be_letters_are_found_among_all() -> None:
    texts = ["plain", "5 stars *", "", "wow!", "b!g", "fu©k", "a@b", "ca$h", "no"]
    assert with_signs(texts) == [1, 4, 5, 6, 7]
    assert with_signs(["plain", "wow!"]) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("What the F**K", ["f**k"]),
        ("kick a$$!!", ["ass"]),
        ("sh!t, B1@tch", ["shit", "biatch"]),
        ("f#ck and @ss", ["f*ck", "ass"]),
        ("as* a footnote, *sigh*, wow!", []),
        ("5***** hotel, 2*3*4", []),
        ("a* b$", []),
    ],
)
def test_words_with_signs_are_spelled_with_letters_and_stars(text: str, words: list[str]) -> None:
    assert list(starred_words(text)) == words


def test_a_star_fits_any_letter() -> None:
    assert fits("f**k", "fork")
    assert not fits("f**k", "folks")
    assert not fits("f**k", "dork")
