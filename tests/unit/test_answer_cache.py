"""Answers kept for questions that come again."""

from hypothesis import given
from hypothesis import strategies as st

from maas_cli.answer_cache import AnswerCache
from maas_cli.models.search import SearchRequest

ENTRY = 1_000


def request(number: int) -> SearchRequest:
    return SearchRequest(f"query {number}")


def test_an_answer_is_kept_for_just_its_question() -> None:
    cache = AnswerCache[bytes](100_000)
    cache.keep(request(1), b"lines", 5)
    assert cache.find(request(1)) == b"lines"
    assert cache.find(request(2)) is None
    assert cache.find(SearchRequest("query 1", fuzzy=False)) is None


def test_what_was_not_asked_for_the_longest_gives_way() -> None:
    cache = AnswerCache[int](8 * (ENTRY + 100))
    for number in range(8):
        cache.keep(request(number), number, 100)
    cache.find(request(0))
    cache.keep(request(8), 8, 100)
    kept = [number for number in range(9) if cache.find(request(number)) is not None]
    assert kept == [0, 2, 3, 4, 5, 6, 7, 8]


def test_one_answer_never_pushes_out_all_others() -> None:
    cache = AnswerCache[int](8 * (ENTRY + 100))
    cache.keep(request(1), 1, 100)
    cache.keep(request(2), 2, 101)
    assert (cache.fits(100), cache.fits(101)) == (True, False)
    assert cache.find(request(1)) is not None
    assert cache.find(request(2)) is None


def test_an_answer_kept_again_takes_its_room_once() -> None:
    cache = AnswerCache[int](8 * (ENTRY + 100))
    cache.keep(request(0), 0, 100)
    for _ in range(20):
        cache.keep(request(1), 1, 100)
    assert (cache.find(request(0)), cache.find(request(1))) == (0, 1)


def test_nothing_is_kept_without_room() -> None:
    cache = AnswerCache[int](0)
    cache.keep(request(1), 1, 0)
    assert cache.find(request(1)) is None


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 900)), max_size=60))
def test_it_answers_as_a_dictionary_does_or_not_at_all_and_keeps_within_its_bytes(steps: list[tuple[int, int]]) -> None:
    cache, truth = AnswerCache[int](16_000), dict[int, int]()
    for number, length in steps:
        cache.keep(request(number), length, length)
        truth[number] = length
        kept = {number: cache.find(request(number)) for number in truth}
        assert all(answer in (None, truth[number]) for number, answer in kept.items())
        assert sum(length + ENTRY for length in kept.values() if length is not None) <= 16_000
