"""`maas stats`."""

import json

import pytest

from tests.cli.driver import Driver


def test_all_users_are_shown_by_id(maas: Driver) -> None:
    assert maas("stats") == (
        0,
        "10\tAlice\t1000\t41\t0\t0.000\t\tfalse\n20\tBob\t0\t0\t0\t0.000\t\tfalse\n",
        "",
    )


def test_one_user_by_id_or_by_token(maas: Driver) -> None:
    by_id = json.loads(maas("stats", "--uid", "20", "--json").out)
    assert by_id == json.loads(maas("stats", "--token", "secret2", "--json").out)
    assert (by_id["name"], by_id["authToken"]) == ("Bob", "********")


def test_json_of_all_is_an_array_and_ndjson_a_line_each(maas: Driver) -> None:
    everyone = json.loads(maas("stats", "--json").out)
    assert [json.loads(line) for line in maas("stats", "-o", "ndjson").out.splitlines()] == everyone
    assert [user["id"] for user in everyone] == [10, 20]


def test_csv_has_a_header(maas: Driver) -> None:
    assert maas("stats", "-o", "csv").out.startswith("id,name,balance,calls,today,per_day,days_left,disabled\n")


def test_a_token_in_the_environment_means_its_user_unless_all_are_wanted(
    maas: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MAAS_TOKEN", "secret2")
    assert maas("stats").out.startswith("20\tBob\t")
    assert maas("stats", "--uid", "10").out.startswith("10\tAlice\t")
    assert len(maas("stats", "--all").out.splitlines()) == 2


def test_calls_are_counted_by_day(maas: Driver) -> None:
    maas("search", "becky", "--token", "secret1")
    stats = json.loads(maas("stats", "--uid", "10", "--json").out)
    assert (stats["today"], stats["daily"][-1]["calls"], stats["daysLeft"]) == (1, 1, 999.0)


def test_a_terminal_shows_one_user_with_bars_and_all_in_a_table(maas: Driver) -> None:
    maas("search", "becky", "--token", "secret1")
    one = maas("stats", "--uid", "10", "-o", "table").out
    assert "999 tokens left, enough for 999 days at this rate" in one
    assert "  /api/memes  41  ██████████" in one
    assert "last 14 days" in maas("stats", "-o", "table").out


def test_an_unknown_user_is_exit_code_2_and_an_unknown_token_3(maas: Driver) -> None:
    assert (maas("stats", "--uid", "99").code, maas("stats", "--uid", "0").code) == (2, 2)
    result = maas("stats", "--token", "canary")
    assert (result.code, "canary" in result.err) == (3, False)


@pytest.mark.parametrize(
    "arguments", [("--uid", "10", "--token", "secret1"), ("--uid", "10", "--all"), ("--all", "-t", "secret1")]
)
def test_only_one_way_to_say_whose(maas: Driver, arguments: tuple[str, ...]) -> None:
    assert maas("stats", *arguments) == (2, "", "error: give only one of --uid, --token and --all\n")
