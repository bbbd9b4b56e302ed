"""Bringing a users database of version 1 to the tables of today, in place, whole or not at all.

Version 1 knew no leases: ``users`` has no columns for them, and a rule for its sums that cannot be changed in place, so
that the table is made anew.
"""

from typing import TYPE_CHECKING

from maas_cli.accounts.schema import LEASE_TABLES, USERS_TABLE, VERSION

if TYPE_CHECKING:
    from sqlite3 import Connection

_KEPT = "uid, name, token_digest, disabled, balance, spent, granted, file_snapshot, file_hits, file_settled"


def migrate(connection: "Connection") -> None:
    """Bring a database of version 1 to ``VERSION``, unless another process did it meanwhile."""
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("BEGIN IMMEDIATE")
    try:
        if connection.execute("PRAGMA user_version").fetchone() == (1,):
            _make_leases(connection)
            connection.execute(f"PRAGMA user_version = {VERSION}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # a full disk may have ended it already
            connection.execute("ROLLBACK")
        raise


def _make_leases(connection: "Connection") -> None:
    connection.execute("ALTER TABLE users RENAME TO users_before")
    connection.execute(USERS_TABLE)
    connection.execute(f"INSERT INTO users ({_KEPT}) SELECT {_KEPT} FROM users_before")  # noqa: S608  # a constant
    connection.execute("DROP TABLE users_before")
    for table in LEASE_TABLES:
        connection.execute(table)
