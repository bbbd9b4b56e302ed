from collections.abc import Sequence

import pytest
from hypothesis import given

from maas_cli.models.meme import Meme
from maas_cli.models.search import SearchRequest
from maas_cli.search import IndexFile
from maas_cli.search.expansion import QueryWord
from maas_cli.search.filters import NO_FILTERS, Filters
from maas_cli.search.geo import Distances
from maas_cli.search.plain import PlainBackend, Scorer
from maas_cli.search.scoring import ADJACENT_BONUS, IDF_UNITS, NAME_WEIGHT, NEAR_BONUS
from maas_cli.search.sought import Sought, Standing, Words
from maas_cli.search.tie_break import TieBreak
from tests.factories import index_of, meme, memes_of, term_number
from tests.unit.search.drawn import A_THIRD, catalogs, large_catalog
from tests.unit.search.reference import Reference


def words_in(index: IndexFile, *words: str, fuzzy: bool = True) -> Words:
    """Return the expansions of some words."""
    return [QueryWord(index, word, fuzzy=fuzzy, is_open=True).all for word in words]


def all_of(words: Words) -> Sought:
    return Sought.of(words, [True] * len(words), 0)


def standings(memes: Sequence[Meme], *words: str) -> list[Standing]:
    """Return where memes stand for some words."""
    index = index_of(memes)
    scorer = Scorer(index, words_in(index, *words))
    return [scorer.standing(doc) for doc in range(len(memes))]


def bonuses(memes: Sequence[Meme], *words: str) -> list[int]:
    """Return by how much the relevance of memes exceeds that of their words one by one."""
    together = [standing.relevance for standing in standings(memes, *words)]
    alone = [[standing.relevance for standing in standings(memes, word)] for word in words]
    return [both - sum(single) for both, *single in zip(together, *alone, strict=True)]


def test_a_standing_counts_missing_words_typos_and_ranks() -> None:
    memes = memes_of("parrots cat", "parots concatenate", "parrots", "owl")
    assert [standing[:3] for standing in standings(memes, "parrots", "cat")] == [
        (0, 0, 0),
        (0, 1, 2),
        (1, 0, 0),
        (2, 0, 0),
    ]


def test_a_word_is_answered_by_the_best_kind_then_the_weightiest_term_then_the_earlier() -> None:
    memes = memes_of("cats cats cat", "cata catb catb", "catb cata", "dog")
    index = index_of(memes)
    scorer = Scorer(index, words_in(index, "cat"))
    answers = [scorer.standing(doc).answers[0] for doc in range(4)]
    assert [answer and index.term(answer.term).decode() for answer in answers] == ["cat", "catb", "cata", None]


def test_neighbours_of_the_query_earn_a_bonus_where_they_are_neighbours_or_near() -> None:
    memes = memes_of("w grumpy cat w w w w", "w cat w w grumpy w w", "grumpy w w w cat w w", "grumpy dog")
    assert bonuses(memes, "grumpy", "cat") == [ADJACENT_BONUS, NEAR_BONUS, 0, 0]


def test_a_name_whose_words_are_all_asked_for_earns_a_bonus_for_each_of_them() -> None:
    memes = [
        meme(1, "Grumpy Cat", "x y"),
        meme(2, "Grumpy Cat Dog", "x"),
        meme(3, "", "grumpy cat x y"),
        meme(4, "Cat"),
    ]
    filled, part, caption, _ = bonuses(memes, "grumpy", "cat")
    assert part == caption == ADJACENT_BONUS
    index = index_of(memes)
    idfs = [word[0].idf for word in words_in(index, "grumpy", "cat")]
    assert filled == ADJACENT_BONUS + NAME_WEIGHT * sum(idfs)
    assert all(0 < idf < 10 * IDF_UNITS for idf in idfs)


def test_a_name_that_is_one_word_over_and_over_earns_none() -> None:
    assert bonuses([meme(1, "cat cat", "dog x"), meme(2, "", "dog")], "dog", "cat")[0] == NEAR_BONUS


@A_THIRD
@given(catalogs())
def test_the_relevance_of_a_meme_is_what_the_formula_says(memes: list[Meme]) -> None:
    hits, _ = Reference(memes).search(SearchRequest("parrot cat", unique=False))
    index = index_of(memes)
    scorer = Scorer(index, words_in(index, "parrot", "cat"))
    by_id = {meme.id: scorer.standing(doc) for doc, meme in enumerate(memes)}
    assert [by_id[hit.id].relevance / 102_400 for hit in hits] == [hit.score for hit in hits]


