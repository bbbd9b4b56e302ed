"""Opening the users database of a users file."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from maas_cli.accounts.database_place import database_of
from maas_cli.accounts.ledger import Ledger


def open_ledger(
    users_file: Path,
    *,
    now: Callable[[], datetime],
    timeout_seconds: float,
    keeps: bool = False,
    waits: bool = True,
) -> Ledger:
    """Return the ledger beside a users file, from which it is made if it is missing. Nothing is opened yet.

    With ``keeps``, a database that is deleted while it is open is put back; without ``waits``, one that has just been
    replaced is an error.

    Raises:
        UsersFileError: the path has no name, or one that is a database's.
    """

    def make_image() -> bytes:
        from maas_cli.accounts.seeding import make_image  # noqa: PLC0415  # once in the life of a database
        from maas_cli.accounts.users_file import read_users_file  # noqa: PLC0415  # once in the life of a database

        return make_image(read_users_file(users_file), stamp(now()))

    return Ledger(database_of(users_file), make_image, timeout_seconds=timeout_seconds, keeps=keeps, waits=waits)


def stamp(moment: datetime) -> str:
    """Return an aware time as the database writes it down: in UTC, to the second."""
    return moment.astimezone(UTC).isoformat(timespec="seconds")
