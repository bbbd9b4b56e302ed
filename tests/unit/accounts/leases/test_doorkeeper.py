import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from maas_cli.accounts import Accounts, tokens
from maas_cli.accounts.leases import Client, doorkeeper
from maas_cli.accounts.leases.doorkeeper import TRUST_SECONDS, Doorkeeper
from maas_cli.accounts.ledger import Ledger
from maas_cli.accounts.opening import open_ledger
from maas_cli.errors import AuthenticationError, StorageError
from tests.unit.accounts.conftest import Clock
from tests.unit.accounts.leases.conftest import Stopwatch


@pytest.fixture
def ledger(users_file: Path, clock: Clock) -> Iterator[Ledger]:
    with closing(open_ledger(users_file, now=clock, timeout_seconds=0.1)) as opened:
        yield opened


@pytest.fixture
def door(ledger: Ledger, stopwatch: Stopwatch) -> Doorkeeper:
    return Doorkeeper(ledger, stopwatch)


def test_a_token_lets_its_user_in(door: Doorkeeper) -> None:
    for _ in range(2):
        assert door.authenticate("secret1") == Client(10, tokens.digest("secret1"))


@pytest.mark.parametrize("token", ["", "secret", "secret1 ", "secret\udcff", "x" * 100_000])
def test_a_wrong_token_is_refused_each_time_and_never_repeated(door: Doorkeeper, token: str) -> None:
    for _ in range(2):
        with pytest.raises(AuthenticationError, match=r"^no user has this token$") as caught:
            door.authenticate(token)
        assert caught.value.hint


def test_a_token_that_was_replaced_is_refused_after_a_moment(
    accounts: Accounts, door: Doorkeeper, stopwatch: Stopwatch
) -> None:
    door.authenticate("secret1")
    new = accounts.rotate(10).token
    assert door.authenticate(new).uid == 10
    stopwatch.seconds += TRUST_SECONDS + 0.01

    with pytest.raises(AuthenticationError, match="no user has this token"):
        door.authenticate("secret1")


def test_a_user_who_was_disabled_is_refused_after_a_moment_and_let_in_again(
    accounts: Accounts, door: Doorkeeper, stopwatch: Stopwatch
) -> None:
    door.authenticate("secret1")
    accounts.set_disabled(10, disabled=True)
    stopwatch.seconds += TRUST_SECONDS + 0.01
    for _ in range(2):
        with pytest.raises(AuthenticationError, match="user 10 is disabled"):
            door.authenticate("secret1")

    accounts.set_disabled(10, disabled=False)
    stopwatch.seconds += TRUST_SECONDS + 0.01
    assert door.authenticate("secret1").uid == 10


def test_when_told_to_forget_the_database_is_asked_at_once(accounts: Accounts, door: Doorkeeper) -> None:
    door.authenticate("secret1")
    accounts.set_disabled(10, disabled=True)
    assert door.authenticate("secret1").uid == 10
    door.forget()

    with pytest.raises(AuthenticationError):
        door.authenticate("secret1")


def test_who_was_let_in_before_is_let_in_while_the_database_cannot_be_read(
    accounts: Accounts, door: Doorkeeper, ledger: Ledger, users_file: Path, stopwatch: Stopwatch
) -> None:
    door.authenticate("secret1")
    accounts.close()
    ledger.close()
    users_file.with_suffix(".db").write_bytes(b"")
    stopwatch.seconds += TRUST_SECONDS + 0.01

    assert door.authenticate("secret1").uid == 10
    with pytest.raises(StorageError):
        door.authenticate("secret2")


def test_a_locked_database_keeps_nobody_at_the_door(door: Doorkeeper, users_file: Path, accounts: Accounts) -> None:
    accounts.list_users()
    with closing(sqlite3.connect(users_file.with_suffix(".db"), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert door.authenticate("secret1").uid == 10


def test_guessing_tokens_fills_no_memory(door: Doorkeeper, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doorkeeper, "MOST_REMEMBERED", 3)
    door.authenticate("secret1")
    for guess in range(20):
        with pytest.raises(AuthenticationError):
            door.authenticate(f"guess {guess}")

    assert len(door._refused) <= 3  # noqa: SLF001  # there is no other way to see it
    assert door.authenticate("secret1").uid == 10


def test_a_digest_that_is_found_is_compared_in_constant_time(door: Doorkeeper, monkeypatch: pytest.MonkeyPatch) -> None:
    door.authenticate("secret1")
    compared: list[bytes] = []

    def compare(one: bytes, other: bytes) -> bool:
        compared.append(one)
        return one == other

    monkeypatch.setattr(tokens, "same_digest", compare)
    door.authenticate("secret1")

    assert compared == [tokens.digest("secret1")]
