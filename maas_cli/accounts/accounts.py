"""The accounts of all users: the one door of this room."""

import os
import time
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from maas_cli.accounts import rows, snapshots, tokens
from maas_cli.accounts.checks import MAX_COUNT, MAX_ENDPOINT_LENGTH, MAX_NAME_LENGTH, check_count, check_text
from maas_cli.accounts.database_place import database_files, journals_of
from maas_cli.accounts.file_mark import differs, mark_of
from maas_cli.accounts.opening import open_ledger, stamp
from maas_cli.errors import InvalidInputError, UsersFileError
from maas_cli.models.users import IssuedToken, SyncReport, User

if TYPE_CHECKING:
    from sqlite3 import Connection

    from maas_cli.accounts.leases.live import Usage
    from maas_cli.accounts.user_entry import UserEntry

PATIENCE_SECONDS = 0.5
"""How long a call waits for the workers of a service to give back tokens that they hold."""

_POLL_SECONDS = 0.01


class Accounts:
    """Users, tokens, balances and hits. Safe to call from several threads and processes.

    The users file is read once, when there is no database beside it yet, and again by :meth:`sync`; the database is
    the truth from then on. Nothing is opened before the first call. Threads take turns; after a fork, the child makes
    its own ``Accounts``. To back up, copy the database (``users.db`` alone) while no maas runs, or :meth:`export`. A
    backup is put back by renaming it into place: one that is copied over an open database is mixed with it.

    Every method may raise, beyond what it names:

    * UsersFileError: there is neither a database nor a usable users file to make it from.
    * LedgerError: the database is damaged, lost in part, of another program or version, or locked for longer than the
      time-out.
    * StorageError: the database cannot be read or written, or the disk is full. Nothing is half done.
    """

    def __init__(self, users_file: Path, *, now: Callable[[], datetime], timeout_seconds: float = 10) -> None:
        """Take the users file, which also tells where the database is; ``now`` gives aware times.

        Raises:
            UsersFileError: the path has no name, or one that is a database's.
        """
        self._file = users_file
        self._now = now
        self._timeout_seconds = timeout_seconds
        self._ledger = open_ledger(users_file, now=now, timeout_seconds=timeout_seconds)
        self._journals = journals_of(users_file)

    def authenticate(self, token: str) -> User:
        """Return the user whose token this is.

        Raises:
            AuthenticationError: no user has this token, or the user is disabled; only who has the right token is
                told the latter.
        """
        usage = self._usage()
        with self._ledger.reading() as connection:
            return self._exact(connection, usage, rows.user_with(connection, tokens.digest(token)))

    def spend(self, uid: int, endpoint: str, cost: int = 1) -> int:
        """Charge a call, count it under its endpoint and the day (UTC), and return the balance left.

        When this returns, the charge survives kill -9. ``cost`` is 1 and up.

        Raises:
            InvalidInputError: the endpoint or cost cannot be used.
            NotFoundError: no user has this id.
            AuthenticationError: the user is disabled.
            BalanceExhaustedError: the balance is less than the cost, or the workers of a service hold it and do not
                give it back in time; nothing is charged or counted.
        """
        check_text(endpoint, "endpoint", MAX_ENDPOINT_LENGTH)
        check_count(cost, "cost", at_least=1)
        until = time.monotonic() + PATIENCE_SECONDS
        balance = self._charge(uid, endpoint, cost)
        if balance is None:
            self._ask_back(uid)
        while balance is None:
            if time.monotonic() > until:
                raise rows.exhausted(uid, self.get(uid).balance, cost)
            time.sleep(_POLL_SECONDS)
            balance = self._charge(uid, endpoint, cost)
        return balance

    def get(self, uid: int) -> User:
        """Return a user by id.

        Raises:
            NotFoundError: no user has this id.
        """
        usage = self._usage()
        with self._ledger.reading() as connection:
            return self._exact(connection, usage, rows.get_user(connection, uid))

    def list_users(self) -> tuple[User, ...]:
        """Return all users, by id."""
        usage = self._usage()
        with self._ledger.reading() as connection:
            return tuple(self._exact(connection, usage, user) for user in rows.list_users(connection))

    def daily_calls(self, uid: int, since: date) -> Mapping[date, int]:
        """Return a user's calls of each day (UTC) that had any, oldest first, from ``since`` on.

        Raises:
            NotFoundError: no user has this id.
        """
        usage = self._usage()
        with self._ledger.reading() as connection:
            rows.get_user(connection, uid)
            days = rows.calls_by_day(connection, uid, since)
            if uid not in usage:
                return days
            from maas_cli.accounts.leases.live import exact_days, unsettled  # noqa: PLC0415  # only beside a service

            return exact_days(days, unsettled(connection, uid, usage), self._now().astimezone(UTC).date())

    def add(self, name: str, balance: int, uid: int | None = None) -> IssuedToken:
        """Add a user with a new token; without ``uid`` under the id after the greatest in database and users file.

        Raises:
            InvalidInputError: the name, balance or id cannot be used, or the id is taken.
        """
        from maas_cli.accounts.user_entry import UserEntry  # noqa: PLC0415  # most calls add nobody

        check_text(name, "name", MAX_NAME_LENGTH)
        check_count(balance, "balance")
        token = tokens.issue()
        with self._ledger.writing(durable=True) as connection:
            free = self._free_uid(connection, uid)
            rows.insert_user(connection, UserEntry(free, name, tokens.digest(token), balance), "add", self._at())
            return IssuedToken(rows.get_user(connection, free), token)

    def top_up(self, uid: int, amount: int) -> User:
        """Add tokens, 1 and up, to a balance.

        Raises:
            InvalidInputError: the amount is out of range, alone or with all that was granted before.
            NotFoundError: no user has this id.
        """
        check_count(amount, "amount", at_least=1)
        usage = self._usage()
        with self._ledger.writing(durable=True) as connection:
            rows.get_user(connection, uid)
            rows.grant(connection, uid, amount, "topup", self._at())
            return self._exact(connection, usage, rows.get_user(connection, uid))

    def rotate(self, uid: int) -> IssuedToken:
        """Give a user a new token; the old one is refused from now on and never comes back, from no users file.

        Raises:
            NotFoundError: no user has this id.
        """
        token = tokens.issue()
        usage = self._usage()
        with self._ledger.writing(durable=True) as connection:
            user = self._exact(connection, usage, rows.get_user(connection, uid))
            rows.replace_token(connection, uid, tokens.digest(token))
        return IssuedToken(user, token)

    def set_disabled(self, uid: int, *, disabled: bool) -> User:
        """Refuse a user's calls from now on, or take them again; balance, token and hits stay.

        Raises:
            NotFoundError: no user has this id.
        """
        usage = self._usage()
        with self._ledger.writing(durable=True) as connection:
            rows.get_user(connection, uid)
            rows.set_disabled(connection, uid, disabled=disabled)
            return self._exact(connection, usage, rows.get_user(connection, uid))

    def export(self, target: Path) -> int:
        """Write all users in the shape of the users file, whole or not at all, mode 0600; return how many.

        How tokens and disabled users are written: :mod:`maas_cli.accounts.exporting`. The export is remembered before
        it is written, so that :meth:`sync` knows it whatever happens next.

        Raises:
            InvalidInputError: the target is the users database.
            StorageError: the file cannot be written; what was there stays.
        """
        from maas_cli.accounts.exporting import take_snapshot, write_export  # noqa: PLC0415  # most calls write no file
        from maas_cli.accounts.users_file import format_users  # noqa: PLC0415  # most calls write no file

        place = Path(os.path.realpath(target))  # a link stays, what it points to is replaced
        self._check_target(place)
        with self._ledger.writing(durable=True) as connection:
            entries = take_snapshot(connection, self._file_entries())
            content = format_users(entries)
            if place == Path(os.path.realpath(self._file)):
                snapshots.remember_export_as_read(connection, mark_of(content))
        write_export(place, content)
        return len(entries)

    def sync(self) -> SyncReport:
        """Read the users file again and apply what was edited, by the rule of :mod:`maas_cli.accounts.syncing`.

        Raises:
            UsersFileError: the file is missing, malformed, or contradicts the database; nothing is changed.
        """
        from maas_cli.accounts.syncing import apply_file  # noqa: PLC0415  # most calls read no file
        from maas_cli.accounts.users_file import read_users_file  # noqa: PLC0415  # most calls read no file

        with self._ledger.writing(durable=True) as connection:
            try:
                return apply_file(connection, read_users_file(self._file), self._at())
            except InvalidInputError as error:
                raise UsersFileError(f"{self._file}: {error}") from error

    def file_changed(self) -> bool:
        """Tell whether the users file holds something else than when it was last read or exported to.

        False where it cannot be read, for there is nothing to sync from, and where it was never read.
        """
        if not self._ledger.exists():
            return False
        with self._ledger.reading() as connection:
            mark = snapshots.last_mark(connection)
        return differs(self._file, mark)

    def close(self) -> None:
        """Close the database; the next call opens it again. If nobody else has it open, it is one whole file now."""
        self._ledger.close()

    def _at(self) -> str:
        return stamp(self._now())

    def _charge(self, uid: int, endpoint: str, cost: int) -> int | None:
        """Charge a call and return the balance left; None, and nothing charged, where a service holds the tokens."""
        usage = self._usage()
        with self._ledger.writing() as connection:
            balance = rows.charge(connection, uid, cost)
            if balance is None:
                return None
            rows.count_calls(connection, uid, endpoint, self._now().astimezone(UTC).date())
            return (
                balance if uid not in usage else self._exact(connection, usage, rows.get_user(connection, uid)).balance
            )

    def _ask_back(self, uid: int) -> None:
        """Settle what dead workers hold of a user's tokens, and ask living ones to give back what they do not use."""
        from maas_cli.accounts.leases.recovery import recover  # noqa: PLC0415  # only beside a service
        from maas_cli.accounts.leases.store import recall  # noqa: PLC0415  # only beside a service

        recover(self._file, self._journals, now=self._now, timeout_seconds=self._timeout_seconds)
        with self._ledger.writing() as connection:
            recall(connection, uid, self._now())

    def _usage(self) -> "Usage":
        """Return what the workers of a service have not settled; taken before the database is read."""
        if not _has_entries(self._journals):
            return {}
        from maas_cli.accounts.leases.live import live_usage  # noqa: PLC0415  # only beside a service

        return live_usage(self._journals)

    def _exact(self, connection: "Connection", usage: "Usage", user: User) -> User:
        """Return a user with what is not settled charged and counted."""
        if user.uid not in usage:
            return user
        from maas_cli.accounts.leases.live import exact_user  # noqa: PLC0415  # only beside a service

        return exact_user(connection, user, usage)

    def _file_entries(self) -> "tuple[UserEntry, ...]":
        """Return the users of the file as it is now, none where it cannot be used: the database does without it."""
        from maas_cli.accounts.users_file import read_users_file  # noqa: PLC0415  # most calls read no file

        try:
            return read_users_file(self._file).entries
        except UsersFileError:
            return ()

    def _free_uid(self, connection: "Connection", uid: int | None) -> int:
        """Return ``uid`` if it is free, or the next free id; those waiting in the users file are taken too."""
        taken = {user.uid for user in rows.list_users(connection)} | {entry.uid for entry in self._file_entries()}
        if uid is None:
            uid = max(taken, default=0) + 1
            if uid > MAX_COUNT:
                raise InvalidInputError(f"no id is free above {MAX_COUNT}", hint="name a free one with --uid ID")
        check_count(uid, "id", at_least=1)
        if uid in taken:
            raise InvalidInputError(f"user {uid} exists already, in the database or the users file")
        return uid

    def _check_target(self, place: Path) -> None:
        if place in map(Path, map(os.path.realpath, database_files(self._file))):
            raise InvalidInputError(f"cannot export to {place}: it is the users database")


def _has_entries(folder: Path) -> bool:
    """Tell whether something lies in a folder; not so if it cannot be looked into, as then neither can the database."""
    try:
        with os.scandir(folder) as entries:
            return any(entries)
    except OSError:
        return False
