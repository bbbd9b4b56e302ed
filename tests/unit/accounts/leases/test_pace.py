from hypothesis import given
from hypothesis import strategies as st

from maas_cli.accounts.leases.pace import FEWEST, MOST, Pace


def test_a_new_user_gets_few_tokens_and_twice_as_many_each_time_they_run_out() -> None:
    pace = Pace(at=0)

    assert [pace.wanted_now() for _ in range(3)] == [2 * FEWEST, 4 * FEWEST, 8 * FEWEST]


def test_a_lease_is_filled_up_to_what_a_second_takes_when_half_of_it_is_gone() -> None:
    pace = Pace(at=0)
    pace.measure(used=500, at=0.5)

    assert pace.wanted(left=500) == 0
    assert pace.wanted(left=499) == 501
    assert pace.wanted(left=0) == 1000


def test_the_target_falls_slowly_when_calls_cease() -> None:
    pace = Pace(at=0)
    pace.measure(used=1000, at=1)
    pace.measure(used=1000, at=2)
    assert pace.wanted(left=0) == 500

    pace.measure(used=1000, at=60)
    assert pace.wanted(left=0) == FEWEST


def test_far_more_than_will_be_needed_is_given_back() -> None:
    pace = Pace(at=0)

    assert pace.kept(left=4 * FEWEST) is None
    assert pace.kept(left=4 * FEWEST + 1) == FEWEST


def test_a_moment_is_too_short_to_tell_a_rate() -> None:
    pace = Pace(at=0)
    pace.measure(used=100, at=0.001)

    assert pace.wanted(left=0) == FEWEST
    assert pace.at == 0


@given(st.lists(st.tuples(st.integers(0, 10**6), st.floats(0, 100))))
def test_no_lease_is_larger_than_what_one_may_lose(steps: list[tuple[int, float]]) -> None:
    pace, used, at = Pace(at=0), 0, 0.0
    for calls, seconds in steps:
        used, at = used + calls, at + seconds
        pace.measure(used, at)
        assert FEWEST <= pace.wanted(left=0) <= MOST
        assert FEWEST <= pace.wanted_now() <= MOST
