import numpy as np
import pytest
from hypothesis import assume, given

from maas_cli.search import IndexFile
from maas_cli.search.coarse import Coarse, holders_of_all, sought_memes, whole_words
from maas_cli.search.expansion import Quality, QueryWord
from maas_cli.search.scorer import Scorer
from maas_cli.search.sought import Sought, Words
from tests.factories import index_of, meme, memes_of
from tests.unit.search.drawn import A_THIRD, Seeking, large_catalog, seekings

WHOLE = Quality(0, 0)


def assert_bounds(index: IndexFile, sought: Sought, coarse: Coarse) -> None:
    """Hold the memes and the bounds of their keys against a close look at every meme."""
    scorer = Scorer(index, sought.words)
    close = {doc: scorer.standing(doc) for doc in range(index.doc_count)}
    assert coarse.docs.tolist() == [doc for doc, standing in close.items() if standing.is_sought(sought)]
    bounds = zip(coarse.docs.tolist(), coarse.best.tolist(), coarse.worst.tolist(), strict=True)
    assert all(best <= close[doc].key <= worst for doc, best, worst in bounds)


@A_THIRD
@given(seekings())
def test_the_memes_sought_are_found_and_no_bonus_takes_them_out_of_their_bounds(seeking: Seeking) -> None:
    assert_bounds(seeking.file, seeking.sought, sought_memes(seeking.file, seeking.sought))


@A_THIRD
@given(seekings())
def test_so_it_is_with_whole_words(seeking: Seeking) -> None:
    index = seeking.file
    words = [word[:1] for word in seeking.sought.words if word and word[0].quality == WHOLE and len(word[0].terms) == 1]
    assume(words)
    for steps in (0, 12, 10**6):  # as if looking one up were free, as it is, and as if it took very long
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("maas_cli.search.coarse._STEPS_PER_LOOK_UP", steps)
            assert_bounds(index, Sought.of(words, [True] * len(words), 0), of_whole_words(index, words))


@pytest.mark.parametrize("words", [("cat",), ("ca", "owl"), ("paranoid", "parrot", "grumpy"), ("wonderfl", "awkward")])
def test_so_it_is_in_a_large_catalogue(words: tuple[str, ...]) -> None:
    index = index_of(large_catalog())
    expansions = [QueryWord(index, word, fuzzy=True, is_open=True).all for word in words]
    for most_missing in (0, len(words) // 2):
        sought = Sought.of(expansions, [number < 1 for number in range(len(words))], most_missing)
        assert_bounds(index, sought, sought_memes(index, sought))


def of_whole_words(index: IndexFile, words: Words) -> Coarse:
    return whole_words(index, words, *holders_of_all(index, words))


def one_word_each(index: IndexFile, *words: str) -> Coarse:
    return of_whole_words(index, [QueryWord(index, word, fuzzy=False, is_open=False).exact for word in words])


def test_one_word_in_a_caption_can_earn_no_bonus() -> None:
    coarse = one_word_each(index_of(memes_of("cat", "cat cat", "dog")), "cat")
    assert coarse.docs.tolist() == [0, 1]
    assert coarse.best.tolist() == coarse.worst.tolist()


def test_only_a_name_whose_words_are_all_asked_for_may_earn_a_bonus() -> None:
    index = index_of([meme(1, "Grumpy Cat", "x"), meme(2, "Grumpy Cat Dog", "x"), meme(3, "", "grumpy cat x")])
    coarse = one_word_each(index, "grumpy", "cat")
    bonuses = (coarse.worst - coarse.best).tolist()
    assert bonuses[0] > bonuses[1] == bonuses[2] > 0


def test_words_that_no_meme_holds_together_find_none() -> None:
    assert one_word_each(index_of(memes_of("cat", "dog", "cats dog")), "cat", "dog").docs.tolist() == []


def test_some_of_the_memes_keep_their_bounds() -> None:
    coarse = Coarse(np.array([4, 5, 6]), np.array([40, 50, 60]), np.array([4, 5, 6])).at(np.array([0, 2]))
    assert (coarse.docs.tolist(), coarse.worst.tolist(), coarse.best.tolist()) == ([4, 6], [40, 60], [4, 6])
