from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maas_cli.errors import InvalidInputError
from maas_cli.models.users import DailyCalls, User
from maas_cli.stats import user_stats

TODAY = date(2024, 3, 2)
ALICE = User(10, "Alice", 100)


def _ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def test_every_day_is_listed_oldest_first_and_today_last() -> None:
    stats = user_stats(ALICE, {TODAY: 3, _ago(2): 5}, TODAY, days=4)

    assert stats.user is ALICE
    assert stats.today == 3
    assert stats.daily == (
        DailyCalls(date(2024, 2, 28), 0),
        DailyCalls(date(2024, 2, 29), 5),
        DailyCalls(date(2024, 3, 1), 0),
        DailyCalls(TODAY, 3),
    )


def test_thirty_days_are_listed_unless_asked_otherwise() -> None:
    assert len(user_stats(ALICE, {}, TODAY).daily) == 30


def test_without_calls_there_is_no_rate_and_no_end() -> None:
    stats = user_stats(ALICE, {}, TODAY)

    assert (stats.today, stats.per_day, stats.days_left) == (0, 0.0, None)


def test_a_user_who_began_today_spends_at_the_rate_of_today() -> None:
    stats = user_stats(ALICE, {TODAY: 10}, TODAY)

    assert (stats.per_day, stats.days_left) == (10.0, 10.0)


def test_a_user_who_began_two_days_ago_spends_at_the_mean_of_three_days() -> None:
    stats = user_stats(ALICE, {_ago(2): 5, TODAY: 1}, TODAY)

    assert (stats.per_day, stats.days_left) == (2.0, 50.0)


def test_the_rate_is_the_mean_of_the_last_seven_days_for_those_longer_with_us() -> None:
    stats = user_stats(ALICE, {_ago(20): 900, _ago(7): 900, _ago(6): 6, TODAY: 8}, TODAY)

    assert (stats.per_day, stats.days_left) == (2.0, 50.0)


def test_who_called_nothing_lately_has_no_end_in_sight() -> None:
    stats = user_stats(ALICE, {_ago(20): 900}, TODAY)

    assert (stats.per_day, stats.days_left) == (0.0, None)


def test_an_empty_balance_lasts_no_day() -> None:
    assert user_stats(User(10, "Alice", 0), {TODAY: 10}, TODAY).days_left == 0.0


def test_days_to_come_and_days_of_zero_do_not_count() -> None:
    stats = user_stats(ALICE, {_ago(-1): 50, TODAY: 10, _ago(5): 0}, TODAY)

    assert stats.per_day == 10.0
    assert stats.daily[-1] == DailyCalls(TODAY, 10)


def test_the_rate_does_not_depend_on_how_many_days_are_listed() -> None:
    daily = {_ago(3): 4, TODAY: 4}

    assert user_stats(ALICE, daily, TODAY, days=1).per_day == user_stats(ALICE, daily, TODAY).per_day == 2.0


@pytest.mark.parametrize("days", [0, -3])
def test_less_than_one_day_is_refused(days: int) -> None:
    with pytest.raises(InvalidInputError, match=f"days must be 1 and up, not {days}"):
        user_stats(ALICE, {}, TODAY, days=days)


@given(
    calls=st.dictionaries(st.integers(-3, 40).map(_ago), st.integers(0, 1000)),
    balance=st.integers(0, 2**63 - 1),
    days=st.integers(1, 40),
)
def test_the_figures_agree_with_each_other(calls: dict[date, int], balance: int, days: int) -> None:
    stats = user_stats(User(10, "Alice", balance), calls, TODAY, days)

    assert len(stats.daily) == days
    assert stats.daily[-1] == DailyCalls(TODAY, stats.today)
    assert [entry.day for entry in stats.daily] == sorted({entry.day for entry in stats.daily})
    assert sum(entry.calls for entry in stats.daily) <= sum(calls.values())
    if stats.days_left is None:
        assert sum(calls.get(_ago(ago), 0) for ago in range(7)) == 0
    else:
        assert stats.days_left * stats.per_day == pytest.approx(balance)
