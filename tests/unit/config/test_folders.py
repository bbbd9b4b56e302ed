"""Where folders belong, compared with platformdirs."""

import os
import subprocess
import sys
from pathlib import Path

import platformdirs
import pytest

from maas_cli.config.folders import Kind, expanded, platform_folder
from maas_cli.errors import InvalidSettingError

KINDS: tuple[Kind, ...] = ("data", "cache", "config")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("chosen", ["", "/somewhere/else", "relative/is/ignored"])
def test_folders_are_those_of_platformdirs(kind: Kind, chosen: str, monkeypatch: pytest.MonkeyPatch) -> None:
    variable = f"XDG_{kind.upper()}_HOME"
    monkeypatch.setenv(variable, chosen)
    wanted = Path(getattr(platformdirs, f"user_{kind}_dir")("maas"))
    assert platform_folder(kind, {variable: chosen}) == wanted


def test_other_systems_are_platformdirs_to_know() -> None:
    assert platform_folder("cache", {}, system="darwin") == platformdirs.user_cache_path("maas")


def test_a_home_folder_that_is_not_there_is_said() -> None:
    with pytest.raises(InvalidSettingError, match="there is no home folder for ~nobody-of-that-name/x"):
        expanded(Path("~nobody-of-that-name/x"))


@pytest.mark.skipif(sys.platform != "linux", reason="platformdirs is loaded elsewhere")
def test_a_start_does_not_load_platformdirs(tmp_path: Path) -> None:
    code = (
        "import sys\nfrom maas_cli.config import load_config\nload_config()\nassert 'platformdirs' not in sys.modules"
    )
    environment = {"HOME": str(tmp_path), "PYTHONPATH": os.pathsep.join(sys.path)}
    subprocess.run([sys.executable, "-c", code], env=environment, check=True)
