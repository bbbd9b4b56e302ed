"""What the service does beside serving, each in a short-lived child: what it loads and opens ends with it."""

import json
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from maas_cli.bootstrap import create_engine, create_index, recover_leases
from maas_cli.errors import AuthenticationError, InvalidInputError
from maas_cli.packaged import sample_users
from maas_cli.serialize import sync_report_to_dict

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from maas_cli.catalog_index import OnProgress
    from maas_cli.config import Config
    from maas_cli.engine import Engine

EXPORT: Final = Path("users_flushed.json")
"""Where all users are written at the end, as the original does, in the working directory."""


def prepare(
    config: "Config", progress: "AbstractContextManager[OnProgress]", *, allows_sample_tokens: bool
) -> dict[str, Any]:
    """Make everything ready: the users, what dead workers left, the index. Return how many users and memes there are.

    ``progress`` hears of the building of the index; ``notices`` are one-line notes for the operator.

    Raises:
        InvalidInputError: somebody has a sample token and that is not allowed.
        StorageError: the users or the catalogue cannot be read.
    """
    notices: list[str] = []
    with closing(create_engine(config)) as engine:
        users = engine.list_users()
        if not allows_sample_tokens:
            _refuse_sample_tokens(engine, config.host)
        notices += engine.notices()
    recover_leases(config, notices.append)
    with progress as on_progress:
        memes = create_index(config, notices.append).get(on_progress).doc_count
    return {"users": len(users), "memes": memes, "notices": notices}


def reload(config: "Config", *, allows_sample_tokens: bool) -> dict[str, Any]:
    """Read users and catalogue again; return what changed, and how many memes there are now.

    Raises:
        StorageError: the catalogue or the users file cannot be read; nothing is changed for anybody.
    """
    notices: list[str] = []
    memes = create_index(config, notices.append).get().doc_count
    with closing(create_engine(config)) as engine:
        report = sync_report_to_dict(engine.sync_users())
        if not allows_sample_tokens:
            notices += [f"user {uid} has a sample token, which anyone knows" for uid in _with_sample_tokens(engine)]
        notices += engine.notices()
    return {"memes": memes, "users": report, "notices": notices}


def recover(config: "Config") -> dict[str, Any]:
    """Settle what dead workers left; return how many there were, and one-line notes of what could not be settled.

    Raises:
        StorageError: the users cannot be read or written.
    """
    notices: list[str] = []
    return {"workers": recover_leases(config, notices.append), "notices": notices}


def finish(config: "Config", note: "Callable[[str], None]") -> None:
    """Settle what killed workers left, and write all users out whole. ``note`` gets lines for the operator.

    Raises:
        StorageError: the users cannot be read, or the file cannot be written.
    """
    recover_leases(config, note)
    with closing(create_engine(config)) as engine:
        count = engine.export_users(EXPORT)
    note(f"{count:,} {'user' if count == 1 else 'users'} written to {EXPORT}")


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
    for entry in json.loads(sample_users().read_bytes()).values():
        try:
            found.append(engine.user_stats(token=entry["authToken"]).user.uid)
        except AuthenticationError:
            continue
    return sorted(found)
