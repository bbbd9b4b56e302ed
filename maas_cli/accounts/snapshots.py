"""What the database remembers of users files: how :mod:`maas_cli.accounts.syncing` knows an edit from an old state.

A snapshot is a user's hits (all endpoints together) and balance as they stand in a file, with the balance they were
``settled`` at: the same, but for tokens that an edit should have taken and that were spent already. Of each pair there
is one snapshot; the latest are the last ones.
"""

from typing import TYPE_CHECKING

from maas_cli.accounts.file_mark import FileMark

if TYPE_CHECKING:
    from sqlite3 import Connection

    from maas_cli.accounts.user_entry import UserEntry


def find_settled(connection: "Connection", entry: "UserEntry") -> int | None:
    """Return what a known pair of hits and balance was settled at, None if the pair is new."""
    row = connection.execute(
        "SELECT settled FROM snapshots WHERE uid = ? AND hits_total = ? AND balance = ?",
        (entry.uid, entry.hits_total, entry.balance),
    ).fetchone()
    return None if row is None else int(row[0])


def get_baseline(connection: "Connection", entry: "UserEntry") -> int:
    """Return the balance that an entry was edited from: the latest with as many hits, else that of the last file."""
    (baseline,) = connection.execute(
        "SELECT coalesce("
        "(SELECT settled FROM snapshots WHERE uid = :uid AND hits_total = :hits ORDER BY id DESC LIMIT 1), "
        "(SELECT file_settled FROM users WHERE uid = :uid))",
        {"uid": entry.uid, "hits": entry.hits_total},
    ).fetchone()
    return int(baseline)


def remember(connection: "Connection", entry: "UserEntry", settled: int) -> None:
    """Make an entry's pair the latest snapshot of its user."""
    connection.execute(
        "INSERT OR REPLACE INTO snapshots (uid, hits_total, balance, settled) VALUES (?, ?, ?, ?)",
        (entry.uid, entry.hits_total, entry.balance, settled),
    )


def remember_read(connection: "Connection", uid: int, settled: int) -> None:
    """Note what the users file last said of a user; for those it never named, it is what they were added with."""
    connection.execute("UPDATE users SET file_settled = ? WHERE uid = ?", (settled, uid))


def remember_mark(connection: "Connection", mark: FileMark) -> None:
    """Note which content of the users file was last read or written."""
    connection.execute(
        "INSERT OR REPLACE INTO users_file (only_row, size, sha256) VALUES (1, ?, ?)", (mark.size, mark.sha256)
    )


def remember_export_as_read(connection: "Connection", mark: FileMark) -> None:
    """Note that the users file itself is now an export of all users as they are."""
    connection.execute("UPDATE users SET file_settled = balance")
    remember_mark(connection, mark)


def last_mark(connection: "Connection") -> FileMark:
    """Return which content of the users file was last read or written."""
    size, sha256 = connection.execute("SELECT size, sha256 FROM users_file").fetchone()
    return FileMark(size, sha256)
