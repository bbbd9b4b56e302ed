"""What reading the users file again changes: the rule, in one place.

The database is the truth; the file is a message from whoever edits it by hand or puts an export in its place. A count
in a file says: "when the user had made this many hits, the balance was this". The database keeps such pairs of hits
(all endpoints together) and balance, called snapshots, of every file read, every export written and every user added.
For each user of the file:

* A pair the database knows is an old or an exported state: the balance is left alone, whatever was spent or topped
  up meanwhile. Except an edit back: a pair that is older than what was last read from the users file for this user
  (or written over it by an export) and has as many hits as that. It is measured from the state last read.
* Any pair the database does not know is an edit. It is measured from the latest snapshot with as many hits, or, if
  there is none, from the state last read.
* The difference of an edit is granted; if it is below 0 it is taken, but never more than the user has left, and what
  could not be taken is not granted again by the next edit. Nor is more taken than the leases of a running service
  leave, which is reported. An edit is the state last read from then on, and so is a
  known pair that is newer. An older one that is left alone is not: it is reported as often as it is read.
* Hits are never added twice: of each endpoint's two counts, the living and the file's, the greater stays.
* A new name is taken over. A new token replaces the living one; a token that was revoked before stays revoked, so
  that an old file brings no leaked token back; a token that is or was another user's refuses the whole file.
* New users are added, with the balance, hits and ``disabled`` that stand there. Users who are not in the file stay as
  they are. Whether a known user is disabled is never taken from the file; where the two differ it is reported.

All of a file is applied or nothing is, and applying one twice changes nothing the second time.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from maas_cli.accounts import rows, snapshots
from maas_cli.accounts.user_entry import UserEntry
from maas_cli.accounts.users_file import UsersFile
from maas_cli.errors import InvalidInputError
from maas_cli.models.users import SyncReport, User

if TYPE_CHECKING:
    from sqlite3 import Connection


@dataclass(slots=True)
class _Changes:
    """The report while it is gathered."""

    added: list[int] = field(default_factory=list)
    granted: dict[int, int] = field(default_factory=dict)
    renamed: list[int] = field(default_factory=list)
    rotated: list[int] = field(default_factory=list)
    not_applied: dict[int, str] = field(default_factory=dict)


class _Settled(NamedTuple):
    """What became of a count: tokens granted (below 0: taken), and those that were to be taken and were not there.

    ``is_older`` where it is an older state, which is left alone.
    """

    amount: int = 0
    missing: int = 0
    is_older: bool = False


def apply_file(connection: "Connection", file: UsersFile, at: str) -> SyncReport:
    """Apply a users file by the rule above, in a transaction of the caller's, and say what changed.

    Raises:
        InvalidInputError: a user of the file cannot be applied; the caller must undo the whole transaction.
    """
    living = {user.uid: user for user in rows.list_users(connection)}
    changes = _Changes()
    for entry in sorted(file.entries, key=lambda entry: entry.uid):
        _check_token_owner(connection, entry)
        if entry.uid in living:
            _apply_entry(connection, entry, living.pop(entry.uid), changes, at)
        else:
            rows.insert_user(connection, entry, "sync", at)
            changes.added.append(entry.uid)
    snapshots.remember_mark(connection, file.mark)
    return SyncReport(
        added=tuple(changes.added),
        granted=changes.granted,
        renamed=tuple(changes.renamed),
        rotated=tuple(changes.rotated),
        kept=tuple(living),
        not_applied=changes.not_applied,
    )


def _check_token_owner(connection: "Connection", entry: UserEntry) -> None:
    owner = rows.find_owner(connection, entry.token_digest)
    if owner not in (None, entry.uid):
        raise InvalidInputError(f"the authToken of user {entry.uid} is, or once was, that of user {owner}")


def _apply_entry(connection: "Connection", entry: UserEntry, user: User, changes: _Changes, at: str) -> None:
    uid = entry.uid
    settled = _settle(connection, entry, user.balance - rows.leased(connection, uid))
    amount = settled.amount
    ignored = [*_ignored_count(entry, user, settled), *_ignored_flag(entry, user)]
    if ignored:
        changes.not_applied[uid] = "; ".join(ignored)
    if amount:
        rows.grant(connection, uid, amount, "sync", at)
        changes.granted[uid] = amount
    if entry.name != user.name:
        rows.rename(connection, uid, entry.name)
        changes.renamed.append(uid)
    if rows.find_owner(connection, entry.token_digest) is None:
        rows.replace_token(connection, uid, entry.token_digest)
        changes.rotated.append(uid)
    rows.merge_hits(connection, entry)


def _settle(connection: "Connection", entry: UserEntry, available: int) -> _Settled:
    """Return how many tokens an entry grants, or takes if below 0, and remember that it did."""
    known, read = snapshots.find(connection, entry), snapshots.last_read(connection, entry.uid)
    if known is None:
        baseline = snapshots.get_baseline(connection, entry)
    elif known.number >= read.number:
        snapshots.remember_read(connection, entry.uid, known)
        return _Settled()
    elif known.hits_total == read.hits_total:
        baseline = read.settled
    else:
        return _Settled(is_older=True)
    wanted = entry.balance - baseline
    amount = max(wanted, -available)
    snapshots.remember_read(connection, entry.uid, snapshots.remember(connection, entry, baseline + amount))
    return _Settled(amount, missing=amount - wanted)


def _ignored_count(entry: UserEntry, user: User, settled: _Settled) -> Iterator[str]:
    if settled.is_older and entry.balance != user.balance:
        yield f"the file's count {entry.balance:,} is an earlier state; the balance stays {user.balance:,}"
    held = min(settled.missing, user.balance + settled.amount)
    if held:
        yield f"{held:,} more tokens were to be taken, which a running service holds"


def _ignored_flag(entry: UserEntry, user: User) -> Iterator[str]:
    if entry.disabled and not user.disabled:
        yield f"disabled in the file; `maas users disable {user.uid}` does it"
    elif user.disabled and not entry.disabled:
        yield f"not disabled in the file; `maas users enable {user.uid}` does it"
