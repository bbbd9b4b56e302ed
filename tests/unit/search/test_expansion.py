import pytest

from maas_cli.models.search import MatchKind
from maas_cli.search.expansion import Quality, QueryWord
from maas_cli.search.scoring import inverse_document_frequency
from tests.factories import index_of, memes_of, terms_of

INDEX = index_of(
    memes_of(
        "cat cats catalogue concatenate cast at a an",
        "猫 猫が好き 好きな猫 大好き",
        "parrot parrots unparrot",
        "parro parro",
        "кот котик",
        "kot mem мем",
    )
)


def answers(word: str, *, fuzzy: bool = True, is_open: bool = True) -> dict[str, tuple[MatchKind, int]]:
    return {
        term: (expansion.quality.kind, expansion.quality.typos)
        for expansion in QueryWord(INDEX, word, fuzzy=fuzzy, is_open=is_open).all
        for term in terms_of(INDEX, expansion.terms)
    }


def test_a_word_is_answered_whole_by_prefix_by_substring_and_by_typo() -> None:
    assert answers("parrot") == {
        "parrot": (MatchKind.WORD, 0),
        "parrots": (MatchKind.PREFIX, 0),
        "unparrot": (MatchKind.SUBSTRING, 0),
        "parro": (MatchKind.TYPO, 1),
    }


def test_the_best_quality_comes_first() -> None:
    qualities = [expansion.quality for expansion in QueryWord(INDEX, "parrot", fuzzy=True, is_open=True).all]
    assert qualities == sorted(set(qualities))


def test_expansions_come_in_turn_as_they_stand_in_the_whole() -> None:
    for word, fuzzy in (("parrot", True), ("parrot", False), ("catal", True), ("kot", True)):
        query_word = QueryWord(INDEX, word, fuzzy=fuzzy, is_open=True)
        assert list(query_word.in_turn()) == query_word.all


@pytest.mark.parametrize("word", ["cat", "猫", "kot", "koko", "parrot"])
def test_a_term_answers_once_by_its_best_quality(word: str) -> None:
    index = index_of(
        memes_of("cat catcat concatcat 猫 猫猫 子猫猫 kot kotkot кот котик koko kokoko коко parrot parrotparrot")
    )
    expansions = QueryWord(index, word, fuzzy=True, is_open=True).all
    terms = [term for expansion in expansions for term in expansion.terms]
    assert len(set(terms)) == len(terms)
    for expansion in expansions:
        assert list(expansion.terms) == sorted(expansion.terms)


def test_without_typos_is_all_but_what_needs_one() -> None:
    word = QueryWord(INDEX, "parrot", fuzzy=True, is_open=True)
    assert word.without_typos == [expansion for expansion in word.all if not expansion.quality.typos]
    assert QueryWord(INDEX, "parrot", fuzzy=False, is_open=True).without_typos == word.exact


def test_terms_of_one_quality_are_as_rare_as_all_of_them() -> None:
    (typo,) = QueryWord(INDEX, "parrox", fuzzy=True, is_open=True).all
    assert terms_of(INDEX, typo.terms) == ["parro", "parrot"]
    assert typo.postings == 2
    assert typo.idf == inverse_document_frequency(6, 2)


def test_a_word_is_also_looked_for_in_the_other_script() -> None:
    assert answers("kot") == {"kot": (MatchKind.WORD, 0), "кот": (MatchKind.SCRIPT, 0)}
    assert answers("мем") == {"мем": (MatchKind.WORD, 0), "mem": (MatchKind.SCRIPT, 0)}
    assert answers("kot", fuzzy=False) == {"kot": (MatchKind.WORD, 0)}


def test_a_term_in_the_other_script_is_not_a_typo_as_well() -> None:
    index = index_of(memes_of("privet привет"))
    kinds = [expansion.quality.kind for expansion in QueryWord(index, "privet", fuzzy=True, is_open=True).all]
    assert kinds == [MatchKind.WORD, MatchKind.SCRIPT]


def test_a_word_that_no_meme_holds_still_has_prefixes() -> None:
    assert answers("catal") == {"catalogue": (MatchKind.PREFIX, 0)}


def test_exactly_only_the_word_itself_answers() -> None:
    assert answers("cat", fuzzy=False) == {"cat": (MatchKind.WORD, 0)}
    assert answers("catal", fuzzy=False) == {}


def test_one_letter_is_a_prefix_only_where_the_word_may_still_be_growing() -> None:
    assert answers("a", is_open=False) == {"a": (MatchKind.WORD, 0)}
    assert answers("a", is_open=True) == {
        "a": (MatchKind.WORD, 0),
        "an": (MatchKind.PREFIX, 0),
        "at": (MatchKind.PREFIX, 0),
    }


def test_substrings_need_three_letters() -> None:
    assert "concatenate" not in answers("at")
    assert answers("cat")["concatenate"] == (MatchKind.SUBSTRING, 0)


@pytest.mark.parametrize("is_open", [True, False])
def test_one_letter_suffices_in_scripts_without_blanks(is_open: bool) -> None:
    assert answers("猫", is_open=is_open) == {
        "猫": (MatchKind.WORD, 0),
        "猫が好き": (MatchKind.PREFIX, 0),
        "好きな猫": (MatchKind.SUBSTRING, 0),
    }


@pytest.mark.parametrize(
    ("quality", "kind"),
    [
        (Quality(0, 0), MatchKind.WORD),
        (Quality(0, 1), MatchKind.PREFIX),
        (Quality(0, 2), MatchKind.SUBSTRING),
        (Quality(0, 3), MatchKind.SCRIPT),
        (Quality(2, 0), MatchKind.TYPO),
    ],
)
def test_a_quality_is_of_a_kind(quality: Quality, kind: MatchKind) -> None:
    assert quality.kind is kind
