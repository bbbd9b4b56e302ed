"""The service as one call; what its processes do is asked in ``tests/web/life``."""

import json
import os
import resource
import signal
import subprocess
import sys
import time
from contextlib import closing, nullcontext
from dataclasses import replace
from pathlib import Path

import pytest

from maas_cli.bootstrap import create_engine
from maas_cli.config import load_config
from maas_cli.errors import InvalidInputError
from maas_cli.web import server, tasks
from maas_cli.web.announcements import AsLines, InWords
from maas_cli.web.limits import ConnectionLimits
from maas_cli.web.server import ServeSettings
from maas_cli.web.settings import WebSettings


@pytest.mark.parametrize("workers", [0, -1, 65])
def test_a_number_of_workers_out_of_range_is_refused(workers: int, tmp_path: Path) -> None:
    config = replace(load_config({"port": 0}, environment={"HOME": str(tmp_path)}), workers=workers)
    with pytest.raises(InvalidInputError, match=f"workers {workers} is out of range: 1 to 64"):
        server.serve(config, ServeSettings(WebSettings()), progress=nullcontext(print), announce=AsLines())


def test_there_are_no_more_connections_than_files(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[int, int]] = []
    monkeypatch.setattr(resource, "setrlimit", lambda _, limits: asked.append(limits))
    for soft, hard, most in (
        (1024, 2000, 1744),
        (1024, resource.RLIM_INFINITY, 5000),
        (10**5, 10**5, 5000),
        (10, 10, 1),
    ):
        monkeypatch.setattr(resource, "getrlimit", lambda _, limits=(soft, hard): limits)
        assert server._affordable(ConnectionLimits(connections=5000)).connections == most  # noqa: SLF001  # needs no process of its own
    assert asked == [(2000, 2000), (5256, resource.RLIM_INFINITY), (10, 10)]


def test_loading_it_is_cheap_and_what_is_loaded_before_the_fork_runs_no_thread() -> None:
    code = """
import sys, os
import maas_cli.web.server as server
assert not {"starlette", "uvicorn", "numpy", "sqlite3"} & set(sys.modules)
server._load_once()
assert {"starlette", "uvicorn", "uvloop", "httptools", "numpy", "sqlite3"} <= set(sys.modules)
assert len(os.listdir("/proc/self/task")) == 1
"""
    subprocess.run([sys.executable, "-c", code], check=True, env={"PATH": ""})


@pytest.mark.parametrize("has_users", [False, True])
def test_an_end_before_anybody_was_served_writes_users_out_if_there_are_any(
    has_users: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    config = load_config({"port": 0, "users_file": tmp_path / "users.json"}, environment={"HOME": str(tmp_path)})
    if has_users:
        users = {"7": {"id": 7, "name": "Grace", "authToken": "a", "tokenCount": 5, "hits": None}}
        config.users_file.write_text(json.dumps(users), encoding="utf-8")
        with closing(create_engine(config)) as engine:
            engine.list_users()

    def told_to_end(*_: object, **__: object) -> None:
        os.kill(os.getppid(), signal.SIGTERM)
        time.sleep(60)

    monkeypatch.setattr(tasks, "prepare", told_to_end)
    said: list[str] = []
    assert server.serve(
        config, ServeSettings(WebSettings()), progress=nullcontext(print), announce=InWords(said.append)
    )
    assert said == ["1 user written to users_flushed.json"] * has_users
    assert Path("users_flushed.json").exists() == has_users
