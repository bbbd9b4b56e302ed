import pytest
from textual.app import App, ComposeResult

from maas_cli.tui.widgets.key_line import KeyLine
from tests.tui.browsing import scenario


def line_at(width: int, **keys: str) -> str:
    """Return the line for so many cells."""

    class Alone(App[None]):
        def compose(self) -> ComposeResult:
            yield KeyLine(keys)

    shown: list[str] = []

    @scenario
    async def steps() -> None:
        app = Alone()
        async with app.run_test(size=(width, 3)):
            shown.append(app.query_one(KeyLine).render().plain)

    steps()
    return shown[0]


@pytest.mark.parametrize("width", [20, 40, 60, 80, 120])
def test_the_palette_is_always_there_and_keys_are_left_out_whole(width: int) -> None:
    line = line_at(width)
    assert line.endswith("^p commands")
    assert len(line) == width - 2
    words = line.removesuffix("^p commands").split()
    assert words == ["⏎", "open", "^y", "copy", "F1", "help", "F2", "stats", "F4", "map"][: len(words)]
    assert len(words) % 2 == 0


def test_the_keys_are_those_in_force() -> None:
    assert line_at(80, open="ctrl+j", show_map="m").startswith("^j open  ^y copy  F1 help  F2 stats  m map")
