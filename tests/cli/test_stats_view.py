"""Statistics as text."""

from dataclasses import replace

import pytest
from rich.console import RenderableType

from maas_cli.cli.drawing import drawn
from maas_cli.cli.stats_view import bare_user_view, format_days, user_view, users_table
from tests.cli.samples import stats_of


def plain(view: RenderableType) -> list[str]:
    return drawn(view, width=80, color=False).splitlines()


def test_a_user_at_a_glance() -> None:
    assert plain(user_view(stats_of([0, 4, 8, 0, 20]))) == [
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
    assert plain(user_view(stats_of([0, 0], days_left=None, disabled=True))) == [
        "Alice  user 10, disabled",
        "982 tokens left, no calls lately",
        "0 calls today, 18.1 a day lately",
    ]


def test_a_user_of_whose_calls_a_day_nothing_is_known() -> None:
    user = stats_of([0, 20], disabled=True).user
    assert plain(bare_user_view(user)) == [
        "Alice  user 10, disabled",
        "982 tokens left",
        "calls a day are not known",
        "",
        "calls by endpoint",
        "  cli/search  20  ██████████████████████████████",
        "  /api/memes  10  ███████████████",
    ]


def test_one_call_is_not_calls() -> None:
    assert plain(user_view(stats_of([1])))[2].startswith("1 call today")


def test_few_calls_beside_many_still_have_a_bar() -> None:
    stats = stats_of([1])
    stats = replace(stats, user=replace(stats.user, hits={"a": 1, "b": 10_000}))
    assert plain(user_view(stats))[5:7] == [f"  b  10,000  {'█' * 30}", "  a       1  ▏"]


def test_names_are_no_markup_and_cannot_control_the_terminal() -> None:
    stats = stats_of([1])
    stats = replace(stats, user=replace(stats.user, name="[red]A\x1b[2J", hits={"[b]\x1b": 1}))
    lines = plain(user_view(stats))
    assert (lines[0], lines[5][:9]) == ("[red]A�[2J  user 10", "  [b]�  1")
    assert "[red]A�[2J" in plain(users_table([stats]))[2]


def test_titles_are_bold_and_charts_in_colour() -> None:
    shown = drawn(user_view(stats_of([0, 4])), width=80, color=True)
    assert "\x1b[1mAlice\x1b[0m\x1b[2m  user 10\x1b[0m\n" in shown
    assert "\x1b[1mcalls by endpoint\x1b[0m\n" in shown
    assert "\x1b[36m █\x1b[0m\n" in shown


def test_all_users_fit_80_columns() -> None:
    everyone = [stats_of([9] * 30), stats_of([0] * 30, uid=20, disabled=True, days_left=None)]
    lines = plain(users_table(everyone))
    assert lines == [
        "id  name              balance  calls  today  a day  days left  last 14 days",
        "─" * 77,
        "10  Alice                 982    405      9   18.1         54  ██████████████",
        "20  Alice (disabled)      982      0      0   18.1",
    ]
    assert max(map(len, lines)) <= 80


@pytest.mark.parametrize(("days", "shown"), [(0.04, "0.0"), (9.94, "9.9"), (9.96, "10"), (12345.6, "12,346")])
def test_few_days_have_a_decimal(days: float, shown: str) -> None:
    assert format_days(days) == shown
