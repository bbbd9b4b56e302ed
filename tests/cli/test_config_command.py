"""`maas config`."""

import json
from pathlib import Path

import pytest

from tests.cli.driver import Driver


def test_every_setting_is_shown_with_its_origin(maas: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("mine.toml").write_text("limit = 20\nlat = 1.5\nlon = 2\n", encoding="utf-8")
    monkeypatch.setenv("MAAS_COLOR", "never")
    result = maas("config", "show", "--config", "mine.toml", "--users", "team.json")
    rows = {line.split("\t")[0]: line.split("\t")[1:] for line in result.out.splitlines()}
    assert rows["limit"] == ["20", "mine.toml"]
    assert rows["lon"] == ["2.0", "mine.toml"]
    assert rows["color"] == ["never", "MAAS_COLOR"]
    assert rows["users_file"] == [str(Path("team.json").absolute()), "flag --users"]
    assert rows["token"] == ["", "default"]


def test_switches_and_keys_are_shown_as_they_are_written(maas: Driver) -> None:
    Path("mine.toml").write_text("pictures = true\n[keys]\nopen = 'ctrl+j'\nkeep = 'f3'\n", encoding="utf-8")
    shown = maas("config", "show", "--config", "mine.toml").out
    assert "pictures\ttrue\tmine.toml\n" in shown
    assert "safe\tfalse\tdefault\n" in shown
    assert "keys\topen = 'ctrl+j', keep = 'f3'\tmine.toml\n" in shown
    assert "theme\tmaas-dark\tdefault\n" in shown


def test_a_token_and_a_password_are_masked_in_every_format(maas: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAAS_TOKEN", "canary-token")
    monkeypatch.setenv("MAAS_CATALOG_URL", "https://me:canary-password@example.org/memes.zip")
    for form in ("tsv", "csv", "json", "ndjson", "table"):
        result = maas("config", "show", "-o", form)
        assert (result.code, "canary" in result.out, "********" in result.out) == (0, False, True)
    assert "https://********@example.org/memes.zip\tMAAS_CATALOG_URL" in maas("config", "show").out


def test_an_at_sign_in_a_path_is_no_password(maas: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAAS_CATALOG_URL", "https://example.org/@me/memes.zip")
    assert "https://example.org/@me/memes.zip" in maas("config", "show").out


def test_json_has_an_entry_for_each_setting(maas: Driver) -> None:
    entries = json.loads(maas("config", "show", "--json").out)
    assert {"setting": "limit", "value": "10", "origin": "default"} in entries


def test_the_path_is_shown_and_whether_there_is_such_a_file(maas: Driver) -> None:
    home = maas.folder / "home" / ".config" / "maas" / "config.toml"
    assert maas("config", "path") == (0, f"{home}\n", "there is no such file yet\n")
    home.parent.mkdir(parents=True)
    home.write_text("limit = 4", encoding="utf-8")
    assert maas("config", "path").err == ""
    assert "limit\t4\tconfig.toml\n" in maas("config", "show").out


def test_the_path_follows_flag_and_variable(maas: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAAS_CONFIG", "other.toml")
    assert maas("config", "path").out == "other.toml\n"
    assert maas("config", "path", "--config", "mine.toml").out == "mine.toml\n"


def test_a_bad_setting_is_exit_code_2_by_name(maas: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAAS_LIMIT", "lots")
    assert maas("search", "cat") == (
        2,
        "",
        "error: limit (MAAS_LIMIT) is 'lots'; allowed is a whole number from 1 up\n",
    )
