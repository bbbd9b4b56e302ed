import pytest

from maas_cli.errors import IndexDamagedError, InvalidInputError
from maas_cli.search import IndexFile
from maas_cli.search.filters import (
    NO_FILTERS,
    Filters,
    language_number,
    languages_of,
    matching_templates,
    template_name,
)
from maas_cli.search.geo import Distances
from tests.factories import FINGERPRINT, INDEX_PATH, index_bytes, index_of, meme, term_number

MEMES = [
    meme(1, "Paranoid Parrot", "x", lang="en"),
    meme(2, "Parrot", "x", lang="pt-BR"),
    meme(3, "Gâteau d'or", "x"),
    meme(4, "", "x", lang="en"),
]
INDEX = index_of(MEMES)


def templates(wanted: str) -> set[str]:
    return {template_name(INDEX, number) for number in matching_templates(INDEX, wanted)}


def test_a_template_goes_by_its_folded_name() -> None:
    assert templates("PARANOID-parrot!") == {"Paranoid Parrot"}
    assert templates("gateau D’OR") == {"Gâteau d'or"}


def test_a_template_of_just_that_name_comes_before_those_with_the_words_in_their_names() -> None:
    assert templates("parrot") == {"Parrot"}
    assert templates("paranoid") == {"Paranoid Parrot"}
    assert templates("parrot paranoid") == {"Paranoid Parrot"}


def test_parts_of_words_are_no_template() -> None:
    with pytest.raises(InvalidInputError, match="no template is called 'parro'") as caught:
        templates("parro")
    assert caught.value.hint.startswith("the closest are Parrot, Paranoid Parrot")


@pytest.mark.parametrize("wanted", ["", "!?"])
def test_what_holds_no_word_is_no_template(wanted: str) -> None:
    with pytest.raises(InvalidInputError, match="no template"):
        templates(wanted)


def test_an_empty_catalogue_says_that_it_has_no_templates() -> None:
    with pytest.raises(InvalidInputError) as caught:
        matching_templates(index_of([]), "parrot")
    assert caught.value.hint == "this catalogue has no templates"


@pytest.mark.parametrize(("wanted", "number"), [("en", 0), (" EN ", 0), ("pt-br", 1), ("und", 2)])
def test_a_language_goes_by_its_code_whatever_the_case(wanted: str, number: int) -> None:
    assert language_number(INDEX, wanted) == number


def test_a_code_with_a_region_that_no_meme_has_is_the_language_alone() -> None:
    assert language_number(INDEX, "en-US") == language_number(INDEX, "en_GB") == 0
    with pytest.raises(InvalidInputError, match="no meme is in language 'pt-PT'"):
        language_number(INDEX, "pt-PT")


def test_languages_stand_in_the_order_of_their_numbers() -> None:
    assert languages_of(INDEX) == ["en", "pt-BR", "und"]


def test_an_unknown_language_is_refused_with_those_there_are() -> None:
    with pytest.raises(InvalidInputError, match="no meme is in language 'xx'; this catalogue has en, pt-BR, und"):
        language_number(INDEX, "xx")
    with pytest.raises(InvalidInputError, match="this catalogue has none"):
        language_number(index_of([]), "en")


def test_damaged_names_are_not_said_to_be_missing() -> None:
    damaged = IndexFile(index_bytes(MEMES).replace(b"ParrotG", b"ParxotG"), INDEX_PATH, FINGERPRINT)
    with pytest.raises(IndexDamagedError, match="templates"):
        matching_templates(damaged, "parrot")
    damaged = IndexFile(index_bytes(MEMES).replace(b"pt-BR\n", b"pt-XR\n"), INDEX_PATH, FINGERPRINT)
    with pytest.raises(IndexDamagedError, match="languages"):
        language_number(damaged, "pt-br")


def test_a_catalogue_without_languages_says_so() -> None:
    index = index_of([meme(1, "Owl", "hoot")])
    with pytest.raises(InvalidInputError, match="does not say in which languages"):
        language_number(index, "en")
    assert language_number(index, "und") == 0


PASSING = index_of(
    [
        meme(1, "Owl", "big cat sat", lang="en", lat=0.0, lon=0.0),
        meme(2, "Fox", "cat big", lang="de", lat=0.0, lon=5.0),
        meme(3, "Owl", "big dog"),
    ]
)


def passing(filters: Filters) -> list[int]:
    return [doc + 1 for doc in range(3) if filters.keep(PASSING, doc)]


def terms(*words: str) -> tuple[int, ...]:
    return tuple(term_number(PASSING, word) for word in words)


def test_without_filters_every_meme_passes() -> None:
    assert NO_FILTERS.is_empty
    assert passing(NO_FILTERS) == [1, 2, 3]


@pytest.mark.parametrize(
    ("filters", "ids"),
    [
        (Filters(languages=frozenset([0])), [1]),
        (Filters(languages=frozenset()), []),
        (Filters(templates=frozenset([0])), [1, 3]),
        (Filters(excluded=terms("cat")), [3]),
        (Filters(phrases=(terms("big", "cat"),)), [1]),
        (Filters(phrases=(terms("owl", "big"),)), []),
        (Filters(distances=Distances(PASSING, 0.0, 0.0), radius_km=100.0), [1]),
        (Filters(templates=frozenset([0]), excluded=terms("sat")), [3]),
    ],
)
def test_only_what_is_asked_for_passes(filters: Filters, ids: list[int]) -> None:
    assert not filters.is_empty
    assert passing(filters) == ids


def test_a_position_alone_filters_nothing() -> None:
    assert Filters(distances=Distances(PASSING, 0.0, 0.0)).is_empty
