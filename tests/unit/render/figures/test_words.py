import pytest

from maas_cli.render.figures.derived import KIND_OF
from maas_cli.render.figures.moods import MOODS
from maas_cli.render.figures.wardrobe import HEADWEAR
from maas_cli.render.figures.words import KINDS, MOODS_OF, WORN_BY, words_of


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Foul Bachelor Frog", ["foul", "bachelor", "frog"]),
        ("Three A.M. Tabby", ["three", "a", "m", "tabby"]),
        ("smooth_operator 2", ["smooth", "operator"]),
        ("Грустный КОТ", ["грустный", "кот"]),
        ("", []),
        ("😀 42", []),
    ],
)
def test_a_name_is_taken_apart_into_its_words(name: str, words: list[str]) -> None:
    assert words_of(name) == words


def test_only_the_beginning_of_an_endless_name_is_looked_at() -> None:
    assert len(words_of("wolf " * 10_000)) == 80


def test_every_word_leads_to_something_that_can_be_drawn() -> None:
    assert set(KINDS.values()) <= set(KIND_OF)
    assert set(MOODS_OF.values()) <= set(MOODS)
    assert set(WORN_BY.values()) <= set(HEADWEAR)


@pytest.mark.parametrize("table", [KINDS, MOODS_OF, WORN_BY], ids=["kinds", "moods", "worn"])
def test_words_are_written_as_they_are_looked_up(table: dict[str, str]) -> None:
    assert [word for word in table if words_of(word) != [word]] == []
