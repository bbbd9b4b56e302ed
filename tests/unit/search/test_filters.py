from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maas_cli.errors import IndexDamagedError, InvalidInputError
from maas_cli.search import IndexFile
from maas_cli.search.filters import (
    NO_FILTERS,
    Filters,
    languages_of,
    matching_languages,
    matching_templates,
)
from maas_cli.search.geo import Distances
from maas_cli.search.template_names import template_names
from tests.factories import FINGERPRINT, INDEX_PATH, index_bytes, index_of, meme, term_number

MEMES = [
    meme(1, "Paranoid Parrot", "x", lang="en"),
    meme(2, "Parrot", "x", lang="pt-BR"),
    meme(3, "Gâteau d'or", "x"),
    meme(4, "", "x", lang="en"),
]
INDEX = index_of(MEMES)


def templates(wanted: str) -> set[str]:
    return {template_names(INDEX)[number] for number in matching_templates(INDEX, wanted)}


def test_a_template_goes_by_its_folded_name() -> None:
    assert templates("PARANOID-parrot!") == {"Paranoid Parrot"}
    assert templates("gateau D’OR") == {"Gâteau d'or"}


def test_a_template_of_just_that_name_comes_before_those_with_the_words_in_their_names() -> None:
    assert templates("parrot") == {"Parrot"}
    assert templates("paranoid") == {"Paranoid Parrot"}
    assert templates("parrot paranoid") == {"Paranoid Parrot"}


@pytest.mark.parametrize("name", ['The "Dude"', "C:\\temp", "<b> & co", "two\nlines", "\u2028", "猫"])
def test_a_template_s_name_comes_back_as_it_was(name: str) -> None:
    assert template_names(index_of([meme(1, name, "x")]))[0] == name


def test_parts_of_words_are_no_template() -> None:
    with pytest.raises(InvalidInputError, match="no template is called 'parro'") as caught:
        templates("parro")
    assert caught.value.hint == "the closest are Parrot, Paranoid Parrot"
    with pytest.raises(InvalidInputError) as caught:
        templates("PARANOYD")
    assert caught.value.hint == "the closest is Paranoid Parrot"


@pytest.mark.parametrize("wanted", ["", "!?", "zzzz", "x"])
def test_what_is_like_no_template_is_told_where_they_are_listed(wanted: str) -> None:
    with pytest.raises(InvalidInputError, match="no template") as caught:
        templates(wanted)
    assert caught.value.hint == "`maas templates` lists them"


def test_an_empty_catalogue_says_that_it_has_no_templates() -> None:
    with pytest.raises(InvalidInputError) as caught:
        matching_templates(index_of([]), "parrot")
    assert caught.value.hint == "this catalogue has no templates"


def test_languages_are_listed_in_the_order_of_their_numbers() -> None:
    assert languages_of(INDEX) == ["en", "pt-BR", "und"]
    assert languages_of(index_of([])) == []


TAGGED = index_of(meme(number, "", "x", lang=lang) for number, lang in enumerate(("pt", "pt-BR", "pt-PT", "ptx", "")))


def languages(wanted: str, index: IndexFile = INDEX) -> set[str]:
    return {languages_of(index)[number] for number in matching_languages(index, wanted)}


@pytest.mark.parametrize(("wanted", "found"), [("en", "en"), (" EN ", "en"), ("PT_br", "pt-BR"), ("und", "und")])
def test_a_language_goes_by_its_code_whatever_the_case(wanted: str, found: str) -> None:
    assert languages(wanted) == {found}


def test_a_language_without_a_region_stands_for_all_its_regions() -> None:
    assert languages("pt") == {"pt-BR"}
    assert languages("pt", TAGGED) == {"pt", "pt-BR", "pt-PT"}


def test_a_language_with_a_region_stands_for_itself_alone() -> None:
    assert languages("pt-br", TAGGED) == {"pt-BR"}
    assert languages("pt-PT", TAGGED) == {"pt-PT"}


@pytest.mark.parametrize("wanted", ["en-US", "en_GB", "en-Latn-US"])
def test_a_region_that_no_meme_has_stands_for_the_language_without_a_region(wanted: str) -> None:
    assert languages(wanted) == {"en"}
    assert languages("pt-AO", TAGGED) == {"pt"}


@given(st.sampled_from(("en", "EN", "en-US", "en_us", "e", "pt", "pt-B", "pt-BR", "PT-br-x", "und", "xx")))
def test_the_languages_found_are_those_of_basic_filtering(wanted: str) -> None:
    code = wanted.lower().replace("_", "-")
    filtered = {known for known in languages_of(INDEX) if known.lower() == code or known.lower().startswith(f"{code}-")}
    try:
        found = languages(wanted)
    except InvalidInputError:
        found = set()
    assert found == (filtered or {code.split("-")[0]} & set(languages_of(INDEX)))


@pytest.mark.parametrize("wanted", ["xx", "xx-en", "english", "p", "pt-PT", "pt-B", "-en", "-", ""])
def test_an_unknown_language_is_refused_with_those_there_are(wanted: str) -> None:
    with pytest.raises(InvalidInputError) as caught:
        matching_languages(INDEX, wanted)
    assert str(caught.value) == f"no meme is in language {wanted!r}; this catalogue has en, pt-BR, und"


def test_an_empty_catalogue_has_no_languages() -> None:
    with pytest.raises(InvalidInputError, match="this catalogue has none"):
        matching_languages(index_of([]), "en")


