"""A desk to browse at; the index over the starter catalogue is built once for all."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.tui.browsing import Desk


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def desk(tmp_path: Path, cache: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path, cache)
    yield desk
    desk.close()
