from collections.abc import Sequence

from hypothesis import given

from maas_cli.models.meme import Meme
from maas_cli.models.search import SearchRequest
from maas_cli.search import IndexFile
from maas_cli.search.expansion import QueryWord
from maas_cli.search.scorer import Scorer
from maas_cli.search.scoring import ADJACENT_BONUS, IDF_UNITS, NAME_WEIGHT, NEAR_BONUS
from maas_cli.search.sought import Standing, Words
from tests.factories import index_of, meme, memes_of, term_number
from tests.unit.search.drawn import A_THIRD, Seeking, catalogs, large_catalog, seekings
from tests.unit.search.reference import Reference


def words_in(index: IndexFile, *words: str) -> Words:
    """Return the expansions of some words."""
    return [QueryWord(index, word, fuzzy=True, is_open=True).all for word in words]


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


@A_THIRD
@given(seekings())
def test_a_meme_has_a_key_only_if_it_is_sought_and_it_is_that_of_where_it_stands(seeking: Seeking) -> None:
    scorer = Scorer(seeking.file, seeking.sought.words)
    for doc in range(seeking.file.doc_count):
        standing = scorer.standing(doc)
        assert scorer.key(doc, seeking.sought) == (standing.key if standing.is_sought(seeking.sought) else None)
