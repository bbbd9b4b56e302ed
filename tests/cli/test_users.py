"""`maas users`."""

import json
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.driver import Driver


def test_the_list_never_shows_tokens(maas: Driver) -> None:
    for form in ("tsv", "csv", "json", "ndjson", "table"):
        result = maas("users", "list", "-o", form)
        assert (result.code, "Alice" in result.out, "secret" in result.out) == (0, True, False)
    assert maas("users", "list").out == "10\tAlice\t1000\t41\tfalse\n20\tBob\t0\t0\tfalse\n"


def test_a_new_token_alone_is_on_stdout_and_works(maas: Driver) -> None:
    result = maas("users", "add", "Carol", "--balance", "3", "--uid", "40")
    token = result.out.removesuffix("\n")
    assert (result.code, token.split()) == (0, [token])
    assert result.err == "this is the token of user 40 (Carol): 3 tokens left; it is not shown again\n"
    assert maas("search", "becky", "--token", token).err.startswith("2 tokens left\n")


def test_a_balance_to_begin_with_must_be_said(maas: Driver) -> None:
    result = maas("users", "add", "Carol")
    assert (result.code, result.err.splitlines()[0]) == (2, "error: missing option '--balance'")


def test_rotating_gives_a_new_token_and_ends_the_old_one(maas: Driver) -> None:
    token = maas("users", "rotate", "10").out.strip()
    assert maas("search", "becky", "--token", "secret1").code == 3
    assert maas("search", "becky", "--token", token).code == 0


def test_topping_up_adds_to_the_balance(maas: Driver) -> None:
    assert maas("users", "topup", "20", "500") == (0, "", "user 20 (Bob): 500 tokens left\n")
    assert maas("search", "becky", "--token", "secret2").code == 0


@pytest.mark.parametrize("amount", ["0", "-5", "1.5", "99999999999999999999", "many"])
def test_a_bad_amount_is_refused_by_value(maas: Driver, amount: str) -> None:
    result = maas("users", "topup", "10", amount)
    assert (result.code, result.out, amount in result.err) == (2, "", True)
    assert maas("users", "list").out.startswith("10\tAlice\t1000\t")


def test_a_disabled_user_is_refused_until_enabled(maas: Driver) -> None:
    assert maas("users", "disable", "10").err == "user 10 (Alice): 1,000 tokens left, disabled\n"
    assert maas("search", "becky", "--token", "secret1").code == 3
    assert maas("users", "enable", "10").err == "user 10 (Alice): 1,000 tokens left\n"
    assert maas("search", "becky", "--token", "secret1").code == 0


@pytest.mark.parametrize("command", ["rotate 99", "disable 99", "enable 99", "topup 99 5"])
def test_an_unknown_user_is_exit_code_2(maas: Driver, command: str) -> None:
    result = maas("users", *command.split())
    assert (result.code, result.out, "99" in result.err) == (2, "", True)


def test_an_export_is_private_and_can_be_used_again(maas: Driver) -> None:
    maas("search", "becky", "--token", "secret1")
    assert maas("users", "export") == (0, "", "2 users written to users_flushed.json\n")
    exported = Path("users_flushed.json")
    assert stat.S_IMODE(exported.stat().st_mode) == 0o600
    assert json.loads(exported.read_text(encoding="utf-8"))["10"]["tokenCount"] == 999
    assert maas("users", "list", "--users", "users_flushed.json").out.startswith("10\tAlice\t999\t42\t")


def test_an_export_that_cannot_be_written_is_exit_code_5(maas: Driver) -> None:
    Path("file").write_text("", encoding="utf-8")
    assert maas("users", "export", "file/users.json").code == 5


def test_a_file_changed_by_hand_is_taken_up_by_sync(maas: Driver) -> None:
    maas("users", "list")
    users = json.loads(Path("users.json").read_text(encoding="utf-8"))
    users["10"]["tokenCount"] += 50
    Path("users.json").write_text(json.dumps(users), encoding="utf-8")
    assert "user 10: +50 tokens" in maas("users", "sync").err
    assert maas("users", "sync").err == "nothing has changed\n"
    assert json.loads(maas("users", "sync", "--json").out)["added"] == []


def test_a_broken_users_file_is_exit_code_5_with_the_place(maas: Driver) -> None:
    Path("broken.json").write_text('{\n "10": {]\n}', encoding="utf-8")
    result = maas("users", "list", "--users", "broken.json")
    assert (result.code, "broken.json" in result.err, "broken.json:2:9: " in result.err) == (5, True, True)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a full disk")
def test_a_token_that_cannot_be_shown_is_told_with_the_way_to_another(maas: Driver) -> None:
    assert maas("users", "list").code == 0
    command = (sys.executable, "-m", "maas_cli", "users", "rotate", "10")
    with Path("/dev/full").open("w") as full:
        result = subprocess.run(command, check=False, stdout=full, stderr=subprocess.PIPE, text=True)
    assert result.returncode == 5
    assert result.stderr.splitlines() == [
        "error: user 10 has a new token, but it could not be shown",
        "hint: make another: maas users rotate 10",
    ]
