"""Each screen looks as it was last agreed on; ``python -m tests.tui.scenes`` writes the goldens anew."""

import difflib
from pathlib import Path

import pytest

from tests.tui.scenes import GOLDENS, SCENES, shown


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder whose catalogue is imported and indexed once; scenes that spend tokens get their own."""
    return tmp_path_factory.mktemp("scenes")


@pytest.mark.parametrize("name", SCENES)
def test_a_screen_looks_as_it_was_agreed_on(name: str, folder: Path, tmp_path: Path) -> None:
    agreed = (GOLDENS / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    now = shown(SCENES[name], tmp_path if "enter" in SCENES[name].keys else folder).splitlines()
    difference = "\n".join(difflib.unified_diff(agreed, now, "agreed", "now", lineterm=""))
    assert not difference, f"{name} looks different:\n{difference}"


def test_no_golden_is_left_of_what_is_no_longer_looked_at() -> None:
    assert sorted(path.stem for path in GOLDENS.iterdir()) == sorted(SCENES)
