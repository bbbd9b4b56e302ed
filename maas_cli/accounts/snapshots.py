"""What the database remembers of users files: how :mod:`maas_cli.accounts.syncing` knows an edit from an old state.

A snapshot is a user's hits (all endpoints together) and balance as they stand in a file, with the balance they were
``settled`` at: the same, but for tokens that an edit should have taken and that were spent already. Of each pair there
is one snapshot; a pair that is remembered again becomes the latest. Of the one that was last read from the users file,
or written over it, each user keeps a copy: a later export of the same pair makes it no younger than it was.
"""

from typing import TYPE_CHECKING, NamedTuple

from maas_cli.accounts.file_mark import FileMark

if TYPE_CHECKING:
    from sqlite3 import Connection

    from maas_cli.accounts.user_entry import UserEntry


class Snapshot(NamedTuple):
    """A state of one user in a file; the greater its ``number``, the later it was remembered."""

    number: int
    hits_total: int
    settled: int


def find(connection: "Connection", entry: "UserEntry") -> Snapshot | None:
    """Return the snapshot of an entry's pair of hits and balance, None if the pair is new."""
    row = connection.execute(
        "SELECT id, hits_total, settled FROM snapshots WHERE uid = ? AND hits_total = ? AND balance = ?",
        (entry.uid, entry.hits_total, entry.balance),
    ).fetchone()
    return None if row is None else Snapshot(*row)


def last_read(connection: "Connection", uid: int) -> Snapshot:
    """Return what the users file last said of a user; for those it never named, it is what they were added with."""
    row = connection.execute("SELECT file_snapshot, file_hits, file_settled FROM users WHERE uid = ?", (uid,))
    return Snapshot(*row.fetchone())


def get_baseline(connection: "Connection", entry: "UserEntry") -> int:
    """Return the balance that an entry was edited from: the latest with as many hits, else that of the last file."""
    (baseline,) = connection.execute(
        "SELECT coalesce("
        "(SELECT settled FROM snapshots WHERE uid = :uid AND hits_total = :hits ORDER BY id DESC LIMIT 1), "
        "(SELECT file_settled FROM users WHERE uid = :uid))",
        {"uid": entry.uid, "hits": entry.hits_total},
    ).fetchone()
    return int(baseline)


def remember(connection: "Connection", entry: "UserEntry", settled: int) -> Snapshot:
    """Make an entry's pair the latest snapshot of its user, and return it."""
    rows = connection.execute(
        "INSERT OR REPLACE INTO snapshots (uid, hits_total, balance, settled) VALUES (?, ?, ?, ?) "
        "RETURNING id, hits_total, settled",
        (entry.uid, entry.hits_total, entry.balance, settled),
    ).fetchall()
    return Snapshot(*rows[0])


def remember_read(connection: "Connection", uid: int, snapshot: Snapshot) -> None:
    """Note what the users file now says of a user."""
    connection.execute(
        "UPDATE users SET file_snapshot = ?, file_hits = ?, file_settled = ? WHERE uid = ?", (*snapshot, uid)
    )


def remember_mark(connection: "Connection", mark: FileMark) -> None:
    """Note which content of the users file was last read or written."""
    connection.execute(
        "INSERT OR REPLACE INTO users_file (only_row, size, sha256) VALUES (1, ?, ?)", (mark.size, mark.sha256)
    )


def remember_export_as_read(connection: "Connection", mark: FileMark) -> None:
    """Note that the users file itself is now an export of all users, whose snapshots are the latest ones."""
    connection.execute(
        "UPDATE users SET (file_snapshot, file_hits, file_settled) = ("
        "SELECT id, hits_total, settled FROM snapshots WHERE snapshots.uid = users.uid ORDER BY id DESC LIMIT 1)"
    )
    remember_mark(connection, mark)


def last_mark(connection: "Connection") -> FileMark:
    """Return which content of the users file was last read or written."""
    size, sha256 = connection.execute("SELECT size, sha256 FROM users_file").fetchone()
    return FileMark(size, sha256)
