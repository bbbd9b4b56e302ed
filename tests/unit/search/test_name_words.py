from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from maas_cli.search.name_words import name_words_of
from tests.factories import index_of, meme, term_number

NAMES = ("Grumpy Cat", "Grumpy Cat Dog", "cat cat", "Cat", "", "dog the cat the", "The Dog")
INDEX = index_of([meme(number, name, "the x") for number, name in enumerate(NAMES, start=1)])


def filled_by(words: Sequence[str]) -> dict[str, set[str]]:
    found = name_words_of(INDEX).filled_by([term_number(INDEX, word) for word in words])
    return {NAMES[template]: {INDEX.term(term).decode() for term in name} for template, name in found}


def test_the_names_of_several_words_are_known_by_their_templates() -> None:
    index = index_of([meme(1, "Owl", "a cat"), meme(2, "Grumpy Cat"), meme(3, "Don't be sad", "x"), meme(4, "", "a b")])
    names = name_words_of(index)
    words = [index.term(term).decode() for term in names.terms.tolist()]
    assert (names.templates.tolist(), words, names.starts.tolist()) == (
        [1, 2],
        ["grumpy", "cat", "dont", "be", "sad"],
        [0, 2],
    )


@given(st.sets(st.sampled_from(("grumpy", "cat", "dog", "the", "x"))))
def test_names_of_several_different_words_are_filled_where_all_of_them_are_asked_for(words: set[str]) -> None:
    names = {name: set(name.lower().split()) for name in NAMES}
    expected = {name: have for name, have in names.items() if len(have) > 1 and have <= words}
    assert filled_by(sorted(words)) == expected


def test_a_catalogue_without_such_names_has_none() -> None:
    index = index_of([meme(1, "Cat", "dog")])
    assert list(name_words_of(index).filled_by([0, 1])) == []
