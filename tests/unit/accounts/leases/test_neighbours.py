"""What other workers charge is known here at once, as far as it changes the balance that callers are told."""

import errno
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maas_cli.accounts import Accounts
from maas_cli.accounts.database_place import journals_of
from maas_cli.accounts.leases import Meter
from maas_cli.accounts.leases import neighbours as module
from maas_cli.accounts.leases.holding import LEASE_SECONDS
from maas_cli.accounts.leases.journal import FIRST_BYTES, Journal
from maas_cli.accounts.leases.journal_format import CELL
from maas_cli.accounts.leases.neighbours import Neighbour, Neighbours, charged_elsewhere
from maas_cli.accounts.leases.protocol import Slot, Told
from maas_cli.accounts.leases.recovery import recover
from maas_cli.errors import BalanceExhaustedError
from tests.unit.accounts.conftest import Clock
from tests.unit.accounts.leases.conftest import MEMES, OpenMeter, Stopwatch, call, close

SLOT = Slot(MEMES, 1)
DEAR = Slot(MEMES, 5)


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    made = Journal(tmp_path, 7)
    yield made
    made.remove()


def charged(neighbours: list[Neighbour], uid: int = 10, told: dict[int, Told] | None = None) -> int:
    """Return the tokens that the ledger does not know yet."""
    counters, known = charged_elsewhere(neighbours, uid, told or {})
    return sum(words[word] * cost for words, word, cost in counters) - known


