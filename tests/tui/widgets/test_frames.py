from textual.widgets import Static

from maas_cli.tui.widgets.frames import set_title
from tests.tui.widgets.shown import shown, texts


def _framed(title: str) -> str:
    def name(widget: object) -> None:
        assert isinstance(widget, Static)
        widget.styles.border = ("round", "white")
        set_title(widget, title)

    return texts(shown(lambda: Static("x"), name, (40, 3)))[0]


def test_a_title_stands_in_the_frame() -> None:
    assert " Alice " in _framed("Alice")


def test_brackets_of_a_name_are_no_markup_and_its_control_characters_are_gone() -> None:
    assert " [b]Alice[/b] " in _framed("[b]Alice[/b]")
    assert "\x1b" not in _framed("Al\x1bice")


def test_a_title_that_stands_there_is_not_drawn_again() -> None:
    widget = Static("x")
    set_title(widget, "Alice [1]")
    before = widget.border_title
    set_title(widget, "Alice [1]")
    assert widget.border_title is before
