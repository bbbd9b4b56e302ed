"""The wheel as a user gets it: installed alone, in an empty folder, with an empty home."""

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    pip = (sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check")
    build = (*pip, "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", str(folder), str(REPOSITORY))
    subprocess.run(build, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def maas(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """The wheel's own command; only the libraries are borrowed from the environment that runs the tests."""
    home = tmp_path_factory.mktemp("home")
    venv.create(home / "venv", with_pip=False)
    pip = (sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check")
    python = home / "venv" / "bin" / "python"
    subprocess.run((*pip, "--python", str(python), "install", "--no-deps", "--no-index", str(wheel)), check=True)
    environment = {"HOME": str(home), "PATH": os.defpath, "PYTHONPATH": sysconfig.get_path("purelib")}

    def run(*arguments: str) -> "subprocess.CompletedProcess[str]":
        empty = home / "empty"
        empty.mkdir(exist_ok=True)
        command = (str(home / "venv" / "bin" / "maas"), *arguments)
        return subprocess.run(
            command, check=False, cwd=empty, env=environment, capture_output=True, text=True, timeout=60
        )

    return run


def test_a_wheel_carries_the_tables_of_places_and_the_land(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    assert {
        f"maas_cli/data/{name}"
        for name in ("places.tsv", "positions.bin", "countries.tsv", "land.bin", "unsafe_words.tsv")
    } <= names


def test_a_wheel_carries_the_starter_catalogue_and_the_sample_users(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    assert {"maas_cli/data/memes.csv", "maas_cli/data/users.json", "maas_cli/__main__.py"} <= names


def test_an_installed_wheel_searches_in_an_empty_folder(maas: Run) -> None:
    result = maas("search", "becky")
    assert result.returncode == 0
    assert "becky" in result.stdout.casefold()


def test_an_installed_wheel_knows_places(maas: Run) -> None:
    result = maas("search", "cat", "--near", "Paris, Texas")
    assert (result.returncode, result.stderr.splitlines()[0]) == (0, "near Paris, US (33.66, -95.56)")


def test_an_installed_wheel_knows_the_sample_users(maas: Run) -> None:
    assert maas("search", "--token", "secret1", "--query", "becky").returncode == 0
    result = maas("stats", "--uid", "10", "--json")
    assert '"hits":{"cli/search":1}' in result.stdout
