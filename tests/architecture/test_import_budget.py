"""What a start may load. A static graph cannot tell a lazy import from an eager one, so real processes are asked.

They get an empty environment: what measures coverage would load libraries of its own.
"""

import subprocess
import sys

import pytest

FOREIGN_TO_THE_CLI = (
    "textual", "starlette", "uvicorn", "numpy", "PIL", "sqlite3", "rich", "json", "geopy", "httpx2", "rapidfuzz",
    "pydantic", "csv", "zipfile", "tomllib",
)  # fmt: skip


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


def test_typer_does_not_load_pydantic() -> None:
    """The reason for the upper bound on typer: once this holds for a newer release, the bound may go."""
    assert "pydantic" not in modules_loaded_by("import typer")
