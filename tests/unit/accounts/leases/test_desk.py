"""What is told, asked and given back; how it looks to a caller is in test_meter."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import NoReturn

import pytest

from maas_cli.accounts import Accounts
from maas_cli.accounts.leases import Client
from maas_cli.accounts.leases.desk import Desk
from maas_cli.accounts.leases.purse import Purse
from maas_cli.accounts.ledger import Ledger
from maas_cli.accounts.opening import open_ledger
from maas_cli.errors import StorageError
from tests.unit.accounts.conftest import Clock
from tests.unit.accounts.leases.conftest import Stopwatch

BOB = Client(20, b"")
MEMES = "/api/memes"


@pytest.fixture
def ledger(users_file: Path, clock: Clock) -> Iterator[Ledger]:
    with closing(open_ledger(users_file, now=clock, timeout_seconds=1)) as opened:
        yield opened


class Worker:
    """A desk with its purse."""

    def __init__(self, ledger: Ledger, folder: Path, number: int, clock: Clock, stopwatch: Stopwatch) -> None:
        self.purse = Purse(folder, number, stopwatch)
        self.desk = Desk(ledger, self.purse, now=clock, monotonic=stopwatch)


@pytest.fixture
def workers(ledger: Ledger, journals: Path, clock: Clock, stopwatch: Stopwatch) -> Iterator[tuple[Worker, Worker]]:
    one, two = (Worker(ledger, journals, number, clock, stopwatch) for number in (1, 2))
    yield one, two
    one.purse.leave_journal()
    two.purse.leave_journal()


def test_what_is_recalled_is_given_back_and_what_was_used_of_it_told(workers: tuple[Worker, Worker]) -> None:
    one, two = workers
    first, second = one.desk.holding_of(20), two.desk.holding_of(20)
    one.desk.ask(first, 500)
    one.purse.spend(BOB, MEMES, 30)
    two.desk.ask(second, 1)
    assert second.left == 0
    assert two.desk.peek(second) == (0, 500)
    one.desk.settle(None)

    assert (first.left, first.settled) == (0, True)
    assert two.desk.peek(second) == (470, 0)
    two.desk.ask(second, 1)
    assert second.left == 1, "as long as the recall stands, no more than is needed"


def test_one_asks_in_advance_before_tokens_run_out(workers: tuple[Worker, Worker], stopwatch: Stopwatch) -> None:
    desk, purse = workers[0].desk, workers[0].purse
    holding = desk.holding_of(20)
    desk.ask(holding, 1)
    held = holding.left
    for _ in range(held - 1):
        purse.spend(BOB, MEMES, 1)
    stopwatch.seconds += 0.5
    desk.settle(None)

    assert holding.left > held


def test_far_more_than_is_used_goes_back(workers: tuple[Worker, Worker], stopwatch: Stopwatch) -> None:
    desk, purse = workers[0].desk, workers[0].purse
    holding = desk.holding_of(20)
    desk.ask(holding, 400)
    purse.spend(BOB, MEMES, 1)
    stopwatch.seconds += 5
    desk.settle(None)

    assert holding.left < 20
    assert desk.peek(holding)[0] > 470


def test_a_lease_that_the_ledger_has_ended_goes_on_as_a_new_one_and_loses_no_call(
    workers: tuple[Worker, Worker], accounts: Accounts, ledger: Ledger
) -> None:
    desk, purse = workers[0].desk, workers[0].purse
    holding = desk.holding_of(20)
    desk.ask(holding, 5)
    purse.spend(BOB, MEMES, 1)
    desk.settle(None)
    with ledger.writing() as connection:
        connection.execute("UPDATE leases SET seq = seq + 100, granted = used")
        connection.execute("UPDATE users SET leased = 0")
    purse.spend(BOB, MEMES, 1)
    desk.settle(None)

    assert holding.settled
    assert accounts.get(20).balance == 498
    assert desk.end()
    assert accounts.get(20).hits == {MEMES: 43}


def test_what_could_not_be_told_is_told_the_next_time_wherever_it_failed(
    workers: tuple[Worker, Worker], ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(**_: object) -> NoReturn:
        raise StorageError("no luck")

    desk, purse = workers[0].desk, workers[0].purse
    holding = desk.holding_of(20)
    with monkeypatch.context() as writing:
        writing.setattr(ledger, "writing", fail)
        with pytest.raises(StorageError):
            desk.ask(holding, 5)
    assert holding.waits
    desk.settle(None)
    assert (holding.waits, holding.left) == (False, 16)

    purse.spend(BOB, MEMES, 1)
    with monkeypatch.context() as reading:
        reading.setattr(ledger, "reading", fail)
        with pytest.raises(StorageError):
            desk.settle(None)
    assert not holding.settled
    desk.settle(None)
    assert holding.settled


def test_the_end_tells_whether_all_is_settled(workers: tuple[Worker, Worker], ledger: Ledger) -> None:
    one, two = workers
    for worker, cost in ((one, 3), (two, 0)):
        worker.desk.ask(worker.desk.holding_of(20), 3)
        if cost:
            worker.purse.spend(BOB, MEMES, cost)
    with ledger.writing() as connection:
        connection.execute("DELETE FROM users WHERE uid = 20")

    assert not one.desk.end()
    assert two.desk.end(), "a user who is gone and charged nothing is no trouble"
