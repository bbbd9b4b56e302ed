"""Where folders belong."""

import sys
from pathlib import Path
from typing import get_args

import pytest

from maas_cli.config import folders
from maas_cli.config.folders import Kind, expanded, platform_folder
from maas_cli.errors import InvalidSettingError

KINDS: tuple[Kind, ...] = get_args(Kind)


def test_each_kind_has_a_folder_of_its_own_named_after_maas() -> None:
    found = {platform_folder(kind) for kind in KINDS}
    assert len(found) == 3
    assert {(folder.is_absolute(), folder.name) for folder in found} == {(True, folders.APP)}


@pytest.mark.parametrize("kind", KINDS)
def test_a_folder_that_the_user_has_chosen_is_taken(kind: Kind, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(f"XDG_{kind.upper()}_HOME", "/somewhere/else")
    assert platform_folder(kind) == Path("/somewhere/else/maas")


@pytest.mark.skipif(sys.platform == "win32", reason="asks for the home folder in another way")
def test_a_user_without_a_home_folder_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(_: int) -> None:
        raise KeyError

    monkeypatch.delenv("HOME")
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    monkeypatch.setattr("pwd.getpwuid", unknown)
    with pytest.raises(InvalidSettingError, match="there is no home folder for ") as caught:
        platform_folder("data")
    assert caught.value.hint == "set HOME"


def test_a_home_folder_that_is_not_there_is_said() -> None:
    with pytest.raises(InvalidSettingError, match="there is no home folder for ~nobody-of-that-name/x"):
        expanded(Path("~nobody-of-that-name/x"))
