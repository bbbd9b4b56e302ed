from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from maas_cli.search.expansion import Expansion, Quality
from maas_cli.search.sought import MOST_RELEVANT, Answer, Nearby, Sought, Standing, postings_of

WHOLE, PREFIX = Quality(0, 0), Quality(0, 1)

standings = st.builds(
    Standing,
    st.integers(0, 16),
    st.integers(0, 32),
    st.integers(0, 48),
    st.integers(0, MOST_RELEVANT - 1),
    st.just(()),
)
"""All there can be of 16 words."""


def word(*postings: int) -> list[Expansion]:
    """Return a word of expansions with so many postings, each of one term of that number."""
    return [Expansion(Quality(0, rank), [count], count, 1) for rank, count in enumerate(postings)]


def driving(words: list[list[Expansion]], required: list[bool], most_missing: int) -> list[int]:
    """Return how many postings each of the drivers has."""
    return [expansion.postings for expansion in Sought.of(words, required, most_missing).drivers]


def test_a_word_has_the_postings_of_all_its_expansions() -> None:
    assert postings_of(word(3, 4)) == 7
    assert postings_of([]) == 0


def test_if_every_word_is_wanted_the_one_that_the_fewest_memes_hold_drives() -> None:
    sought = Sought.of([word(50), word(3, 4), word(9)], [True] * 3, 0)
    assert [expansion.postings for expansion in sought.drivers] == [3, 4]
    assert sought.candidates == 7


def test_where_words_may_be_missing_one_more_than_those_drive() -> None:
    assert driving([word(50), word(3, 4), word(9)], [False] * 3, 1) == [3, 4, 9]


def test_a_required_word_drives_alone_if_it_is_rarer_than_the_others_together() -> None:
    assert driving([word(50), word(30), word(9)], [True, False, False], 1) == [9, 30]
    assert driving([word(35), word(30), word(9)], [True, False, False], 1) == [35]


def test_a_required_word_that_no_meme_holds_leaves_no_candidates() -> None:
    sought = Sought.of([word(50), []], [False, True], 1)
    assert (sought.drivers, sought.candidates) == ([], 0)


def test_of_no_words_every_meme_is_sought_and_none_drives() -> None:
    sought = Sought.of([], (), 0)
    assert (sought.drivers, sought.candidates) == ([], 0)


@given(st.lists(st.tuples(st.integers(0, 9), st.booleans()), min_size=1, max_size=5), st.data())
def test_whoever_is_sought_answers_a_driver(drawn: list[tuple[int, bool]], data: st.DataObject) -> None:
    words = [word(count + 10 * number) for number, (count, _) in enumerate(drawn)]
    required = [needed for _, needed in drawn]
    most_missing = data.draw(st.integers(0, len(words) - 1))
    sought = Sought.of(words, required, most_missing)
    answered = data.draw(st.lists(st.booleans(), min_size=len(words), max_size=len(words)))
    answers = [Answer(WHOLE, held[0].postings) if there else None for held, there in zip(words, answered, strict=True)]
    standing = Standing(answered.count(False), 0, 0, 0, tuple(answers))
    if standing.is_sought(sought):
        assert {answer.term for answer in answers if answer} & {driver.postings for driver in sought.drivers}


def test_a_meme_is_sought_if_it_lacks_no_more_words_than_allowed_and_none_that_is_required() -> None:
    words, answer = [word(1), word(2), word(3)], Answer(PREFIX, 1)
    sought = Sought.of(words, [True, False, False], 1)
    assert Standing(0, 0, 3, 0, (answer, answer, answer)).is_sought(sought)
    assert Standing(1, 0, 2, 0, (answer, None, answer)).is_sought(sought)
    assert not Standing(1, 0, 2, 0, (None, answer, answer)).is_sought(sought)
    assert not Standing(2, 0, 1, 0, (answer, None, None)).is_sought(sought)


@given(st.lists(standings, min_size=2, max_size=20))
def test_the_key_of_a_standing_sorts_as_its_parts_do_and_is_above_0(drawn: list[Standing]) -> None:
    parts = [(standing.missing, standing.typos, standing.ranks, -standing.relevance) for standing in drawn]
    keys = [standing.key for standing in drawn]
    assert [part for _, part in sorted(zip(keys, parts, strict=True))] == sorted(parts)
    assert all(0 < key < 2**63 for key in keys)


def test_fewer_missing_words_come_before_fewer_typos_better_kinds_and_more_relevance() -> None:
    best_first = [
        Standing(0, 0, 0, 9, ()),
        Standing(0, 0, 0, 8, ()),
        Standing(0, 0, 1, 90, ()),
        Standing(0, 1, 0, 900, ()),
        Standing(1, 0, 0, 9000, ()),
    ]
    assert all(better.key < worse.key for better, worse in pairwise(best_first))


def test_what_is_nearby_ends_with_the_meme() -> None:
    assert Nearby(0, 1.5, (0, 1, -2, 33)).doc == 33
