"""The driver as a fixture; the index over the starter catalogue is built once for all."""

from pathlib import Path

import pytest

from tests.cli.driver import Driver


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def maas(tmp_path: Path, cache: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Driver:
    driver = Driver(tmp_path, cache, capsys)
    driver.settle_in(monkeypatch)
    return driver


@pytest.fixture
def own_cache(maas: Driver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Driver:
    """The driver for tests that import a catalogue: with an index of their own."""
    maas.environment["MAAS_CACHE_DIR"] = str(tmp_path / "cache")
    monkeypatch.setenv("MAAS_CACHE_DIR", str(tmp_path / "cache"))
    return maas
