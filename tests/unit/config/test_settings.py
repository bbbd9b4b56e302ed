"""The table of settings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maas_cli.config import SETTINGS


@pytest.mark.parametrize("name", SETTINGS)
def test_names_flags_and_variables_follow_one_pattern(name: str) -> None:
    setting = SETTINGS[name]
    assert setting.variable == "MAAS_" + name.upper().removesuffix("_FILE")
    assert setting.flag == "" or setting.flag.startswith("--")


@pytest.mark.parametrize("name", SETTINGS)
@given(value=st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.lists(st.integers())))
def test_any_value_is_parsed_or_refused_but_never_breaks(name: str, value: object) -> None:
    parsed = SETTINGS[name].parse(value)
    assert parsed is None or not isinstance(parsed, bool)


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
