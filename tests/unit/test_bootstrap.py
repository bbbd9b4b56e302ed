import json
from datetime import timedelta
from pathlib import Path

import pytest

from maas_cli.bootstrap import (
    check_users_writable,
    create_engine,
    create_favourites,
    create_history,
    create_index,
    create_picture_download,
    create_service,
    has_secret_tokens,
    has_users,
)
from maas_cli.config import load_config
from maas_cli.errors import PictureError, UsersFileError
from maas_cli.models.search import SearchRequest
from tests.factories import meme


def environment(folder: Path) -> dict[str, str]:
    return {"MAAS_DATA_DIR": str(folder / "data"), "MAAS_CACHE_DIR": str(folder / "cache"), "HOME": str(folder)}


def test_an_engine_in_an_empty_folder_searches_and_knows_the_sample_users(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    engine = create_engine(load_config(environment=environment(tmp_path)))
    assert list(tmp_path.iterdir()) == []
    assert engine.search(SearchRequest("becky"), token="secret1").balance == 999
    (notice,) = engine.notices()
    assert "sample users" in notice
    assert [user.name for user in engine.list_users()] == ["Alice", "Bob"]
    assert (tmp_path / "data" / "users.json").stat().st_mode & 0o777 == 0o600


def test_a_users_file_that_was_named_is_never_invented(tmp_path: Path) -> None:
    named = environment(tmp_path) | {"MAAS_USERS": str(tmp_path / "nowhere.json")}
    engine = create_engine(load_config(environment=named))
    with pytest.raises(UsersFileError):
        engine.list_users()
    assert not (tmp_path / "nowhere.json").exists()


def test_the_users_file_of_the_working_directory_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    carol = {"id": 3, "name": "Carol", "authToken": "c", "tokenCount": 1, "hits": None}
    Path("users.json").write_text(json.dumps({"3": carol}), encoding="utf-8")
    engine = create_engine(load_config(environment=environment(tmp_path)))
    assert [user.name for user in engine.list_users()] == ["Carol"]
    assert Path("users.db").exists()


def test_a_worker_needs_neither_users_file_nor_catalogue_once_both_were_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    config = load_config(environment=environment(tmp_path))
    index = create_index(config, print)
    pinned = index.get()
    create_engine(config).list_users()
    assert config.users_file.is_relative_to(tmp_path)
    config.users_file.unlink()
    (tmp_path / "data" / "catalog.ndjson").mkdir()
    service = create_service(config, index, pinned)
    assert service.user(token="secret1").name == "Alice"
    assert service.meme_count() == pinned.doc_count
    assert service.can_charge()
    service.close()
    assert not config.users_file.exists()


def test_what_is_known_of_users_before_and_after_they_are_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    config = load_config(environment=environment(tmp_path))
    assert (has_users(config), has_secret_tokens(config)) == (False, False)
    create_engine(config).list_users()
    assert (has_users(config), has_secret_tokens(config)) == (True, False)  # all know the tokens of the samples
    sample = config.users_file.read_text(encoding="utf-8")
    config.users_file.write_text(sample.replace("secret2", "of-my-own"), encoding="utf-8")
    assert has_secret_tokens(config)
    check_users_writable(config)
    config.users_file.unlink()
    assert (has_users(config), has_secret_tokens(config)) == (True, False)


def test_what_a_person_keeps_is_in_the_data_folder_and_what_is_fetched_in_the_cache(tmp_path: Path) -> None:
    config = load_config(environment=environment(tmp_path))
    assert create_favourites(config).list() == ()
    assert create_history(config).list() == ()
    pictured = meme(url="http://127.0.0.1:9/1.png")
    assert create_picture_download(config).find(pictured) is None
    with pytest.raises(PictureError, match="this machine"):
        create_picture_download(config).get(pictured)
    assert list(tmp_path.iterdir()) == []
    create_favourites(config).add(pictured)
    create_history(config).add("cat")
    (kept,), (past,) = create_favourites(config).list(), create_history(config).list()
    assert kept.at.utcoffset() == past.at.utcoffset() == timedelta(0)
    assert {path.name for path in (tmp_path / "data").iterdir()} == {"favourites.json", "history.json"}
