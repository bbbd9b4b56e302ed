"""The banner, by itself; that it comes and goes is in the tests of the application."""

from maas_cli.tui.widgets.lost_line import LostLine
from tests.tui.widgets.shown import shown, texts


def _line(reason: str) -> str:
    def say(line: LostLine) -> None:
        line.reason = reason

    return "".join(texts(shown(LostLine, say, (60, 1)))).strip()  # type: ignore[arg-type]  # it is the widget made


def test_it_says_the_reason() -> None:
    assert _line("the server is lost") == "the server is lost"


def test_brackets_in_a_reason_are_no_markup() -> None:
    assert _line("[red]no[/] route") == "[red]no[/] route"
