import errno
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from maas_cli.accounts.leases.client import Client
from maas_cli.accounts.leases.holding import LEASE_SECONDS, Holding
from maas_cli.accounts.leases.journal_files import opened, read
from maas_cli.accounts.leases.protocol import Account, Reply, Slot, sync
from maas_cli.accounts.leases.purse import Purse
from maas_cli.errors import InvalidInputError, StorageError
from tests.unit.accounts.leases.conftest import Stopwatch

ALICE = Client(10, b"")
AT = 1_700_000_000_000
MEMES = "/api/memes"


@pytest.fixture
def purse(tmp_path: Path, stopwatch: Stopwatch) -> Iterator[Purse]:
    made = Purse(tmp_path, 7, stopwatch)
    yield made
    made.remove_journal()


def fill(purse: Purse, tokens: int) -> tuple[Account, Holding]:
    """Give Alice's lease so many of twice as many tokens."""
    account = Account(balance=2 * tokens)
    holding = purse.holding_of(10, AT)
    assert purse.apply(holding, sync(account, purse.message(holding, need=1, want=tokens), AT), AT, {})
    return account, holding


def recorded(folder: Path) -> dict[Slot, int]:
    (path,) = folder.iterdir()
    with opened(path) as descriptor:
        assert descriptor is not None
        return read(descriptor).leases[10].calls


def no_space(*_: int) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_without_a_lease_nothing_is_charged(purse: Purse) -> None:
    assert purse.spend(ALICE, MEMES, 1) is None
    assert not purse.has(ALICE, 1)
    assert purse.take_changed(None) == []


def test_a_call_is_in_the_journal_when_it_is_charged(purse: Purse, tmp_path: Path) -> None:
    fill(purse, 20)

    assert [purse.spend(ALICE, MEMES, 1), purse.spend(ALICE, MEMES, 1), purse.spend(ALICE, MEMES, 5)] == [39, 38, 33]
    assert recorded(tmp_path) == {Slot(MEMES, 1): 2, Slot(MEMES, 5): 1}


def test_a_lease_covers_calls_to_its_last_token_and_not_beyond_its_deadline(purse: Purse, stopwatch: Stopwatch) -> None:
    fill(purse, 5)
    assert purse.has(ALICE, 5)
    assert not purse.has(ALICE, 6)
    assert purse.spend(ALICE, MEMES, 6) is None
    assert purse.spend(ALICE, MEMES, 4) == 6
    stopwatch.seconds += LEASE_SECONDS + 0.1

    assert not purse.has(ALICE, 1)
    assert purse.spend(ALICE, MEMES, 1) is None


@pytest.mark.parametrize(("endpoint", "cost"), [("", 1), ("a\nb", 1), (MEMES, 0), (MEMES, -1), ("x" * 201, 1)])
def test_a_call_that_makes_no_sense_is_refused(purse: Purse, endpoint: str, cost: int) -> None:
    _, holding = fill(purse, 5)

    with pytest.raises(InvalidInputError):
        purse.spend(ALICE, endpoint, cost)
    assert holding.left == 5


def test_a_call_that_the_journal_has_no_room_for_is_not_charged(purse: Purse, monkeypatch: pytest.MonkeyPatch) -> None:
    _, holding = fill(purse, 10**6)
    for number in range(1000):
        purse.spend(ALICE, f"/{number}", 1)
    before = holding.used

    assert purse.spend(ALICE, "/one/more", 1) is None
    assert not purse.has(ALICE, 1)
    assert holding.used == before < 1000
    with monkeypatch.context() as disk:
        disk.setattr(os, "posix_fallocate", no_space)
        with pytest.raises(StorageError, match="No space left"):
            purse.holding_of(10, AT)
    purse.holding_of(10, AT)
    assert purse.has(ALICE, 1)
    assert purse.spend(ALICE, "/one/more", 1) is not None


def test_changed_leases_are_returned_once_those_that_wait_longest_first(purse: Purse) -> None:
    account = Account(balance=1000)
    for uid in (3, 1, 2):
        holding = purse.holding_of(uid, AT)
        purse.apply(holding, sync(account, purse.message(holding, need=1, want=10), AT), AT, {})
        purse.spend(Client(uid, b""), MEMES, 1)
    purse.spend(Client(3, b""), MEMES, 1)

    assert [holding.uid for holding in purse.take_changed(2)] == [3, 1]
    assert [holding.uid for holding in purse.take_changed(2)] == [2]
    assert purse.take_changed(2) == []
    assert [holding.uid for holding in purse.all()] == [3, 1, 2]
    purse.mark_changed(purse.all())
    assert len(purse.take_changed(None)) == 3


def test_a_lease_that_the_ledger_forgot_begins_again_with_what_it_has_to_tell(purse: Purse, tmp_path: Path) -> None:
    account, holding = fill(purse, 20)
    for _ in range(3):
        purse.spend(ALICE, MEMES, 1)
    purse.apply(holding, sync(account, purse.message(holding), AT), AT, {})
    purse.spend(ALICE, MEMES, 1)
    message = purse.message(holding)

    assert not purse.apply(holding, Reply(message.seq, "stale", newest=AT + 5), AT, {})
    assert holding.born == AT + 6
    assert recorded(tmp_path) == {Slot(MEMES, 1): 1}
    assert purse.spend(ALICE, MEMES, 1) is None
    assert purse.used(holding) == 1


def test_a_lease_that_cannot_begin_again_for_want_of_space_spends_nothing(
    purse: Purse, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, holding = fill(purse, 10**6)
    for number in range(1000):
        purse.spend(ALICE, f"/{number}", 1)
    reply = Reply(purse.message(holding).seq, "stale", newest=AT)
    with monkeypatch.context() as disk:
        disk.setattr(os, "posix_fallocate", no_space)
        with pytest.raises(StorageError):
            purse.apply(holding, reply, AT, {})

    assert not purse.has(ALICE, 1)
    used = holding.used
    assert not purse.apply(holding, reply, AT, {})
    assert holding.used == used


def test_after_the_end_nothing_is_spent(purse: Purse) -> None:
    _, holding = fill(purse, 5)

    assert purse.find(10) is holding
    assert purse.end() == [holding]
    assert purse.spend(ALICE, MEMES, 1) is None
    assert purse.find(10) is None


def test_threads_spend_exactly_what_a_lease_holds(purse: Purse, tmp_path: Path) -> None:
    fill(purse, 10_000)
    answers: list[int] = []

    def spend() -> None:
        while (left := purse.spend(ALICE, MEMES, 1)) is not None:
            answers.append(left)

    threads = [threading.Thread(target=spend) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(answers) == list(range(10_000, 20_000))
    assert recorded(tmp_path) == {Slot(MEMES, 1): 10_000}
