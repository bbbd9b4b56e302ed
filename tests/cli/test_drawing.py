"""Views as text."""

import pytest
from rich.text import Text

from maas_cli.cli.drawing import NARROWEST, drawn

LOUD = Text("bold", "bold yellow")


def test_only_colour_brings_control_sequences() -> None:
    assert drawn(LOUD, width=80, color=True) == "\x1b[1;33mbold\x1b[0m\n"
    assert drawn(LOUD, width=80, color=False) == "bold\n"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("NO_COLOR", "1"), ("FORCE_COLOR", "1"), ("TERM", "dumb"), ("COLORTERM", "truecolor"), ("COLUMNS", "50"),
        ("TTY_COMPATIBLE", "0"), ("JUPYTER_COLUMNS", "50"),
    ],
)  # fmt: skip
def test_the_environment_changes_nothing(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    view = Text("word " * 15, "bold")
    wanted = [drawn(view, width=80, color=color) for color in (True, False)]
    monkeypatch.setenv(name, value)
    assert [drawn(view, width=80, color=color) for color in (True, False)] == wanted


def test_text_is_never_taken_for_markup_emoji_or_something_to_highlight() -> None:
    for text in ("[bold red]cat[/]", ":cat: 12 True 'x' http://localhost"):
        assert drawn(text, width=80, color=True) == f"{text}\n"


def test_lines_have_no_blanks_at_their_ends() -> None:
    assert drawn(Text("cat  \n\nhat "), width=80, color=False) == "cat\n\nhat\n"


def test_a_terminal_too_narrow_for_words_does_the_wrapping_itself() -> None:
    assert drawn(Text("x" * NARROWEST), width=1, color=False) == "x" * NARROWEST + "\n"
