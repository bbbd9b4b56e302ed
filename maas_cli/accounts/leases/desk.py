"""Where a worker's leases and the ledger meet: who is told, who is asked, who gives back."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from maas_cli.accounts.leases import store
from maas_cli.accounts.leases.holding import Holding
from maas_cli.accounts.leases.pace import Pace
from maas_cli.accounts.leases.protocol import Message, Reply, Told
from maas_cli.accounts.leases.purse import Purse
from maas_cli.accounts.ledger import Ledger

IDLE_SECONDS = 10.0
"""Tokens that were not touched for so long are given back."""


class Desk:
    """Settles the leases of one purse. Guarded by its owner: one thread at a time.

    Every method may raise StorageError when the database cannot be read or written; what was to be told is told again.
    """

    def __init__(
        self, ledger: Ledger, purse: Purse, *, now: Callable[[], datetime], monotonic: Callable[[], float]
    ) -> None:
        """Take the ledger, which others write too, and the purse. ``now`` gives aware times."""
        self._ledger = ledger
        self._purse = purse
        self._now = now
        self._monotonic = monotonic
        self._paces: dict[int, Pace] = {}
        self._idle_looked_for = monotonic()
        self._unflushed = False
        self._replacements = 0
        self.is_told_again = False
        """Set when everything was told again, to a database put in the place of the one that knew it."""

        self._ended: list[Holding] | None = None

    def holding_of(self, uid: int) -> Holding:
        """Return a user's lease, begun now if there is none; it holds nothing then."""
        return self._purse.holding_of(uid, store.milliseconds(self._now()))

    def peek(self, holding: Holding) -> tuple[int, int]:
        """Return how many tokens of a lease's user nobody holds, and how many the leases of other processes do."""
        with self._ledger.reading() as connection:
            return store.peek(connection, holding.uid, holding.incarnation)

    def ask(self, holding: Holding, need: int) -> None:
        """Ask for the tokens a call needs, 0 and up, and some more to be held in advance."""
        want = self._pace_of(holding).wanted_now()
        self._exchange({holding: self._purse.message(holding, need=need, want=want)})

    def settle(self, most: int | None) -> None:
        """Tell calls that are new, ask in advance where tokens run low, give back what is recalled or unused.

        Of at most so many leases, those that wait longest first; of all if that is None, and once the database was
        replaced: what a worker tells is cumulative, so that the new one knows all of it then.
        """
        replacements = self._ledger.follow()
        is_new = replacements != self._replacements
        if is_new:
            self._purse.mark_changed(self._purse.all())
            most = None
        self._settle(most)
        self._replacements = replacements
        self.is_told_again |= is_new

    def _settle(self, most: int | None) -> None:
        self._purse.look_around()
        changed = self._purse.take_changed(most)
        try:
            behind = {holding for holding in changed if holding.waits}
            told = {holding: self._purse.message(holding, keep=0) for holding in self._to_give_back()}
            told |= {holding: self._settling(holding) for holding in changed if holding not in told}
            behind |= self._exchange(told)
            self._exchange({holding: self._purse.message(holding) for holding in behind})
        except BaseException:
            self._purse.mark_changed(changed)
            raise

    def flush(self) -> None:
        """Make all that was told survive a power cut."""
        if self._unflushed:
            self._ledger.flush()
            self._unflushed = False

    def end(self) -> bool:
        """Settle everything and give back the rest; return whether nothing is left to settle.

        Nothing can be spent from now on. To be called again where it failed.
        """
        if self._ended is None:
            self._ended = self._purse.end()
        self._ledger.keep()
        messages = [holding.last_message() for holding in self._ended]
        return all(
            reply.outcome == "done" or not any(message.calls.values())
            for message, reply in zip(messages, self._send(messages, durable=True)[0], strict=True)
        )

    def _settling(self, holding: Holding) -> Message:
        pace, left = self._pace_of(holding), holding.left
        pace.measure(self._purse.used(holding), self._monotonic())
        return self._purse.message(holding, want=pace.wanted(left), keep=pace.kept(left))

    def _to_give_back(self) -> list[Holding]:
        """Return the leases that hold tokens somebody asks back, or that were not used for long."""
        recalled = self._recalled()
        at = self._monotonic()
        if at - self._idle_looked_for > IDLE_SECONDS / 2:
            self._idle_looked_for = at
            recalled |= {holding for holding in self._purse.all() if at - self._pace_of(holding).at > IDLE_SECONDS}
        return [holding for holding in recalled if holding.left > 0]

    def _recalled(self) -> set[Holding]:
        if self._purse.is_empty:
            return set()
        with self._ledger.reading() as connection:
            uids = store.recalled(connection, self._now())
        return {holding for holding in map(self._purse.find, uids) if holding is not None}

    def _exchange(self, told: Mapping[Holding, Message]) -> set[Holding]:
        """Tell messages and take the answers; return the leases that had to begin again, and have more to tell."""
        try:
            replies, known = self._send(list(told.values()))
            at = store.milliseconds(self._now())
            begun = {
                holding
                for holding, reply, others in zip(told, replies, known, strict=True)
                if not self._purse.apply(holding, reply, at, others)
            }
        except BaseException:
            self._purse.mark_changed(told)
            raise
        self._purse.mark_changed(begun)
        return begun

    def _send(self, messages: Sequence[Message], *, durable: bool = False) -> tuple[list[Reply], list[dict[int, Told]]]:
        """Tell messages; return the answers, and of each one's user what is known of the leases of other workers."""
        if not messages:
            return [], []
        with self._ledger.writing(durable=durable) as connection:
            replies = store.sync_all(connection, messages, self._now())
            others = self._purse.look_around()  # whoever is not among them cannot have told anything yet
            known = [store.told(connection, message.uid, others) for message in messages]
        self._unflushed = True
        return replies, known

    def _pace_of(self, holding: Holding) -> Pace:
        pace = self._paces.get(holding.uid)
        if pace is None:
            pace = self._paces[holding.uid] = Pace(self._monotonic())
        return pace
