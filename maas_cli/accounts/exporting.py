"""Writing all users out in the shape of the users file, so that the export can serve as one.

A token is written as it is where the present users file still holds it, else as its digest. Users who are disabled
are written with their digest and ``"disabled": true``: nobody is let in again by an export, not by a reader that does
not know that field either.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from maas_cli.accounts import rows, snapshots
from maas_cli.accounts.user_entry import UserEntry
from maas_cli.errors import StorageError

if TYPE_CHECKING:
    from sqlite3 import Connection

    from maas_cli.models.users import User


def take_snapshot(connection: "Connection", known: Iterable[UserEntry]) -> tuple[UserEntry, ...]:
    """Return all users as entries by id, and remember what they say; ``known`` are entries with tokens to look up."""
    plain = {entry.token_digest: entry.token for entry in known if entry.token is not None}
    entries = tuple(_entry(connection, user, plain) for user in rows.list_users(connection))
    for entry in entries:
        snapshots.remember(connection, entry, entry.balance)
    return entries


def _entry(connection: "Connection", user: "User", plain: Mapping[bytes, str]) -> UserEntry:
    token_digest = rows.digest_of(connection, user.uid)
    return UserEntry(
        uid=user.uid,
        name=user.name,
        token_digest=token_digest,
        balance=user.balance,
        hits=user.hits,
        token=None if user.disabled else plain.get(token_digest),
        disabled=user.disabled,
    )


def write_export(target: Path, content: bytes) -> None:
    """Write an export whole or not at all, readable by its owner alone.

    Raises:
        StorageError: the file cannot be written; what was there stays.
    """
    from maas_cli.atomic_file import PRIVATE, replacing  # noqa: PLC0415  # most calls write no file

    if target.exists() and not target.is_file():
        raise StorageError(f"cannot write {target}: it is not a file")
    with replacing(target, mode=PRIVATE, makes_folders=False) as file:
        file.write(content)
