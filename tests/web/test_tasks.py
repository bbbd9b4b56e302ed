"""What the service does in children, here in this process."""

import json
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest

from maas_cli.config import Config, load_config
from maas_cli.errors import InvalidInputError, UsersFileError
from maas_cli.models.catalog import Progress
from maas_cli.web import tasks


@pytest.fixture
def config(tmp_path: Path, cache_dir: Path) -> Config:
    users = {"7": {"id": 7, "name": "Grace", "authToken": "secret1", "tokenCount": 5, "hits": None}}
    (tmp_path / "users.json").write_text(json.dumps(users), encoding="utf-8")
    places = {"users_file": tmp_path / "users.json", "data_dir": tmp_path / "data", "cache_dir": cache_dir}
    return load_config(places | {"host": "example"}, environment={"HOME": str(tmp_path)})


def prepared(config: Config, *, allows: bool = True, heard: list[Progress] | None = None) -> dict[str, Any]:
    progress = nullcontext([].append if heard is None else heard.append)
    return tasks.prepare(config, progress, allows_sample_tokens=allows)  # type: ignore[arg-type]  # appending returns None


def test_preparing_counts_users_and_memes(config: Config) -> None:
    assert prepared(config) == {"users": 1, "memes": 1797, "notices": []}


def test_preparing_builds_the_index_and_tells_how_far_it_is(config: Config, tmp_path: Path) -> None:
    from dataclasses import replace  # noqa: PLC0415  # only here

    heard: list[Progress] = []
    prepared(replace(config, cache_dir=tmp_path / "cache"), heard=heard)
    assert heard[-1].done == 1797


def test_sample_tokens_are_refused_unless_allowed(config: Config) -> None:
    with pytest.raises(InvalidInputError, match="user 7 has a sample token, which anyone knows, and example can be"):
        prepared(config, allows=False)


def test_reloading_tells_what_changed(config: Config) -> None:
    prepared(config)
    content = config.users_file.read_text(encoding="utf-8").replace("Grace", "Grace H.").replace("secret1", "secret2")
    config.users_file.write_text(content, encoding="utf-8")
    changes = tasks.reload(config, allows_sample_tokens=False)
    assert (changes["memes"], changes["users"]["renamed"]) == (1797, [7])
    assert changes["notices"] == ["user 7 has a sample token, which anyone knows"]
    assert tasks.reload(config, allows_sample_tokens=True)["notices"] == []


def test_reloading_a_broken_users_file_is_refused(config: Config) -> None:
    prepared(config)
    config.users_file.write_text("{", encoding="utf-8")
    with pytest.raises(UsersFileError):
        tasks.reload(config, allows_sample_tokens=True)


def test_recovering_where_nobody_died_finds_nothing(config: Config) -> None:
    prepared(config)
    assert tasks.recover(config) == {"workers": 0, "notices": []}


def test_finishing_writes_all_users_out(config: Config, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    prepared(config)
    said: list[str] = []
    tasks.finish(config, said.append)
    assert said == ["1 user written to users_flushed.json"]
    assert json.loads(Path("users_flushed.json").read_bytes())["7"]["tokenCount"] == 5
