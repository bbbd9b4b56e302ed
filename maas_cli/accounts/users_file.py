"""The users file: read strictly, written whole or not at all.

It has the shape of the original service: one JSON object, keyed by the user's id as a string::

    {"10": {"id": 10, "name": "Alice", "authToken": "secret1", "tokenCount": 1000, "hits": {"/api/memes": 41}}}

``hits`` may be null or absent. Two things go beyond the original, and a file without them reads as it always did:
``authToken`` may be ``sha256:`` and 64 hexadecimal digits where only the digest of a token is known, and a user who
is disabled has ``"disabled": true``.
"""

import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from maas_cli.accounts import tokens
from maas_cli.accounts.file_mark import FileMark, mark_of
from maas_cli.accounts.strict_json import MAX_KEY_SHOWN, JsonError, parse
from maas_cli.accounts.user_entry import UserEntry, read_entry
from maas_cli.errors import InvalidInputError, UsersFileError

MAX_FILE_BYTES = 64 * 2**20
"""A users file beyond this is refused unread."""


@dataclass(frozen=True, slots=True)
class UsersFile:
    """The users of a file in its order, and the mark of the bytes they were read from."""

    entries: tuple[UserEntry, ...]
    mark: FileMark


def read_users_file(path: Path) -> UsersFile:
    """Read a users file.

    Raises:
        UsersFileError: the file is missing, unreadable or malformed.
    """
    content = _read_bytes(path)
    entries = tuple(_entries(path, _parse(path, content)))
    _check_tokens(path, entries)
    return UsersFile(entries, mark_of(content))


def _read_bytes(path: Path) -> bytes:
    try:
        state = path.stat()
        if not stat.S_ISREG(state.st_mode):
            raise UsersFileError(f"the users file {path} is not a file")
        if state.st_size > MAX_FILE_BYTES:
            raise UsersFileError(f"the users file {path} has {state.st_size} bytes; at most {MAX_FILE_BYTES} are read")
        return path.read_bytes()
    except FileNotFoundError:
        hint = "write it in the shape of users.json, or set users_file to where it is"
        raise UsersFileError(f"the users file {path} is missing", hint=hint) from None
    except OSError as error:
        raise UsersFileError(f"cannot read the users file {path}: {error.strerror}") from error


def _parse(path: Path, content: bytes) -> dict[str, Any]:
    """Return the users of a content by their keys, not yet checked."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise UsersFileError(f"{path}:{line}: the users file must be in UTF-8") from None
    if not text.strip():
        raise UsersFileError(f"the users file {path} is empty", hint="a file without users holds {}")
    try:
        users = parse(text)
    except JsonError as error:
        place = "" if error.line is None else f":{error.line}:{error.column}"
        raise UsersFileError(f"{path}{place}: the users file must be JSON: {error}") from None
    if not isinstance(users, dict):
        raise UsersFileError(f"the users file {path} must be an object of users by id")
    return users


def _entries(path: Path, users: dict[str, Any]) -> Iterator[UserEntry]:
    for number, (key, fields) in enumerate(users.items(), start=1):
        try:
            yield read_entry(key, fields)
        except InvalidInputError as error:
            # a key that is no id may be a token that slipped in there: it is not repeated
            who = f"user {key[:MAX_KEY_SHOWN]!a}" if key.isdecimal() else f"user number {number}, whose key is no id"
            raise UsersFileError(f"{path}: {who}: {error}") from None


def _check_tokens(path: Path, entries: Iterable[UserEntry]) -> None:
    """Refuse two users with one token: either would pay for the other.

    Raises:
        UsersFileError: two users have the same token; both are named, the token is not.
    """
    owners: dict[bytes, int] = {}
    for entry in entries:
        owner = owners.setdefault(entry.token_digest, entry.uid)
        if owner != entry.uid:
            raise UsersFileError(f"{path}: users {owner} and {entry.uid} must not have the same authToken")


def format_users(entries: Iterable[UserEntry]) -> bytes:
    """Return the content of a users file, in the original's layout: indented by one space, users by id."""
    import json  # noqa: PLC0415  # most calls write no file

    users = {str(entry.uid): _fields(entry) for entry in sorted(entries, key=lambda entry: entry.uid)}
    return (json.dumps(users, indent=1, ensure_ascii=False) + "\n").encode()


def _fields(entry: UserEntry) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "id": entry.uid,
        "name": entry.name,
        "authToken": entry.token or tokens.write_digest(entry.token_digest),
        "tokenCount": entry.balance,
        "hits": dict(sorted(entry.hits.items())) or None,
    }
    return fields | ({"disabled": True} if entry.disabled else {})
