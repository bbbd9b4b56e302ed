from datetime import date

import pytest

from maas_cli.models.users import DailyCalls, User, UserStats
from maas_cli.tui.backends import Statistics
from maas_cli.tui.widgets.account_panel import account_text

ALICE = User(10, "Alice", 1234, hits={"/api/memes": 1000, "cli/search": 1})


@pytest.mark.parametrize(
    ("days_left", "said"),
    [
        (None, "1,234 left · 18 today"),
        (54.9, "1,234 left · 18 today · lasts 54 days"),
        (1.0, "1,234 left · 18 today · lasts 1 day"),
        (0.4, "1,234 left · 18 today · lasts under a day"),
        (20_000.0, "1,234 left · 18 today"),
    ],
)
def test_one_s_own_account_is_told_in_a_line(days_left: float | None, said: str) -> None:
    stats = UserStats(ALICE, (DailyCalls(date(2026, 5, 4), 18),), 18, 18.0, days_left)
    assert account_text(Statistics(stats, (ALICE,))).plain == said


def test_where_only_the_user_is_known_the_calls_are_told() -> None:
    assert account_text(Statistics(ALICE)).plain == "1,234 left · 1,001 calls"


def test_without_a_token_all_users_are_added_up() -> None:
    bob = User(20, "Bob", 1)
    assert account_text(Statistics(None, (ALICE, bob))).plain == "2 users · 1,235 tokens left · 1,001 calls"
    assert account_text(Statistics(None, (bob,))).plain == "1 user · 1 tokens left · 0 calls"
