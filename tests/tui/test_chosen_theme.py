"""The theme that was chosen last."""

from pathlib import Path

import pytest

from maas_cli.errors import StorageError
from maas_cli.tui.chosen_theme import ChosenTheme
from maas_cli.tui.themes import THEME_NAMES


def test_the_theme_chosen_last_is_remembered(tmp_path: Path) -> None:
    path = tmp_path / "data" / "theme"
    assert ChosenTheme(path).read() is None
    for name in THEME_NAMES:
        ChosenTheme(path).write(name)
        assert ChosenTheme(path).read() == name
    assert path.stat().st_mode & 0o777 == 0o600
    assert [each.name for each in path.parent.iterdir()] == ["theme"]


@pytest.mark.parametrize("content", [b"", b"no-such-theme\n", b"\xff\xfe", b"nord" * 100_000, b"nord\nnord\n"])
def test_a_damaged_file_is_as_none(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "theme"
    path.write_bytes(content)
    assert ChosenTheme(path).read() is None


def test_a_file_that_cannot_be_read_is_as_none_and_one_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "theme").mkdir()
    assert ChosenTheme(tmp_path / "theme").read() is None
    with pytest.raises(StorageError, match="cannot write"):
        ChosenTheme(tmp_path / "theme").write("nord")