def test_a_prefix_of_very_many_terms_is_answered_by_the_same_terms_as_one_of_few() -> None:
    memes = large_catalog()
    index = index_of(memes)
    scorer = Scorer(index, words_in(index, "cat"))
    longer = set(index.terms_with_prefix(b"cat")[1:])
    for doc in range(0, 700, 7):
        line = index.forward_terms[index.forward_offsets[doc] : index.forward_offsets[doc + 1]]
        answer = scorer.standing(doc).answers[0]
        if term_number(index, "cat") in line:
            assert answer
            assert answer.term == term_number(index, "cat")
        elif longer & set(line):
            assert answer
            assert answer.quality.rank == 1


INDEX = index_of(
    [
        meme(1, text="cat and much more", lang="en"),
        meme(2, text="cat cat", lang="ru", lat=0.0, lon=5.0),
        meme(3, text="dog", lat=0.0, lon=0.1),
        meme(4, text="cat dog x y", lat=0.0, lon=0.1),
        meme(5, text="cat dog x z", md5="aa", lat=0.0, lon=0.0),
        meme(6, text="a cat dog cat", md5="aa", lat=0.0, lon=0.0),
    ]
)
BACKEND = PlainBackend(INDEX)
NO_TIE = TieBreak(INDEX, None, ())
NEAR = TieBreak(INDEX, Distances(INDEX, 0.0, 0.0), ())


def test_the_memes_in_which_a_term_weighs_the_most_come_first_then_the_earlier() -> None:
    cat = words_in(INDEX, "cat")[0][0]
    assert list(BACKEND.heaviest_first(cat, NO_FILTERS, NO_TIE)) == [1, 5, 0, 3, 4]
    assert list(BACKEND.heaviest_first(cat, NO_FILTERS, NEAR)) == [5, 1, 3, 4, 0]


@pytest.mark.parametrize(("words", "expected"), [(("cat", "dog"), [5, 3, 4]), (("dog", "z"), [4])])
def test_memes_with_all_the_whole_words_come_by_relevance(words: tuple[str, ...], expected: list[int]) -> None:
    sought = all_of(words_in(INDEX, *words, fuzzy=False))
    assert list(BACKEND.whole_words_first(sought, NO_FILTERS, NO_TIE)) == expected
    assert list(BACKEND.best_first(sought, NO_FILTERS, NO_TIE)) == expected
    assert sorted(BACKEND.found(sought, NO_FILTERS)) == sorted(expected)


def test_only_memes_that_pass_are_found() -> None:
    russian = Filters(languages=frozenset([1]))
    sought = all_of(words_in(INDEX, "cat"))
    assert list(BACKEND.all_that_pass(russian, NO_TIE)) == [1]
    assert BACKEND.found(sought, russian) == [1]
    assert list(BACKEND.heaviest_first(sought.words[0][0], russian, NO_TIE)) == [1]


def test_all_memes_come_in_the_order_of_equals_if_no_word_is_asked_for() -> None:
    assert list(BACKEND.all_that_pass(NO_FILTERS, NO_TIE)) == [0, 1, 2, 3, 4, 5]
    assert list(BACKEND.all_that_pass(NO_FILTERS, NEAR)) == [2, 3, 4, 5, 1, 0]


def test_memes_nearby_come_by_distance_then_standing_and_those_without_a_place_last() -> None:
    distances, sought = Distances(INDEX, 0.0, 0.0), all_of(words_in(INDEX, "cat"))
    assert [near.doc for near in BACKEND.nearby(sought, NO_FILTERS, distances)] == [5, 4, 3, 1, 0]
    nothing = all_of([])
    assert [near.doc for near in BACKEND.nearby(nothing, NO_FILTERS, distances)] == [4, 5, 2, 3, 1, 0]


def test_a_ring_holds_its_outer_border_but_not_its_inner() -> None:
    distances, nothing = Distances(INDEX, 0.0, 0.0), all_of([])
    far = distances.roughly_km(3)
    assert far is not None
    assert [near.doc for near in BACKEND.nearby_within(nothing, NO_FILTERS, distances, (0.0, far))] == [2, 3]
    assert [near.doc for near in BACKEND.nearby_within(nothing, NO_FILTERS, distances, (far, 1000.0))] == [1]


def test_copies_count_as_one() -> None:
    assert BACKEND.count_groups([0, 4, 5]) == 2
    assert BACKEND.count_groups([]) == 0
