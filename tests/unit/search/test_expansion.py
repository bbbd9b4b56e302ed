import pytest

from maas_cli.models.search import MatchKind
from maas_cli.search.expansion import Quality, expand
from tests.factories import index_of, memes_of, terms_of

INDEX = index_of(
    memes_of(
        "cat cats catalogue concatenate cast at a an",
        "猫 猫が好き 好きな猫 大好き",
        "parrot parrots unparrot",
        "parro parro",
    )
)


def answers(word: str, *, fuzzy: bool = True, is_last: bool = True) -> dict[str, tuple[MatchKind, int]]:
    return {
        term: (quality.kind, quality.typos)
        for quality, terms in expand(INDEX, word, fuzzy=fuzzy, is_last=is_last)
        for term in terms_of(INDEX, terms)
    }


def test_a_word_is_answered_whole_by_prefix_by_substring_and_by_typo() -> None:
    assert answers("parrot") == {
        "parrot": (MatchKind.WORD, 0),
        "parrots": (MatchKind.PREFIX, 0),
        "unparrot": (MatchKind.SUBSTRING, 0),
        "parro": (MatchKind.TYPO, 1),
    }


def test_the_best_quality_comes_first() -> None:
    qualities = [quality for quality, _ in expand(INDEX, "parrot", fuzzy=True, is_last=True)]
    assert qualities == sorted(qualities)


def test_a_word_that_no_meme_holds_still_has_prefixes() -> None:
    assert answers("catal") == {"catalogue": (MatchKind.PREFIX, 0)}


def test_exactly_only_the_word_itself_answers() -> None:
    assert answers("cat", fuzzy=False) == {"cat": (MatchKind.WORD, 0)}
    assert answers("catal", fuzzy=False) == {}


def test_one_letter_is_a_prefix_only_at_the_end_of_the_query() -> None:
    assert answers("a", is_last=False) == {"a": (MatchKind.WORD, 0)}
    assert answers("a", is_last=True) == {
        "a": (MatchKind.WORD, 0),
        "an": (MatchKind.PREFIX, 0),
        "at": (MatchKind.PREFIX, 0),
    }


def test_substrings_need_three_letters() -> None:
    assert "concatenate" not in answers("at")
    assert answers("cat")["concatenate"] == (MatchKind.SUBSTRING, 0)


@pytest.mark.parametrize("is_last", [True, False])
def test_one_letter_suffices_in_scripts_without_blanks(is_last: bool) -> None:
    assert answers("猫", is_last=is_last) == {
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
        (Quality(2, 0), MatchKind.TYPO),
    ],
)
def test_a_quality_is_of_a_kind(quality: Quality, kind: MatchKind) -> None:
    assert quality.kind is kind
