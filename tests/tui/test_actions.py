import pytest

from maas_cli.errors import InvalidSettingError
from maas_cli.tui.actions import ACTIONS, BROWSING, EVERYWHERE, bindings_of, checked_keys, move_bindings, shown_key


def test_no_key_does_two_things() -> None:
    keys = [key for action in ACTIONS.values() for key in action.key.split(",")]
    keys += [key for binding in move_bindings() for key in binding.key.split(",")]
    assert len(keys) == len(set(keys))


def test_every_action_can_be_remapped_by_its_name() -> None:
    assert [binding.id for binding in bindings_of((*BROWSING, *EVERYWHERE))] == list(ACTIONS)


def test_keys_of_the_settings_are_taken() -> None:
    assert checked_keys({"open": "ctrl+j"}, "config.toml") == {"open": "ctrl+j"}


def test_an_action_that_there_is_not_is_refused_with_those_there_are() -> None:
    with pytest.raises(InvalidSettingError, match="names 'opne'; allowed are open, copy_link"):
        checked_keys({"opne": "enter"}, "config.toml")


def test_a_key_that_would_do_two_things_is_refused() -> None:
    with pytest.raises(InvalidSettingError, match="gives 'f1' to both open and show_help"):
        checked_keys({"open": "f1"}, "config.toml")


def test_keys_can_change_places() -> None:
    swapped = {"show_statistics": "f4", "show_map": "f2"}
    assert checked_keys(swapped, "config.toml") == swapped


@pytest.mark.parametrize(
    ("key", "shown"),
    [("ctrl+y", "^y"), ("f2", "F2"), ("enter", "⏎"), ("escape", "Esc"), ("ctrl+j,x", "^j"), ("f", "f")],
)
def test_keys_are_shown_as_people_write_them(key: str, shown: str) -> None:
    assert shown_key(key) == shown
