import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len, get_character_cell_size

from maas_cli.tui.steady_columns import most_cells, steady

HINDI = "जब कीबोर्ड पर बिल्ली चलती है"
FAMILY = "👨‍👩‍👧"
Width = Callable[[str], int]


def as_made(character: str) -> int:
    """Return the width that frames are made for, character by character."""
    return get_character_cell_size(character)


def as_wide_as_can_be(character: str) -> int:
    """Return the greatest width of any terminal."""
    return most_cells(character)


def nothing_for_disputed(character: str) -> int:
    """Return the width of a terminal that shows what it does not know as nothing."""
    return 1 if character.isascii() or character in "│█…" else 0


def on_terminal(written: str, width_of: Width, columns: int = 200) -> str:
    """Return a line of a terminal that was full of something else before, in cells."""
    cells, at, farthest = ["x"] * columns, 0, 0
    for move, clear, text in re.findall(r"\x1b\[(?:\d+;)?(\d+)[GH]|\x1b\[(\d+)X|\x1b\[[\d;]*m|([^\x1b])", written):
        if move:
            at = int(move) - 1
        elif clear:
            cells[at : at + int(clear)] = " " * int(clear)
        elif text:
            for cell in range(width_of(text)):
                cells[at] = text if cell == 0 else ""
                at += 1
        farthest = max(farthest, at)
    return "".join(cell or "▒" for cell in cells[:farthest])


def line(*columns: tuple[str, int]) -> str:
    """Return texts filled to widths between two frames, each with a look of its own."""
    filled = [f"\x1b[1;3{n}m{text}{' ' * (width - cell_len(text))}\x1b[0m" for n, (text, width) in enumerate(columns)]
    return f"\x1b[1;5H\x1b[2m│\x1b[0m{''.join(filled)}\x1b[2m│\x1b[0m"


@pytest.mark.parametrize("width_of", [as_made, as_wide_as_can_be, nothing_for_disputed])
@pytest.mark.parametrize("text", [HINDI, "கா தமிழ்", FAMILY, "🇰🇿🇰🇿", "👍🏽 ❤️", f"cat {HINDI} cat"])
def test_what_stands_beside_disputed_text_stays_in_its_column(text: str, width_of: Width) -> None:
    shown = on_terminal(steady(line((text, 50), ("12 km", 8))), width_of)
    assert shown[4] == shown[-1] == "│"
    assert len(shown) == 4 + 1 + 50 + 8 + 1
    assert shown[55:60] == "12 km"
    assert "x" not in shown[4:]


@pytest.mark.parametrize("width_of", [as_wide_as_can_be, as_made])
def test_all_of_the_text_is_seen_where_blanks_follow(width_of: Width) -> None:
    shown = on_terminal(steady(line((HINDI, 60))), width_of)
    assert all(letter in shown for letter in HINDI if width_of(letter))


def test_text_that_might_run_over_is_cut_with_an_ellipsis() -> None:
    shown = on_terminal(steady(line((HINDI, cell_len(HINDI) + 2), ("12 km", 8))), as_wide_as_can_be)
    assert "… 12 km" in shown


def test_in_a_cell_that_has_no_room_for_more_than_an_ellipsis_one_is_shown() -> None:
    assert "…" in on_terminal(steady(line(("का", 1))), as_wide_as_can_be)


@pytest.mark.parametrize("frame", ["│ cat │", "plain", "\x1b[3;4H│ 猫 ▀▀ кот\n│"])
def test_frames_without_such_text_are_left_alone(frame: str) -> None:
    assert steady(frame) == frame


def test_lines_that_hold_more_than_text_are_left_alone() -> None:
    frame = f"{HINDI}\x1b]8;;x\x1b\\"
    assert steady(frame) == frame


def test_a_line_after_a_line_end_begins_in_the_first_column() -> None:
    assert steady("\x1b[1;9Hcat\nका  x") == "\x1b[1;9Hcat\n\x1b[2G  \x1b[1G\x1b[1Xका\x1b[4Gx"


LETTERS = st.text(st.sampled_from("aक ािी🇰🇿👍🏽‍️猫│"), max_size=20)


@given(st.lists(st.tuples(LETTERS, st.integers(0, 30)), max_size=5), st.sampled_from([as_wide_as_can_be, as_made]))
def test_on_no_terminal_does_a_line_end_elsewhere(texts: list[tuple[str, int]], width_of: Width) -> None:
    filled = [f"{text}{' ' * more}" for text, more in texts]
    frame = f"\x1b[1;5H│{''.join(filled)}│"
    width = 6 + sum(map(cell_len, filled))
    shown = on_terminal(steady(frame), width_of)
    assert len(shown) == width
    assert shown[-1] == "│"
