"""What a start may load. A static graph cannot tell a lazy import from an eager one, so real processes are asked.

They get an empty environment: what measures coverage would load libraries of its own.
"""

import subprocess
import sys
from pathlib import Path

import pytest

FOREIGN_TO_THE_CLI = (
    "textual", "starlette", "uvicorn", "numpy", "PIL", "sqlite3", "rich", "json", "geopy", "httpx2", "rapidfuzz",
    "pydantic", "csv", "zipfile", "tomllib", "msgspec", "orjson", "py3langid",
)  # fmt: skip
FOREIGN_TO_A_SEARCH = {
    "numpy", "msgspec", "orjson", "csv", "zipfile", "tomllib", "sqlite3", "rich", "httpx2", "pydantic", "secrets",
    "maas_cli.catalog", "maas_cli.accounts", "maas_cli.places", "maas_cli.atomic_file", "maas_cli.search.build",
    "py3langid",
}  # fmt: skip
"""What a search by the command line never needs once the index is there, without a token and on a pipe."""


def modules_loaded_by(statement: str) -> set[str]:
    code = f"{statement}\nimport sys\nprint(*sys.modules)"
    return set(
        subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, env={}).stdout.split()
    )


@pytest.mark.parametrize("foreign", FOREIGN_TO_THE_CLI)
def test_starting_the_cli_does_not_load(foreign: str) -> None:
    assert foreign not in modules_loaded_by("import maas_cli.cli.app")


def test_the_version_is_answered_before_typer_is_loaded() -> None:
    code = "import sys; sys.argv = ['maas', '--version']\nfrom maas_cli.__main__ import main\n"
    code += "try:\n    main()\nexcept SystemExit:\n    pass\nprint(*sys.modules, file=sys.stderr)"
    result = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, env={})
    assert result.stdout.startswith("maas ")
    assert not {"typer", "click", "maas_cli.engine"} & set(result.stderr.split())


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a home where the index has been built."""
    folder = tmp_path_factory.mktemp("home")
    modules_loaded_by_search(folder, "becky")
    return folder


def modules_loaded_by_search(folder: Path, *arguments: str) -> set[str]:
    code = "import sys\nfrom maas_cli.__main__ import main\n"
    code += "sys.modules['requests'] = None\n"  # geopy loads it where it is there; only tools of the tests bring it
    code += "assert main(['search', *sys.argv[1:]]) == 0\nprint(*sys.modules, file=sys.stderr)"
    environment = {"HOME": str(folder), "MAAS_CACHE_DIR": str(folder / "cache"), "MAAS_DATA_DIR": str(folder / "data")}
    command = [sys.executable, "-c", code, *arguments]
    result = subprocess.run(command, check=True, capture_output=True, text=True, env=environment, cwd=folder)
    return set(result.stderr.split())


@pytest.mark.parametrize(
    ("arguments", "needed"),
    [
        (["cat"], set[str]()),
        (["big cat dog"], set[str]()),
        (["bekcy"], set[str]()),
        (['"said" -dog lang:en'], set[str]()),
        (["cat", "--json"], set[str]()),
        (["kot"], set[str]()),
        (["philosorapter"], {"rapidfuzz"}),
        (["cat", "--lat", "45.2", "--lon", "70.2"], {"geopy", "maas_cli.places"}),
    ],
)
def test_a_search_with_an_index_loads_only_what_it_needs(folder: Path, arguments: list[str], needed: set[str]) -> None:
    loaded = modules_loaded_by_search(folder, *arguments)
    assert "maas_cli.search.searcher" in loaded
    assert loaded & (FOREIGN_TO_A_SEARCH | {"rapidfuzz", "geopy"}) == needed


def test_typer_does_not_load_pydantic() -> None:
    """The reason for the upper bound on typer: once this holds for a newer release, the bound may go."""
    assert "pydantic" not in modules_loaded_by("import typer")
