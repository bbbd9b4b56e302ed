"""Standard output on pipes and terminals."""

import json

import pytest

from maas_cli.cli import output
from tests.cli.driver import Driver

NASTY = {"id": 7, "name": "Evil \x1b[2J Twin", "text": "becky \x9b31m \u202egnp.exe\ttab \\ back | pipe", "url": ""}


@pytest.fixture
def nasty(own_cache: Driver) -> Driver:
    """A catalogue whose captions hold control sequences."""
    (own_cache.folder / "memes.ndjson").write_text(json.dumps(NASTY) + "\n", encoding="utf-8")
    assert own_cache("data", "import", "memes.ndjson").code == 0
    return own_cache


@pytest.mark.parametrize("form", ["table", "json", "ndjson", "csv", "tsv", "md", "url"])
def test_no_control_character_of_a_caption_reaches_a_terminal(nasty: Driver, form: str) -> None:
    result = nasty.on_terminal("search", "becky", "-o", form, "--color", "never", "--explain")
    assert result.code == 0
    assert not [char for char in result.out if ord(char) < 32 and char not in "\n\t"]
    assert not {"\x7f", "\x9b", "\u202e"} & set(result.out)


def test_json_shown_on_a_terminal_is_the_same_json(nasty: Driver) -> None:
    shown = nasty.on_terminal("search", "becky", "--json", columns=500).out
    assert json.loads(shown) == json.loads(nasty.process("search", "becky", "--json").out)


def test_on_a_pipe_csv_and_json_pass_captions_on_unchanged(nasty: Driver) -> None:
    caption = json.loads(nasty("search", "becky", "--json").out)["hits"][0]["text"]
    assert caption == NASTY["text"]
    assert str(NASTY["text"]) in nasty("search", "becky", "-o", "csv").out


def test_on_a_pipe_tsv_stays_one_line_and_can_be_undone(nasty: Driver) -> None:
    line = nasty("search", "becky").out
    assert (line.count("\n"), line.count("\t")) == (1, 6)
    assert line.split("\t")[1] == "becky \\u009b31m \\u202egnp.exe\\ttab \\\\ back | pipe"


def test_a_terminal_gets_a_coloured_table_and_a_pipe_neither(maas: Driver) -> None:
    seen = maas.on_terminal("search", "becky", "-n", "1").out
    assert "caption" in seen
    assert "\x1b[1;33mBecky\x1b[0m" in seen
    assert "\x1b" not in maas.process("search", "becky", "-n", "1").out


@pytest.mark.parametrize("variables", [{"NO_COLOR": "1"}, {"TERM": "dumb"}, {"MAAS_COLOR": "never"}])
def test_a_terminal_that_wants_no_colour_gets_none(maas: Driver, variables: dict[str, str]) -> None:
    seen = maas.on_terminal("search", "becky", "-n", "1", variables=variables).out
    assert "caption" in seen
    assert "\x1b" not in seen


def test_colour_can_be_forced_on_a_pipe(maas: Driver) -> None:
    assert "\x1b[1m" in maas("search", "becky", "-o", "table", "--color", "always").out


def test_a_table_is_as_wide_as_the_terminal_and_cuts_nothing(maas: Driver) -> None:
    captions = [line.split("\t")[1] for line in maas("search", "becky").out.splitlines()]
    for columns in (60, 200):
        seen = maas.on_terminal("search", "becky", "--color", "never", columns=columns).out
        assert max(map(len, seen.splitlines())) <= columns
        for word in " ".join(captions).split():
            assert word in seen


def test_captions_in_other_scripts_are_utf8_whatever_the_locale(maas: Driver) -> None:
    result = maas.process("search", "кот", "-o", "csv", LC_ALL="C", PYTHONIOENCODING="ascii")
    assert "кот" in result.out.casefold()


def test_a_terminal_that_cannot_show_a_character_gets_a_stand_in(maas: Driver) -> None:
    seen = maas.on_terminal("search", "кот", "-n", "1", variables={"PYTHONIOENCODING": "latin-1"}).out
    assert "?" in seen


def test_colour_follows_the_setting_and_else_the_terminal() -> None:
    assert output.wants_color("always")
    assert not output.wants_color("never")
    assert not output.wants_color("auto")
