"""Where the users database is, and what must not lie there when it is to be made."""

import os
from pathlib import Path

from maas_cli.errors import LedgerError, UsersFileError

_DATABASE_SUFFIX = ".db"
_FILE_SUFFIX = ".json"
_JOURNALS_SUFFIX = ".leases"


def database_of(users_file: Path) -> Path:
    """Return the path of the database that belongs to a users file: beside it, links to the file resolved.

    ``users.json`` has ``users.db``; any other name keeps its ending, ``users.txt`` has ``users.txt.db``.

    Raises:
        UsersFileError: the path has no name, or one that is a database's.
    """
    real = Path(os.path.realpath(users_file))
    if not users_file.name or _DATABASE_SUFFIX in (users_file.suffix, real.suffix):
        raise UsersFileError(f"{users_file} cannot be the users file: it needs a name that does not end in .db")
    return real.with_name(real.name.removesuffix(_FILE_SUFFIX) + _DATABASE_SUFFIX)


def database_files(users_file: Path) -> tuple[Path, Path, Path]:
    """Return the database of a users file and the two files SQLite keeps beside it, which may be missing.

    Raises:
        UsersFileError: the path has no name, or one that is a database's.
    """
    database = database_of(users_file)
    return database, log_of(database), database.with_name(f"{database.name}-shm")


def journals_of(users_file: Path) -> Path:
    """Return the folder where the workers of a service keep their journals: beside the database, made when needed.

    Raises:
        UsersFileError: the path has no name, or one that is a database's.
    """
    return database_of(users_file).with_suffix(_JOURNALS_SUFFIX)


def log_of(database: Path) -> Path:
    """Return the path of a database's write-ahead log."""
    return database.with_name(f"{database.name}-wal")


def check_free(database: Path) -> None:
    """Check that nothing is lost or mixed up if a missing database is made anew.

    The log is looked for before the database: where other processes make one meanwhile, the database is first.

    Raises:
        LedgerError: the write-ahead log of a lost database is there, or a link to what is missing.
    """
    log = log_of(database)
    if log.exists() and not database.exists():
        raise LedgerError(
            f"{log} is there without its users database {database.name}",
            hint=f"put a backup of {database.name} beside it, or move {log.name} and {database.name}-shm away "
            "to start anew from the users file",
        )
    if database.is_symlink() and not database.exists():
        raise LedgerError(
            f"the users database {database} points to {os.path.realpath(database)}, which is missing",
            hint="bring back what it points to, or remove the link to start anew from the users file",
        )
