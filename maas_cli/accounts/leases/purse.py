"""All that one worker process holds, and the journal of what it spent: the fast path, which asks nobody."""

import threading
from collections.abc import Callable, Iterable, Mapping
from itertools import islice
from pathlib import Path

from maas_cli.accounts.checks import MAX_ENDPOINT_LENGTH, check_count, check_text
from maas_cli.accounts.leases.client import Client
from maas_cli.accounts.leases.holding import Holding, Tally
from maas_cli.accounts.leases.journal import Journal, cells_of
from maas_cli.accounts.leases.journal_format import CELLS_WORD
from maas_cli.accounts.leases.neighbours import Neighbour, Neighbours, charged_elsewhere
from maas_cli.accounts.leases.protocol import Message, Reply, Slot, Told


class Purse:
    """The leases of one process by user. Safe for several threads; not to be carried through a fork.

    Its lock is only held for moments, never while waiting for a disk, so that a call is never kept waiting by settling.
    """

    def __init__(self, folder: Path, incarnation: int, monotonic: Callable[[], float]) -> None:
        """Begin with nothing, and a new journal in a folder.

        Raises:
            StorageError: the journal cannot be written.
        """
        self._lock = threading.Lock()
        self._monotonic = monotonic
        self._incarnation = incarnation
        self._journal = Journal(folder, incarnation)
        self._words = self._journal.words
        self._folder = Neighbours(folder, self._journal.path, monotonic)
        self._neighbours: list[Neighbour] = []
        self._read: list[tuple[memoryview, int]] = []
        """What was read of the neighbours: their words, and up to which cell."""

        self._holdings: dict[int, Holding] = {}
        self._changed: dict[int, Holding] = {}

    def spend(self, client: Client, endpoint: str, cost: int) -> int | None:
        """Charge a call and return the user's tokens left; None, and nothing charged, if not covered.

        The journal knows of it when this returns: it survives kill -9. What other workers charged is looked at as it
        stands in theirs; what else was done in the database is known since the last answer of the ledger.

        Raises:
            InvalidInputError: the endpoint or cost cannot be used.
        """
        uid = client.uid
        with self._lock:
            holding = self._holdings.get(uid)
            if holding is None:
                return None
            left = holding.left - cost
            if left < 0 or self._monotonic() > holding.deadline:
                return None
            tally = holding.tallies.get((endpoint, cost)) or self._new_tally(holding, endpoint, cost)
            if tally is None:
                return None
            calls = tally.calls + 1
            self._words[tally.word] = calls
            tally.calls = calls
            holding.left = left
            self._changed[uid] = holding
            for words, cells in self._read:
                if words[CELLS_WORD] != cells:
                    self._read_on()
                    break
            balance = left + holding.rest + holding.counted
            for words, word, price in holding.elsewhere:
                balance -= words[word] * price
            return balance

    def has(self, client: Client, cost: int) -> bool:
        """Tell whether :meth:`spend` would charge now."""
        with self._lock:
            holding = self._holdings.get(client.uid)
            return (
                holding is not None
                and holding.left >= cost
                and self._monotonic() <= holding.deadline
                and self._journal.room >= cells_of(1)
            )

    def holding_of(self, uid: int, at: int) -> Holding:
        """Return a user's lease, begun at a time in ms if there is none; the journal has room for another tally then.

        Raises:
            StorageError: the journal cannot be made longer.
        """
        self.make_room(1 + cells_of(1))
        holding = self._holdings.get(uid)
        if holding is None:
            holding = Holding(uid, self._incarnation, at)
            with self._lock:
                self._record(holding)
                self._holdings[uid] = holding
        return holding

    def make_room(self, cells: int) -> None:
        """Make the journal longer until so many cells are free. One thread at a time.

        Raises:
            StorageError: the disk is full.
        """
        while self._journal.room < cells:
            larger = self._journal.extended()
            with self._lock:
                self._journal.use(larger)
                self._words = self._journal.words

    @property
    def is_empty(self) -> bool:
        """Whether there are no leases."""
        return not self._holdings

    def all(self) -> list[Holding]:
        """Return all leases."""
        with self._lock:
            return list(self._holdings.values())

    def find(self, uid: int) -> Holding | None:
        """Return the lease of a user if there is one."""
        return self._holdings.get(uid)

    def used(self, holding: Holding) -> int:
        """Return the tokens a lease has charged."""
        with self._lock:
            return holding.used

    def take_changed(self, most: int | None) -> list[Holding]:
        """Return the leases that calls were charged to since they were last returned here, the longest waiting first.

        At most so many, or all if that is None; the others are returned next time.
        """
        with self._lock:
            taken = list(islice(self._changed.values(), most))
            for holding in taken:
                del self._changed[holding.uid]
            return taken

    def mark_changed(self, holdings: Iterable[Holding]) -> None:
        """Have leases returned again by :meth:`take_changed`."""
        with self._lock:
            self._changed.update((holding.uid, holding) for holding in holdings)

    def message(self, holding: Holding, *, need: int = 0, want: int = 0, keep: int | None = None) -> Message:
        """Return what a lease has to tell: :meth:`Holding.message`."""
        with self._lock:
            return holding.message(self._monotonic(), need=need, want=want, keep=keep)

    def look_around(self) -> list[int]:
        """Look which other workers there are, and return their incarnations. One thread at a time."""
        found = self._folder.look()
        with self._lock:
            self._neighbours = found
            self._read_on()
        return [neighbour.incarnation for neighbour in found]

    def apply(self, holding: Holding, reply: Reply, at: int, told: Mapping[int, Told]) -> bool:
        """Take an answer; where the ledger has forgotten the lease, begin a new one at a time in ms, and return False.

        ``told`` is what the ledger knew then of other workers' leases of that user, by incarnation.

        Raises:
            StorageError: the journal cannot be made longer; the lease spends nothing until it can.
        """
        with self._lock:
            if holding.apply(reply, told):
                self._see_elsewhere(holding)
                return True
        self.make_room(cells_of(len(holding.tallies)))
        with self._lock:
            holding.begin_again(max(at, reply.newest + 1))
            self._record(holding)
        return False

    def end(self) -> list[Holding]:
        """Spend nothing from now on, and return all leases."""
        with self._lock:
            holdings, self._holdings, self._changed = list(self._holdings.values()), {}, {}
            return holdings

    def remove_journal(self) -> None:
        """Delete the journal, which must be settled."""
        self._journal.remove()

    def leave_journal(self) -> None:
        """Let go of the journal, which is not settled in whole, so that others can."""
        self._journal.leave()

    def _new_tally(self, holding: Holding, endpoint: str, cost: int) -> Tally | None:
        slot = Slot(check_text(endpoint, "endpoint", MAX_ENDPOINT_LENGTH), check_count(cost, "cost", at_least=1))
        word = self._journal.add(slot, holding.cell)
        if word is None:
            return None
        tally = holding.tallies[slot] = Tally(word=word)
        return tally

    def _read_on(self) -> None:
        """Read what other workers have begun to count, for those who have tokens here as well."""
        for uid in {uid for neighbour in self._neighbours for uid in neighbour.read_on()}:
            holding = self._holdings.get(uid)
            if holding is not None:
                self._see_elsewhere(holding)
        self._read = [(neighbour.words, neighbour.cells) for neighbour in self._neighbours]

    def _see_elsewhere(self, holding: Holding) -> None:
        holding.elsewhere, holding.counted = charged_elsewhere(self._neighbours, holding.uid, holding.told)

    def _record(self, holding: Holding) -> None:
        """Write a lease that has just begun into the journal."""
        calls = {Slot(*slot): tally.calls for slot, tally in holding.tallies.items()}
        holding.cell, words = self._journal.begin(holding.uid, holding.born, calls)
        for tally, word in zip(holding.tallies.values(), words, strict=True):
            tally.word = word
