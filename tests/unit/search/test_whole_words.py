from hypothesis import assume, given

from maas_cli.search.expansion import Quality, QueryWord
from maas_cli.search.scorer import Scorer
from maas_cli.search.whole_words import WholeWords
from tests.factories import index_of, meme, memes_of
from tests.unit.search.drawn import A_THIRD, Seeking, seekings


@A_THIRD
@given(seekings())
def test_memes_with_all_the_words_are_found_and_as_relevant_as_where_they_stand(seeking: Seeking) -> None:
    index = seeking.file
    words = [
        word[:1]
        for word in seeking.sought.words
        if word and word[0].quality == Quality(0, 0) and len(word[0].terms) == 1
    ]
    assume(words)
    whole, scorer = WholeWords(index, words), Scorer(index, words)
    relevant = {doc: relevance + whole.bonus(doc) for doc, relevance in whole.holders()}
    standings = {doc: scorer.standing(doc) for doc in range(index.doc_count)}
    assert relevant == {doc: standing.relevance for doc, standing in standings.items() if standing.missing == 0}


def test_words_that_no_meme_holds_together_find_none() -> None:
    index = index_of(memes_of("cat", "dog", "cats dog"))
    words = [QueryWord(index, word, fuzzy=False, is_open=False).exact for word in ("cat", "dog")]
    assert WholeWords(index, words).holders() == []


def test_a_name_of_one_word_over_and_over_earns_nothing() -> None:
    index = index_of([meme(1, "cat cat", "dog"), meme(2, "cat dog", "x")])
    words = [QueryWord(index, word, fuzzy=False, is_open=False).exact for word in ("cat",)]
    assert [WholeWords(index, words).bonus(doc) for doc in (0, 1)] == [0, 0]
