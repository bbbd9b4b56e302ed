"""A service for each test that asks for one; the index over the starter catalogue is built once for all."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.web.life.running import Running, running

Start = Callable[..., Running]


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def start(tmp_path: Path, cache: Path) -> Iterator[Start]:
    """Return what starts a service in the folder of the test, with more arguments of ``maas serve``, and limits."""
    with ExitStack() as stack:

        def start(*arguments: str, own_cache: bool = False, **limits: float | str) -> Running:
            place = tmp_path / "cache" if own_cache else cache
            return stack.enter_context(running(tmp_path, place, *arguments, limits=limits))

        yield start
