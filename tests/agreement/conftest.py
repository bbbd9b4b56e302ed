from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.agreement.running import running
from tests.cli.driver import Driver
from tests.web.face import make_face, make_parts, write_users

BALANCE = 1_000_000


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the index, which this machine and the server share."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory, cache: Path) -> Iterator[str]:
    """Give the address of a server over the starter catalogue."""
    users = write_users(tmp_path_factory.mktemp("server") / "users.json", Alice=BALANCE, Bob=0)
    parts = make_parts(users, cache)
    with running(make_face(parts).app) as url:
        yield url
    parts.accounts.close()


@pytest.fixture
def maas(tmp_path: Path, cache: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Driver:
    """Return the command line of a machine with the same users, none of whom has called yet."""
    driver = Driver(tmp_path, cache, capsys)
    write_users(tmp_path / "users.json", Alice=BALANCE, Bob=0)
    driver.settle_in(monkeypatch)
    return driver
