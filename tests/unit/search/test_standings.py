import numpy as np
import pytest
from hypothesis import given

from maas_cli.search import IndexFile
from maas_cli.search.expansion import QueryWord
from maas_cli.search.scorer import Scorer
from maas_cli.search.sought import MOST_RELEVANT, Sought, Standing
from maas_cli.search.standings import Standings, keys_of
from tests.factories import index_of, meme, memes_of
from tests.unit.search.drawn import A_THIRD, Seeking, large_catalog, seekings


def sought_in(index: IndexFile, *words: str) -> Sought:
    """Seek the memes that have half of some words."""
    expansions = [QueryWord(index, word, fuzzy=True, is_open=True).all for word in words]
    return Sought.of(expansions, [False] * len(words), len(words) // 2)


def assert_the_same_as_one_by_one(index: IndexFile, sought: Sought) -> None:
    standings = Standings(index, sought.words, np.arange(index.doc_count, dtype=np.uint32))
    scorer = Scorer(index, sought.words)
    single = [scorer.standing(doc) for doc in range(index.doc_count)]
    assert standings.missing.tolist() == [standing.missing for standing in single]
    assert standings.typos.tolist() == [standing.typos for standing in single]
    assert standings.ranks.tolist() == [standing.ranks for standing in single]
    assert standings.relevance.tolist() == [standing.relevance for standing in single]
    assert standings.keys.tolist() == [standing.key for standing in single]
    positions = [doc for doc, standing in enumerate(single) if standing.is_sought(sought)]
    assert standings.sought(sought).tolist() == positions


@A_THIRD
@given(seekings())
def test_many_memes_stand_where_each_of_them_stands(seeking: Seeking) -> None:
    assert_the_same_as_one_by_one(seeking.file, seeking.sought)


@pytest.mark.parametrize("words", [("cat", "owl"), ("paranoid", "parrot", "grumpy"), ("wonderfl", "progamming", "ca")])
def test_so_they_do_in_a_large_catalogue_with_prefixes_of_many_terms(words: tuple[str, ...]) -> None:
    index = index_of(large_catalog())
    assert_the_same_as_one_by_one(index, sought_in(index, *words))


def test_memes_that_are_left_out_change_nothing_for_the_others() -> None:
    index = index_of(large_catalog())
    words = sought_in(index, "cat", "dog").words
    every, some = np.arange(700, dtype=np.uint32), np.array([3, 5, 600], np.uint32)
    assert Standings(index, words, some).keys.tolist() == Standings(index, words, every).keys[some].tolist()


def test_words_beside_each_other_in_two_memes_or_fields_are_no_neighbours() -> None:
    index = index_of([meme(1, "dog", "cat"), *memes_of("cat x y", "z dog")])
    assert_the_same_as_one_by_one(index, sought_in(index, "dog", "cat"))
    apart = Standings(index, sought_in(index, "y", "z").words, np.arange(3, dtype=np.uint32))
    alone = Standings(index, sought_in(index, "y").words, np.arange(3, dtype=np.uint32))
    assert apart.relevance[1] == alone.relevance[1]


def test_a_key_is_that_of_a_standing() -> None:
    tier, relevance = np.array([3 << 16 | 2 << 8 | 1]), np.array([77])
    assert keys_of(tier, relevance).tolist() == [Standing(3, 2, 1, 77, ()).key]
    assert keys_of(np.array([0]), np.array([MOST_RELEVANT - 1])).tolist() == [1]