def test_two_workers_in_turn_say_a_balance_that_falls_by_one_with_each_call(open_meter: OpenMeter) -> None:
    meters = [open_meter(), open_meter()]
    for meter in meters:
        meter.settle()
    clients = [meter.authenticate("secret1") for meter in meters]

    assert [call(meters[n % 2], clients[n % 2]) for n in range(300)] == list(range(999, 699, -1))
    for meter in meters:
        meter.settle()
    assert [call(meters[n // 3 % 2], clients[n // 3 % 2]) for n in range(300)] == list(range(699, 399, -1))


def test_one_user_is_not_told_what_others_charge(open_meter: OpenMeter) -> None:
    one, other = open_meter(), open_meter()
    one.settle()
    call(other, other.authenticate("secret2"))
    assert call(one, one.authenticate("secret1")) == 999


class Workers:
    """Three workers of one user, who may die or end and are followed by new ones; what is left is counted here."""

    def __init__(self, users_file: Path, clock: Clock) -> None:
        self.users_file, self.clock, self.stopwatch = users_file, clock, Stopwatch()
        self.left = 1000
        self.gone: list[Meter] = []
        self.meters = [self.begin() for _ in range(3)]
        self.tick()

    def begin(self) -> Meter:
        return Meter(
            self.users_file, journals_of(self.users_file), now=self.clock, monotonic=self.stopwatch, patience_seconds=0
        )

    def tick(self) -> None:
        for meter in self.meters:
            meter.settle()

    def call(self, number: int, cost: int) -> None:
        meter = self.meters[number]
        try:
            said = call(meter, meter.authenticate("secret1"), cost)
        except BalanceExhaustedError:
            return
        self.left -= cost
        assert said == self.left

    def settle(self, number: int, _: int) -> None:
        self.meters[number].settle()

    def end(self, number: int, _: int) -> None:
        self.meters[number].close()
        self._follow(number)

    def die(self, number: int, _: int) -> None:
        self.meters[number]._purse.leave_journal()  # noqa: SLF001  # as its death does
        self.gone.append(self.meters[number])
        self._follow(number)

    def recover(self, _: int, __: int) -> None:
        recover(self.users_file, journals_of(self.users_file), now=self.clock)

    def wait(self, number: int, cost: int) -> None:
        self.stopwatch.seconds += number * 10 + cost

    def _follow(self, number: int) -> None:
        self.meters[number] = self.begin()
        self.tick()

    def close(self) -> None:
        for meter in self.meters:
            close(meter)
        for meter in self.gone:
            meter._ledger.close()  # noqa: SLF001  # nothing of it is to be settled
            meter._door_ledger.close()  # noqa: SLF001  # the same


STEPS: dict[str, Callable[[Workers, int, int], None]] = {
    "call": Workers.call, "call again": Workers.call, "more calls": Workers.call, "settle": Workers.settle,
    "end": Workers.end, "die": Workers.die, "recover": Workers.recover, "wait": Workers.wait,
}  # fmt: skip


@given(st.lists(st.tuples(st.sampled_from(list(STEPS)), st.integers(0, 2), st.sampled_from([1, 1, 2, 7])), max_size=40))
@settings(max_examples=60, deadline=None)
def test_whatever_workers_do_the_balance_each_call_is_told_is_exact(steps: list[tuple[str, int, int]]) -> None:
    users = '{"10": {"id": 10, "name": "Alice", "authToken": "secret1", "tokenCount": 1000, "hits": null}}'
    with TemporaryDirectory() as folder, ExitStack() as stack:
        users_file = Path(folder) / "users.json"
        users_file.write_text(users, encoding="utf-8")
        clock = Clock()
        accounts = stack.enter_context(closing(Accounts(users_file, now=clock)))
        accounts.list_users()
        workers = stack.enter_context(closing(Workers(users_file, clock)))
        for step, number, cost in steps:
            STEPS[step](workers, number, cost)
        assert accounts.get(10).balance == workers.left


def test_a_neighbour_is_read_on_where_it_was_left(journal: Journal) -> None:
    lease, (word,) = journal.begin(10, 1, {SLOT: 2})
    neighbour = Neighbour(journal.path)
    assert charged([neighbour]) == 2
    journal.words[word] = 5
    assert charged([neighbour], told={7: Told(1, 3)}) == 2
    dear = journal.add(DEAR, lease)
    assert dear is not None
    journal.words[dear] = 1
    assert (charged([neighbour]), neighbour.read_on(), charged([neighbour])) == (5, {10}, 10)
    journal.begin(20, 1, {})
    assert (neighbour.read_on(), neighbour.read_on()) == ({20}, set())


def test_a_lease_that_began_again_counts_in_place_of_the_one_before(journal: Journal) -> None:
    journal.begin(10, 1, {SLOT: 9})
    neighbour = Neighbour(journal.path)
    journal.begin(10, 5, {SLOT: 2})
    assert neighbour.read_on() == {10}
    assert charged([neighbour], told={7: Told(1, 9)}) == 2
    assert charged([neighbour], told={7: Told(6, 4)}) == 0, "the ledger knows of a later one, and takes no more of this"


def test_a_neighbour_whose_journal_grows_is_read_on(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    neighbour = Neighbour(journal.path)
    for uid in range(FIRST_BYTES // CELL - 1):
        journal.begin(uid, 1, {})
    neighbour.read_on()
    journal.use(journal.extended())
    journal.begin(8000, 1, {SLOT: 4})
    with monkeypatch.context() as trouble:
        trouble.setattr("os.open", lambda *_: raise_os_error(errno.EMFILE))
        assert neighbour.read_on() == set()
    assert charged([neighbour], 8000) == 0
    whole = Neighbour(journal.path)
    assert charged([whole], 8000) == 4
    journal.begin(8001, 1, {SLOT: 4})
    assert whole.read_on() == {8001}


def raise_os_error(number: int) -> int:
    raise OSError(number, os.strerror(number))


def test_what_is_garbled_is_passed_over(journal: Journal, tmp_path: Path) -> None:
    journal.begin(10, 1, {SLOT: 2})
    cells = Neighbour(journal.path).cells
    journal.begin(20, 1, {SLOT: 2})
    with journal.path.open("r+b") as file:
        file.seek(cells * CELL + 20)
        file.write(b"\xff")
    neighbour = Neighbour(journal.path)
    assert (charged([neighbour], 10), charged([neighbour], 20)) == (2, 0)
    for name, content in (("empty", b""), ("short", b"x"), ("other", b"x" * 200)):
        (tmp_path / f"{name}.journal").write_bytes(content)
    assert [found.incarnation for found in Neighbours(tmp_path, tmp_path / "own", Stopwatch()).look()] == [7]


def test_those_who_are_gone_count_as_long_as_a_lease_may_not_have_heard_of_it(journal: Journal, tmp_path: Path) -> None:
    stopwatch = Stopwatch()
    other = Journal(tmp_path, 8)
    neighbours = Neighbours(tmp_path, journal.path, stopwatch)
    assert [found.incarnation for found in neighbours.look()] == [8]
    other.remove()
    for seconds, count in ((0, 1), (LEASE_SECONDS, 1), (0.1, 0), (0, 0)):
        stopwatch.seconds += seconds
        assert len(neighbours.look()) == count


def test_where_the_folder_cannot_be_read_those_who_are_known_stay(
    journal: Journal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    neighbours = Neighbours(tmp_path, tmp_path / "own", Stopwatch())
    assert [found.cells for found in neighbours.look()] == [1]
    journal.begin(10, 1, {SLOT: 2})
    monkeypatch.setattr(module, "journals_in", lambda _: raise_os_error(errno.EACCES))
    (found,) = neighbours.look()
    assert found.read_on() == {10}


def test_what_the_ledger_knows_is_asked_only_of_those_who_are_there(
    open_meter: OpenMeter, other: sqlite3.Connection
) -> None:
    meter = open_meter()
    client = meter.authenticate("secret1")
    for incarnation in range(100):
        other.execute("INSERT INTO leases VALUES (10, ?, 1, 1, 0, 0, 9999999999999)", (incarnation,))
    call(meter, client)
    assert meter._purse.find(10).told == {}  # type: ignore[union-attr]  # noqa: SLF001  # it was begun just now
