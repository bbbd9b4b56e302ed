"""What the errors of SQLite mean to a person who has a users database."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from maas_cli.accounts.schema import restore_hint
from maas_cli.errors import LedgerError, StorageError

if TYPE_CHECKING:
    from sqlite3 import Error

_PRIMARY_CODE = 0xFF
"""The low byte of a code is its kind, the rest tells variants apart (https://sqlite.org/rescode.html)."""


def in_words(error: "Error", path: Path) -> StorageError:
    """Return an error of one line for an error of SQLite; what is not foreseen counts as damage."""
    import sqlite3  # noqa: PLC0415  # free searches open no database

    code = getattr(error, "sqlite_errorcode", 0) & _PRIMARY_CODE  # mistakes in the use of the module have none
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return LedgerError(f"the users database {path} is locked by another process", hint="try again later")
    if code == sqlite3.SQLITE_FULL:
        return StorageError(f"cannot write the users database {path}: the disk is full")
    if code == sqlite3.SQLITE_IOERR:  # an almost full disk often ends in this
        return StorageError(f"cannot use the users database {path}: {error} (is the disk full?)")
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM):
        return StorageError(f"cannot use the users database {path}: {error}", hint=_permission_hint(path))
    return LedgerError(f"the users database {path} is damaged: {error}", hint=restore_hint(path))


def _permission_hint(path: Path) -> str:
    """Return what must be writable and is not."""
    if path.exists() and not os.access(path, os.R_OK | os.W_OK):
        return f"{path.name} must be readable and writable for this user"
    return "its folder must be writable too"
