from hypothesis import given
from hypothesis import strategies as st

from maas_cli.tui.call_rate import KEPT_SECONDS, CallRate


def test_the_first_count_says_nothing_about_a_rate() -> None:
    rate = CallRate()
    rate.count(500, 1.0)
    assert rate.rates == ()


def test_a_rate_is_the_calls_that_came_since_the_last_count() -> None:
    rate = CallRate()
    for second, total in enumerate((10, 10, 13, 20)):
        rate.count(total, float(second))
    assert rate.rates == (0.0, 3.0, 7.0)


def test_a_pause_counts_as_that_many_seconds_of_the_same_rate() -> None:
    rate = CallRate()
    rate.count(0, 0.0)
    rate.count(30, 3.0)
    assert rate.rates == (10.0, 10.0, 10.0)


def test_a_total_that_fell_begins_anew() -> None:
    rate = CallRate()
    rate.count(100, 0.0)
    rate.count(5, 1.0)
    rate.count(6, 2.0)
    assert rate.rates == (1.0,)


def test_a_clock_that_stands_still_adds_nothing() -> None:
    rate = CallRate()
    rate.count(1, 5.0)
    rate.count(2, 5.0)
    assert rate.rates == ()


def test_what_is_forgotten_is_not_shown() -> None:
    rate = CallRate()
    rate.count(0, 0.0)
    rate.count(9, 1.0)
    rate.forget()
    assert rate.rates == ()
    rate.count(50, 2.0)
    assert rate.rates == ()


@given(st.lists(st.tuples(st.integers(0, 10**9), st.floats(0, 10**5)), max_size=200))
def test_no_rate_is_negative_and_no_more_is_kept_than_shown(counts: list[tuple[int, float]]) -> None:
    rate = CallRate()
    for total, at_seconds in counts:
        rate.count(total, at_seconds)
    assert len(rate.rates) <= KEPT_SECONDS
    assert all(calls >= 0 for calls in rate.rates)
