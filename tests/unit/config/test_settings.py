"""The table of settings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maas_cli.config import SETTINGS

SWITCHES = {"safe", "pictures"}
VALUES = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.lists(st.integers()))
"""What a settings file may say, tables left out."""


@pytest.mark.parametrize("name", SETTINGS)
def test_names_flags_and_variables_follow_one_pattern(name: str) -> None:
    setting = SETTINGS[name]
    assert setting.variable == ("" if name == "keys" else "MAAS_" + name.upper().removesuffix("_FILE"))
    assert setting.flag == "" or setting.flag.startswith("--")


@pytest.mark.parametrize("name", SETTINGS)
@given(value=VALUES | st.dictionaries(st.text(), VALUES))
def test_any_value_is_parsed_or_refused_but_never_breaks(name: str, value: object) -> None:
    parsed = SETTINGS[name].parse(value)
    assert parsed is None or isinstance(parsed, bool) == (name in SWITCHES)


def test_a_number_too_long_to_be_one_is_refused() -> None:
    assert SETTINGS["limit"].parse("9" * 5000) is None
    assert SETTINGS["lat"].parse(10**400) is None


def test_only_the_token_is_a_secret() -> None:
    assert [name for name, setting in SETTINGS.items() if setting.is_secret] == ["token"]


def test_a_path_below_no_such_home_folder_is_refused() -> None:
    assert SETTINGS["users_file"].parse("~nobody-of-that-name/users.json") is None


def test_numbers_out_of_range_are_refused() -> None:
    assert [SETTINGS["port"].parse(value) for value in ("-1", "0", 65535, 65536, "1e3")] == [None, 0, 65535, None, None]
    assert [SETTINGS["workers"].parse(value) for value in (0, "1", 64, 65)] == [None, 1, 64, None]
    assert [SETTINGS["rate"].parse(value) for value in ("-0.5", "0.5", 3, "inf", "nan", True)] == [
        None,
        0.5,
        3.0,
        None,
        None,
        None,
    ]


def test_a_switch_is_one_of_four_words_or_toml_s_own() -> None:
    parse = SETTINGS["safe"].parse
    assert [parse(value) for value in ("true", "1", "TRUE", True)] == [True] * 4
    assert [parse(value) for value in ("false", "0", "False", False)] == [False] * 4
    assert [parse(value) for value in ("yes", "", "on", 1, 0, None)] == [None] * 6


def test_keys_are_a_table_of_names_and_keys() -> None:
    parse = SETTINGS["keys"].parse
    assert parse({"open": "ctrl+j", "keep": "f3"}) == {"open": "ctrl+j", "keep": "f3"}
    assert parse({}) == {}
    assert [parse(value) for value in ("ctrl+j", ["ctrl+j"], {"open": 1}, {"open": ""}, {"open": ["a"]})] == [None] * 5
