from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.web.face import Face, Parts, make_face, make_parts, write_users


@pytest.fixture(scope="session")
def cache_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder where the index of the starter catalogue is built once."""
    return tmp_path_factory.mktemp("index")


@pytest.fixture
def parts(tmp_path: Path, cache_dir: Path) -> Iterator[Parts]:
    made = make_parts(write_users(tmp_path / "users.json"), cache_dir)
    yield made
    made.accounts.close()


@pytest.fixture
def face(parts: Parts) -> Face:
    return make_face(parts)
