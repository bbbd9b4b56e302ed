from collections.abc import Callable

from maas_cli.search.expansion import Expansion, Quality
from maas_cli.search.matching import Matches, TermMatch, Tier, docs_with_all, docs_with_half, match_word, tier_of
from tests.factories import index_of, memes_of, term_number

WHOLE, PREFIX, ONE_TYPO = Quality(0, 0), Quality(0, 1), Quality(1, 0)
INDEX = index_of(memes_of("cat", "cats", "cat cats cats", "dog"))
CAT, CATS = term_number(INDEX, "cat"), term_number(INDEX, "cats")


def match(*expansions: Expansion, keep: Callable[[int], bool] = lambda _: True) -> dict[int, tuple[Quality, int]]:
    return {doc: (found.quality, found.term) for doc, found in match_word(INDEX, expansions, keep).items()}


def test_a_meme_is_matched_by_its_best_quality() -> None:
    found = match(Expansion(WHOLE, [CAT]), Expansion(PREFIX, [CATS]))
    assert found == {0: (WHOLE, CAT), 2: (WHOLE, CAT), 1: (PREFIX, CATS)}


def test_within_a_quality_the_more_relevant_term_matches() -> None:
    assert match(Expansion(PREFIX, [CAT, CATS]))[2] == (PREFIX, CATS)


def test_between_equals_the_earlier_term_matches() -> None:
    index = index_of(memes_of("catb cata"))
    terms = [term_number(index, "cata"), term_number(index, "catb")]
    assert match_word(index, [Expansion(PREFIX, terms)], lambda _: True)[0].term == terms[0]


def test_memes_that_are_not_kept_do_not_match() -> None:
    assert match(Expansion(WHOLE, [CAT, CATS]), keep=lambda doc: doc != 2) == {0: (WHOLE, CAT), 1: (WHOLE, CATS)}


def matches(**qualities: Quality) -> Matches:
    return {int(doc.strip("_")): TermMatch(quality, 1, 0) for doc, quality in qualities.items()}


FIRST, SECOND = matches(_1=WHOLE, _2=PREFIX), matches(_2=ONE_TYPO, _3=WHOLE, _4=WHOLE)


def test_memes_with_all_words_are_those_in_every_word_s_matches() -> None:
    assert docs_with_all([FIRST, SECOND]) == {2}
    assert docs_with_all([FIRST]) == {1, 2}


def test_memes_with_half_of_the_words_are_in_the_matches_of_as_many() -> None:
    assert docs_with_half([FIRST, SECOND]) == {1, 2, 3, 4}
    assert docs_with_half([FIRST, SECOND, {}]) == set(FIRST) & set(SECOND)


def test_terms_that_a_mistyped_word_may_stand_for_count_as_if_equally_frequent() -> None:
    index = index_of(memes_of("parrot one", "parrot two", "parrot three", "carrot one"))
    typos = Expansion(ONE_TYPO, [term_number(index, "parrot"), term_number(index, "carrot")])
    impacts = {match.impact for match in match_word(index, [typos], lambda _: True).values()}
    assert len(impacts) == 1


def test_a_tier_counts_missing_words_typos_and_ranks() -> None:
    assert tier_of([FIRST, SECOND], 2) == Tier(missing=0, typos=1, ranks=1)
    assert tier_of([FIRST, SECOND], 3) == Tier(missing=1, typos=0, ranks=0)
