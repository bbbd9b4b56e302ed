"""Where settings come from, and what is refused."""

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from maas_cli.config import DEFAULT_CATALOG_URL, SETTINGS, Config, debug_wanted, is_dumb_terminal, load_config
from maas_cli.errors import InvalidSettingError, StorageError

A_TABLE = 'a table that gives actions keys, as open = "enter"'


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def load(
    flags: Mapping[str, object] | None = None, variables: Mapping[str, str] | None = None, toml: str | None = None
) -> Config:
    file = None
    if toml is not None:
        file = Path("settings") / "config.toml"
        file.parent.mkdir(exist_ok=True)
        file.write_text(toml, encoding="utf-8")
    environment = {"MAAS_DATA_DIR": "data", "MAAS_CACHE_DIR": "cache"} | dict(variables or {})
    return load_config(flags, file=file, environment=environment)


def refusal(variables: Mapping[str, str] | None = None, toml: str | None = None) -> str:
    with pytest.raises(InvalidSettingError) as caught:
        load(None, variables, toml)
    return str(caught.value)


def test_a_flag_wins_over_a_variable_over_the_file_over_the_default() -> None:
    variables, toml = {"MAAS_LIMIT": "20"}, "limit = 30\n"
    assert load({"limit": 5}, variables, toml).limit == 5
    assert load({"limit": None}, variables, toml).limit == 20
    assert load(None, None, toml).limit == 30
    assert load().limit == 10


def test_every_value_remembers_where_it_is_from() -> None:
    config = load({"output": "json"}, {"MAAS_LIMIT": "20"}, "color = 'always'\n")
    wanted = {"output": "flag --output", "limit": "MAAS_LIMIT", "color": "config.toml", "token": "default"}
    assert {name: config.origins[name] for name in wanted} == wanted
    assert list(config.origins) == list(SETTINGS)


def test_the_defaults() -> None:
    config = load()
    assert (config.catalog_url, config.token, config.lat, config.output) == (DEFAULT_CATALOG_URL, None, None, "auto")
    assert config.users_file == Path("data/users.json")


def test_the_browser_is_dark_fetches_no_pictures_and_has_its_own_keys_unless_told_otherwise() -> None:
    config = load()
    assert (config.theme, config.pictures, config.safe, config.keys) == ("maas-dark", False, False, {})
    config = load(toml='theme = "maas-light"\npictures = true\nsafe = true\n[keys]\nopen = "ctrl+j"\n')
    assert (config.theme, config.pictures, config.safe, config.keys) == ("maas-light", True, True, {"open": "ctrl+j"})
    assert load({"theme": "nord"}, {"MAAS_PICTURES": "0", "MAAS_SAFE": "false"}, "pictures = true").pictures is False


def test_a_users_file_in_the_working_folder_comes_before_the_one_in_the_data_folder() -> None:
    Path("users.json").write_text("{}", encoding="utf-8")
    assert load().users_file == Path("users.json")


def test_folders_are_the_platforms_own_where_nothing_names_them(tmp_path: Path) -> None:
    code = "from maas_cli.config import load_config as load\nc = load()\nprint(c.data_dir, c.cache_dir, c.file)"
    environment = {"HOME": str(tmp_path), "PYTHONPATH": str(Path(__file__).parents[3])}
    result = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    folders = [Path(line) for line in result.stdout.split()]
    assert all(folder.is_relative_to(tmp_path) for folder in folders)
    assert [folder.name for folder in folders] == ["maas", "maas", "config.toml"]


def test_the_settings_file_can_be_named_by_a_variable() -> None:
    Path("mine.toml").write_text("limit = 7", encoding="utf-8")
    config = load(None, {"MAAS_CONFIG": "mine.toml"})
    assert (config.limit, config.origins["limit"], config.file) == (7, "mine.toml", Path("mine.toml"))


def test_a_settings_file_that_is_named_must_exist() -> None:
    assert refusal({"MAAS_CONFIG": "none.toml"}) == "there is no settings file none.toml"


def test_a_position_is_taken_whole_from_one_place() -> None:
    at_home = {"MAAS_LAT": "1", "MAAS_LON": "2"}
    assert (load(None, at_home).lat, load(None, at_home).lon) == (1.0, 2.0)
    half = load({"lat": 45.0}, at_home)
    assert (half.lat, half.lon) == (45.0, None)


def test_a_relative_path_in_the_file_starts_from_the_files_folder() -> None:
    assert load(None, None, "users_file = 'team.json'").users_file == Path("settings/team.json")
    assert load(None, {"MAAS_USERS": "team.json"}).users_file == Path("team.json")


def test_an_empty_variable_says_nothing() -> None:
    assert load(None, {"MAAS_LIMIT": "", "MAAS_TOKEN": "", "MAAS_CONFIG": ""}).origins["limit"] == "default"


