from datetime import UTC, datetime
from pathlib import Path

import pytest

from maas_cli.accounts import Accounts
from maas_cli.callers import STATS_DAYS, stats_of, who_can_pay, with_languages
from maas_cli.errors import AuthenticationError, BalanceExhaustedError
from maas_cli.models.search import SearchRequest
from maas_cli.packaged import sample_users

NOW = datetime(2026, 5, 4, 23, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("request_", "languages"),
    [
        (SearchRequest("cat"), ()),
        (SearchRequest("cat", lat=43.25, lon=76.95), ("kk", "ru")),
        (SearchRequest("cat", lat=43.25, lon=76.95, languages=("en",)), ("en",)),
        (SearchRequest("cat", lat=-50.0, lon=-130.0), ()),
    ],
)
def test_callers_read_what_they_say_or_what_is_spoken_where_they_are(
    request_: SearchRequest, languages: tuple[str, ...]
) -> None:
    assert with_languages(request_).languages == languages


def test_statistics_are_of_the_last_thirty_days_of_utc(tmp_path: Path) -> None:
    users = tmp_path / "users.json"
    users.write_bytes(sample_users().read_bytes())
    accounts = Accounts(users, now=lambda: NOW)
    accounts.spend(10, "/api/memes")
    stats = stats_of(accounts, accounts.get(10), NOW)
    assert (len(stats.daily), stats.daily[-1].day, stats.today) == (STATS_DAYS, NOW.date(), 1)


def test_who_has_fewer_tokens_than_a_call_costs_cannot_pay(tmp_path: Path) -> None:
    users = tmp_path / "users.json"
    users.write_bytes(sample_users().read_bytes())
    accounts = Accounts(users, now=lambda: NOW)
    user = accounts.get(10)
    assert who_can_pay(accounts, "secret1", user.balance) == user
    with pytest.raises(BalanceExhaustedError, match="user 10 has no tokens left"):
        who_can_pay(accounts, "secret1", user.balance + 1)
    with pytest.raises(AuthenticationError):
        who_can_pay(accounts, "wrong", 0)
