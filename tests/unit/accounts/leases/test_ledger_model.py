"""Workers, the command line and an operator on one ledger, in any order, against a model that only counts."""

import json
import sqlite3
from collections import Counter
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from maas_cli.accounts import Accounts
from maas_cli.accounts.database_place import journals_of
from maas_cli.accounts.leases import Client, Meter
from maas_cli.accounts.leases.recovery import recover
from maas_cli.errors import BalanceExhaustedError
from tests.unit.accounts.leases.conftest import Stopwatch, close

USERS = {1: 30, 2: 2}
COSTS = st.sampled_from([1, 1, 1, 3, 40])
UIDS = st.sampled_from(sorted(USERS))
WORKERS = st.integers(0, 1)


class LedgerMachine(RuleBasedStateMachine):
    """Whatever happens, each answered call is charged once, and no call is refused that could be paid."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.file = Path(self.folder.name) / "users.json"
        users = {
            str(uid): {"id": uid, "name": "Alice", "authToken": f"secret{uid}", "tokenCount": tokens}
            for uid, tokens in USERS.items()
        }
        self.file.write_text(json.dumps(users))
        self.moment = datetime(2024, 5, 17, tzinfo=UTC)
        self.stopwatch = Stopwatch()
        self.accounts = Accounts(self.file, now=self.now, timeout_seconds=5)
        self.accounts.list_users()
        self.meters = [self._new_meter(), self._new_meter()]
        self.balance = Counter(USERS)
        self.hits = {uid: Counter[str]() for uid in USERS}

    def now(self) -> datetime:
        return self.moment

    def _new_meter(self) -> Meter:
        return Meter(
            self.file, journals_of(self.file), now=self.now, monotonic=self.stopwatch, timeout_seconds=5,
            patience_seconds=0,
        )  # fmt: skip

    def teardown(self) -> None:
        for meter in self.meters:
            close(meter)
        self.accounts.close()
        self.folder.cleanup()

    @rule(worker=WORKERS, uid=UIDS, cost=COSTS, times=st.integers(1, 12))
    def call(self, worker: int, uid: int, cost: int, times: int) -> None:
        for _ in range(times):
            answered = self._call(self.meters[worker], Client(uid, b""), cost)
            if not answered and self.balance[uid] >= cost:
                self.meters[1 - worker].settle()  # the other holds them, and is asked to give them back
                answered = self._call(self.meters[worker], Client(uid, b""), cost)
            assert answered == (self.balance[uid] >= cost)
            if answered:
                self._answered(uid, f"/{cost}", cost)

    def _call(self, meter: Meter, client: Client, cost: int) -> bool:
        if meter.spend(client, f"/{cost}", cost) is not None:
            return True
        try:
            meter.renew(client, cost)
        except BalanceExhaustedError:
            return False
        return meter.spend(client, f"/{cost}", cost) is not None

    @rule(uid=UIDS, cost=COSTS)
    def call_by_the_command_line(self, uid: int, cost: int) -> None:
        for meter in self.meters:
            meter.settle()
        held = self._held(uid)
        if self.balance[uid] - held >= cost or self.balance[uid] < cost:
            try:
                assert self.accounts.spend(uid, "cli", cost) == self.balance[uid] - cost
            except BalanceExhaustedError:
                assert self.balance[uid] < cost
            else:
                self._answered(uid, "cli", cost)

    @rule(uid=UIDS, amount=st.sampled_from([1, 5, 50]))
    def top_up(self, uid: int, amount: int) -> None:
        self.balance[uid] += amount
        assert self.accounts.top_up(uid, amount).balance == self.balance[uid]

    @rule(worker=WORKERS, durable=st.booleans())
    def settle(self, worker: int, durable: bool) -> None:
        self.meters[worker].settle(durable=durable)

    @rule(worker=WORKERS, seconds=st.sampled_from([0.05, 3, 11, 70]), hours=st.sampled_from([0, 0, 0, 3, -5]))
    def pass_time(self, worker: int, seconds: float, hours: int) -> None:
        self.stopwatch.seconds += seconds
        self.moment += timedelta(seconds=seconds, hours=hours)
        self.meters[worker].settle()

    @rule(worker=WORKERS)
    def restart(self, worker: int) -> None:
        self.meters[worker].close()
        self.meters[worker] = self._new_meter()

    @rule(worker=WORKERS, others_recover=st.booleans())
    def kill(self, worker: int, others_recover: bool) -> None:
        self.meters[worker]._purse.leave_journal()  # noqa: SLF001  # as if it had been killed
        if others_recover:
            assert recover(self.file, journals_of(self.file), now=self.now) == 1
        else:
            recover(self.file, journals_of(self.file), now=self.now)
            recover(self.file, journals_of(self.file), now=self.now)
        self.meters[worker] = self._new_meter()

    def _answered(self, uid: int, endpoint: str, cost: int) -> None:
        self.balance[uid] -= cost
        self.hits[uid][endpoint] += 1

    def _held(self, uid: int) -> int:
        with closing(sqlite3.connect(self.file.with_suffix(".db"))) as books:
            return int(books.execute("SELECT leased FROM users WHERE uid = ?", (uid,)).fetchone()[0])

    @invariant()
    def what_is_read_is_exact(self) -> None:
        for uid in USERS:
            user = self.accounts.get(uid)
            assert (user.balance, user.hits) == (self.balance[uid], self.hits[uid])

    @invariant()
    def the_books_add_up(self) -> None:
        with closing(sqlite3.connect(self.file.with_suffix(".db"))) as books:
            unequal = (
                "SELECT uid FROM users WHERE oversold != 0 "
                "OR leased != (SELECT coalesce(sum(granted - used), 0) FROM leases WHERE leases.uid = users.uid) "
                "OR granted != (SELECT sum(amount) FROM grants WHERE grants.uid = users.uid)"
            )
            assert books.execute(unequal).fetchall() == []


TestLedger = LedgerMachine.TestCase
TestLedger.settings = settings(max_examples=25, stateful_step_count=25, deadline=None)
