import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maas_cli.search.analysis import (
    analyse,
    fold,
    is_written_without_blanks,
    query_words,
    word_count,
    word_terms,
    words_with_positions,
)

LATIN_ACCENTS = "\u0300\u0301\u0302\u0303\u0308\u030a\u030c\u0327\u0328"
letters = st.text(st.characters(categories=["Ll"], max_codepoint=0x17F), min_size=1)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Becky", "becky"),
        ("CAFÉ cafe\u0301", "cafe cafe"),
        ("Straße", "strasse"),
        ("ΣΊΣΥΦΟΣ", "σισυφοσ"),
        ("İstanbul ısı", "istanbul isi"),
        ("Łódź Øre Đà Ħal", "lodz ore da hal"),
        ("Ægir œuvre", "aegir oeuvre"),
        ("ё Ё", "е е"),
        ("й Й и\u0306", "й й й"),
        ("ﬁsh ﾈｺ Ⓒ①", "fish ネコ c1"),
        ("ﾎﾟ", "ポ"),
        ("½", "1 2"),
        ("كِتَابٌ كتاب", "كتاب كتاب"),
        ("مـــرحبا", "مرحبا"),
        ("שָׁלוֹם", "שלום"),
        ("बिल्ली", "बिल्ली"),
        ("ไม่ น้ำ", "ไม่ น้ํา"),
        ("て゛ が か\u3099", "て \u3099 が が"),
        ("ma\u00admoth zero\u200bwidth", "mamoth zerowidth"),
        ("s\u0336t\u0336r\u0336", "str"),
        ("❤️ 1️⃣ 👩‍🚀", "  1  "),
        ("a-b_c/d.e", "a b c d e"),
        ("don’t DON'T don`t", "don't don't don't"),
        ("ŉ", "'n"),
        ("\ud800x", " x"),
        ("", ""),
    ],
)
def test_folding_gives(text: str, folded: str) -> None:
    assert fold(text).split() == folded.split()


@given(st.text())
def test_folding_what_is_folded_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_neither_case_nor_the_form_of_unicode_matters(text: str) -> None:
    words = fold(text).split()
    assert fold(text.casefold()).split() == words
    assert fold(unicodedata.normalize("NFD", text)).split() == words


@given(letters, st.sampled_from(LATIN_ACCENTS))
def test_accents_do_not_matter(word: str, accent: str) -> None:
    assert query_words("".join(char + accent for char in word)) == query_words(word)


@pytest.mark.parametrize(
    ("word", "terms"),
    [
        ("cat", ("cat",)),
        ("don't", ("dont", "don")),
        ("l'amour", ("lamour", "amour")),
        ("rock'n'roll", ("rocknroll", "rock", "roll")),
        ("'quoted'", ("quoted",)),
        ("ha'ha", ("haha", "ha")),
        ("''", ()),
    ],
)
def test_the_terms_of_a_word_are_its_joined_form_and_its_parts(word: str, terms: tuple[str, ...]) -> None:
    assert word_terms(word) == terms


def test_a_text_gives_the_terms_of_each_word_in_order() -> None:
    assert analyse("I don't '' know, CAT-dog!") == [("i",), ("dont", "don"), ("know",), ("cat",), ("dog",)]


def test_a_query_gives_each_word_once_in_its_joined_form() -> None:
    assert query_words("Don't don’t cat Cat dont") == ["dont", "cat"]


@pytest.mark.parametrize("query", ["", "  ", "!?", "❤️", "''", "—", "\u0301", "゛"])
def test_what_holds_no_letter_or_digit_has_no_words(query: str) -> None:
    assert query_words(query) == []


@pytest.mark.parametrize("term", ["猫", "ねこ", "ネコ", "แมว", "ລາວ", "ကြောင်", "ឆ្មា", "𠮷"])
def test_scripts_without_blanks_are_known(term: str) -> None:
    assert is_written_without_blanks(term)


@pytest.mark.parametrize("term", ["cat", "кот", "قطة", "고양이", "बिल्ली", "42"])
def test_scripts_with_blanks_are_known(term: str) -> None:
    assert not is_written_without_blanks(term)


def test_a_sentence_without_blanks_counts_as_about_as_many_words_as_it_has() -> None:
    assert [word_count(term) for term in ("elephant", "猫", "猫が好き", "猫が好きだ")] == [1, 1, 2, 3]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("A cat", [("a", 0, 1), ("cat", 2, 5)]),
        ("cafe\u0301!", [("cafe", 0, 5)]),
        ("'becky', “said”", [("becky", 1, 6), ("said", 10, 14)]),
        ("wait…what", [("wait", 0, 4), ("what", 5, 9)]),
        ("½x", [("1", 0, 2), ("2x", 0, 2)]),
        ("don't.", [("dont", 0, 5)]),
        ("\u200bzero\u200bwidth ❤️", [("zerowidth", 1, 11)]),
        ("猫 cat", [("猫", 0, 1), ("cat", 2, 5)]),
        ("😀cat", [("cat", 1, 4)]),
        ("' '' ゛ \u3099", []),
    ],
)
def test_words_stand_where_a_reader_sees_them(text: str, places: list[tuple[str, int, int]]) -> None:
    assert [(word.terms[0], word.start, word.end) for word in words_with_positions(text)] == places


@given(st.text())
def test_words_with_positions_are_those_of_the_analysis_in_order(text: str) -> None:
    words = list(words_with_positions(text))
    assert [word.terms for word in words] == analyse(text)
    assert all(word.terms in analyse(text[word.start : word.end]) for word in words)
    assert all(0 <= word.start < word.end <= len(text) for word in words)
    assert [word.start for word in words] == sorted(word.start for word in words)