@pytest.mark.parametrize(
    ("variable", "value", "allowed"),
    [
        ("MAAS_LIMIT", "0", "a whole number from 1 up"),
        ("MAAS_LIMIT", "many", "a whole number from 1 up"),
        ("MAAS_LIMIT", "1.5", "a whole number from 1 up"),
        ("MAAS_LAT", "91", "-90 to 90 degrees"),
        ("MAAS_LON", "nan", "-180 to 180 degrees"),
        ("MAAS_LON", "east", "-180 to 180 degrees"),
        ("MAAS_OUTPUT", "xml", "auto, table, json, ndjson, csv, tsv, md, url"),
        ("MAAS_COLOR", "red", "auto, always, never"),
        ("MAAS_SAFE", "yes", "true or false"),
        ("MAAS_PICTURES", "all", "true or false"),
    ],
)
def test_a_refusal_names_the_variable_the_value_and_what_is_allowed(variable: str, value: str, allowed: str) -> None:
    message = refusal({variable: value})
    assert f"({variable}) is {value!r}" in message
    assert message.endswith(f"allowed is {allowed}")


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("limit = true", "limit (config.toml) is True; allowed is a whole number from 1 up"),
        ("limit = 2.0", "limit (config.toml) is 2.0; allowed is a whole number from 1 up"),
        ("lat = false", "lat (config.toml) is False; allowed is -90 to 90 degrees"),
        ("lat = [1]", "lat (config.toml) is [1]; allowed is -90 to 90 degrees"),
        ("users_file = 5", "users_file (config.toml) is 5; allowed is a path"),
        ("catalog_url = ''", "catalog_url (config.toml) is ''; allowed is an address of http or https"),
        ("token = 12345678", "token (config.toml); allowed is text"),
        ("output = 5", "output (config.toml) is 5; allowed is auto, table, json, ndjson, csv, tsv, md, url"),
        ("theme = 3", "theme (config.toml) is 3; allowed is the name of a theme"),
        ("pictures = 'sometimes'", "pictures (config.toml) is 'sometimes'; allowed is true or false"),
        ("safe = 2", "safe (config.toml) is 2; allowed is true or false"),
        ("keys = 'f1'", f"keys (config.toml) is 'f1'; allowed is {A_TABLE}"),
        ("[keys]\nopen = 5", f"keys (config.toml) is {{'open': 5}}; allowed is {A_TABLE}"),
    ],
)
def test_the_file_is_held_to_the_same_rules(line: str, shown: str) -> None:
    assert refusal(toml=line) == shown


def test_an_unknown_setting_is_refused_by_name() -> None:
    message = refusal(toml="lmit = 5")
    assert message.startswith("unknown setting 'lmit' in settings/config.toml; allowed are users_file, data_dir")


@pytest.mark.parametrize(("toml", "fault"), [("limit = ", "line 1, column 9"), ("a = 1\nb", "line 2")])
def test_a_file_that_is_no_toml_is_refused_with_the_place(toml: str, fault: str) -> None:
    message = refusal(toml=toml)
    assert "settings/config.toml is not valid TOML" in message
    assert fault in message or "end of document" in message


def test_a_file_that_is_not_utf8_is_refused() -> None:
    Path("bad.toml").write_bytes(b"token = '\xff'")
    assert refusal({"MAAS_CONFIG": "bad.toml"}) == "the settings file bad.toml is not UTF-8"


def test_a_file_from_windows_is_read() -> None:
    Path("windows.toml").write_bytes(b"\xef\xbb\xbflimit = 4\r\n")
    assert load(None, {"MAAS_CONFIG": "windows.toml"}).limit == 4


def test_a_folder_is_no_settings_file() -> None:
    with pytest.raises(StorageError, match="cannot read the settings file"):
        load(None, {"MAAS_CONFIG": "."})


def test_a_token_is_in_no_repr() -> None:
    config = load({"token": "canary-1"})
    assert config.token == "canary-1"
    assert "canary" not in repr(config)


@pytest.mark.parametrize(
    ("variables", "color", "origin"),
    [
        ({"NO_COLOR": "1"}, "never", "NO_COLOR"),
        ({"TERM": "dumb"}, "never", "TERM"),
        ({"NO_COLOR": "1", "MAAS_COLOR": "always"}, "always", "MAAS_COLOR"),
        ({"NO_COLOR": "", "TERM": "xterm"}, "auto", "default"),
    ],
)
def test_no_color_and_a_dumb_terminal_switch_colour_off(variables: dict[str, str], color: str, origin: str) -> None:
    config = load(None, variables)
    assert (config.color, config.origins["color"]) == (color, origin)


@pytest.mark.parametrize(("value", "wanted"), [("1", True), ("0", False), ("", False)])
def test_a_variable_asks_for_tracebacks(value: str, wanted: bool) -> None:
    assert debug_wanted({"MAAS_DEBUG": value}) is wanted


def test_a_dumb_terminal_is_recognised() -> None:
    assert is_dumb_terminal({"TERM": "dumb"})
    assert not is_dumb_terminal({})


def test_a_users_database_in_the_working_directory_says_that_the_users_are_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    folders = {"MAAS_DATA_DIR": str(tmp_path / "data"), "MAAS_CACHE_DIR": str(tmp_path), "HOME": str(tmp_path)}
    assert load_config(environment=folders).users_file == tmp_path / "data" / "users.json"
    Path("users.db").touch()
    assert load_config(environment=folders).users_file == Path("users.json")
