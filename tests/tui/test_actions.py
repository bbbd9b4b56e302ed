import pytest

from maas_cli.tui.actions import ACTIONS, BROWSING, EVERYWHERE, bindings_of, key_of, move_bindings, shown_key, words_of


def test_no_key_does_two_things() -> None:
    keys = [key for action in ACTIONS.values() for key in action.key.split(",")]
    keys += [key for binding in move_bindings() for key in binding.key.split(",")]
    assert len(keys) == len(set(keys))


def test_every_action_can_be_remapped_by_its_name() -> None:
    assert [binding.id for binding in bindings_of((*BROWSING, *EVERYWHERE))] == list(ACTIONS)


@pytest.mark.parametrize(
    ("key", "shown"),
    [("ctrl+y", "^y"), ("f2", "F2"), ("enter", "⏎"), ("escape", "Esc"), ("ctrl+j,x", "^j"), ("f", "f")],
)
def test_keys_are_shown_as_people_write_them(key: str, shown: str) -> None:
    assert shown_key(key) == shown


def test_a_remapped_action_is_shown_with_its_new_key() -> None:
    assert key_of("keep", {"keep": "f10,alt+k"}) == "F10"
    assert key_of("keep", {"open": "f10"}) == "^s"


def test_actions_stand_in_a_line_of_keys_by_key_and_word() -> None:
    assert words_of(("show_map", "export"), {"export": "ctrl+x"}) == "F4 map   ^x export"
