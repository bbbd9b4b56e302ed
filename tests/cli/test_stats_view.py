"""Statistics as text."""

import pytest

from maas_cli.cli.layout import unstyled, width
from maas_cli.cli.stats_view import format_days, user_view, users_table
from tests.cli.samples import stats_of


def test_a_user_at_a_glance() -> None:
    assert unstyled(user_view(stats_of([0, 4, 8, 0, 20]))).splitlines() == [
        "Alice  user 10",
        "982 tokens left, enough for 54 days at this rate",
        "20 calls today, 18.1 a day lately",
        "",
        "calls by endpoint",
        "  cli/search  32  ██████████████████████████████",
        "  /api/memes  16  ███████████████",
        "",
        "calls a day, at most 20 on 2026-03-31",
        "   ▂▄ █",
        "  5 days, 2026-03-27 to 2026-03-31, UTC",
    ]


def test_a_user_who_has_never_called() -> None:
    assert unstyled(user_view(stats_of([0, 0], days_left=None, disabled=True))).splitlines() == [
        "Alice  user 10, disabled",
        "982 tokens left, no calls lately",
        "0 calls today, 18.1 a day lately",
    ]


def test_one_call_is_not_calls() -> None:
    assert "\n1 call today" in unstyled(user_view(stats_of([1])))


def test_all_users_fit_80_columns() -> None:
    everyone = [stats_of([9] * 30), stats_of([0] * 30, uid=20, disabled=True, days_left=None)]
    lines = unstyled(users_table(everyone, 80)).splitlines()
    assert lines == [
        "id  name              balance  calls  today  a day  days left  last 14 days",
        "─" * 77,
        "10  Alice                 982    405      9   18.1         54  ██████████████",
        "20  Alice (disabled)      982      0      0   18.1",
    ]
    assert max(map(width, lines)) <= 80


@pytest.mark.parametrize(("days", "shown"), [(0.04, "0.0"), (9.94, "9.9"), (9.96, "10"), (12345.6, "12,346")])
def test_few_days_have_a_decimal(days: float, shown: str) -> None:
    assert format_days(days) == shown