def test_a_catalogue_without_languages_says_so() -> None:
    index = index_of([meme(1, "Owl", "hoot")])
    with pytest.raises(InvalidInputError, match="does not say in which languages"):
        matching_languages(index, "en")
    assert languages("und", index) == {"und"}


def damaged(old: bytes, new: bytes) -> IndexFile:
    """Return the index with some of its bytes replaced, all of which it must have."""
    content = index_bytes(MEMES)
    assert old in content
    return IndexFile(content.replace(old, new), INDEX_PATH, FINGERPRINT)


def test_damaged_names_are_not_said_to_be_missing() -> None:
    with pytest.raises(IndexDamagedError, match="templates"):
        matching_templates(damaged(b"ParrotG", b"ParxotG"), "parrot")
    with pytest.raises(IndexDamagedError, match="languages"):
        matching_languages(damaged(b"pt-BR\n", b"pt-XR\n"), "pt-br")


class Row(NamedTuple):
    """A meme by what filters look at."""

    name: str
    text: str
    lang: str
    lat: float | None


ROWS = [
    Row(name, text, "en" if number % 2 else "ru", (None, 0.0, 40.0)[number % 3])
    for number, (name, text) in enumerate(
        (name, " ".join(text))
        for name in ("a b", "c", "")
        for text in ("ab", "ba", "aab", "abab", "c", "", "cab", "abc", "aa")
        if name or text
    )
]
FILTERED = index_of(
    meme(number + 1, row.name, f"{row.text} d'd", lang=row.lang, lat=row.lat, lon=row.lat)
    for number, row in enumerate(ROWS)
)
phrases = st.lists(st.text("abc", min_size=1, max_size=3), max_size=2)


def numbers_of(letters: str) -> tuple[int, ...]:
    return tuple(term_number(FILTERED, letter) for letter in letters)


def holds(row: Row, phrase: str) -> bool:
    """Whether the name or the caption holds the words, one letter each, side by side."""
    return any(phrase in field.replace(" ", "") for field in (row.name, row.text))


@given(st.text("abc", max_size=2), phrases)
def test_what_passes_holds_every_phrase_side_by_side_in_one_field_and_no_excluded_word(
    excluded: str, wanted: list[str]
) -> None:
    filters = Filters(excluded=numbers_of(excluded), phrases=tuple(map(numbers_of, wanted)))
    assert filters.is_empty == (not excluded and not wanted)
    for number, row in enumerate(ROWS):
        passes = all(holds(row, phrase) for phrase in wanted) and not any(holds(row, word) for word in excluded)
        assert filters.keep(FILTERED, number) == passes, row


def test_a_part_of_a_word_can_be_excluded_but_is_no_word_of_a_phrase() -> None:
    index = index_of([meme(1, "", "don't panic")])
    don, dont, panic = (term_number(index, term) for term in ("don", "dont", "panic"))
    assert not Filters(excluded=(don,)).keep(index, 0)
    assert Filters(phrases=((dont, panic),)).keep(index, 0)
    assert not Filters(phrases=((don,),)).keep(index, 0)


@pytest.mark.parametrize("languages", [frozenset({0}), frozenset({1}), frozenset({0, 1}), frozenset[int]()])
def test_a_meme_passes_in_one_of_the_languages(languages: frozenset[int]) -> None:
    filters = Filters(languages=languages)
    wanted = {languages_of(FILTERED)[number] for number in languages}
    assert not filters.is_empty
    assert [filters.keep(FILTERED, number) for number in range(len(ROWS))] == [row.lang in wanted for row in ROWS]


@pytest.mark.parametrize("names", [{"a b"}, {"c", ""}, set[str]()])
def test_a_meme_passes_with_one_of_the_templates(names: set[str]) -> None:
    every = range(FILTERED.template_count())
    filters = Filters(templates=frozenset(number for number in every if template_names(FILTERED)[number] in names))
    assert not filters.is_empty
    assert [filters.keep(FILTERED, number) for number in range(len(ROWS))] == [row.name in names for row in ROWS]


def test_a_meme_passes_within_the_radius() -> None:
    filters = Filters(distances=Distances(FILTERED, 0.1, 0.1), radius_km=100.0)
    assert not filters.is_empty
    assert [filters.keep(FILTERED, number) for number in range(len(ROWS))] == [row.lat == 0.0 for row in ROWS]


def test_a_meme_passes_only_through_all_filters() -> None:
    filters = Filters(frozenset({0, 1}), matching_templates(FILTERED, "c"), numbers_of("b"), (numbers_of("aa"),))
    assert [ROWS[number][:2] for number in range(len(ROWS)) if filters.keep(FILTERED, number)] == [("c", "a a")]


def test_a_position_alone_filters_nothing_and_neither_does_a_radius_around_nowhere() -> None:
    here = Filters(distances=Distances(FILTERED, 0.1, 0.1))
    assert here.is_empty
    assert NO_FILTERS.is_empty
    for filters in (here, NO_FILTERS, Filters(radius_km=1.0)):
        assert all(filters.keep(FILTERED, number) for number in range(len(ROWS)))


def test_a_line_break_in_a_language_disturbs_no_other() -> None:
    index = index_of([meme(1, "", "a", lang="x\u2028y\nz"), meme(2, "", "b", lang="en")])
    assert matching_languages(index, "en") == {1}
    assert languages_of(index)[1] == "en"
