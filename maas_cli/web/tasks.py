"""What the service does beside serving, each in a short-lived child: what it loads and opens ends with it."""

import os
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from maas_cli.bootstrap import (
    check_users_writable,
    create_engine,
    create_index,
    has_secret_tokens,
    recover_leases,
    sample_tokens,
)
from maas_cli.errors import AuthenticationError, InvalidInputError
from maas_cli.serialize import sync_report_to_dict

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager

    from maas_cli.catalog_index import OnProgress
    from maas_cli.config import Config
    from maas_cli.engine import Engine

EXPORT: Final = Path("users_flushed.json")
"""Where all users are written at the end, as the original does, in the working directory."""

_OTHERS: Final = 0o077
"""The permissions of all but a file's owner."""

_MOST_NAMED: Final = 20
"""Of users in one line of the log; the field beside it has them all."""


def prepare(
    config: "Config", progress: "AbstractContextManager[OnProgress]", *, allows_sample_tokens: bool
) -> dict[str, Any]:
    """Make everything ready: the users, what dead workers left, the index. Return how many users and memes there are.

    ``progress`` hears of the building of the index; ``notices`` are one-line notes for the operator.

    Raises:
        InvalidInputError: somebody has a sample token and that is not allowed.
        StorageError: the users cannot be read or written, or the catalogue cannot be read.
    """
    notices: list[str] = []
    with closing(create_engine(config)) as engine:
        users = engine.list_users()
        if not allows_sample_tokens:
            _refuse_sample_tokens(engine, config.host)
        notices += engine.notices()
    check_users_writable(config)
    notices += [*_open_to_others(config), *_trouble_with_export()]
    recover_leases(config, notices.append)
    with progress as on_progress:
        memes = create_index(config, notices.append).get(on_progress).doc_count
    return {"users": len(users), "memes": memes, "notices": notices}


def reload(config: "Config", *, allows_sample_tokens: bool) -> dict[str, Any]:
    """Read users and catalogue again; return what changed, how many memes there are now, and warnings as events.

    Raises:
        StorageError: the catalogue or the users file cannot be read; nothing is changed for anybody.
    """
    notices: list[str] = []
    memes = create_index(config, notices.append).get().doc_count
    with closing(create_engine(config)) as engine:
        report = sync_report_to_dict(engine.sync_users())
        warnings = [*_still_let_in(engine, report["kept"]), *_left_alone(report["notApplied"])]
        if not allows_sample_tokens:
            notices += [f"user {uid} has a sample token, which anyone knows" for uid in _with_sample_tokens(engine)]
        notices += engine.notices()
    return {"memes": memes, "users": report, "notices": notices, "warnings": warnings}


def mend(config: "Config") -> dict[str, Any]:
    """Look through the whole index, and build it again if it is damaged; return how many memes there are, and notes.

    Raises:
        StorageError: the catalogue cannot be read.
    """
    notices: list[str] = []
    return {"memes": create_index(config, notices.append).info().memes, "notices": notices}


def recover(config: "Config") -> dict[str, Any]:
    """Settle what dead workers left; return how many there were, and one-line notes of what could not be settled.

    Raises:
        StorageError: the users cannot be read or written.
    """
    notices: list[str] = []
    return {"workers": recover_leases(config, notices.append), "notices": notices}


def finish(config: "Config") -> dict[str, Any]:
    """Settle what killed workers left, and write all users out whole; return how many, and one-line notes.

    Raises:
        StorageError: the users cannot be read, or the file cannot be written.
    """
    notices: list[str] = []
    recover_leases(config, notices.append)
    with closing(create_engine(config)) as engine:
        count = engine.export_users(EXPORT)
    return {"users": count, "notices": notices}


def _open_to_others(config: "Config") -> "Iterator[str]":
    """Yield a note if others than its owner may read or write a users file with tokens in it."""
    try:
        mode = config.users_file.stat().st_mode & 0o777
    except OSError:  # the database does without it
        return
    if mode & _OTHERS and has_secret_tokens(config):
        yield (
            f"{config.users_file} holds tokens, and others may use it (its mode is {mode:03o}); "
            f"chmod 600 {config.users_file}"
        )


def _trouble_with_export() -> "Iterator[str]":
    """Yield a note if the users cannot be written out at the end, as far as can be told now."""
    if EXPORT.is_dir():
        yield f"the users cannot be written to {EXPORT} at the end: it is a folder"
    elif not os.access(Path(), os.W_OK | os.X_OK):
        yield f"the users cannot be written to {EXPORT} at the end: the folder {Path.cwd()} may not be written"


def _still_let_in(engine: "Engine", kept: list[int]) -> "Iterator[dict[str, Any]]":
    """Yield a warning if users who are gone from the file can go on asking."""
    enabled = {user.uid for user in engine.list_users() if not user.disabled} if kept else set()
    uids = [uid for uid in kept if uid in enabled]
    if uids:
        named = ", ".join(map(str, uids[:_MOST_NAMED])) + (", ..." if len(uids) > _MOST_NAMED else "")
        who = f"user {named} is" if len(uids) == 1 else f"users {named} are"
        keep = "keeps" if len(uids) == 1 else "keep"
        text = f"{who} no longer in the users file but {keep} access; maas users disable {uids[0]}"
        yield {"text": text, "users": uids}


def _left_alone(not_applied: dict[str, str]) -> "Iterator[dict[str, Any]]":
    """Yield a warning if something that stands in the file was not done."""
    if not_applied:
        yield {"text": "not all of the users file is applied", "users": not_applied}


def _refuse_sample_tokens(engine: "Engine", host: str) -> None:
    uids = _with_sample_tokens(engine)
    if uids:
        raise InvalidInputError(
            f"user {uids[0]} has a sample token, which anyone knows, and {host} can be reached from elsewhere",
            hint=f"maas users rotate {uids[0]}, or say --allow-sample-tokens",
        )


def _with_sample_tokens(engine: "Engine") -> list[int]:
    """Return the ids of enabled users whose token is one of those that come with maas."""
    found = []
    for token in sample_tokens():
        try:
            found.append(engine.user_stats(token=token).user.uid)
        except AuthenticationError:
            continue
    return sorted(found)
