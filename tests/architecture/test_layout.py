"""The house as ARCHITECTURE.md draws it: packages, a test file for each module, modules that fit on a few screens."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]
PACKAGE = REPOSITORY / "maas_cli"
MODULES = sorted(PACKAGE.rglob("*.py"))
LONGEST_MODULE = 400
LONGEST_FUNCTION = 30
SHARE_OF_SHORT_FUNCTIONS = 0.9


def test_every_folder_with_code_is_a_package() -> None:
    folders = {module.parent for module in MODULES}
    assert [folder for folder in folders if not (folder / "__init__.py").exists()] == []


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(REPOSITORY)))
def test_no_module_is_too_long_to_read(module: Path) -> None:
    assert len(module.read_text(encoding="utf-8").splitlines()) <= LONGEST_MODULE


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(REPOSITORY)))
def test_every_module_has_its_tests(module: Path) -> None:
    inside = module.relative_to(PACKAGE)
    if inside.name == "__init__.py":
        return
    name = f"test_{inside.stem.strip('_')}.py"
    face = REPOSITORY / "tests" / inside.parts[0] / Path(*inside.parts[1:-1])
    places = (REPOSITORY / "tests" / "unit" / inside.parent / name, face / name)
    assert any(place.exists() for place in places), f"{inside} has none of {[str(place) for place in places]}"


def functions() -> Iterator[tuple[str, int]]:
    for module in MODULES:
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef):
                body = [statement for statement in node.body if not is_docstring(statement)]
                last = node.end_lineno or node.lineno
                yield f"{module.name}:{node.name}", last - body[0].lineno + 1 if body else 0


def is_docstring(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)


def test_nine_functions_in_ten_are_short() -> None:
    lengths = dict(functions())
    short = sum(length < LONGEST_FUNCTION for length in lengths.values())
    assert short >= SHARE_OF_SHORT_FUNCTIONS * len(lengths)
