"""A users file of two users, accounts over it, and a clock that stands still until it is moved."""

import json
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from maas_cli.accounts import Accounts

ALICE = {"id": 10, "name": "Alice", "authToken": "secret1", "tokenCount": 1000, "hits": None}
BOB = {"id": 20, "name": "Bob", "authToken": "secret2", "tokenCount": 500, "hits": {"/api/memes": 41}}


class Clock:
    """A clock whose hands are moved by the test."""

    def __init__(self) -> None:
        self.moment = datetime(2024, 5, 17, 23, 59, 59, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.moment


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def users_file(tmp_path: Path) -> Path:
    path = tmp_path / "users.json"
    path.write_text(json.dumps({"10": ALICE, "20": BOB}), encoding="utf-8")
    return path


@pytest.fixture
def edit(users_file: Path) -> Callable[..., None]:
    """Change fields of one user in the users file, as a person with an editor would; add the user if need be."""

    def change(uid: int, **fields: object) -> None:
        users = json.loads(users_file.read_text(encoding="utf-8"))
        users.setdefault(str(uid), {"id": uid}).update(fields)
        users_file.write_text(json.dumps(users), encoding="utf-8")

    return change


@pytest.fixture
def accounts(users_file: Path, clock: Clock) -> Iterator[Accounts]:
    with closing(Accounts(users_file, now=clock, timeout_seconds=5)) as opened:
        yield opened
