"""What the service does in children, here in this process."""

import json
import os
import resource
from contextlib import closing, nullcontext
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from maas_cli.bootstrap import create_engine
from maas_cli.config import Config, load_config
from maas_cli.errors import InvalidInputError, StorageError, UsersFileError
from maas_cli.models.catalog import Progress
from maas_cli.web import tasks


@pytest.fixture
def config(tmp_path: Path, cache_dir: Path) -> Config:
    users = {"7": {"id": 7, "name": "Grace", "authToken": "secret1", "tokenCount": 5, "hits": None}}
    (tmp_path / "users.json").write_text(json.dumps(users), encoding="utf-8")
    (tmp_path / "users.json").chmod(0o600)
    places = {"users_file": tmp_path / "users.json", "data_dir": tmp_path / "data", "cache_dir": cache_dir}
    return load_config(places | {"host": "example"}, environment={"HOME": str(tmp_path)})


def prepared(config: Config, *, allows: bool = True, heard: list[Progress] | None = None) -> dict[str, Any]:
    progress = nullcontext([].append if heard is None else heard.append)
    return tasks.prepare(config, progress, allows_sample_tokens=allows)  # type: ignore[arg-type]  # appending returns None


def test_preparing_counts_users_and_memes(config: Config) -> None:
    assert prepared(config) == {"users": 1, "memes": 1797, "notices": []}


def test_preparing_builds_the_index_and_tells_how_far_it_is(config: Config, tmp_path: Path) -> None:

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


def rewritten(config: Config, **users: Any) -> None:  # noqa: ANN401  # any JSON
    fields = {"name": "Grace", "authToken": "secret1", "tokenCount": 5, "hits": None}
    content = {uid.strip("_"): {"id": int(uid.strip("_"))} | fields | changed for uid, changed in users.items()}
    config.users_file.write_text(json.dumps(content), encoding="utf-8")


def test_users_gone_from_the_file_are_named_for_they_keep_access(config: Config) -> None:
    rewritten(config, _7={}, _9={"authToken": "nine"}, _12={"authToken": "twelve"}, _13={"authToken": "thirteen"})
    prepared(config)
    with closing(create_engine(config)) as engine:
        engine.disable_user(13)
    rewritten(config, _7={}, _9={"authToken": "nine"})
    assert tasks.reload(config, allows_sample_tokens=True)["warnings"] == [
        {
            "text": "user 12 is no longer in the users file but keeps access; maas users disable 12",
            "users": [12],
        }
    ]
    rewritten(config, _7={})
    (warning,) = tasks.reload(config, allows_sample_tokens=True)["warnings"]
    assert warning["text"] == "users 9, 12 are no longer in the users file but keep access; maas users disable 9"
    rewritten(config, _7={}, _9={"authToken": "nine"}, _12={"authToken": "twelve"}, _13={"authToken": "thirteen"})
    (warning,) = tasks.reload(config, allows_sample_tokens=True)["warnings"]
    assert warning["text"] == "not all of the users file is applied"


def test_of_very_many_users_the_first_are_named(config: Config) -> None:
    rewritten(config, _7={}, **{f"_{uid}": {"authToken": f"t{uid}"} for uid in range(100, 130)})
    prepared(config)
    rewritten(config, _7={})
    (warning,) = tasks.reload(config, allows_sample_tokens=True)["warnings"]
    assert "118, 119, ... are" in warning["text"]
    assert len(warning["users"]) == 30


def test_what_stands_in_the_file_and_is_not_done_is_a_warning(config: Config) -> None:
    prepared(config)
    rewritten(config, _7={"disabled": True})
    (warning,) = tasks.reload(config, allows_sample_tokens=True)["warnings"]
    assert warning["text"] == "not all of the users file is applied"
    assert warning["users"] == {"7": "disabled in the file; `maas users disable 7` does it"}


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o620, 0o602, 0o610])
def test_a_file_of_tokens_that_others_may_use_is_said(config: Config, mode: int) -> None:
    rewritten(config, _7={"authToken": "of-my-own"})
    config.users_file.chmod(mode)
    (notice,) = prepared(config)["notices"]
    assert notice.startswith(f"{config.users_file} holds tokens, and others may use it (its mode is {mode:03o}); chmod")


def test_a_file_of_digests_or_one_that_is_gone_is_no_concern(config: Config) -> None:
    config.users_file.chmod(0o644)
    rewritten(config, _7={"authToken": f"sha256:{'0' * 64}"})
    assert prepared(config)["notices"] == []
    config.users_file.write_text("{", encoding="utf-8")
    assert "holds tokens" not in str(prepared(config)["notices"])
    config.users_file.unlink()
    assert prepared(config)["notices"] == []


def test_an_export_that_will_fail_is_said_at_the_start(
    config: Config, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert prepared(config)["notices"] == [
        f"the users cannot be written to users_flushed.json at the end: the folder {tmp_path} may not be written"
    ]
    Path("users_flushed.json").mkdir()
    assert prepared(config)["notices"] == [
        "the users cannot be written to users_flushed.json at the end: it is a folder"
    ]


def test_users_that_cannot_be_written_are_refused_at_the_start(config: Config) -> None:
    prepared(config)
    room, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, most))
    try:
        with pytest.raises(StorageError, match=r"cannot use the users database .*users\.db"):
            prepared(config)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, most))


def test_recovering_where_nobody_died_finds_nothing(config: Config) -> None:
    prepared(config)
    assert tasks.recover(config) == {"workers": 0, "notices": []}


def test_mending_builds_a_damaged_index_again_and_leaves_a_whole_one(config: Config, tmp_path: Path) -> None:
    config = replace(config, cache_dir=tmp_path / "cache")  # others use the one that all tests share
    memes = prepared(config)["memes"]
    (index,) = config.cache_dir.glob("*.idx")
    whole = index.stat()
    assert tasks.mend(config) == {"memes": memes, "notices": []}
    assert index.stat().st_ino == whole.st_ino
    content = bytearray(index.read_bytes())
    content[len(content) // 2] ^= 1
    index.write_bytes(content)
    os.utime(index, ns=(whole.st_atime_ns, whole.st_mtime_ns))
    mended = tasks.mend(config)
    assert mended == {"memes": memes, "notices": ["the search index was damaged and has been rebuilt"]}
    assert tasks.mend(config)["notices"] == []


def test_finishing_writes_all_users_out(config: Config, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    prepared(config)
    assert tasks.finish(config) == {"users": 1, "notices": []}
    assert json.loads(Path("users_flushed.json").read_bytes())["7"]["tokenCount"] == 5
