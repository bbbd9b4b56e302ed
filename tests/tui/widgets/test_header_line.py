import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from maas_cli.tui.widgets.header_line import header_text


@pytest.mark.parametrize(
    ("width", "line"),
    [
        (50, "maas  9 memes          alice · 5 tokens   12:04:31"),
        (40, "maas         alice · 5 tokens   12:04:31"),
        (30, "maas  9 memes alice · 5 tokens"),
        (22, "maas  alice · 5 tokens"),
        (12, "maas alice …"),
    ],
)
def test_what_does_not_fit_is_left_out_whole(width: int, line: str) -> None:
    shown = header_text("9 memes", "alice · 5 tokens", "12:04:31", width).plain
    assert shown == line or cell_len(shown) == width


def test_nothing_is_said_where_nothing_is_known() -> None:
    assert header_text("", "", "", 20).plain.strip() == "maas"


def test_a_name_cannot_reach_the_terminal() -> None:
    assert "\x1b" not in header_text("\x1b[2J", "\x1b]0;x\x07", "12:00:00", 80).plain


@given(st.text(max_size=40), st.text(max_size=40), st.sampled_from(["", "12:00:00"]), st.integers(1, 120))
def test_a_line_is_never_wider_than_there_is_room(catalog: str, account: str, time: str, width: int) -> None:
    assert cell_len(header_text(catalog, account, time, width).plain) <= width
